import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { coreClient, type CoreClient } from '#contract/client.ts'
import { sessionHeader } from '#core/core.ts'
import { demoPassword } from '#core/demo/index.ts'
import { expectAccessible, goTo, openApp, picture, signInAs, signInToDemo, type AppUnderTest } from './support/app.ts'

describe('Notes, tags and custom fields', () => {
  let app: AppUnderTest
  let page: Page
  let client: CoreClient
  let personId: string

  beforeAll(async () => {
    app = await openApp()
    page = app.page
    await signInToDemo(app, 'coordinator')
    const { token } = await coreClient(app.core.handle).session.signIn({ signInName: 'samordnare', password: demoPassword })
    client = coreClient(app.core.handle, () => ({ [sessionHeader]: token }))
    personId = (await client.people.list({ text: 'Nils Ärlig' })).rows[0]?.id as string
  })
  afterAll(() => app.close())

  it('write a note with a day on a person, find it among the follow-ups, mark it as done and undo', async () => {
    await goTo(page, `/people/${personId}`)
    await page.getByRole('tab', { name: 'Anteckningar' }).click()
    await page.getByRole('button', { name: 'Skriv anteckning' }).click()
    await page.getByRole('textbox', { name: 'Anteckning' }).fill('Ring om höstens kurs')
    await page.getByRole('textbox', { name: 'Följ upp den' }).fill('2026-01-02')
    await expectAccessible(page, 'writing a note')
    await page.getByRole('button', { name: 'Spara' }).click()
    await page.getByText('Ring om höstens kurs').first().waitFor()
    await page.getByText('Skulle följas upp').first().waitFor()
    await picture(page, 'notes-on-a-person')
    await expectAccessible(page, 'notes on a person')

    await goTo(page, '/follow-ups?show=overdue')
    await picture(page, 'follow-ups')
    await expectAccessible(page, 'follow-ups')
    await page.getByRole('button', { name: 'Klar: Ring om höstens kurs' }).click()
    await page.getByText('Uppföljningen är klar.').waitFor()
    const open = async () => (await client.notes.followUps({ show: 'overdue' })).rows.some(({ text }) => text === 'Ring om höstens kurs')
    expect(await open()).toBe(false)
    await page.getByRole('button', { name: 'Ångra', exact: true }).click()
    await page.getByRole('button', { name: 'Klar: Ring om höstens kurs' }).waitFor()
    expect(await open()).toBe(true)
  })

  it('shows on the start page what one has to come back to', async () => {
    await goTo(page, '/')
    const card = page.getByRole('region', { name: 'Att följa upp' })
    await card.getByRole('link', { name: 'Åsa Öberg' }).waitFor()
    await picture(page, 'start-with-follow-ups')
    await expectAccessible(page, 'start page with follow-ups')
  })

  it('tag a person, and merge two tags', async () => {
    await goTo(page, `/people/${personId}`)
    await page.getByRole('button', { name: 'Lägg till etikett' }).click()
    await page.getByRole('textbox', { name: 'Etikett' }).fill('Skjutsar gärna')
    await expectAccessible(page, 'adding a tag')
    await page.getByRole('dialog').getByRole('button', { name: 'Lägg till etikett' }).click()
    await page.getByRole('list', { name: 'Etiketter' }).getByText('Skjutsar gärna').waitFor()
    await picture(page, 'person-with-tags')
    await expectAccessible(page, 'a person with tags')

    await goTo(page, '/tags')
    await page.getByRole('button', { name: 'Ändra Skjutsar gärna' }).click()
    await page.getByRole('menuitem', { name: 'Slå ihop med en annan' }).click()
    await page.getByRole('button', { name: /Etikett som blir kvar/u }).click()
    await page.getByRole('option', { name: 'Kan skjutsa' }).click()
    await page.getByText('1 får den nya etiketten. Ingen har båda.').waitFor()
    await picture(page, 'merging-tags')
    await expectAccessible(page, 'merging tags')
    await page.getByRole('dialog').getByRole('button', { name: 'Slå ihop', exact: true }).click()
    await page.getByText('Etiketterna är ihopslagna.').waitFor()
    expect((await client.people.read({ id: personId })).tags.map(({ name }) => name)).toContain('Kan skjutsa')
    await expectAccessible(page, 'tags')
  })

  it('define a field as administrator, and fill it in as coordinator', async () => {
    const administrator = await app.newPage()
    await signInAs(administrator, 'administrator')
    await goTo(administrator, '/custom-fields')
    await administrator.getByRole('button', { name: 'Lägg till fält' }).click()
    await administrator.getByRole('textbox', { name: 'Fältets namn' }).fill('Skåpnummer')
    await administrator.getByRole('button', { name: /^Kort text Typ|Typ/u }).first().click()
    await administrator.getByRole('option', { name: 'Ett alternativ' }).click()
    await administrator.getByRole('textbox', { name: 'Alternativ' }).pressSequentially('Nedre hallen\nÖvre hallen\nNedre hallen\n')
    await administrator.keyboard.press('Control+s')
    await administrator.getByRole('link', { name: /^Alternativ: Samma alternativ/u }).waitFor()
    await administrator.getByRole('button', { name: /Typ$/u }).first().click()
    await administrator.getByRole('option', { name: 'Heltal' }).click()
    await expectAccessible(administrator, 'adding a field')
    await administrator.getByRole('button', { name: 'Spara' }).click()
    await administrator.getByRole('rowheader', { name: 'Skåpnummer' }).waitFor()
    await administrator.getByRole('button', { name: 'Flytta Skåpnummer uppåt' }).click()
    await administrator.getByText('Fältet är flyttat.').waitFor()
    await picture(administrator, 'custom-fields')
    await expectAccessible(administrator, 'custom fields')

    await page.bringToFront()
    await goTo(page, `/people/${personId}`)
    await page.getByRole('button', { name: 'Ändra uppgifter', exact: true }).click()
    await page.getByRole('textbox', { name: /Skåpnummer/u }).fill('217')
    await page.getByRole('radio', { name: 'Ja' }).last().click({ force: true })
    await picture(page, 'editing-custom-fields')
    await expectAccessible(page, 'editing custom fields')
    await page.getByRole('button', { name: 'Spara' }).click()
    await page.getByText('217').waitFor()
    await picture(page, 'person-with-custom-fields')
    expect(Object.values((await client.people.read({ id: personId })).customValues)).toEqual(expect.arrayContaining([217]))
  })

  it('find persons by a field of one’s own, show it as a column, and say so when the field has been archived', async () => {
    await goTo(page, '/people')
    await page.getByRole('button', { name: 'Lägg till filter' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('combobox', { name: 'Vad vill du filtrera på?' }).fill('Skåpnummer')
    await page.getByRole('option', { name: 'Skåpnummer', exact: true }).click()
    await dialog.getByRole('button', { name: /Hur\?/u }).click()
    await page.getByRole('option', { name: 'minst', exact: true }).click()
    await dialog.getByRole('textbox', { name: 'Värde' }).fill('200')
    await picture(page, 'filtering-by-a-custom-field')
    await expectAccessible(page, 'filtering by a custom field')
    await dialog.getByRole('button', { name: 'Använd filtret' }).click()
    await page.getByRole('button', { name: 'Ta bort filtret Skåpnummer minst 200' }).waitFor()
    await page.getByRole('rowheader', { name: /Nils Ärlig/u }).waitFor()
    expect(await page.getByRole('rowheader').count()).toBe(1)

    await page.getByRole('button', { name: 'Välj kolumner' }).click()
    await page.getByRole('dialog').getByRole('checkbox', { name: 'Skåpnummer' }).press('Space')
    await page.getByRole('dialog').getByRole('checkbox', { name: 'Har nyckel till lokalen' }).press('Space')
    await picture(page, 'choosing-custom-columns')
    await expectAccessible(page, 'choosing columns of custom fields')
    await page.getByRole('dialog').getByRole('button', { name: 'Visa kolumnerna' }).click()
    await page.getByRole('columnheader', { name: 'Skåpnummer' }).waitFor()
    await page.getByRole('gridcell', { name: '217' }).waitFor()
    await picture(page, 'register-with-custom-columns')
    await expectAccessible(page, 'the register with columns of custom fields')

    const { token } = await coreClient(app.core.handle).session.signIn({ signInName: 'admin', password: demoPassword })
    const administrator = coreClient(app.core.handle, () => ({ [sessionHeader]: token }))
    const field = (await administrator.customFields.definitions()).find(({ name }) => name === 'Skåpnummer')
    await administrator.customFields.archive({ id: field?.id as string, version: field?.version as number })
    await page.getByRole('searchbox', { name: 'Sök på namn, nummer, ort eller e-post' }).fill('Nils')
    await picture(page, 'column-of-an-archived-field')
    await page.getByText('Kolumnen Skåpnummer går inte att visa, för fältet är arkiverat. Välj kolumner på nytt.').first().waitFor()
    await page.getByRole('button', { name: 'Välj kolumner' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Visa kolumnerna' }).click()
    await page.getByText('Filtret på Skåpnummer går inte att använda, för fältet är arkiverat. Ta bort filtret.').first().waitFor()
    expect(await page.getByRole('rowheader').count()).toBe(0)
    expect(await page.locator('output', { hasText: /person/u }).count()).toBe(0)
    await picture(page, 'filter-of-an-archived-field')
    await expectAccessible(page, 'a filter of an archived field')
    await page.getByRole('button', { name: 'Rensa alla filter' }).click()
    await page.getByRole('rowheader', { name: /Nils Ärlig/u }).waitFor()
    expect(await page.getByRole('columnheader', { name: 'Skåpnummer' }).count()).toBe(0)
  })

  it('never made the browser refuse content or talk to anyone else', () => {
    expect(app.complaints).toEqual([])
  })
})
