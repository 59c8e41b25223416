import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { coreClient, type CoreClient } from '#contract/client.ts'
import { sessionHeader } from '#core/core.ts'
import { expectAccessible, openApp, picture, type AppUnderTest } from './support/app.ts'

const password = 'gräsand cykel fyrtorn'

/** An association with a coordinator, a region, two associations and five persons; one of them declines stipends. */
async function givenAssociation(app: AppUnderTest): Promise<CoreClient> {
  const nobody = coreClient(app.core.handle)
  const { token } = await nobody.association.create({ name: 'Brukarrådet i Uppsala', administratorName: 'Adam Admin', signInName: 'adam', password })
  const administrator = coreClient(app.core.handle, () => ({ [sessionHeader]: token }))
  await administrator.users.create({ displayName: 'Samir Samordnare', signInName: 'samir', password, roles: ['coordinator'] })
  const session = await nobody.session.signIn({ signInName: 'samir', password })
  const coordinator = coreClient(app.core.handle, () => ({ [sessionHeader]: session.token }))
  await coordinator.organisations.create({ kind: 'region', name: 'Region Uppsala' })
  for (const name of ['RSMH Uppsala', 'Attention Uppsala']) await coordinator.organisations.create({ kind: 'association', name })
  for (const [givenName, familyName] of [['Anna', 'Ek'], ['Dan', 'Lind'], ['Bo', 'Åberg']] as const) {
    const { id } = await coordinator.people.create({ givenName, familyName })
    if (givenName === 'Bo') await coordinator.people.declineStipend({ personId: id, startsOn: '2026-01-01', purpose: 'Att inte betala ut det', legalBasis: 'explicitConsent', consentedOn: '2026-01-01', endsOn: '2030-12-31' })
  }
  return coordinator
}

async function signIn(page: Page): Promise<void> {
  await page.reload()
  await page.getByRole('textbox').first().fill('samir')
  await page.locator('input[type=password]').fill(password)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: /^(?:Att göra|To do)$/u }).waitFor()
}

/** Types a part of a name in a picker and takes the alternative that comes. */
async function pick(page: Page, label: string, text: string, option: string | RegExp): Promise<void> {
  await page.getByRole('combobox', { name: label }).fill(text)
  await page.getByRole('option', { name: option }).first().click()
}

async function choose(page: Page, label: string | RegExp, option: string): Promise<void> {
  await page.getByRole('button', { name: label }).click()
  await page.getByRole('option', { name: option }).click()
}

describe('A coordinator, a body and its meeting', () => {
  let app: AppUnderTest
  let page: Page
  beforeAll(async () => {
    app = await openApp({ startsAt: '2026-11-21T09:00:00.000Z' })
    page = app.page
    await givenAssociation(app)
    await signIn(page)
  })
  afterAll(() => app.close())

  it('registers a body of a host with two ordinary seats and a deputy seat for each', async () => {
    await page.getByRole('link', { name: 'Grupper' }).click()
    await page.getByRole('link', { name: 'Ny grupp' }).first().click()
    await page.getByRole('textbox', { name: 'Namn' }).fill('Brukarrådet psykiatri')
    await pick(page, 'Värd', 'region', /Region Uppsala/u)
    await choose(page, /Slag/u, 'Råd')
    await pick(page, 'Metod', 'brukarråd', /Råd, brukarråd/u)
    await page.getByRole('radio', { name: /Verksamhetsnivå/u }).check({ force: true })
    await page.getByRole('textbox', { name: /Målgrupp/u }).fill('Vuxna inom psykiatrin')
    await page.getByRole('textbox', { name: 'Från och med' }).fill('2023-01-01')
    await page.getByRole('button', { name: /Procentmodellen Arvodesregler|Arvodesregler.*Procentmodellen/u }).waitFor()
    await page.getByRole('radio', { name: 'Skattepliktig' }).check({ force: true })
    await expectAccessible(page, 'the form of a body')
    await page.getByRole('button', { name: 'Registrera grupp' }).click()
    await page.getByRole('heading', { name: 'Brukarrådet psykiatri' }).waitFor()
    await page.getByRole('rowheader', { name: 'Plats 2' }).waitFor()
    expect(await page.getByText('Tom plats').count()).toBe(4)
  })

  it('appoints persons for a term, with the decision and the organisation they speak for', async () => {
    for (const [place, person, organisation] of [['Plats 1', 'Anna Ek', 'RSMH'], ['Ersättare för plats 1', 'Dan Lind', 'Attention'], ['Plats 2', 'Bo Åberg', 'RSMH']] as const) {
      await page.getByRole('button', { name: `Utse person – ${place}`, exact: true }).click()
      const dialog = page.getByRole('dialog', { name: `Utse person – ${place}` })
      await pick(page, 'Person', person.slice(0, 4), new RegExp(person, 'u'))
      await pick(page, 'Talar för', organisation, new RegExp(organisation, 'u'))
      await dialog.getByRole('textbox', { name: 'Från och med' }).fill('2025-01-01')
      await dialog.getByRole('textbox', { name: /Till och med/u }).fill(person === 'Bo Åberg' ? '2026-12-12' : '2027-12-31')
      await dialog.getByRole('textbox', { name: 'Beslutat den' }).fill('2024-12-10')
      await dialog.getByRole('textbox', { name: /Beslut \(valfritt\)/u }).fill('Styrelsen § 45')
      if (place === 'Plats 1') await expectAccessible(page, 'the dialog that appoints')
      await dialog.getByRole('button', { name: 'Utse person' }).click()
      await page.getByRole('link', { name: person }).waitFor()
    }
    await page.getByText('Slutar snart').waitFor()
    expect(await page.getByText('Tom plats').count()).toBe(1)
    await expectAccessible(page, 'a body')
    await picture(page, 'body')
  })

  it('is told why somebody cannot be her own deputy, and loses nothing typed', async () => {
    await page.getByRole('button', { name: 'Utse person – Ersättare för plats 2' }).click()
    const dialog = page.getByRole('dialog')
    await pick(page, 'Person', 'Bo', /Bo Åberg/u)
    await dialog.getByRole('textbox', { name: 'Från och med' }).fill('2026-01-01')
    await dialog.getByRole('textbox', { name: 'Beslutat den' }).fill('2025-12-10')
    await dialog.getByRole('button', { name: 'Utse person' }).click()
    await dialog.getByText(/Ingen kan vara ersättare för sig själv/u).waitFor()
    expect(await page.getByRole('combobox', { name: 'Person' }).inputValue()).toBe('Bo Åberg')
    await dialog.getByRole('button', { name: 'Avbryt' }).click()
  })

  it('agrees from a day when deputies are invited and paid', async () => {
    await page.getByText('Ersättare kallas alltid och får arvode när de kommer.').waitFor()
    await page.getByRole('tab', { name: 'Om gruppen' }).click()
    await page.getByRole('button', { name: 'Ändra regler för ersättare' }).click()
    const dialog = page.getByRole('dialog', { name: 'Ändra regler för ersättare' })
    await dialog.getByRole('radio', { name: 'När någon ordinarie inte kan komma' }).check({ force: true })
    await dialog.getByRole('radio', { name: 'När de tjänstgör' }).check({ force: true })
    await dialog.getByRole('textbox', { name: 'Regeln gäller från och med' }).fill('2027-01-01')
    await expectAccessible(page, 'the dialog of the deputy rules')
    await page.keyboard.press('Control+s')
    await dialog.waitFor({ state: 'detached' })
    await page.getByText(/2027-01-01 – tills vidare: Ersättare kallas när någon ordinarie inte kan komma och får arvode när de tjänstgör\./u).waitFor()
    await expectAccessible(page, 'the facts of a body')
    await picture(page, 'deputy-rules')
  })

  it('sees who sat there on a past date, and what needs her on the start page', async () => {
    await page.getByRole('tab', { name: 'Vem satt här?' }).click()
    await page.getByRole('textbox', { name: 'Datum' }).fill('2024-12-31')
    await page.getByText('Så var platserna besatta 31 december 2024').waitFor()
    await page.getByText('Tom plats').nth(3).waitFor()
    await page.getByRole('textbox', { name: 'Datum' }).fill('2025-06-30')
    await page.getByRole('link', { name: 'Anna Ek' }).waitFor()
    await expectAccessible(page, 'who sat there')
    await page.getByRole('link', { name: 'Start' }).click()
    await page.getByRole('heading', { name: '1 plats är tom' }).waitFor()
    await page.getByText('Ersättare för plats 2').waitFor()
    await page.getByRole('heading', { name: '1 mandat slutar inom sex veckor' }).waitFor()
    await expectAccessible(page, 'the start page')
    await picture(page, 'start')
  })

  it('sees all bodies’ seats, those that are empty, and who held them another day', async () => {
    await page.getByRole('link', { name: 'Grupper' }).first().click()
    await page.getByRole('link', { name: 'Alla platser' }).click()
    await page.getByRole('heading', { level: 1, name: 'Alla platser' }).waitFor()
    await page.getByText('4 platser').first().waitFor()
    await page.getByRole('gridcell', { name: 'Bo Åberg' }).waitFor()
    await page.getByRole('searchbox', { name: 'Sök på grupp, värd eller person' }).fill('aberg')
    await page.getByText(/^1 plats\b/u).first().waitFor()
    await page.getByRole('searchbox', { name: 'Sök på grupp, värd eller person' }).fill('')
    await page.getByRole('button', { name: /Läge$/u }).click()
    await page.getByRole('option', { name: 'Tomma' }).click()
    await page.getByText(/^1 plats\b/u).first().waitFor()
    await page.getByRole('textbox', { name: /^Dag/u }).fill('2024-12-31')
    await page.getByText('4 platser').first().waitFor()
    await expectAccessible(page, 'all seats')
    await picture(page, 'all-seats')
    await page.getByRole('link', { name: 'Start' }).click()
    await page.getByRole('heading', { name: '1 plats är tom' }).waitFor()
  })

  it('plans a meeting: everybody with a seat is invited, the deputy too', async () => {
    await page.getByRole('link', { name: 'Brukarrådet psykiatri' }).first().click()
    await page.getByRole('link', { name: 'Planera möte' }).click()
    await page.getByRole('textbox', { name: 'Datum' }).fill('2026-11-20')
    await page.getByText('3 kallas, varav 1 ersättare: Anna Ek, Dan Lind och Bo Åberg.').waitFor()
    await expectAccessible(page, 'the form of a meeting')
    await page.getByRole('button', { name: 'Planera möte' }).click()
    await page.getByRole('heading', { name: 'Brukarrådet psykiatri, 20 november 2026' }).waitFor()
    await page.getByText('Ersättare för Anna Ek').waitFor()
  })

  it('records by keyboard alone that the member and her deputy both came, and how they travelled', async () => {
    const table = page.getByRole('table', { name: 'Närvaro' })
    const first = table.getByRole('radio', { name: 'Närvarande' }).first()
    for (let step = 0; step < 60 && !(await first.evaluate((element) => element === document.activeElement)); step += 1) await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Tab')
    await page.keyboard.type('40')
    await page.keyboard.press('Tab')
    await page.keyboard.type('30')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.keyboard.type('10')
    await page.keyboard.press('Control+s')
    await page.getByText('3 närvarande, ingen frånvarande, alla är antecknade').waitFor()
    await page.getByText('Att godkänna').waitFor()
    const preview = page.getByRole('table', { name: 'Det här blir räkningarna' })
    const rowOf = async (name: string) => (await preview.getByRole('row', { name }).innerText()).replace(/\s+/gu, ' ')
    await preview.getByRole('row', { name: 'Bo Åberg' }).waitFor()
    expect(await rowOf('Anna Ek')).toBe('Anna Ek Ordinarie 1 065,60 kr 75,00 kr 1 140,60 kr')
    expect(await rowOf('Dan Lind')).toBe('Dan Lind Närvarande ersättare 1 065,60 kr 1 065,60 kr')
    expect(await rowOf('Bo Åberg')).toBe('Bo Åberg Ordinarie Avstår, tackas 25,00 kr 25,00 kr')
    await expectAccessible(page, 'a meeting with attendance')
    await picture(page, 'attendance')
  })

  it('says whose row and which column is wrong, and leads there', async () => {
    const travel = page.getByRole('textbox', { name: 'Restid, min, Anna Ek' })
    await travel.fill('87,5')
    await page.keyboard.press('Control+s')
    await page.getByRole('link', { name: 'Restid, min, Anna Ek: Skriv ett heltal.' }).click()
    expect(await travel.evaluate((element) => element === document.activeElement)).toBe(true)
    await picture(page, 'attendance-fault')
    await expectAccessible(page, 'a meeting with a fault in its attendance')
    await travel.fill('40')
    await page.keyboard.press('Control+s')
    await page.getByText('Osparade ändringar').first().waitFor({ state: 'detached' })
  })

  it('approves the attendance once: everyone present has a claim, the deputy too, and the list is locked', async () => {
    await page.getByRole('button', { name: 'Godkänn närvaron' }).click()
    await page.getByRole('dialog').getByText(/3 räkningar skapas/u).waitFor()
    await expectAccessible(page, 'the question before approving')
    await page.getByRole('dialog').getByRole('button', { name: 'Godkänn närvaron' }).click()
    await page.getByText(/3 räkningar är skapade\. 1 person avstår arvode och får ett tack/u).first().waitFor()
    await page.getByText(/Närvaron godkändes .* av Samir Samordnare och är låst/u).waitFor()
    expect(await page.getByRole('radio').count()).toBe(0)
    await page.getByRole('link', { name: 'Visa räkningarna' }).click()
    await page.getByText('3 räkningar').first().waitFor()
    await page.getByText('Dan Lind').first().waitFor()
  })

  it('never made the browser refuse content or talk to anyone else', () => {
    expect(app.complaints).toEqual([])
  })
})
