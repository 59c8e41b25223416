import { readFileSync } from 'node:fs'
import Excel from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CoreClient } from '#contract/client.ts'
import { coreClient } from '#contract/client.ts'
import { sessionHeader } from '#core/core.ts'
import { testAccount } from '#test/support/council.ts'
import { expectAccessible, goTo, openApp, picture, type AppUnderTest } from './support/app.ts'

const password = 'gräsand cykel fyrtorn'

/** A council that met on 14 October 2026: an ordinary member who drove, her deputy, and one who declines the stipend. */
async function prepareCouncil(app: AppUnderTest): Promise<void> {
  const client = (token?: string) => coreClient(app.core.handle, (): Record<string, string> => (token ? { [sessionHeader]: token } : {}))
  const { token } = await client().association.create({ name: 'Brukarrådet i Tierp', administratorName: 'Adam Admin', signInName: 'adam', password })
  const administrator = client(token)
  const { isDemo: _isDemo, ...association } = await administrator.association.read({})
  await administrator.association.update({
    ...association, memberCountRule: 'membership', organisationNumber: '802002-8711', debtorIban: 'SE3550000000054910000003', debtorBic: 'ESSESESS',
  })
  const signIn = async (signInName: string, role: 'coordinator' | 'treasurer', personId: string | null = null): Promise<CoreClient> => {
    await administrator.users.create({ displayName: signInName, signInName, password, roles: [role], personId })
    return client((await client().session.signIn({ signInName, password })).token)
  }
  const coordinator = await signIn('samir', 'coordinator')
  const treasurer = await signIn('kerstin', 'treasurer')

  const host = await coordinator.organisations.create({ kind: 'region', name: 'Region Uppsala' })
  const [tariff] = await coordinator.tariffs.list({})
  const { id: bodyId } = await coordinator.bodies.create({
    hostOrganisationId: host.id, name: 'Brukarrådet för psykiatri', kind: 'council', method: 'council', level: 'unit', payer: 'association', tariffId: tariff!.id,
    travelRule: 'taxFree', travelRuleReason: 'Rådet möts på olika platser.', startsOn: '2024-01-01',
  })
  const { seats } = await coordinator.bodies.read({ id: bodyId })
  const people = [
    { givenName: 'Anna', familyName: 'Åkesson', identityNumber: '198503072384' },
    { givenName: 'Dan', familyName: 'Dahl', identityNumber: '198505122385' },
    { givenName: 'Bo', familyName: 'Öst', identityNumber: '198507172396' },
  ]
  const ids: string[] = []
  for (const [index, person] of people.entries()) {
    const { id } = await coordinator.people.create(person)
    if (index < 2) await treasurer.people.setPaymentAccount({ personId: id, ...testAccount, startsOn: '2024-01-01' })
    await coordinator.bodies.appoint({ seatId: seats[index]!.id, personId: id, startsOn: '2024-01-01', decidedOn: '2023-12-01' })
    ids.push(id)
  }
  await coordinator.people.declineStipend({ personId: ids[2]!, startsOn: '2026-01-01', purpose: 'Att inte betala ut det', legalBasis: 'explicitConsent', consentedOn: '2026-01-01', endsOn: '2030-12-31' })
  const { id } = await coordinator.meetings.plan({ bodyId, title: 'Höstmöte', heldOn: '2026-10-14', startTime: '13:00', endTime: '16:00' })
  await coordinator.meetings.recordAttendance({
    meetingId: id,
    rows: [
      { personId: ids[0]!, status: 'present', travelMinutes: 50, drivenKilometres: 84 },
      { personId: ids[1]!, status: 'present' },
      { personId: ids[2]!, status: 'present', drivenKilometres: 40 },
    ],
  })
  await coordinator.meetings.approveAttendance({ id, version: (await coordinator.meetings.read({ id })).version })
}

describe('The treasurer', () => {
  let app: AppUnderTest

  beforeAll(async () => {
    app = await openApp({ startsAt: '2026-11-25T09:00:00.000Z' })
    await prepareCouncil(app)
    await app.page.reload()
    await app.page.getByLabel('Inloggningsnamn').fill('kerstin')
    await app.page.getByLabel('Lösenord').fill(password)
    await app.page.keyboard.press('Enter')
    await app.page.getByRole('heading', { name: 'Att göra' }).waitFor()
  })
  afterAll(() => app.close())

  it('sees on the start page what waits, and follows an amount down to how it is calculated', async () => {
    const { page } = app
    await page.getByText('3 räkningar väntar på attest').waitFor()
    await page.getByRole('link', { name: 'Attestera' }).click()
    await page.getByRole('heading', { name: 'Ersättningar' }).waitFor()
    await page.getByText('Anna Åkesson').waitFor()
    await picture(page, 'claims')
    await expectAccessible(page, 'the claims')
    await page.getByText('Anna Åkesson').click()
    await page.getByRole('heading', { name: 'Räkning: Anna Åkesson' }).waitFor()
    // The history beneath says it too.
    await page.getByText(/Halvdag: 1,8 % av prisbasbeloppet för 2026/u).first().waitFor()
    await page.getByText(/84 km med egen bil, 2,50\skr per kilometer/u).first().waitFor()
    await picture(page, 'claim')
    await expectAccessible(page, 'a claim')
  })

  it('approves one claim, and the rest at once', async () => {
    const { page } = app
    await page.getByRole('button', { name: 'Attestera' }).click()
    await page.getByText('Attesterad', { exact: true }).first().waitFor()
    await goTo(page, '/claims')
    await page.getByRole('button', { name: 'Attestera alla som väntar' }).click()
    await page.getByRole('dialog', { name: 'Attestera 2 räkningar?' }).getByRole('button', { name: 'Attestera' }).click()
    await page.getByText('2 räkningar är attesterade.').first().waitFor()
  })

  it('gathers a payout, is told whom it refuses and why, and takes that person out', async () => {
    const { page } = app
    await goTo(page, '/payouts/new')
    await page.getByText(/3 attesterade räkningar på/u).waitFor()
    await picture(page, 'payout-new')
    await expectAccessible(page, 'a new payout')
    await page.getByRole('textbox', { name: 'Betalningsdag' }).fill('2026-11-28')
    await page.getByRole('button', { name: 'Samla räkningarna' }).click()
    await page.getByText('Banken är stängd den 2026-11-28. Välj 2026-11-27 eller 2026-11-30.').waitFor()
    await page.getByRole('textbox', { name: 'Betalningsdag' }).fill('2026-11-25')
    await page.getByRole('button', { name: 'Samla räkningarna' }).click()
    await page.getByRole('heading', { name: 'Utbetalning 1' }).waitFor()
    const refusals = page.getByRole('table', { name: 'Rätta innan du låser' })
    await refusals.getByText('Bankkonto saknas. Fyll i clearingnummer och konto under Ersättning på personens sida.').waitFor()
    await page.getByText(/passerar 1 000 kr/u).first().waitFor()
    await picture(page, 'payout-draft')
    await expectAccessible(page, 'a draft payout')
    await refusals.getByRole('button', { name: 'Ta bort ur utbetalningen' }).click()
    await refusals.waitFor({ state: 'detached' })
  })

  it('freezes it and takes out the bank file and the payment list', async () => {
    const { page } = app
    await page.getByRole('button', { name: 'Lås utbetalningen' }).click()
    const dialog = page.getByRole('dialog', { name: 'Lås utbetalning 1?' })
    await picture(page, 'payout-freeze')
    await dialog.getByRole('button', { name: 'Lås utbetalningen' }).click()
    await page.getByRole('button', { name: 'Hämta bankfil' }).waitFor()
    await page.getByRole('button', { name: 'Hämta bankfil' }).click()
    const fileDialog = page.getByRole('dialog', { name: 'Hämta bankfil' })
    await page.getByText('Utbetalningen är låst. Nu kan du hämta filerna.').waitFor({ state: 'detached' })
    await expectAccessible(page, 'why the bank file is fetched')
    const [file] = await Promise.all([page.waitForEvent('download'), fileDialog.getByRole('button', { name: 'Hämta bankfil' }).click()])
    expect(file.suggestedFilename()).toBe('utbetalning-1-2026-11-25.xml')
    const xml = readFileSync(await file.path(), 'utf8')
    for (const part of ['<NbOfTxs>2</NbOfTxs>', '<Nm>Anna Åkesson</Nm>', '<Nm>Dan Dahl</Nm>', '<InstdAmt Ccy="SEK">956.60</InstdAmt>']) expect(xml).toContain(part)
    await fileDialog.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Hämta betalningslista' }).click()
    const listDialog = page.getByRole('dialog', { name: 'Hämta betalningslista' })
    await listDialog.getByLabel('Varför hämtas filen?').fill('Underlag till bokföringen')
    const [list] = await Promise.all([page.waitForEvent('download'), listDialog.getByRole('button', { name: 'Hämta betalningslista' }).click()])
    await listDialog.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Hämta bankfil' }).click()
    await fileDialog.getByText(/Fil eller lista hämtades .* Se till att inget betalas två gånger/u).waitFor()
    await fileDialog.getByRole('button', { name: 'Hämta bankfil' }).click()
    await fileDialog.getByText('Fyll i uppgiften.').first().waitFor()
    await page.keyboard.press('Escape')
    await fileDialog.waitFor({ state: 'detached' })
    const workbook = new Excel.Workbook()
    await workbook.xlsx.readFile(await list.path())
    expect(workbook.worksheets.map((sheet) => sheet.name)).toEqual(['Betalningar', 'Räkningar'])
    await picture(page, 'payout-frozen')
    await expectAccessible(page, 'a frozen payout')
  })

  it('opens what was given out again only by saying that nothing was paid', async () => {
    const { page } = app
    const messageId = async () => (await page.getByText(/^TALAN-1-/u).textContent()) ?? ''
    const old = await messageId()
    await page.getByRole('button', { name: 'Öppna igen' }).click()
    const dialog = page.getByRole('dialog', { name: 'Öppna utbetalningen igen?' })
    await dialog.getByText(`Filen ${old} och listan får inte användas mer.`).waitFor()
    await dialog.getByLabel('Skäl').fill('Banken avvisade filen')
    await dialog.getByRole('button', { name: 'Öppna igen' }).click()
    await dialog.getByText('Bankfilen eller listan är redan hämtad.').waitFor()
    await picture(page, 'payout-reopen')
    await expectAccessible(page, 'opening a payout that was given out')
    await dialog.getByText('Inget är betalt efter filen eller listan').click()
    await dialog.getByRole('button', { name: 'Öppna igen' }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByText(`Använd inte filen ${old} eller den gamla listan.`).waitFor()
    await picture(page, 'payout-given-out-before')
    await page.getByRole('button', { name: 'Lås utbetalningen' }).click()
    const freezing = page.getByRole('dialog', { name: 'Lås utbetalning 1?' })
    await freezing.getByRole('button', { name: 'Lås utbetalningen' }).click()
    await freezing.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Hämta bankfil' }).waitFor()
    expect(await messageId()).not.toBe(old)
  })

  it('marks it as paid, and cannot pay it again', async () => {
    const { page } = app
    await page.getByRole('button', { name: 'Markera som betald' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Markera som betald' }).click()
    await page.getByText('Betald', { exact: true }).first().waitFor()
    expect(await page.getByRole('button', { name: 'Markera som betald' }).count()).toBe(0)
    await goTo(page, '/payouts/new')
    await page.getByText(/1 attesterad räkning på/u).waitFor()
    await goTo(page, '/payouts')
    await page.getByText('Utbetalning 1').waitFor()
    await picture(page, 'payouts')
    await expectAccessible(page, 'the payouts')
    await goTo(page, '/payouts/year')
    await page.getByText('Från 1 000 kr').first().waitFor()
    await picture(page, 'payouts-year')
    await expectAccessible(page, 'the year')
    await goTo(page, '/payouts/settings')
    await page.getByText('Ingen skatt under 100 kr gäller').waitFor()
    await picture(page, 'payouts-settings')
    await expectAccessible(page, 'the settings')
  })

  it('sees the thanks that stand in the place of a stipend', async () => {
    const { page } = app
    await goTo(page, '/claims/thanks')
    await page.getByText('Bo Öst').waitFor()
    await picture(page, 'thanks')
    await expectAccessible(page, 'the thanks')
  })

  it('tries out a meeting, is told which year is missing, and adds the figure', async () => {
    const { page } = app
    await goTo(page, '/tariffs')
    await page.getByText('Procentmodellen').waitFor()
    await picture(page, 'tariffs')
    await expectAccessible(page, 'the tariffs')
    await page.getByRole('tab', { name: 'Räkna på ett möte' }).click()
    await page.getByRole('textbox', { name: 'Mötets dag' }).fill('2028-03-01')
    await page.getByRole('button', { name: 'Räkna', exact: true }).click()
    await page.getByText('Det saknas ett belopp för 2028: prisbasbeloppet.').waitFor()
    await picture(page, 'tariffs-missing')
    await page.getByRole('tab', { name: 'Belopp och satser' }).click()
    await page.getByText('Fortnox, "Belopp och procentsatser"').first().waitFor()
    await picture(page, 'figures')
    await expectAccessible(page, 'the figures')
    await page.getByRole('button', { name: /År/u }).click()
    await page.getByRole('option', { name: '2028' }).click()
    await page.getByRole('button', { name: 'Lägg till uppgift' }).click()
    const dialog = page.getByRole('dialog', { name: 'Lägg till uppgift' })
    await dialog.getByRole('textbox', { name: 'Belopp' }).fill('60 100')
    await dialog.getByRole('textbox', { name: 'Källa' }).fill('SCB')
    await picture(page, 'figure-new')
    await expectAccessible(page, 'a new figure')
    await dialog.getByRole('button', { name: 'Spara' }).click()
    await page.getByRole('cell', { name: /60\s100,00\skr/u }).waitFor()
    await page.getByRole('tab', { name: 'Räkna på ett möte' }).click()
    await page.getByRole('textbox', { name: 'Mötets dag' }).fill('2028-03-01')
    await page.getByRole('button', { name: 'Räkna', exact: true }).click()
    await page.getByText(/540,90\skr/u).waitFor()
    await picture(page, 'tariffs-try-out')
    await expectAccessible(page, 'a tried out meeting')
  })

  it('registers a grant, and its funder without leaving the form', async () => {
    const { page } = app
    await goTo(page, '/grants/new')
    await page.getByRole('textbox', { name: 'Bidragets namn' }).fill('Rådslag 2026')
    await page.getByRole('combobox', { name: 'Bidragsgivare' }).fill('Arvsfonden')
    await page.getByRole('option', { name: 'Registrera ny: Arvsfonden' }).click()
    const dialog = page.getByRole('dialog', { name: 'Ny organisation' })
    await expectAccessible(page, 'a new funder')
    expect(await dialog.getByRole('textbox', { name: 'Namn' }).inputValue()).toBe('Arvsfonden')
    await dialog.getByRole('button', { name: 'Registrera organisation' }).click()
    await dialog.waitFor({ state: 'detached' })
    await expect.poll(() => page.getByRole('combobox', { name: 'Bidragsgivare' }).inputValue()).toBe('Arvsfonden')
    await page.getByRole('textbox', { name: 'Gäller från och med' }).fill('2026-01-01')
    await page.getByRole('textbox', { name: 'Gäller till och med' }).fill('2026-12-31')
    await page.getByRole('button', { name: 'Registrera bidrag' }).click()
    await page.getByRole('heading', { name: 'Rådslag 2026' }).waitFor()
  })

  it('never made the browser refuse content or talk to anyone else', () => {
    expect(app.complaints).toEqual([])
  })
})
