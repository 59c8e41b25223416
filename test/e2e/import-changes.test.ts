import ExcelJS from 'exceljs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { coreClient, type CoreClient } from '#contract/client.ts'
import { sessionHeader } from '#core/core.ts'
import { demoPassword, demoUsers } from '#core/demo/index.ts'
import { expectAccessible, goTo, openApp, picture, signInAs, signInToDemo, type AppUnderTest } from './support/app.ts'

const member = { kind: 'main', startsOn: '2015-01-01', reasonKind: null, reason: null } as const

/** A workbook as an office keeps one: a title, a sheet that is not the list, and addresses that are not whole. */
async function workbook(): Promise<Buffer> {
  const book = new ExcelJS.Workbook()
  book.addWorksheet('Att göra').addRow(['Ring kommunen'])
  const sheet = book.addWorksheet('Ändringar')
  sheet.addRows([
    ['Ändringar november'], [],
    ['Medlemsnr', 'Förnamn', 'Efternamn', 'Adress', 'Postnr', 'Ort', 'Mobil', 'Medlem från'],
    [8801, 'Flora', 'Flyttare', 'Nya vägen 2', '733 30', 'Sala', null, null],
    [8802, 'Hemma', 'Igen', 'Gatan 9', 73_330, 'Sala', null, null],
    [8803, 'Bara', 'Ort', null, null, 'Tierp', '070-174 06 05', null],
    [8804, 'Åter', 'Vändare', null, null, null, '070-174 06 06', new Date('2027-01-01')],
    [8805, 'Stilla', 'Sittande', 'GAMLA VÄGEN 1', '753 20', 'UPPSALA', null, null],
  ])
  sheet.mergeCells('A1:H1')
  book.addWorksheet('Förra året').addRow(['Förnamn', 'Efternamn'])
  return Buffer.from(await book.xlsx.writeBuffer())
}

async function chooseWorkbook(page: Page, button: RegExp) {
  await goTo(page, '/people/import')
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: button }).click()
  await (await chooser).setFiles({ name: 'andringar.xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer: await workbook() })
}

describe('A list that changes addresses and memberships', () => {
  let app: AppUnderTest
  let office: CoreClient
  beforeAll(async () => {
    app = await openApp({ startsAt: '2026-11-21T09:00:00Z' })
    await signInToDemo(app, 'officeWorker')
    const { signInName } = demoUsers.find(({ role }) => role === 'officeWorker')!
    const { token } = await coreClient(app.core.handle).session.signIn({ signInName, password: demoPassword })
    office = coreClient(app.core.handle, () => ({ [sessionHeader]: token }))
    const uppsala = { street: 'Gamla vägen 1', postcode: '753 20', town: 'Uppsala', municipalityCode: '0380' }
    await office.people.create({ givenName: 'Granne', familyName: 'Sala', postcode: '733 30', town: 'Sala', municipalityCode: '1981' })
    await office.people.create({ givenName: 'Flora', familyName: 'Flyttare', memberNumber: '8801', ...uppsala, careOf: 'Ek', membership: member })
    await office.people.create({ givenName: 'Hemma', familyName: 'Igen', memberNumber: '8802', street: 'Storgata 1', postcode: '0150', town: 'Oslo', countryCode: 'NO', membership: member })
    await office.people.create({ givenName: 'Bara', familyName: 'Ort', memberNumber: '8803', ...uppsala, membership: member })
    const { id: returning } = await office.people.create({ givenName: 'Åter', familyName: 'Vändare', memberNumber: '8804' })
    for (const period of [{ startsOn: '2015-01-01', endsOn: '2026-12-31' }, { startsOn: '2027-06-01', endsOn: null }] as const) await office.memberships.begin({ personId: returning, kind: 'main', ...period })
    await office.people.create({ givenName: 'Stilla', familyName: 'Sittande', memberNumber: '8805', ...uppsala, membership: member })
  })
  afterAll(() => app.close())

  it('shows whole addresses beside each other before anything is written', async () => {
    const { page } = app
    await chooseWorkbook(page, /^Välj fil$/u)
    await page.getByText('Bladet Ändringar, med rubriker på rad 3.').waitFor()
    await page.getByText('Ett blad till har rubriker men läses inte: Förra året. Spara det som en egen fil om det ska med.').waitFor()
    await page.getByText('1 rad är oförändrad.').waitFor()
    await page.getByRole('tab', { name: 'Ändrade (2)' }).click()
    const moved = page.getByRole('row').filter({ hasText: 'Flora Flyttare' }).filter({ hasText: 'Adress' })
    await moved.filter({ hasText: 'c/o Ek, Gamla vägen 1, 753 20 Uppsala' }).filter({ hasText: 'Nya vägen 2, 733 30 Sala' }).waitFor()
    await page.getByRole('row').filter({ hasText: 'Flora Flyttare' }).filter({ hasText: 'Kommun' }).filter({ hasText: 'Uppsala' }).filter({ hasText: 'Sala' }).waitFor()
    await page.getByRole('row').filter({ hasText: 'Storgata 1, 0150 Oslo, Norge' }).filter({ hasText: 'Gatan 9, 733 30 Sala' }).waitFor()
    await expectAccessible(page, 'the changed addresses of a list')
    await picture(page, 'import-addresses')
  })

  it('asks about part of an address and a membership beside another, and says what to do', async () => {
    const { page } = app
    await page.getByRole('tab', { name: 'Oklara (2)' }).click()
    await page.getByText('2 rader gäller några i registret, men allt går inte att ta med').waitFor()
    const town = page.getByRole('region', { name: 'Rad 6: Bara Ort' })
    await town.getByText('Rad 6 har bara en del av en annan adress än registrets. Rätta listan, eller ta med raden utan adressen.').waitFor()
    await town.getByRole('row').filter({ hasText: 'Adress' }).filter({ hasText: 'Tierp' }).filter({ hasText: 'Gamla vägen 1, 753 20 Uppsala' }).waitFor()
    const returning = page.getByRole('region', { name: 'Rad 7: Åter Vändare' })
    await returning.getByText('Rad 7: medlemskapet krockar med ett annat, från 2027-06-01. Rätta listan, eller ta med raden utan medlemskapet.').waitFor()
    await expectAccessible(page, 'what of a list cannot be taken')
    await picture(page, 'import-clashes')
    await page.getByRole('button', { name: 'Ta med resten av alla 2' }).click()
    await page.getByRole('button', { name: 'Importera 4 personer' }).click()
    await page.getByText('Importen är klar').waitFor()
    const read = async (text: string) => office.people.read({ id: (await office.people.list({ text })).rows[0]?.id ?? '' })
    expect(await read('Flora Flyttare')).toMatchObject({ careOf: null, street: 'Nya vägen 2', postcode: '73330', town: 'Sala', municipalityCode: '1981' })
    expect(await read('Hemma Igen')).toMatchObject({ street: 'Gatan 9', postcode: '73330', town: 'Sala', countryCode: null, municipalityCode: '1981' })
    expect(await read('Bara Ort')).toMatchObject({ street: 'Gamla vägen 1', postcode: '75320', town: 'Uppsala', phone: '070-174 06 05' })
    expect(await read('Åter Vändare')).toMatchObject({ phone: '070-174 06 06', memberships: [{ startsOn: '2027-06-01' }, { endsOn: '2026-12-31' }] })
    await page.getByRole('button', { name: 'Ångra importen' }).click()
    await page.getByText('Importen är ångrad.').first().waitFor()
    expect(await read('Hemma Igen')).toMatchObject({ street: 'Storgata 1', postcode: '0150', town: 'Oslo', countryCode: 'NO' })
  })

  it('overwrites an address as one, whichever of its columns one chooses it for', async () => {
    const { page } = app
    await page.getByRole('button', { name: 'Importera en lista till' }).click()
    await chooseWorkbook(page, /^Välj fil$/u)
    await page.getByRole('button', { name: 'Ändra kolumner' }).click()
    await page.getByText('En adress tas med hel, eller inte alls.').waitFor()
    await page.getByRole('button', { name: /Ort: när registret redan har något/u }).click()
    await page.getByRole('option', { name: 'Fyll bara i det som saknas', exact: true }).click()
    await page.getByRole('button', { name: /Fyll bara i det som saknas.*Postnr: när/u }).waitFor()
    await page.getByRole('button', { name: /Fyll bara i det som saknas.*Adress: när/u }).waitFor()
    await page.getByRole('tab', { name: 'Oklara (1)' }).waitFor()
    expect(await page.getByText('Nya vägen 2').count()).toBe(1)
  })

  it('says the same in English', async () => {
    const { page } = app
    await page.evaluate(() => localStorage.setItem('talan.preferences', JSON.stringify({ language: 'en' })))
    await page.reload()
    await signInAs(page, 'officeWorker')
    await chooseWorkbook(page, /^Choose a file$/u)
    await page.getByRole('tab', { name: 'Changed (2)' }).click()
    await page.getByRole('row').filter({ hasText: 'Storgata 1, 0150 Oslo, Norway' }).filter({ hasText: 'Gatan 9, 733 30 Sala' }).waitFor()
    await picture(page, 'import-addresses-english')
    await page.getByRole('tab', { name: 'Unclear (2)' }).click()
    await page.getByText('Row 6 has only part of another address than the register. Correct the list, or include the row without the address.').waitFor()
    await page.getByText('Include the rest of the row for Bara Ort').waitFor()
    await picture(page, 'import-clashes-english')
  })
})
