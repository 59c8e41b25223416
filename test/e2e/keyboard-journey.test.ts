import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { coreClient } from '#contract/client.ts'
import { sessionHeader } from '#core/core.ts'
import { openApp, type AppUnderTest } from './support/app.ts'

const password = 'gräsand cykel fyrtorn'

/** An association with a coordinator who has nothing but a keyboard, a region, an association and three persons; one of them declines stipends. */
async function givenAssociation(app: AppUnderTest): Promise<void> {
  const client = (token?: string) => coreClient(app.core.handle, (): Record<string, string> => (token ? { [sessionHeader]: token } : {}))
  const { token } = await client().association.create({ name: 'Brukarrådet i Uppsala', administratorName: 'Adam Admin', signInName: 'adam', password })
  await client(token).users.create({ displayName: 'Samir Samordnare', signInName: 'samir', password, roles: ['coordinator'] })
  const coordinator = client((await client().session.signIn({ signInName: 'samir', password })).token)
  await coordinator.organisations.create({ kind: 'region', name: 'Region Uppsala' })
  await coordinator.organisations.create({ kind: 'association', name: 'RSMH Uppsala' })
  for (const [givenName, familyName] of [['Anna', 'Ek'], ['Dan', 'Lind'], ['Bo', 'Åberg']] as const) {
    const { id } = await coordinator.people.create({ givenName, familyName })
    if (givenName === 'Bo') await coordinator.people.declineStipend({ personId: id, startsOn: '2026-01-01', purpose: 'Att inte betala ut det', legalBasis: 'explicitConsent', consentedOn: '2026-01-01', endsOn: '2030-12-31' })
  }
}

/** The hands of somebody without a mouse: every step is a key, and what is sought is only looked at. */
function keyboardOf(page: Page) {
  const { keyboard } = page
  /** On the target, or for a group of radio buttons on any of them. */
  const hasFocus = (target: Locator) => target.evaluate((element) => element === document.activeElement || (element.role === 'radiogroup' && element.contains(document.activeElement)))

  async function tabTo(target: Locator): Promise<void> {
    const wanted = target.first()
    await wanted.waitFor()
    for (let step = 0; step < 100; step += 1) {
      if (await hasFocus(wanted)) return
      await keyboard.press('Tab')
    }
    throw new Error('Tab never came to what was sought')
  }

  return {
    tabTo,
    press: async (...keys: string[]) => {
      for (const key of keys) await keyboard.press(key)
    },
    type: (text: string) => keyboard.type(text),
    async activate(target: Locator) {
      await tabTo(target)
      await keyboard.press('Enter')
    },
    async fill(field: Locator, text: string) {
      await tabTo(field)
      await keyboard.press('Control+a')
      await keyboard.type(text)
    },
    /** Types a part of a name in a picker, goes down to the alternative that comes, and takes it. */
    async pick(label: string, text: string, option: RegExp) {
      const field = page.getByRole('combobox', { name: label })
      await tabTo(field)
      await keyboard.type(text)
      // Alternatives for the first letters come before those for the whole: wait until the sought one is on top.
      await expect.poll(() => page.getByRole('option').first().textContent({ timeout: 2000 }).catch(() => ''), { timeout: 8000 }).toMatch(option)
      await keyboard.press('ArrowDown')
      await keyboard.press('Enter')
      await expect.poll(() => field.inputValue()).toMatch(option)
    },
    /** Opens a list of choices and finds one by its first letters. */
    async choose(button: Locator, option: string) {
      await tabTo(button)
      await keyboard.press('Enter')
      const wanted = page.getByRole('option', { name: option, exact: true })
      await wanted.waitFor()
      await keyboard.type(option)
      await expect.poll(() => hasFocus(wanted)).toBe(true)
      await keyboard.press('Enter')
      await wanted.waitFor({ state: 'detached' })
    },
    /** Goes to a group of radio buttons and chooses one with the arrow keys. */
    async chooseRadio(group: Locator, label: RegExp | string) {
      const wanted = group.getByRole('radio', { name: label })
      await tabTo(group)
      await keyboard.press('Space')
      for (let step = 0; step < 8 && !(await wanted.isChecked()); step += 1) await keyboard.press('ArrowDown')
      await expect.poll(() => wanted.isChecked()).toBe(true)
    },
    /** Waits until something has the focus. */
    expectFocus: (target: Locator) => expect.poll(() => hasFocus(target.first()), { timeout: 5000 }).toBe(true),
  }
}

describe('A coordinator with nothing but a keyboard', () => {
  let app: AppUnderTest
  let page: Page
  let hands: ReturnType<typeof keyboardOf>

  const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name })
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })
  const field = (name: string | RegExp) => page.getByRole('textbox', { name })

  beforeAll(async () => {
    app = await openApp({ startsAt: '2026-11-21T09:00:00.000Z' })
    page = app.page
    hands = keyboardOf(page)
    await givenAssociation(app)
    await page.reload()
  })
  afterAll(() => app.close())

  it('signs in, and stands at the heading of the start page', async () => {
    await hands.fill(page.getByLabel('Inloggningsnamn'), 'samir')
    await hands.fill(page.getByLabel('Lösenord'), password)
    await hands.press('Enter')
    await hands.expectFocus(heading('Att göra'))
  })

  it('goes to a place by the first letters of its name', async () => {
    await hands.press('Control+k')
    await page.getByRole('menuitem', { name: /^Grupper/u }).waitFor()
    await hands.type('gru')
    await hands.press('Enter')
    await hands.expectFocus(heading('Grupper'))
  })

  it('is led from the summary of what is missing to the field, and registers a body', async () => {
    await hands.activate(page.getByRole('link', { name: 'Ny grupp' }))
    await hands.expectFocus(heading('Ny grupp'))
    await hands.press('Control+s')
    await hands.expectFocus(page.getByRole('region', { name: 'Det gick inte att spara' }))
    await hands.activate(page.getByRole('link', { name: /^Namn:/u }))
    await hands.expectFocus(field('Namn'))
    expect(await field('Namn').getAttribute('aria-invalid')).toBe('true')

    await hands.type('Brukarrådet psykiatri')
    await hands.pick('Värd', 'region', /Region Uppsala/u)
    await hands.choose(button(/Slag/u), 'Råd')
    await hands.pick('Metod', 'brukarråd', /Råd, brukarråd/u)
    await hands.chooseRadio(page.getByRole('radiogroup', { name: /^Nivå/u }), /Verksamhetsnivå/u)
    await hands.fill(field('Från och med'), '2023-01-01')
    await hands.choose(button(/Arvodesregler/u), 'Procentmodellen')
    await hands.chooseRadio(page.getByRole('radiogroup').filter({ hasText: 'Skattepliktig' }), 'Skattepliktig')
    await hands.press('Control+s')
    await hands.expectFocus(heading('Brukarrådet psykiatri'))
    await page.getByRole('rowheader', { name: 'Plats 2' }).waitFor()
  })

  it('closes a dialog with Escape and stands where it was opened', async () => {
    const opener = button('Utse person – Plats 1')
    await hands.activate(opener)
    await page.getByRole('dialog').waitFor()
    await hands.press('Escape')
    await hands.expectFocus(opener)
  })

  it('appoints a member, her deputy and one who declines', async () => {
    for (const [place, person] of [['Plats 1', 'Anna Ek'], ['Ersättare för plats 1', 'Dan Lind'], ['Plats 2', 'Bo Åberg']] as const) {
      await hands.activate(button(`Utse person – ${place}`))
      const dialog = page.getByRole('dialog', { name: `Utse person – ${place}` })
      await hands.pick('Person', person.slice(0, 4), new RegExp(person, 'u'))
      await hands.pick('Talar för', 'RSMH', /RSMH/u)
      await hands.fill(dialog.getByRole('textbox', { name: 'Från och med' }), '2025-01-01')
      await hands.fill(dialog.getByRole('textbox', { name: 'Beslutat den' }), '2024-12-10')
      await hands.press('Control+s')
      await page.getByRole('link', { name: person }).waitFor()
      await dialog.waitFor({ state: 'detached' })
      await expect.poll(() => page.locator('main :focus').count(), { message: 'the place is kept, though the button is gone' }).toBe(1)
    }
  })

  it('plans a meeting, and hears who is invited', async () => {
    await hands.activate(page.getByRole('link', { name: 'Planera möte' }))
    await hands.expectFocus(heading('Planera möte'))
    await hands.fill(field('Datum'), '20/11')
    await hands.press('Tab')
    await page.getByRole('status').filter({ hasText: '3 kallas, varav 1 ersättare' }).waitFor()
    await hands.press('Control+s')
    await hands.expectFocus(heading('Brukarrådet psykiatri, 20 november 2026'))
  })

  it('records who came with space and the arrow keys, and hears once that it is saved', async () => {
    await hands.tabTo(page.getByRole('table', { name: 'Närvaro' }).getByRole('radio', { name: 'Närvarande' }))
    await hands.press('Space', 'ArrowDown', 'Space', 'ArrowDown', 'Space')
    await page.getByRole('status').filter({ hasText: '3 närvarande, ingen frånvarande, alla är antecknade' }).waitFor()
    await hands.press('Control+s')
    await page.getByRole('alert').filter({ hasText: 'Närvaron är sparad.' }).waitFor()
    expect(await page.getByRole('status').filter({ hasText: 'Sparat' }).count()).toBe(0)
  })

  it('approves the attendance once, and does not lose the place when the button is gone', async () => {
    await hands.activate(button('Godkänn närvaron'))
    const dialog = page.getByRole('dialog')
    await dialog.waitFor()
    const description = await dialog.getAttribute('aria-describedby')
    expect(await page.locator(`[id="${description}"]`).innerText()).toMatch(/2 räkningar skapas/u)
    await hands.activate(dialog.getByRole('button', { name: 'Godkänn närvaron' }))
    await page.getByText(/är låst/u).waitFor()
    await hands.expectFocus(heading('Brukarrådet psykiatri, 20 november 2026'))
  })

  it('reads the claims row by row, and opens the deputy’s', async () => {
    await hands.activate(page.getByRole('link', { name: 'Visa räkningarna' }))
    await hands.expectFocus(heading('Ersättningar'))
    const rows = page.getByRole('grid').getByRole('rowheader')
    await hands.tabTo(rows)
    const deputy = page.getByRole('rowheader', { name: 'Dan Lind' })
    for (let step = 0; step < 3 && !(await deputy.evaluate((element) => element === document.activeElement)); step += 1) await hands.press('ArrowDown')
    await hands.expectFocus(deputy)
    await hands.press('Enter')
    await hands.expectFocus(heading('Räkning: Dan Lind'))
  })

  it('never made the browser refuse content or talk to anyone else', () => {
    expect(app.complaints).toEqual([])
  })
})
