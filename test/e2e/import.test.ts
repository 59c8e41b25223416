import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, goTo, openApp, picture, signInToDemo, type AppUnderTest } from './support/app.ts'

const messyList = join(import.meta.dirname, '..', 'fixtures', 'messy-member-list.xlsx')

describe('Importing a messy member list', () => {
  let app: AppUnderTest
  beforeAll(async () => {
    app = await openApp()
    await signInToDemo(app, 'officeWorker')
  })
  afterAll(() => app.close())

  it('shows the practice list in groups with reasons', async () => {
    const { page } = app
    await goTo(page, '/people')
    await page.getByRole('link', { name: 'Importera medlemslista' }).click()
    await page.getByRole('heading', { name: 'Importera medlemslista' }).waitFor()
    await expectAccessible(page, 'choosing a list')
    await page.getByRole('button', { name: 'Använd övningslistan' }).click()
    await page.getByText('Talan läser 17 av 17 kolumner.').waitFor()
    await page.getByText('Medlemmar 2026').waitFor()
    await page.getByRole('tab', { name: 'Nya' }).waitFor()
    await page.getByRole('rowheader', { name: 'Bengt-Åke Håkansson' }).waitFor()
    await expectAccessible(page, 'the new persons of a list')
    await picture(page, 'import-new')
    await page.getByRole('tab', { name: 'Oklara' }).click()
    await page.getByText('Rad 18: personnumrets sista siffra stämmer inte. Rätta listan, eller ta med personen utan personnummer.').waitFor()
    await expectAccessible(page, 'the unclear rows of a list')
    await picture(page, 'import-unclear')
    await page.getByRole('tab', { name: 'Överhoppade' }).click()
    await page.getByText('Rad 46 är en summarad.').waitFor()
    await page.getByText('Rad 29 är samma person som rad 28.').waitFor()
    await page.getByText('Rad 43 gäller en person med skyddade personuppgifter.').waitFor()
    await page.getByRole('tab', { name: 'Ändrade' }).click()
    const moved = page.getByRole('row').filter({ hasText: 'Leif Nordin' })
    await moved.filter({ hasText: 'Bålsta' }).filter({ hasText: 'Västerås' }).waitFor()
    await expectAccessible(page, 'the changed persons of a list')
  })

  it('reads a column as one chooses', async () => {
    const { page } = app
    await page.getByRole('button', { name: 'Ändra kolumner' }).click()
    await expectAccessible(page, 'the columns of a list')
    await picture(page, 'import-columns')
    await page.getByRole('button', { name: /Anmärkning/u }).click()
    await page.getByRole('option', { name: 'Används inte' }).click()
    await page.getByText('Talan läser 16 av 17 kolumner.').waitFor()
  })

  it('imports with what was decided, finds the persons, and takes it all back', async () => {
    const { page } = app
    await page.getByRole('tab', { name: 'Oklara' }).click()
    const nina = page.getByRole('region', { name: 'Rad 18: Nina Sandberg' })
    await nina.getByText('Ta med som ny person').click()
    await page.getByRole('button', { name: /^Importera \d+ personer$/u }).click()
    await page.getByText('Importen är klar').waitFor()
    await page.getByText('Rad 17: e-postadressen går inte att läsa.').waitFor()
    await expectAccessible(page, 'a finished import')
    await picture(page, 'import-done')
    await goTo(page, '/people?text=Sandberg')
    await page.getByText('Nina Sandberg').first().waitFor()
    await goTo(page, '/people/import')
    await page.getByRole('button', { name: /^Ångra importen från/u }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Ångra importen' }).click()
    await page.getByText('Importen är ångrad.').waitFor()
    await goTo(page, '/people?text=Nina%20Sandberg')
    await page.getByText('Inga träffar på ”Nina Sandberg”').waitFor()
  })

  it('says that the import is taken back also when the latest change is undone from the keyboard', async () => {
    const { page } = app
    await goTo(page, '/people/import')
    await page.getByRole('button', { name: 'Använd övningslistan' }).click()
    await page.getByRole('button', { name: /^Importera \d+ personer$/u }).click()
    await page.getByText('Importen är klar').waitFor()
    await page.keyboard.press('Control+z')
    await page.getByRole('status').filter({ hasText: 'Importen är ångrad.' }).waitFor()
    expect(await page.getByRole('button', { name: 'Ångra importen' }).count()).toBe(0)
    await page.getByRole('button', { name: 'Importera en lista till' }).click()
  })

  it('takes a file of one’s own, and says what is wrong with one that is no list', async () => {
    const { page } = app
    await goTo(page, '/people/import')
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Välj fil' }).click()
    await (await chooser).setFiles({ name: 'brev.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') })
    await page.getByText('Filen är inget kalkylblad. Öppna listan i Excel och spara den som xlsx eller CSV.').waitFor()
    await expectAccessible(page, 'a file that is no list')
    await page.getByRole('button', { name: 'Välj en annan fil' }).click()
    const again = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Välj fil' }).click()
    await (await again).setFiles(messyList)
    await page.getByText('messy-member-list.xlsx').waitFor()
    await page.getByRole('rowheader', { name: 'Åsa Zetterlund' }).waitFor()
  })

  it('never made the browser refuse content or talk to anyone else', () => {
    expect(app.complaints).toEqual([])
  })
})
