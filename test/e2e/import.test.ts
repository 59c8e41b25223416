import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { coreClient } from '#contract/client.ts'
import { sessionHeader } from '#core/core.ts'
import { demoPassword, demoUsers } from '#core/demo/index.ts'
import { expectAccessible, goTo, openApp, picture, signInAs, signInToDemo, type AppUnderTest } from './support/app.ts'

const messyList = join(import.meta.dirname, '..', 'fixtures', 'messy-member-list.xlsx')

async function chooseFile(page: Page, name: string, lines: readonly string[]) {
  await goTo(page, '/')
  await goTo(page, '/people/import')
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Välj fil' }).click()
  await (await chooser).setFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) })
}

async function choose(page: Page, field: RegExp, choice: string) {
  await page.getByRole('button', { name: field }).click()
  await page.getByRole('option', { name: choice, exact: true }).click()
}

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
    await page.getByRole('button', { name: /^Anteckning Anmärkning$/u }).click()
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

  it('recognises a list from another system, and keeps out what is not the member’s', async () => {
    const { page } = app
    await chooseFile(page, 'export.csv', [
      'Förnamn;Efternamn;MedlemsID;Kön (W/M);Kön (flicka/pojke);Gruppkategorier;Allergier;Kontakt 1 förnamn;Kontakt 1 epost;E-post', 'Kim;Barn;551;W;flicka;Lag;nötter;Förälder;foralder@example.se;kim@example.se',
    ])
    await page.getByText('Känns igen som en lista från MyClub.').waitFor()
    await page.getByText('Textfil med rubriker på rad 1. Talan läser 5 av 10 kolumner.').waitFor()
    await page.getByRole('status').filter({ hasText: 'Listan är läst: 1 ny, 0 ändrade, 0 oklara.' }).waitFor({ state: 'attached' })
    await page.getByRole('rowheader', { name: 'Kim Barn' }).waitFor()
    expect(await page.getByText('foralder@example.se').count()).toBe(0)
  })

  it('remembers under a name how a list was read, what it may overwrite and what makes somebody the same', async () => {
    const { page } = app
    const list = ['Nummer;Förnamn;Efternamn;E-post;Ort;Upplysning', '7701;Siri;Åker;siri.aker@example.se;Tierp;Ringer helst']
    await chooseFile(page, 'kommunen.csv', list)
    await page.getByRole('button', { name: 'Ändra kolumner' }).click()
    await choose(page, /^Används inte Upplysning$/u, 'Anteckning')
    await page.getByText('Talan läser 6 av 6 kolumner.').waitFor()
    await choose(page, /Upplysning: när registret redan har något/u, 'Ersätt det som finns')
    await page.getByRole('group', { name: 'Samma person om detta stämmer' }).getByText('E-post och namn').click()
    await page.getByRole('textbox', { name: 'Vad du kallar den här sortens lista' }).fill('Kommunens lista')
    await expectAccessible(page, 'the columns, keys and name of a list')
    await picture(page, 'import-choices')
    await page.getByRole('button', { name: 'Importera 1 person' }).click()
    await page.getByText('Importen är klar').waitFor()
    await chooseFile(page, 'kommunen2.csv', list)
    await page.getByText('Läses som förra gången: Kommunens lista.').waitFor()
    await page.getByText('Talan läser 6 av 6 kolumner.').waitFor()
    await page.getByRole('button', { name: 'Ändra kolumner' }).click()
    await page.getByRole('button', { name: /Ersätt det som finns.*Upplysning: när/u }).waitFor()
    expect(await page.getByRole('checkbox', { name: 'E-post och namn' }).isChecked()).toBe(false)
    await page.getByRole('button', { name: 'Välj en annan fil' }).click()
    await page.getByRole('row', { name: /Kommunens lista/u }).waitFor()
    await expectAccessible(page, 'the lists that are remembered')
    await picture(page, 'import-remembered')
    await page.getByRole('button', { name: 'Byt namn på Kommunens lista' }).click()
    await page.getByRole('dialog').getByRole('textbox', { name: 'Namn' }).fill('Regionens lista')
    await page.getByRole('dialog').getByRole('button', { name: 'Spara' }).click()
    await page.getByRole('button', { name: 'Glöm Regionens lista' }).click()
    await page.getByText('Talan har glömt listan.').waitFor()
    await page.getByRole('row', { name: /Regionens lista/u }).waitFor({ state: 'detached' })
  })

  it('resolves doubles in place, several at once', async () => {
    const { page } = app
    await chooseFile(page, 'dubbletter.csv', [
      'Förnamn;Efternamn;Ort;Mobil', 'Siri;Åker;Gävle;070-174 06 21', 'Eva;Gran;Gävle;', 'Eva;Gran;Gävle;070-174 06 22', 'Ola;Gran;Gävle;', 'Ola;Gran;Gävle;070-174 06 23',
    ])
    await page.getByRole('tab', { name: 'Oklara' }).click()
    const siri = page.getByRole('region', { name: 'Rad 2: Siri Åker' })
    const beside = siri.getByRole('table', { name: 'Rad 2 bredvid den som den liknar' })
    await beside.getByRole('columnheader', { name: 'Siri Åker' }).waitFor()
    await beside.getByRole('row').filter({ hasText: 'Adress' }).filter({ hasText: 'Gävle' }).filter({ hasText: 'Tierp' }).waitFor()
    await siri.getByText('Samma person: Siri Åker').click()
    await page.getByRole('button', { name: 'Samma person för alla 2' }).click()
    await expectAccessible(page, 'doubles side by side')
    await picture(page, 'import-side-by-side')
    await page.getByRole('button', { name: 'Importera 3 personer' }).click()
    await page.getByText('2 nya och 1 ändrad.').waitFor()
  })

  it('fills in a field of the association’s own, and says what does not fit it', async () => {
    const { page, core } = app
    const { signInName } = demoUsers.find(({ role }) => role === 'administrator')!
    const { token } = await coreClient(core.handle).session.signIn({ signInName, password: demoPassword })
    const administrator = coreClient(core.handle, () => ({ [sessionHeader]: token }))
    await administrator.customFields.create({ subject: 'person', name: 'Kan köra bil', type: 'yesNo', visibleToRoles: ['officeWorker'] })
    await page.reload()
    await signInAs(page, 'officeWorker')
    await chooseFile(page, 'bil.csv', ['Medlemsnr;Förnamn;Efternamn;Kan köra bil', '7801;Rut;Väg;ja', '7802;Tor;Väg;kanske'])
    await page.getByText('Talan läser 4 av 4 kolumner.').waitFor()
    await page.getByRole('tab', { name: 'Oklara' }).click()
    await page.getByText('Rad 3: Kan köra bil går inte att läsa.').waitFor()
    await page.getByRole('button', { name: 'Importera 1 person' }).click()
    await page.getByText('Importen är klar').waitFor()
    const [rut] = (await administrator.people.list({ text: 'Rut Väg' })).rows
    await goTo(page, `/people/${rut?.id}`)
    await page.getByRole('term').filter({ hasText: 'Kan köra bil' }).waitFor()
  })

  it('says who keeps an import from being taken back', async () => {
    const { page } = app
    await goTo(page, '/')
    await goTo(page, '/people/import')
    await page.getByRole('button', { name: /^Ångra importen från/u }).nth(2).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Ångra importen' }).click()
    await page.getByText('Importen går inte att ångra. Ändrat sedan dess: Siri Åker.').waitFor()
    await expectAccessible(page, 'an import that cannot be taken back')
    await page.keyboard.press('Escape')
  })

  it('tells how far it has got with a long list, can be stopped, and then has changed nothing', async () => {
    const { page } = app
    await chooseFile(page, 'lang.csv', ['Medlemsnr;Förnamn;Efternamn', ...Array.from({ length: 20_000 }, (_, index) => `${100_000 + index};Per;Långlista${index}`)])
    await page.getByRole('button', { name: /^Importera 20\s000 personer$/u }).click({ timeout: 60_000 })
    const stopped = page.getByText('Importen avbröts. Ingenting har ändrats.').first()
    const done = page.getByText('Importen är klar')
    await page.getByRole('progressbar').or(done).first().waitFor()
    // The stop can come too late, where the machine is quick or the browser is held up. What is said must be true.
    await page.getByRole('button', { name: 'Avbryt' }).click({ timeout: 3000 }).catch(() => undefined)
    await stopped.or(done).waitFor()
    await expectAccessible(page, 'an import that was stopped')
    const isStopped = await stopped.isVisible()
    const heading = page.getByRole('heading', isStopped ? { name: 'Det här händer' } : { level: 1 })
    await expect.poll(() => heading.evaluate((element) => element === document.activeElement), { timeout: 8000 }).toBe(true)
    await goTo(page, '/people?text=L%C3%A5nglista1')
    await page.getByText(isStopped ? 'Inga träffar på ”Långlista1”' : 'Per Långlista1').first().waitFor()
  })

  it('never made the browser refuse content or talk to anyone else', () => {
    expect(app.complaints).toEqual([])
  })
})
