import { readFileSync } from 'node:fs'
import ExcelJS from 'exceljs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, goTo, openApp, picture, signInAs, signInToDemo, type AppUnderTest } from './support/app.ts'

/** Adds a filter by keyboard, as one does who never lifts her hands from it. */
async function addFilter(page: Page, field: string, operator?: string): Promise<void> {
  await page.getByRole('button', { name: 'Lägg till filter' }).press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: 'Vad vill du filtrera på?' }).fill(field)
  await page.getByRole('option', { name: field, exact: true }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  if (operator) {
    await dialog.getByRole('button', { name: /Hur\?/u }).press('Enter')
    await page.getByRole('option', { name: operator, exact: true }).press('Enter')
  }
}

const use = (page: Page) => page.getByRole('dialog').getByRole('button', { name: 'Använd filtret' }).press('Enter')

describe('One who looks for persons', () => {
  let app: AppUnderTest
  beforeAll(async () => {
    app = await openApp({ startsAt: '2026-11-21T09:00:00.000Z' })
    await signInToDemo(app, 'officeWorker')
    await goTo(app.page, '/people')
  })
  afterAll(() => app.close())

  const count = () => app.page.locator('output', { hasText: /person/u }).first()
  const chips = () => app.page.getByRole('list', { name: 'Valda filter' }).getByRole('button')

  it('adds filters as chips, and takes them away by their names', async () => {
    const { page } = app
    await addFilter(page, 'Sitter i råd hos')
    const picker = page.getByRole('dialog').getByRole('combobox', { name: 'Värde' })
    await picker.fill('Region Upp')
    await page.getByRole('option', { name: /^Region Uppsala/u }).first().waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expectAccessible(page, 'the dialog that adds a filter')
    await use(page)
    await page.getByRole('button', { name: 'Ta bort filtret Sitter i råd hos: Region Uppsala' }).waitFor()
    await addFilter(page, 'E-post', 'Saknar e-post')
    await use(page)
    await page.getByRole('button', { name: 'Ta bort filtret Saknar e-post' }).waitFor()
    expect(await chips().count()).toBe(2)
    await count().waitFor()
    await expectAccessible(page, 'the register with filters')
    await picture(page, 'finding-people')
  })

  it('says at the field what is missing in a filter, and stands there', async () => {
    const { page } = app
    const dialog = page.getByRole('dialog')
    const hasFocus = (name: string) => expect.poll(() => dialog.getByRole('combobox', { name }).or(dialog.getByRole('textbox', { name })).evaluate((field) => field === document.activeElement)).toBe(true)
    await page.getByRole('button', { name: 'Lägg till filter' }).press('Enter')
    await use(page)
    await dialog.getByText('Välj ett av alternativen.').waitFor()
    await hasFocus('Vad vill du filtrera på?')
    await expectAccessible(page, 'a filter of which nothing has been said')
    await picture(page, 'filter-missing')
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await addFilter(page, 'Födelseår')
    await dialog.getByRole('textbox', { name: 'År' }).fill('nittio')
    await use(page)
    await dialog.getByText('Skriv ett heltal.').waitFor()
    await hasFocus('År')
    await dialog.getByRole('textbox', { name: 'År' }).fill('')
    await dialog.getByText('Fyll i uppgiften.').waitFor()
    await expectAccessible(page, 'a filter that lacks its value')
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
  })

  it('reads filters on assignments together as one assignment, and finds what a person is and where', async () => {
    const { page } = app
    const dialog = page.getByRole('dialog')
    await addFilter(page, 'Slag av plats')
    await dialog.getByRole('checkbox', { name: 'Ersättare' }).first().press('Space')
    await use(page)
    await page.getByText('Filtren om uppdrag gäller ett och samma uppdrag.').waitFor()
    await expectAccessible(page, 'filters on one assignment')
    await page.getByRole('button', { name: /^Ta bort filtret Slag av plats/u }).press('Enter')
    await addFilter(page, 'Är')
    await dialog.getByRole('checkbox', { name: 'föreläsare' }).press('Space')
    await use(page)
    await page.getByRole('button', { name: 'Ta bort filtret Är: föreläsare' }).press('Enter')
    await addFilter(page, 'Ort')
    await dialog.getByRole('textbox', { name: 'Värde' }).fill('uppsala')
    await use(page)
    await page.getByRole('button', { name: 'Ta bort filtret Ort: uppsala' }).press('Enter')
    await count().waitFor()
  })

  it('comes back to the same persons from one of them', async () => {
    const { page } = app
    const before = await count().textContent()
    await page.getByRole('rowheader').first().click()
    await page.getByRole('tab').first().waitFor()
    await page.goBack()
    await page.getByRole('button', { name: 'Ta bort filtret Saknar e-post' }).waitFor()
    await page.getByText(before ?? '').first().waitFor()
  })

  it('chooses columns and their order', async () => {
    const { page } = app
    await page.getByRole('columnheader', { name: 'Telefon' }).waitFor()
    expect(await page.getByText('Tabellen är bredare än fönstret').count(), 'there is room for the usual columns').toBe(0)
    await page.getByRole('button', { name: 'Välj kolumner' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('checkbox', { name: 'Telefon', exact: true }).press('Space')
    await dialog.getByRole('checkbox', { name: 'Postnummer' }).press('Space')
    await dialog.getByRole('button', { name: 'Flytta Postnummer uppåt' }).press('Enter')
    await dialog.getByRole('status').filter({ hasText: 'Postnummer står nu som nummer' }).waitFor()
    await expectAccessible(page, 'the dialog that chooses columns')
    await picture(page, 'choosing-columns')
    await dialog.getByRole('button', { name: 'Visa kolumnerna' }).click()
    await page.getByRole('columnheader', { name: 'Postnummer' }).waitFor()
    expect(await page.getByRole('columnheader', { name: 'Telefon' }).count()).toBe(0)
  })

  it('saves what is shown as a view, and opens it again', async () => {
    const { page } = app
    await page.getByRole('button', { name: 'Vyer' }).click()
    await page.getByRole('menuitem', { name: 'Spara som ny vy' }).click()
    await page.getByRole('textbox', { name: 'Vad ska vyn heta?' }).fill('Regionens råd utan e-post')
    await page.getByText('Alla som får läsa registret ser vyn').click()
    await expectAccessible(page, 'the dialog that saves a view')
    await page.keyboard.press('Control+s')
    await page.getByRole('button', { name: 'Vyer: Regionens råd utan e-post', exact: true }).waitFor()
    const before = await count().textContent()
    await page.getByRole('button', { name: 'Rensa alla filter' }).click()
    await chips().first().waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Vyer: Regionens råd utan e-post, ändrad' }).click()
    await page.getByRole('menuitem', { name: /^Regionens råd utan e-post/u }).click()
    await page.getByRole('button', { name: 'Ta bort filtret Saknar e-post' }).waitFor()
    await page.getByText(before ?? '').first().waitFor()
  })

  it('takes them out to Excel for a reason, and the file holds what was shown', async () => {
    const { page } = app
    const shown = Number(/\d+/u.exec((await count().textContent()) ?? '')?.[0])
    expect(shown).toBeGreaterThan(0)
    await page.getByRole('button', { name: 'Ta ut' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Gör filen' }).click()
    await dialog.getByRole('heading', { name: /behöver rättas/u }).waitFor()
    await dialog.getByRole('textbox', { name: 'Varför tas det ut?' }).fill('Kallelse till årsmötet')
    await expectAccessible(page, 'the dialog that takes persons out')
    await picture(page, 'taking-out')
    await dialog.getByRole('button', { name: 'Gör filen' }).click()
    const save = dialog.getByRole('button', { name: 'Spara filen' })
    await save.waitFor()
    const [download] = await Promise.all([page.waitForEvent('download'), save.click()])
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load(readFileSync(await download.path()) as never)
    const sheet = workbook.worksheets[0]!
    expect(sheet.rowCount).toBe(shown + 1)
    expect(sheet.getRow(1).values).toEqual([undefined, 'Namn', 'Födelsedatum', 'Medlemsnummer', 'Medlemskap', 'Postnummer', 'Ort'])
    await page.keyboard.press('Escape')
  })

  it('makes labels of those who are selected', async () => {
    const { page } = app
    await page.getByRole('button', { name: 'Rensa alla filter' }).click()
    await chips().first().waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Markera alla', exact: true }).click()
    await page.getByText(/rader markerade/u).first().waitFor()
    await page.getByRole('button', { name: 'Ta ut' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText(/^Att skriva ut på etikettark/u).click()
    await dialog.getByRole('textbox', { name: /Börja på etikett/u }).fill('4')
    await dialog.getByRole('textbox', { name: 'Varför tas det ut?' }).fill('Kallelse')
    await dialog.getByRole('button', { name: 'Gör filen' }).click()
    await dialog.getByText(/etiketter-.*\.pdf innehåller/u).waitFor()
    await expectAccessible(page, 'the finished labels')
    await picture(page, 'labels-made')
    await page.keyboard.press('Escape')
  })

  it('names what a shared view shows that she may not see, and opens it for those who may', async () => {
    const { page } = app
    const other = await app.newPage()
    await signInAs(other, 'treasurer')
    await goTo(other, `/people?filter=${encodeURIComponent(JSON.stringify([{ field: 'stipendDeclined', operator: 'yes', values: [] }]))}`)
    await other.getByRole('button', { name: 'Vyer' }).click()
    await other.getByRole('menuitem', { name: 'Spara som ny vy' }).click()
    await other.getByRole('textbox', { name: 'Vad ska vyn heta?' }).fill('Avstår i år')
    await other.getByText('Alla som får läsa registret ser vyn').click()
    await other.keyboard.press('Control+s')
    await other.getByRole('button', { name: 'Vyer: Avstår i år', exact: true }).waitFor()
    await other.close()
    await goTo(page, '/history')
    await goTo(page, '/people')
    await page.getByRole('button', { name: 'Vyer' }).click()
    const entry = page.getByRole('menuitem', { name: /^Avstår i år/u })
    await entry.getByText('Visar Arvode, som du inte får se').waitFor()
    await expectAccessible(page, 'the views, one of which may not be opened')
    await picture(page, 'views-forbidden')
    await entry.click()
    await page.getByText(/^Du får inte se Arvode\. Be .+ om en vy utan det\.$/u).first().waitFor()
    await page.getByRole('button', { name: 'Vyer', exact: true }).waitFor()
  })

  it('asks for all that lies under an organisation, for fees, absence and a missing guardian', async () => {
    const { page } = app
    const dialog = page.getByRole('dialog')
    await goTo(page, '/history')
    await goTo(page, '/people?filter=%5B%5D')
    await addFilter(page, 'Sitter i råd hos', 'är, eller ligger under')
    await dialog.getByRole('combobox', { name: 'Värde' }).fill('Region Upp')
    await page.getByRole('option', { name: /^Region Uppsala/u }).first().waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await use(page)
    await addFilter(page, 'Avgift', 'förfallen för året')
    await dialog.getByRole('textbox', { name: 'År' }).fill('2026')
    await use(page)
    await page.getByRole('button', { name: 'Ta bort filtret Avgiften för 2026 är förfallen' }).press('Enter')
    await addFilter(page, 'Borta', 'inte den')
    await dialog.getByRole('textbox', { name: 'Värde' }).fill('2026-12-01')
    await expectAccessible(page, 'the dialog that asks for an absence')
    await use(page)
    await page.getByRole('button', { name: 'Ta bort filtret Borta: inte den 2026-12-01' }).press('Enter')
    await page.getByRole('button', { name: 'Ta bort filtret Sitter i råd hos: Region Uppsala och underliggande' }).press('Enter')
    await addFilter(page, 'Vårdnadshavare')
    await use(page)
    await page.getByRole('button', { name: 'Ta bort filtret Under 18 år utan vårdnadshavare' }).waitFor()
    await page.getByRole('row', { name: /Ungman/u }).waitFor()
    await expectAccessible(page, 'those who lack a guardian')
    await picture(page, 'finding-young')
    await page.getByRole('button', { name: 'Ta bort filtret Under 18 år utan vårdnadshavare' }).press('Enter')
  })

  it('finds nobody, and after that many: no more rows stand in the page than are in sight', async () => {
    const { page } = app
    const search = page.getByRole('searchbox', { name: 'Sök på namn, nummer, ort eller e-post' })
    await search.fill('Ingenstans')
    await page.getByText('Inga träffar').waitFor()
    await search.fill('Uppsala')
    await page.getByRole('grid', { name: 'Personer' }).waitFor()
    const rows = page.getByRole('grid').getByRole('row')
    await rows.nth(3).waitFor()
    expect(Number(/\d+/u.exec((await count().textContent()) ?? '')?.[0])).toBeGreaterThan(50)
    expect(await rows.count()).toBeLessThan(40)
    await search.fill('')
  })

  it('says what was taken out and why in the history', async () => {
    const { page } = app
    await goTo(page, '/history')
    await page.getByText('Lämnade ut personuppgifter').first().waitFor()
    await page.getByText('Skäl: Kallelse till årsmötet').waitFor()
    expect(app.complaints).toEqual([])
  })
})
