import { readFileSync } from 'node:fs'
import ExcelJS from 'exceljs'
import type { Download, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { coreClient } from '#contract/client.ts'
import { sessionHeader } from '#core/core.ts'
import { demoPassword } from '#core/demo/index.ts'
import { expectAccessible, goTo, openApp, picture, signInAs, signInToDemo, type AppUnderTest } from './support/app.ts'

async function rowsOf(download: Download): Promise<unknown[][]> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(readFileSync(await download.path()) as never)
  return (workbook.worksheets[0]!.getSheetValues() as unknown[][]).filter(Boolean).map((row) => row.slice(1))
}

async function saved(page: Page): Promise<Download> {
  const save = page.getByRole('dialog').getByRole('button', { name: 'Spara filen' })
  await save.waitFor()
  const [download] = await Promise.all([page.waitForEvent('download'), save.press('Enter')])
  return download
}

/** The text of each cell of a row that stands on the screen. */
async function shownCells(grid: Locator, index: number): Promise<string[]> {
  const row = grid.locator(`[aria-rowindex="${index + 2}"]`)
  return (await row.locator('[role=rowheader], [role=gridcell]').allInnerTexts()).map((text) => text.trim())
}

const plain = (text: string) => text.replaceAll(/\s/gu, ' ')

describe('One who takes a list out', () => {
  let app: AppUnderTest
  beforeAll(async () => {
    app = await openApp({ startsAt: '2026-11-21T09:00:00.000Z' })
    await signInToDemo(app, 'treasurer')
  })
  afterAll(() => app.close())

  it('chooses columns by keyboard, says why, and gets in the file what the screen shows', async () => {
    const { page } = app
    await goTo(page, '/claims?state=%22paid%22&sort=%22total%22')
    const grid = page.getByRole('grid', { name: 'Ersättningar' })
    await grid.getByRole('rowheader').first().waitFor()
    const total = Number(/\d+/u.exec((await page.locator('output', { hasText: /räkning/u }).first().innerText()).replaceAll(/\s/gu, ''))?.[0])
    const [first, second] = [await shownCells(grid, 0), await shownCells(grid, 1)]

    await page.getByRole('button', { name: 'Ta ut' }).press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Ta ut listan Ersättningar' })
    await dialog.getByRole('textbox', { name: 'Varför tas det ut?' }).waitFor()
    await dialog.getByRole('checkbox', { name: 'Avstår' }).press('Space')
    await dialog.getByRole('checkbox', { name: 'Medlemsnummer' }).press('Space')
    await dialog.getByRole('button', { name: 'Flytta Summa uppåt' }).press('Enter')
    await dialog.getByRole('status').filter({ hasText: 'Summa står nu som nummer 6 av 7.' }).waitFor()
    // At the end of the way the button is disabled, and the focus goes to the other one.
    for (const position of [5, 4, 3, 2, 1, 2, 3, 4, 5, 6]) {
      await page.keyboard.press('Enter')
      await dialog.getByRole('status').filter({ hasText: `Summa står nu som nummer ${position} av 7.` }).waitFor()
    }
    await expectAccessible(page, 'the dialog that takes a list out')
    await picture(page, 'list-taking-out')
    // With the mouse, at the upper edge: what is missing must not show before the button has been let go of, or the button moves away.
    await dialog.getByRole('textbox', { name: 'Varför tas det ut?' }).focus()
    await dialog.getByRole('button', { name: 'Gör filen' }).click({ position: { x: 20, y: 3 } })
    await dialog.getByRole('heading', { name: /behöver rättas/u }).waitFor()
    await dialog.getByRole('textbox', { name: 'Varför tas det ut?' }).fill('Underlag till revisorn')
    await page.keyboard.press('Control+s')
    const download = await saved(page)
    expect(download.suggestedFilename()).toBe('ersättningar-2026-11-21.xlsx')
    await expectAccessible(page, 'the list that is made')
    await picture(page, 'list-taken-out')

    const [headings, ...rows] = await rowsOf(download)
    expect(headings).toEqual(['Person', 'Grupp', 'Möte', 'Läge', 'Arvode', 'Summa', 'Resa'])
    expect(rows.length).toBe(total)
    for (const [cells, row] of [[first, rows[0]!], [second, rows[1]!]] as const) {
      const shown = cells.filter((cell) => cell !== '' && cell !== 'Markera raden').map(plain)
      const money = (value: unknown) => plain(new Intl.NumberFormat('sv-SE', { style: 'currency', currency: 'SEK' }).format(value as number))
      expect(shown).toEqual(expect.arrayContaining([row[0], row[1], (row[2] as Date).toISOString().slice(0, 10), row[3], money(row[5])]))
    }
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
  })

  it('finds the columns as she chose them the next time', async () => {
    const { page } = app
    await page.getByRole('button', { name: 'Ta ut' }).click()
    const dialog = page.getByRole('dialog')
    expect(await dialog.getByRole('checkbox', { name: 'Avstår' }).isChecked()).toBe(false)
    const names = await dialog.getByRole('list', { name: 'Kolumner i filen' }).getByRole('listitem').allInnerTexts()
    expect(names.slice(0, 7).map((name) => name.trim())).toEqual(['Person', 'Grupp', 'Möte', 'Läge', 'Arvode', 'Summa', 'Resa'])
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
  })

  it('is told what to do where the list is empty', async () => {
    const { page } = app
    await page.getByRole('searchbox').first().fill('Ingenhetersa')
    await page.getByText(/Inga träffar/u).waitFor()
    await page.getByRole('button', { name: 'Ta ut' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Varför tas det ut?' }).fill('Prov')
    await dialog.getByRole('button', { name: 'Gör filen' }).click()
    await dialog.getByText('Listan är tom. Ta bort något filter eller lägg till något först.').waitFor()
    await expectAccessible(page, 'an empty list that is not taken out')
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
  })

  it('prints the whole list as a table, not only the rows in sight', async () => {
    const { page } = app
    await page.getByRole('button', { name: 'Rensa sökning och filter' }).click()
    const grid = page.getByRole('grid', { name: 'Ersättningar' })
    await grid.getByRole('rowheader').first().waitFor()
    const total = Number(await grid.getAttribute('aria-rowcount')) - 1
    await page.evaluate(() => {
      window.print = () => document.body.setAttribute('data-printed', String(document.querySelectorAll('table[aria-label="Ersättningar"] tbody tr').length))
    })
    await page.keyboard.press('Control+p')
    await page.locator('body[data-printed]').waitFor()
    expect(Number(await page.locator('body').getAttribute('data-printed'))).toBe(Math.min(total, 2000))
    await page.emulateMedia({ media: 'print' })
    await page.getByRole('table', { name: 'Ersättningar' }).waitFor()
    expect(await grid.isVisible()).toBe(false)
    await picture(page, 'list-on-paper')
    await page.emulateMedia({ media: 'screen' })
    await page.evaluate(() => dispatchEvent(new Event('afterprint')))
    await page.getByRole('table', { name: 'Ersättningar' }).waitFor({ state: 'detached' })
    await grid.waitFor()
  })

  it('takes out lists that are no grid as well, and sees in the history what was taken out', async () => {
    const { page } = app
    await goTo(page, '/tags')
    await page.getByRole('button', { name: 'Ta ut' }).click()
    const dialog = page.getByRole('dialog', { name: 'Ta ut listan Etiketter' })
    await dialog.getByRole('textbox', { name: 'Varför tas det ut?' }).fill('Städning')
    await dialog.getByText('CSV-fil').click()
    await dialog.getByRole('button', { name: 'Gör filen' }).click()
    const text = readFileSync(await (await saved(page)).path(), 'utf8')
    const shown = await page.getByRole('table', { name: 'Etiketter', includeHidden: true }).getByRole('rowheader', { includeHidden: true }).allInnerTexts()
    expect(text.trimEnd().split('\r\n').slice(1).map((line) => line.split(';')[0]?.replaceAll('"', ''))).toEqual(shown.map((name) => name.trim()))
    await page.keyboard.press('Escape')
    await goTo(page, '/history')
    const entry = page.getByRole('listitem').filter({ hasText: 'Tog ut en lista' }).first()
    await entry.getByText('Skäl: Städning').waitFor()
    await entry.getByText('Visa 1 ändring').click()
    await entry.getByRole('row', { name: /Lista .*Etiketter/u }).waitFor()
    await expectAccessible(page, 'the history with lists that were taken out')
  })

  it('takes out a table on one person’s page, and none of a person with protected identity', async () => {
    const { page } = app
    const { token } = await coreClient(app.core.handle).session.signIn({ signInName: 'kassor', password: demoPassword })
    const client = coreClient(app.core.handle, () => ({ [sessionHeader]: token }))
    const { rows } = await client.memberships.listFees({ year: 2026, limit: 500 })
    const [open, hidden] = [false, true].map((isProtected) => rows.find(({ person }) => person.isProtected === isProtected)?.person.id)
    await goTo(page, `/people/${open}`)
    await page.getByRole('tab', { name: 'Medlemskap' }).click()
    const table = page.getByRole('table', { name: 'Avgifter' })
    await table.getByRole('rowheader').first().waitFor()
    const years = await table.getByRole('rowheader').allInnerTexts()
    await page.getByRole('button', { name: 'Ta ut listan Avgifter' }).click()
    const dialog = page.getByRole('dialog', { name: 'Ta ut listan Avgifter' })
    await dialog.getByRole('textbox', { name: 'Varför tas det ut?' }).fill('Medlemmen frågar')
    await expectAccessible(page, 'taking out a person’s fees')
    await dialog.getByRole('button', { name: 'Gör filen' }).click()
    const [headings, ...taken] = await rowsOf(await saved(page))
    expect(headings?.slice(0, 3)).toEqual(['År', 'Belopp', 'Läge'])
    expect(taken.map(([year]) => String(year))).toEqual(years.map((year) => year.trim()))
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Ta ut listan Medlemskap' }).waitFor()
    await goTo(page, `/people/${hidden}`)
    for (const tab of ['Kontakt', 'Medlemskap', 'Uppdrag', 'Ersättning']) {
      await page.getByRole('tab', { name: tab, exact: true }).click()
      await page.getByRole('tabpanel', { name: tab, exact: true }).waitFor()
      if (tab === 'Medlemskap') await table.getByRole('rowheader').first().waitFor()
      expect(await page.getByRole('button', { name: 'Ta ut' }).count(), tab).toBe(0)
    }
  })

  it('takes out the tables inside a record: an audit’s team, a round’s sessions and a body’s seats', async () => {
    const { page } = app
    const { token } = await coreClient(app.core.handle).session.signIn({ signInName: 'kassor', password: demoPassword })
    const client = coreClient(app.core.handle, () => ({ [sessionHeader]: token }))
    const [audits, trainings, bodies] = await Promise.all([client.audits.list({}), client.trainings.list({}), client.bodies.list({ active: true })])
    const training = await client.trainings.read({ id: trainings.rows.find(({ roundCount }) => roundCount > 0)?.id as string })
    const places = [[`/audits/${audits.rows[0]?.id}`, 'Team'], [`/trainings/rounds/${training.rounds[0]?.id}`, 'Tillfällen'], [`/bodies/${bodies.rows[0]?.id}`, 'Platser']] as const
    for (const [address, title] of places) {
      await goTo(page, address)
      await page.getByRole('button', { name: `Ta ut listan ${title}` }).click()
      const dialog = page.getByRole('dialog', { name: `Ta ut listan ${title}` })
      await dialog.getByRole('textbox', { name: 'Varför tas det ut?' }).fill('Årsmötet')
      await dialog.getByRole('button', { name: 'Gör filen' }).click()
      expect((await rowsOf(await saved(page))).length, title).toBeGreaterThan(1)
      await page.keyboard.press('Escape')
      await dialog.waitFor({ state: 'detached' })
    }
  })

  it('takes out the lists of settings, each on its own page', async () => {
    const { page } = app
    for (const [address, title] of [['/tariffs', 'Arvodesregler'], ['/memberships/rates', 'Avgifter per slag'], ['/tariffs?part=figures', 'Belopp och satser'], ['/mailings/templates', 'Standardtexter']] as const) {
      await goTo(page, address)
      await page.getByRole('button', { name: 'Ta ut' }).click()
      const dialog = page.getByRole('dialog', { name: `Ta ut listan ${title}` })
      await dialog.getByRole('textbox', { name: 'Varför tas det ut?' }).fill('Årsmötet')
      await dialog.getByRole('button', { name: 'Gör filen' }).click()
      expect((await rowsOf(await saved(page))).length).toBeGreaterThan(1)
      await page.keyboard.press('Escape')
      await dialog.waitFor({ state: 'detached' })
    }
  })

  it('takes out who may sign in, as administrator alone', async () => {
    const { page } = app
    await page.keyboard.press('Control+Shift+L')
    await signInAs(page, 'administrator')
    await goTo(page, '/users')
    const shown = await page.getByRole('table', { name: 'Användare' }).getByRole('rowheader').allInnerTexts()
    await page.getByRole('button', { name: 'Ta ut' }).click()
    const dialog = page.getByRole('dialog', { name: 'Ta ut listan Användare' })
    await dialog.getByRole('textbox', { name: 'Varför tas det ut?' }).fill('Genomgång av behörigheter')
    await dialog.getByRole('button', { name: 'Gör filen' }).click()
    const [headings, ...taken] = await rowsOf(await saved(page))
    expect(headings).toEqual(['Namn', 'Inloggningsnamn', 'Roller', 'Läge', 'Tillagd', 'Borttagen'])
    expect(taken.map(([name]) => name)).toEqual(shown.map((name) => name.trim()))
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
  })

  it('takes out which backups there are', async () => {
    const { page } = app
    await page.getByRole('tab', { name: 'Säkerhetskopior' }).click()
    await page.getByRole('button', { name: 'Säkerhetskopiera nu' }).click()
    const table = page.getByRole('table', { name: 'Säkerhetskopior', includeHidden: true })
    await table.getByRole('rowheader').first().waitFor()
    await page.getByRole('button', { name: 'Ta ut listan Säkerhetskopior' }).click()
    const dialog = page.getByRole('dialog', { name: 'Ta ut listan Säkerhetskopior' })
    await dialog.getByRole('textbox', { name: 'Varför tas det ut?' }).fill('Genomgång')
    await dialog.getByRole('button', { name: 'Gör filen' }).click()
    const [headings, ...taken] = await rowsOf(await saved(page))
    expect(headings).toEqual(['Gjord', 'Storlek (byte)', 'Filens namn'])
    expect(taken.length).toBe(await table.locator('tbody tr').count())
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
  })

  it('may not where she may not give persons out', async () => {
    const { page } = app
    await page.keyboard.press('Control+Shift+L')
    await signInAs(page, 'boardMember')
    await goTo(page, '/meetings')
    await page.getByRole('grid').or(page.getByText('Inga')).first().waitFor()
    expect(await page.getByRole('button', { name: 'Ta ut' }).count()).toBe(0)
    expect(app.complaints).toEqual([])
  })
})
