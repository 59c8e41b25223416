import type { Download, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { coreClient, type CoreClient } from '#contract/client.ts'
import { sessionHeader } from '#core/core.ts'
import { expectAccessible, goTo, openApp, picture, type AppUnderTest } from './support/app.ts'

const password = 'gräsand cykel fyrtorn'

/** An association with a coordinator, a region with a clinic, two associations, a person, and support whose follow-up is due. */
async function givenAssociation(app: AppUnderTest): Promise<CoreClient> {
  const nobody = coreClient(app.core.handle)
  const { token } = await nobody.association.create({ name: 'Brukarrådet i Uppsala', administratorName: 'Adam Admin', signInName: 'adam', password })
  const administrator = coreClient(app.core.handle, () => ({ [sessionHeader]: token }))
  await administrator.users.create({ displayName: 'Samir Samordnare', signInName: 'samir', password, roles: ['coordinator'] })
  const session = await nobody.session.signIn({ signInName: 'samir', password })
  const coordinator = coreClient(app.core.handle, () => ({ [sessionHeader]: session.token }))
  const { id: region } = await coordinator.organisations.create({ kind: 'region', name: 'Region Uppsala' })
  await coordinator.organisations.create({ kind: 'unit', name: 'Vuxenpsykiatrin', parentId: region })
  const { id: bridge } = await coordinator.organisations.create({ kind: 'association', name: 'Anhörigföreningen Bryggan' })
  await coordinator.organisations.create({ kind: 'association', name: 'Lilla stödet' })
  await coordinator.people.create({ givenName: 'Anna', familyName: 'Ek' })
  await coordinator.support.add({ organisationId: bridge, kind: 'help', description: 'Hjälp med verksamhetsplan', hours: 4, givenOn: '2026-05-01', followUpDueOn: '2026-11-01' })
  return coordinator
}

/** Types a part of a name in a picker and takes the alternative that comes. */
async function pick(page: Page, label: string, text: string, option: string | RegExp): Promise<void> {
  await page.getByRole('combobox', { name: label }).fill(text)
  await page.getByRole('option', { name: option }).first().click()
}

describe('A coordinator and the organisations', () => {
  let app: AppUnderTest
  let page: Page
  beforeAll(async () => {
    app = await openApp({ startsAt: '2026-11-21T09:00:00.000Z' })
    page = app.page
    await givenAssociation(app)
    await page.reload()
    await page.getByRole('textbox').first().fill('samir')
    await page.locator('input[type=password]').fill(password)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Att göra' }).waitFor()
  })
  afterAll(() => app.close())

  it('sees on the start page what is to be followed up, and writes what came of it', async () => {
    const card = page.getByRole('region', { name: 'Ett stöd att följa upp' })
    await card.getByText(/Hjälp med verksamhetsplan/u).waitFor()
    await picture(page, 'organisations-start')
    await card.getByRole('link', { name: 'Anhörigföreningen Bryggan' }).click()
    await page.getByRole('button', { name: 'Följ upp Hjälp med verksamhetsplan' }).click()
    const dialog = page.getByRole('dialog', { name: 'Följ upp' })
    await dialog.getByRole('textbox', { name: /Vad det ledde till/u }).fill('En ny representant.')
    await dialog.getByRole('textbox', { name: /Nya representanter/u }).fill('1')
    await dialog.getByRole('textbox', { name: 'Uppföljt' }).fill('2026-11-20')
    await expectAccessible(page, 'a follow-up')
    await dialog.getByRole('button', { name: 'Följ upp' }).click()
    await page.getByRole('cell', { name: /En ny representant. 1 ny representant. \(2026-11-20\)/u }).waitFor()
  })

  it('writes where letters and invoices go', async () => {
    await page.getByRole('button', { name: 'Ändra uppgifter' }).click()
    await page.getByText('Har organisationen flyttat?').waitFor()
    await page.getByRole('textbox', { name: /Gatuadress eller box/u }).fill('Box 101')
    await page.getByRole('textbox', { name: /Postnummer/u }).fill('75105')
    await page.getByRole('textbox', { name: /^Ort/u }).fill('Uppsala')
    await page.getByRole('textbox', { name: /^Anteckning/u }).fill('Fakturor märks 1234.\nÖppet torsdagar.')
    await expectAccessible(page, 'the form of an organisation')
    await page.getByRole('button', { name: 'Spara' }).click()
    await page.getByRole('definition').filter({ hasText: 'Box 101, 751 05 Uppsala' }).waitFor()
    expect(await page.getByRole('definition').filter({ hasText: 'Fakturor' }).innerText()).toBe('Fakturor märks 1234.\nÖppet torsdagar.')
    await goTo(page, '/organisations/new')
    expect(await page.getByText('Har organisationen flyttat?').count()).toBe(0)
    await page.goBack()
    await page.getByRole('heading', { level: 1, name: 'Anhörigföreningen Bryggan' }).waitFor()
  })

  it('adds a contact person, and a person who speaks for the association first', async () => {
    await page.getByRole('button', { name: 'Lägg till kontaktperson' }).click()
    const contact = page.getByRole('dialog', { name: 'Lägg till kontaktperson' })
    await contact.getByRole('textbox', { name: 'Namn' }).fill('Bengt Anhörig')
    await contact.getByRole('textbox', { name: /Telefon/u }).fill('08-465 004 11')
    await contact.getByRole('textbox', { name: /Roll/u }).fill('Ordförande')
    await expectAccessible(page, 'a new contact person')
    await contact.getByRole('button', { name: 'Lägg till kontaktperson' }).click()
    await page.getByRole('rowheader', { name: 'Bengt Anhörig' }).waitFor()

    await page.getByRole('button', { name: 'Lägg till person' }).click()
    const link = page.getByRole('dialog', { name: 'Lägg till person' })
    await pick(page, 'Person', 'Anna', /Anna Ek/u)
    await link.getByRole('textbox', { name: 'Från och med' }).fill('2026-01-01')
    await link.getByRole('checkbox', { name: /talar för organisationen i första hand/u }).check({ force: true })
    await expectAccessible(page, 'a new link')
    await link.getByRole('button', { name: 'Lägg till person' }).click()
    await page.getByRole('rowheader', { name: 'Anna Ek' }).waitFor()
    await expectAccessible(page, 'an association')
    await picture(page, 'organisation')

    await page.getByRole('link', { name: 'Anna Ek' }).click()
    await page.getByRole('tab', { name: 'Organisationer' }).click()
    await page.getByRole('rowheader', { name: 'Anhörigföreningen Bryggan' }).waitFor()
    await expectAccessible(page, 'the organisations of a person')
    await picture(page, 'person-organisations')
  })

  it('registers a host from the form of a body, and is offered the organisation a person speaks for', async () => {
    await goTo(page, '/bodies/new')
    await page.getByRole('textbox', { name: 'Namn' }).fill('Brukarrådet')
    // A core that answers late must not open the list again over the form.
    await page.route('**/organisations/read', (route) => void setTimeout(() => void route.continue(), 700))
    await pick(page, 'Värd', 'Beroendekliniken', 'Registrera ny: Beroendekliniken')
    const dialog = page.getByRole('dialog', { name: 'Ny organisation' })
    await expectAccessible(page, 'an organisation on the way')
    await dialog.getByRole('button', { name: 'Registrera organisation' }).click()
    await dialog.waitFor({ state: 'detached' })
    await expect.poll(() => page.getByRole('combobox', { name: 'Värd' }).inputValue()).toBe('Beroendekliniken')
    await page.waitForResponse((response) => response.url().endsWith('/organisations/read'))
    await page.unroute('**/organisations/read')
    expect(await page.getByRole('listbox').count()).toBe(0)
    await page.getByRole('button', { name: /Slag/u }).click()
    await page.getByRole('option', { name: 'Råd', exact: true }).click()
    await pick(page, 'Metod', 'brukarråd', /Råd, brukarråd/u)
    await page.getByRole('radio', { name: /Verksamhetsnivå/u }).check({ force: true })
    await page.getByRole('textbox', { name: 'Från och med' }).fill('2023-01-01')
    await page.getByRole('radio', { name: 'Skattepliktig' }).check({ force: true })
    await page.getByRole('button', { name: 'Registrera grupp' }).click()
    await page.getByRole('heading', { level: 1, name: 'Brukarrådet' }).waitFor()

    await page.getByRole('button', { name: /^Utse person – Plats 1/u }).first().click()
    const appoint = page.getByRole('dialog')
    await pick(page, 'Person', 'Anna', /Anna Ek/u)
    await expect.poll(() => appoint.getByRole('combobox', { name: 'Talar för' }).inputValue()).toBe('Anhörigföreningen Bryggan')
    await appoint.getByText('Personen talar i första hand för Anhörigföreningen Bryggan.').waitFor()
    await appoint.getByRole('textbox', { name: 'Beslutat den' }).fill('2026-11-20')
    await appoint.getByRole('button', { name: 'Utse person' }).click()
    await page.getByText('Personen är utsedd.').waitFor()
  })

  it('finds organisations by filters, and sees them in their tree', async () => {
    await goTo(page, '/organisations')
    await page.getByRole('button', { name: /Har grupper/u }).click()
    await page.getByRole('option', { name: 'Ja', exact: true }).click()
    await page.getByRole('row', { name: /Beroendekliniken/u }).waitFor()
    await expect.poll(() => page.getByRole('row', { name: /Region Uppsala/u }).count()).toBe(0)
    await expectAccessible(page, 'organisations that host bodies')
    await picture(page, 'organisations-list')
    await page.getByRole('tab', { name: 'Träd' }).click()
    await page.getByRole('listitem').filter({ has: page.getByRole('link', { name: 'Region Uppsala' }) }).getByRole('link', { name: 'Vuxenpsykiatrin' }).click()
    await page.getByRole('heading', { level: 1, name: 'Vuxenpsykiatrin' }).waitFor()
    await page.getByRole('navigation').getByRole('link', { name: 'Region Uppsala' }).waitFor()
  })

  it('lets an association go into another, which it is then no longer offered beside', async () => {
    await goTo(page, '/')
    await goTo(page, '/organisations')
    await page.getByRole('searchbox', { name: 'Sök på namn' }).fill('Lilla')
    await page.getByRole('row', { name: /Lilla stödet/u }).click()
    await page.getByRole('heading', { level: 1, name: 'Lilla stödet' }).waitFor()
    await page.getByRole('button', { name: 'Flytta eller avsluta' }).click()
    await page.getByRole('menuitem', { name: 'Slå ihop med en annan' }).click()
    const dialog = page.getByRole('dialog', { name: 'Slå ihop med en annan' })
    await pick(page, 'Går upp i', 'Bryggan', /Anhörigföreningen Bryggan/u)
    await dialog.getByRole('textbox', { name: 'Sista dagen' }).fill('2026-10-31')
    await expectAccessible(page, 'a merge of organisations')
    await dialog.getByRole('button', { name: 'Slå ihop med en annan' }).click()
    await page.getByText('Upphörde 2026-10-31').waitFor()
    await page.getByRole('definition').getByRole('link', { name: 'Anhörigföreningen Bryggan' }).click()
    await page.getByRole('heading', { level: 1, name: 'Anhörigföreningen Bryggan' }).waitFor()
    await page.getByRole('link', { name: 'Lilla stödet' }).first().waitFor()
    await goTo(page, '/bodies/new')
    await page.getByRole('combobox', { name: 'Värd' }).fill('Lilla')
    await page.getByRole('option', { name: 'Registrera ny: Lilla' }).waitFor()
    expect(await page.getByRole('option', { name: 'Lilla stödet' }).count()).toBe(0)
    await page.keyboard.press('Escape')
  })

  it('lets a clinic go into another, and its council with it', async () => {
    await goTo(page, '/organisations?text=Beroende')
    await page.getByRole('row', { name: /Beroendekliniken/u }).click()
    await page.getByRole('button', { name: 'Flytta eller avsluta' }).click()
    await page.getByRole('menuitem', { name: 'Slå ihop med en annan' }).click()
    const dialog = page.getByRole('dialog', { name: 'Slå ihop med en annan' })
    await pick(page, 'Går upp i', 'Vuxen', /Vuxenpsykiatrin/u)
    expect(await dialog.getByRole('checkbox', { name: 'Flytta också den grupp som fortsätter' }).isChecked()).toBe(true)
    await dialog.getByRole('textbox', { name: 'Sista dagen' }).fill('2026-10-31')
    await expectAccessible(page, 'a merge that takes a body along')
    await picture(page, 'organisation-merge')
    await dialog.getByRole('button', { name: 'Slå ihop med en annan' }).click()
    await page.getByText('Upphörde 2026-10-31').waitFor()
    await page.getByText('Inga grupper.').waitFor()
    await page.getByRole('definition').getByRole('link', { name: 'Vuxenpsykiatrin' }).click()
    await page.getByRole('heading', { level: 1, name: 'Vuxenpsykiatrin' }).waitFor()
    await page.getByRole('link', { name: 'Brukarrådet' }).waitFor()
  })

  it('records support, sees its sums and takes out the Excel file with a reason', async () => {
    await goTo(page, '/organisations/support')
    await page.getByRole('button', { name: 'Lägg till stöd' }).click()
    const dialog = page.getByRole('dialog', { name: 'Lägg till stöd' })
    await pick(page, 'Förening', 'Bryggan', /Anhörigföreningen Bryggan/u)
    await dialog.getByRole('button', { name: /Slag/u }).click()
    await page.getByRole('option', { name: 'Pengar' }).click()
    await dialog.getByRole('textbox', { name: 'Vad', exact: true }).fill('Medlemskväll')
    await dialog.getByRole('button', { name: 'Lägg till stöd' }).click()
    await dialog.getByText('Skriv hur mycket pengar föreningen fick.').first().waitFor()
    await dialog.getByRole('textbox', { name: /Belopp/u }).fill('5000')
    await dialog.getByRole('textbox', { name: 'Datum' }).fill('2026-11-20')
    await expectAccessible(page, 'new support')
    await dialog.getByRole('button', { name: 'Lägg till stöd' }).click()
    await page.getByRole('rowheader', { name: 'Medlemskväll' }).waitFor()
    await page.getByRole('table', { name: 'Summa per år och förening' }).getByRole('cell', { name: /5\s000,00\skr/u }).first().waitFor()
    await expectAccessible(page, 'support to associations')
    await picture(page, 'support')
    await page.getByRole('button', { name: 'Gör Excelfil' }).click()
    await page.getByRole('textbox', { name: /Vad filen ska användas till/u }).fill('Årsmötet')
    const [download]: [Download, void] = await Promise.all([page.waitForEvent('download'), page.getByRole('dialog').getByRole('button', { name: 'Gör Excelfil' }).click()])
    expect(download.suggestedFilename()).toBe('Stöd till föreningar.xlsx')
  })

  it('never made the browser refuse content or talk to anyone else', () => {
    expect(app.complaints).toEqual([])
  })
})
