import { readFileSync } from 'node:fs'
import Excel from 'exceljs'
import type { Download, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { coreClient, type CoreClient } from '#contract/client.ts'
import { sessionHeader } from '#core/core.ts'
import { expectAccessible, goTo, openApp, picture, type AppUnderTest } from './support/app.ts'

const password = 'gräsand cykel fyrtorn'

/** An association with twelve members, a funder, and a coordinator who is also the treasurer. */
async function prepareAssociation(app: AppUnderTest): Promise<void> {
  const client = (token?: string): CoreClient => coreClient(app.core.handle, (): Record<string, string> => (token ? { [sessionHeader]: token } : {}))
  const { token } = await client().association.create({ name: 'Brukarrådet i Tierp', administratorName: 'Adam Admin', signInName: 'adam', password })
  await client(token).users.create({ displayName: 'Samira Samordnare', signInName: 'samira', password, roles: ['coordinator', 'treasurer'] })
  const samira = client((await client().session.signIn({ signInName: 'samira', password })).token)
  await samira.organisations.create({ kind: 'funder', name: 'Folkhälsomyndigheten' })
  for (const [index, givenName] of ['Åsa', 'Bo', 'Cia', 'Dan', 'Eva', 'Fia', 'Gun', 'Hans', 'Ida', 'Jan', 'Kim', 'Lo'].entries()) {
    const { id } = await samira.people.create({
      givenName, familyName: 'Ek', gender: index % 2 === 0 ? 'woman' : 'man', birthDate: '1980-05-04', municipalityCode: index < 9 ? '0360' : '0380',
      membership: { kind: 'main', startsOn: '2026-01-01' },
    })
    await samira.memberships.recordFee({ personId: id, year: 2026, paidOn: '2026-02-01' })
  }
}

async function downloadFrom(page: Page, press: () => Promise<void>): Promise<Download> {
  const [download] = await Promise.all([page.waitForEvent('download'), press()])
  return download
}

describe('The coordinator', () => {
  let app: AppUnderTest

  beforeAll(async () => {
    app = await openApp({ startsAt: '2026-11-19T09:00:00.000Z' })
    await prepareAssociation(app)
    await app.page.reload()
    await app.page.getByLabel('Inloggningsnamn').fill('samira')
    await app.page.getByLabel('Lösenord').fill(password)
    await app.page.keyboard.press('Enter')
    await app.page.getByRole('heading', { name: 'Att göra' }).waitFor()
  })
  afterAll(() => app.close())

  it('registers a training and a course round with two sessions', async () => {
    const { page } = app
    await goTo(page, '/trainings')
    await page.getByText('Inga utbildningar än').waitFor()
    await expectAccessible(page, 'no trainings')
    await page.getByRole('link', { name: 'Ny utbildning' }).first().click()
    await page.getByRole('textbox', { name: 'Namn' }).fill('Med starkare röst')
    await page.getByRole('textbox', { name: 'Tillfällen som krävs' }).fill('2')
    await page.getByRole('button', { name: 'Registrera utbildning' }).click()
    await page.getByRole('heading', { level: 1, name: 'Med starkare röst' }).waitFor()

    await page.getByRole('button', { name: 'Ny kursomgång' }).first().click()
    const roundDialog = page.getByRole('dialog', { name: 'Ny kursomgång' })
    await roundDialog.getByRole('textbox', { name: 'Kursomgång' }).fill('Hösten 2026')
    await roundDialog.getByRole('textbox', { name: 'Börjar' }).fill('2026-10-01')
    await roundDialog.getByRole('textbox', { name: 'Slutar' }).fill('2026-11-30')
    await expectAccessible(page, 'a new course round')
    await roundDialog.getByRole('button', { name: 'Registrera kursomgång' }).click()
    await page.getByRole('heading', { level: 1, name: 'Med starkare röst, Hösten 2026' }).waitFor()

    for (const [date, topic] of [['2026-10-06', 'Inflytande'], ['2026-10-13', 'Att representera']] as const) {
      await page.getByRole('button', { name: 'Lägg till tillfälle' }).first().click()
      const dialog = page.getByRole('dialog', { name: 'Lägg till tillfälle' })
      await dialog.getByRole('textbox', { name: 'Datum' }).fill(date)
      if (topic === 'Inflytande') await dialog.getByRole('textbox', { name: 'Från' }).fill('17')
      if (topic === 'Inflytande') await dialog.getByRole('textbox', { name: 'Till' }).fill('19.15')
      await dialog.getByRole('textbox', { name: 'Innehåll' }).fill(topic)
      await dialog.getByRole('button', { name: 'Lägg till tillfälle' }).click()
      await page.getByRole('cell', { name: topic }).waitFor()
    }
  })

  it('admits participants by a part of the name', async () => {
    const { page } = app
    for (const name of ['Åsa', 'Bo']) {
      await page.getByRole('button', { name: 'Lägg till deltagare' }).first().click()
      const dialog = page.getByRole('dialog', { name: 'Lägg till deltagare' })
      await dialog.getByRole('combobox', { name: 'Deltagare' }).fill(name)
      await page.getByRole('option', { name: `${name} Ek` }).click()
      await dialog.getByRole('textbox', { name: 'Antagen' }).fill('2026-09-15')
      await dialog.getByRole('button', { name: 'Lägg till deltagare' }).click()
      await page.getByRole('rowheader', { name: `${name} Ek` }).first().waitFor()
      await dialog.waitFor({ state: 'detached' })
    }
  })

  it('records attendance with the keyboard alone', async () => {
    const { page } = app
    const grid = page.getByRole('grid', { name: 'Närvaro' })
    await grid.getByRole('gridcell').first().focus()
    await page.keyboard.press('n')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('a')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Space')
    await page.keyboard.press('Home')
    await page.keyboard.press('N')
    await page.getByRole('gridcell', { name: 'Bo Ek, 2026-10-13 Att representera: Anmält förhinder' }).waitFor()
    await page.getByText('Osparade ändringar').waitFor()
    await picture(page, 'round-attendance')
    await expectAccessible(page, 'a course round')
    await page.keyboard.press('Control+s')
    await page.getByText('Närvaron är sparad.').first().waitFor()
    await page.getByRole('cell', { name: '2 närvarande' }).waitFor()
    await page.getByRole('gridcell', { name: 'Åsa Ek, 2026-10-06 Inflytande: Närvarande' }).waitFor()
    await page.getByText('Deltagaren har varit med på 1 av de 2 tillfällen som krävs.').waitFor()
  })

  it('records who completed and issues a certificate as a PDF', async () => {
    const { page } = app
    await page.getByRole('button', { name: 'Anteckna som fullföljt' }).click()
    const complete = page.getByRole('dialog', { name: 'Vilka har fullföljt?' })
    await complete.getByRole('checkbox', { name: /Åsa Ek/u }).waitFor()
    await complete.getByRole('textbox', { name: 'Fullföljde' }).fill('2026-11-19')
    await picture(page, 'round-complete')
    await expectAccessible(page, 'completing')
    await complete.getByRole('button', { name: 'Anteckna 1 deltagare' }).click()
    await page.getByText('Fullföljde 2026-11-19').waitFor()

    await page.getByRole('button', { name: 'Åtgärder för Åsa Ek' }).click()
    await page.getByRole('menuitem', { name: 'Utfärda kursintyg' }).click()
    const issue = page.getByRole('dialog', { name: 'Kursintyg för Åsa Ek' })
    await issue.getByRole('textbox', { name: 'Datum' }).fill('2026-11-19')
    await issue.getByRole('textbox', { name: 'Ort' }).fill('Tierp')
    await issue.getByRole('textbox', { name: 'Titel' }).fill('Kursledare')
    await picture(page, 'round-issue')
    await expectAccessible(page, 'issuing a certificate')
    await issue.getByRole('button', { name: 'Utfärda kursintyg' }).click()
    const download = await downloadFrom(page, () => page.getByRole('button', { name: 'Hämta 2026-0001' }).click())
    expect(download.suggestedFilename()).toBe('kursintyg-2026-0001.pdf')
    expect(readFileSync(await download.path()).subarray(0, 8).toString()).toBe('%PDF-1.7')
    await picture(page, 'round')
  })

  it('registers a grant', async () => {
    const { page } = app
    await goTo(page, '/reports')
    await page.getByText('Inga bidrag än').waitFor()
    await page.getByRole('link', { name: 'Nytt bidrag' }).first().click()
    await page.getByRole('combobox', { name: 'Bidragsgivare' }).fill('Folkh')
    await page.getByRole('option', { name: 'Folkhälsomyndigheten' }).click()
    await page.getByRole('textbox', { name: 'Bidragets namn' }).fill('Verksamhetsbidrag 2026')
    await page.getByRole('textbox', { name: 'Gäller från och med' }).fill('2026-01-01')
    await page.getByRole('textbox', { name: 'Gäller till och med' }).fill('2026-12-31')
    await page.getByRole('textbox', { name: 'Rapporten ska vara inne' }).fill('2026-12-15')
    await page.getByRole('textbox', { name: 'Belopp' }).fill('850 000')
    await expectAccessible(page, 'a new grant')
    await page.getByRole('button', { name: 'Registrera bidrag' }).click()
    await page.getByRole('heading', { level: 1, name: 'Verksamhetsbidrag 2026' }).waitFor()
    await page.getByText('Rapporten ska vara inne om 26 dagar').waitFor()
    await picture(page, 'grant')
    await expectAccessible(page, 'a grant')
    await goTo(page, '/reports')
    await page.getByText('Verksamhetsbidrag 2026').waitFor()
    await picture(page, 'grants')
    await expectAccessible(page, 'the grants')
  })

  it('looks at the funder’s report, gives a reason and takes out the Excel file', async () => {
    const { page } = app
    await goTo(page, '/reports/funder')
    await page.getByRole('textbox', { name: 'Till och med' }).fill('2026-11-19')
    await page.getByRole('textbox', { name: 'Medlemmar räknas den' }).fill('2026-11-19')
    await page.getByRole('tab', { name: 'Medlemmar per kommun' }).click()
    await page.getByRole('rowheader', { name: 'Tierp' }).waitFor()
    // Three members in Uppsala are too few to show, and so hide others.
    expect(await page.getByRole('row', { name: /^Uppsala/u }).innerText()).not.toMatch(/\b[1-4]\b/u)
    await page.getByText(/Antal under 5 visas inte/u).first().waitFor()
    await picture(page, 'report')
    await expectAccessible(page, 'the funder’s report')

    await page.getByRole('button', { name: 'Gör Excelfil' }).click()
    await page.getByText('Fyll i uppgiften.').first().waitFor()
    await page.getByRole('textbox', { name: 'Varför lämnas rapporten ut?' }).fill('Redovisning till Folkhälsomyndigheten')
    await page.getByRole('button', { name: 'Gör Excelfil' }).click()
    await page.getByRole('heading', { name: 'Rapporten är klar' }).waitFor()
    await picture(page, 'report-finished')
    await expectAccessible(page, 'a finished report')
    const download = await downloadFrom(page, () => page.getByRole('button', { name: 'Hämta filen' }).click())
    expect(download.suggestedFilename()).toBe('rapport-2026-01-01-2026-11-19.xlsx')

    const workbook = new Excel.Workbook()
    await workbook.xlsx.readFile(await download.path())
    expect(workbook.worksheets.map((sheet) => sheet.name)).toEqual([
      'Översikt', 'Medlemmar per kommun', 'Medlemmar per ålder', 'Grupper', 'Möten per värd', 'Möten per nivå', 'Arvode och resor', 'Utbildningar', 'Definitioner',
    ])
    const overview = workbook.getWorksheet('Översikt')!
    const values = overview.getSheetValues().flat()
    expect(values).toContain('Medlemmar')
    expect(values).toContain(12)
    for (const sheet of workbook.worksheets.filter((one) => one.name.startsWith('Medlemmar') || one.name === 'Utbildningar')) {
      sheet.eachRow((row) => row.eachCell((cell) => expect(typeof cell.value === 'number' && cell.numFmt === '#,##0' && cell.value > 0 && cell.value < 5 && sheet.name !== 'Utbildningar').toBe(false)))
    }
  })

  it('finds the reason in the history, and that the export cannot be undone', async () => {
    const { page } = app
    await goTo(page, '/reports')
    await page.getByText('Verksamhetsbidrag 2026').click()
    await page.getByText('Redovisning till Folkhälsomyndigheten').waitFor()
  })

  it('makes the appendices of the annual report', async () => {
    const { page } = app
    await goTo(page, '/reports/appendices')
    await page.getByRole('textbox', { name: 'Från och med' }).fill('2026-01-01')
    await page.getByRole('textbox', { name: 'Till och med' }).fill('2026-12-31')
    await page.getByRole('textbox', { name: 'Varför lämnas rapporten ut?' }).fill('Årsmötet')
    await expectAccessible(page, 'the appendices')
    await page.getByRole('button', { name: 'Gör Excelfil' }).click()
    const download = await downloadFrom(page, () => page.getByRole('button', { name: 'Hämta filen' }).click())
    const workbook = new Excel.Workbook()
    await workbook.xlsx.readFile(await download.path())
    expect(workbook.getWorksheet('Kalendarium')!.getSheetValues().flat()).toContain('Med starkare röst: Att representera')
  })

  it('makes the report on children and young people, of the ages chosen', async () => {
    const { page } = app
    await goTo(page, '/reports')
    await page.getByRole('link', { name: 'Rapport om barn och unga' }).click()
    await page.getByRole('heading', { level: 1, name: 'Barns och ungas inflytande' }).waitFor()
    await page.getByRole('textbox', { name: 'Från och med' }).fill('2026-01-01')
    await page.getByRole('textbox', { name: 'Till och med' }).fill('2026-12-31')
    await page.getByRole('columnheader', { name: '0–11 år' }).waitFor()
    await page.getByRole('checkbox', { name: /^0–11 år/u }).press('Space')
    await page.getByRole('columnheader', { name: '0–11 år' }).waitFor({ state: 'detached' })
    await picture(page, 'youth-report')
    await expectAccessible(page, 'the report on the young')
    await page.getByRole('textbox', { name: 'Varför lämnas rapporten ut?' }).fill('Redovisning till kommunen')
    await page.getByRole('button', { name: 'Gör Excelfil' }).click()
    const download = await downloadFrom(page, () => page.getByRole('button', { name: 'Hämta filen' }).click())
    expect(download.suggestedFilename()).toMatch(/^barn-och-unga-.*\.xlsx$/u)
    const workbook = new Excel.Workbook()
    await workbook.xlsx.readFile(await download.path())
    expect(workbook.getWorksheet('Barn och unga')!.getSheetValues().flat()).not.toContain('0–11 år')
    expect(workbook.getWorksheet('Definitioner')!.getSheetValues().flat()).toContain('Har samtycke')
  })

  it('never made the browser refuse content or talk to anyone else', () => {
    expect(app.complaints).toEqual([])
  })
})
