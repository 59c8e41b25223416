import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { coreClient, type CoreClient } from '#contract/client.ts'
import { sessionHeader } from '#core/core.ts'
import { demoPassword } from '#core/demo/index.ts'
import { expectAccessible, goTo, openApp, picture, signInToDemo, type AppUnderTest } from './support/app.ts'

let app: AppUnderTest
let page: Page
let client: CoreClient

beforeAll(async () => {
  app = await openApp()
  page = app.page
  await signInToDemo(app, 'coordinator')
  const { token } = await coreClient(app.core.handle).session.signIn({ signInName: 'samordnare', password: demoPassword })
  client = coreClient(app.core.handle, () => ({ [sessionHeader]: token }))
})
afterAll(() => app.close())

describe('Many persons', () => {
  const tagged = async () => (await client.tags.list()).find(({ name }) => name === 'Höstens kurs')?.persons ?? 0

  it('get a tag once it is plain how many, and lose it again when it is undone', async () => {
    await goTo(page, '/people')
    const { total } = await client.people.list({ limit: 1 })
    await page.getByRole('button', { name: 'Ändra flera' }).click()
    await page.getByRole('textbox', { name: 'Etikett' }).fill('Höstens kurs')
    await picture(page, 'bulk-what')
    await expectAccessible(page, 'choosing what to change')
    await page.getByRole('button', { name: 'Visa vad som händer' }).click()
    await page.getByText(`${total} personer ändras.`).waitFor()
    await page.getByText('Sätt en etikett: Höstens kurs').waitFor()
    await picture(page, 'bulk-preview')
    await expectAccessible(page, 'what will change')
    expect(await tagged()).toBe(0)
    await page.getByRole('button', { name: `Ändra ${total} personer` }).click()
    await page.getByText(`${total} personer är ändrade.`).waitFor()
    expect(await tagged()).toBe(total)
    await page.getByRole('button', { name: 'Ångra', exact: true }).click()
    await page.getByText('Ändringen är ångrad: Ändrade flera personer.').first().waitFor()
    expect(await tagged()).toBe(0)
  })

  it('who are picked one by one are told who is left out and why', async () => {
    await goTo(page, '/people')
    await page.getByRole('button', { name: 'Markera alla' }).click()
    await page.getByRole('button', { name: 'Ändra flera' }).click()
    await page.getByRole('button', { name: /Vad vill du göra/u }).click()
    await page.getByRole('option', { name: 'Ange hur de vill bli nådda' }).click()
    await page.getByRole('dialog').getByRole('button', { name: /Vill/u }).click()
    await page.getByRole('option', { name: 'E-post' }).click()
    await page.getByRole('button', { name: 'Visa vad som händer' }).click()
    await page.getByText('saknar e-post och ändras inte').waitFor()
    await picture(page, 'bulk-left-out')
    await page.getByRole('button', { name: 'Välj något annat' }).click()
    for (const kind of ['Ange kommun', 'Avsluta medlemskapet', 'Skriv en anteckning', 'Ta bort en etikett', 'Ta bort uppgiften om kön']) {
      await page.getByRole('button', { name: /Vad vill du göra/u }).click()
      await page.getByRole('option', { name: kind }).click()
      await expectAccessible(page, kind)
    }
    await page.getByRole('button', { name: 'Visa vad som händer' }).click()
    await page.getByText('ändras.').first().waitFor()
    await page.getByRole('button', { name: 'Välj något annat' }).click()
    await page.getByRole('button', { name: /Vad vill du göra/u }).click()
    await page.getByRole('option', { name: 'Avsluta medlemskapet' }).click()
    await page.getByRole('dialog').getByRole('button', { name: /Orsak/u }).first().click()
    await page.getByRole('option', { name: 'Annat' }).click()
    await page.getByRole('button', { name: 'Visa vad som händer' }).click()
    await page.getByText('1 uppgift behöver rättas').waitFor()
    await page.getByRole('button', { name: 'Avbryt' }).click()
  })

  it('who live abroad get no municipality, and that is said beforehand', async () => {
    const member = { preferredChannel: 'letter', membership: { kind: 'main', startsOn: '2026-01-01' } } as const
    const { id: abroad } = await client.people.create({ givenName: 'Ute', familyName: 'Landström', town: 'Oslo', countryCode: 'NO', ...member })
    const { id: home } = await client.people.create({ givenName: 'Inne', familyName: 'Landström', town: 'Tierp', ...member })
    await goTo(page, '/')
    await goTo(page, '/people?text=Landstr%C3%B6m')
    await page.getByRole('row', { name: /Ute Landström/u }).waitFor()
    await page.getByRole('button', { name: 'Ändra flera' }).click()
    await page.getByRole('button', { name: /Vad vill du göra/u }).click()
    await page.getByRole('option', { name: 'Ange kommun' }).click()
    await page.getByRole('dialog').getByRole('combobox', { name: 'Kommun' }).fill('Tierp')
    await page.getByRole('option', { name: 'Tierp', exact: true }).click()
    await page.getByRole('button', { name: 'Visa vad som händer' }).click()
    await page.getByText('1 person ändras.').waitFor()
    await page.getByText('1 person bor utomlands och ändras inte.').waitFor()
    await picture(page, 'bulk-abroad')
    await page.getByRole('button', { name: 'Ändra 1 person' }).click()
    await page.getByText('1 person är ändrad.').waitFor()
    expect([(await client.people.read({ id: abroad })).municipalityCode, (await client.people.read({ id: home })).municipalityCode]).toEqual([null, '0360'])
  })

  it('get a value in an own field', async () => {
    await goTo(page, '/')
    await goTo(page, '/people')
    await page.getByRole('button', { name: 'Ändra flera' }).click()
    await page.getByRole('button', { name: /Vad vill du göra/u }).click()
    await page.getByRole('option', { name: 'Fyll i ett eget fält' }).click()
    await page.getByRole('dialog').getByRole('button', { name: /^(?:Eget fält|Välj)/u }).last().click()
    await page.getByRole('option', { name: 'Har nyckel till lokalen' }).click()
    await page.getByRole('radio', { name: 'Nej' }).check({ force: true })
    await expectAccessible(page, 'filling in an own field for many')
    await picture(page, 'bulk-own-field')
    await page.getByRole('button', { name: 'Visa vad som händer' }).click()
    await page.getByRole('button', { name: /^Ändra \d+ personer$/u }).last().click()
    await page.getByText(/personer är ändrade\./u).first().waitFor()
  })
})

describe('A person registered by mistake', () => {
  it('is removed, found in the recycle bin and restored', async () => {
    const { id } = await client.people.create({ givenName: 'Mistags', familyName: 'Registrerad', membership: { kind: 'main', startsOn: '2026-01-01' } })
    await goTo(page, `/people/${id}`)
    await page.getByRole('button', { name: 'Ta bort …' }).click()
    await page.getByText('medlemskap: 1').waitFor()
    await picture(page, 'removing-a-person')
    await expectAccessible(page, 'removing a person')
    await page.getByRole('button', { name: 'Ta bort', exact: true }).click()
    await page.getByText('Mistags Registrerad är borttagen.').waitFor()
    await page.getByRole('heading', { level: 1, name: 'Personer' }).waitFor()

    await goTo(page, '/bin')
    await page.getByRole('searchbox', { name: 'Sök i papperskorgen' }).fill('mistags')
    await page.getByRole('row', { name: /Mistags Registrerad/u }).waitFor()
    await picture(page, 'recycle-bin')
    await expectAccessible(page, 'the recycle bin')
    await page.getByRole('button', { name: 'Återställ Mistags Registrerad' }).click()
    await page.getByText('Mistags Registrerad är återställd.').waitFor()
    expect((await client.people.read({ id })).memberships).toHaveLength(1)
    await page.getByText('Inga träffar på ”mistags”').waitFor()
    await expectAccessible(page, 'an empty search of the bin')
  })

  it('stays where something is built upon her, with how many of each kind', async () => {
    const { rows } = await client.bodies.list({})
    const body = await client.bodies.read({ id: rows[0]?.id as string })
    await goTo(page, `/bodies/${body.id}`)
    await page.getByRole('button', { name: 'Ta bort …' }).click()
    await page.getByRole('heading', { name: `${body.name} kan inte tas bort` }).waitFor()
    await page.getByText(/^uppdrag: \d/u).waitFor()
    await picture(page, 'built-upon')
    await expectAccessible(page, 'what is built upon a body')
    await page.getByRole('dialog').getByRole('button', { name: 'Stäng' }).last().click()
  })

  it('and no window has complained', () => {
    expect(app.complaints).toEqual([])
  })
})
