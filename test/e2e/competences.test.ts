import { readFileSync } from 'node:fs'
import Excel from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, goTo, openApp, picture, signInToDemo, type AppUnderTest } from './support/app.ts'

describe('The coordinator', () => {
  let app: AppUnderTest

  beforeAll(async () => {
    app = await openApp({ startsAt: '2026-11-19T09:00:00.000Z', language: 'sv' })
    await signInToDemo(app, 'coordinator')
  })
  afterAll(() => app.close())

  it('records on the telephone what a person can and wants, and when she is away', async () => {
    const { page } = app
    await page.keyboard.press('Control+k')
    await page.keyboard.type('Nils Ärlig')
    await page.getByRole('menuitem', { name: /Nils Ärlig/u }).first().click()
    await page.getByRole('tab', { name: 'Kan och vill' }).click()
    await page.getByRole('button', { name: 'Ändra kan och vill' }).click()
    await page.getByRole('group', { name: 'Vill' }).getByText('Dialogcafé', { exact: true }).click()
    await page.getByRole('group', { name: 'Språk' }).getByText('Ukrainska', { exact: true }).click()
    await page.getByRole('group', { name: 'Kväll' }).getByText('Söndag', { exact: true }).click()
    await page.getByRole('textbox', { name: 'Längsta väg' }).fill('80')
    await expectAccessible(page, 'changing what a person can and wants')
    await picture(page, 'competences-edit')
    await page.getByRole('button', { name: 'Spara', exact: true }).click()
    await page.getByRole('definition').filter({ hasText: 'Ukrainska' }).waitFor()
    await page.getByRole('definition').filter({ hasText: 'Söndag, kväll' }).waitFor()
    await page.getByRole('definition').filter({ hasText: /^80\skm$/u }).waitFor()
    await page.getByRole('button', { name: 'Lägg till frånvaro' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Från och med' }).fill('2026-11-18')
    await dialog.getByRole('textbox', { name: 'Till och med' }).fill('2026-12-05')
    await dialog.getByRole('button', { name: 'Lägg till frånvaro' }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByRole('rowheader', { name: '2026-11-18' }).waitFor()
    await expectAccessible(page, 'what a person can and wants')
    await picture(page, 'competences-person')
  })

  it('searches for who fits, and reads why', async () => {
    const { page } = app
    await goTo(page, '/competences')
    await page.getByRole('combobox', { name: 'Språk' }).fill('Ukrain')
    await page.getByRole('option', { name: 'Ukrainska' }).click()
    await page.getByRole('button', { name: 'Sök', exact: true }).click()
    const row = page.getByRole('row', { name: /Nils Ärlig/u })
    await row.getByText('Talar språket').waitFor()
    await row.getByText('Frånvarande', { exact: true }).waitFor()
    await expectAccessible(page, 'the competence bank')
    await picture(page, 'competences-bank')
  })

  it('sees all in the bank before anything is asked for, and then how each would come', async () => {
    const { page } = app
    await goTo(page, '/')
    await goTo(page, '/competences')
    const everybody = page.getByRole('table', { name: 'Alla i banken' })
    await page.getByText(/^50 av \d+ i banken/u).waitFor()
    expect(await everybody.getByRole('columnheader', { name: 'Skäl' }).count()).toBe(0)
    await expectAccessible(page, 'everybody in the competence bank')
    await page.getByRole('button', { name: 'Visa fler' }).click()
    await page.getByText(/^\d+ personer finns i banken/u).waitFor()
    expect(await everybody.getByRole('rowheader').count()).toBeGreaterThan(50)
    await page.getByRole('combobox', { name: 'Var' }).fill('Tierp')
    await page.getByRole('option', { name: 'Tierp' }).click()
    await page.getByRole('textbox', { name: /^Tar i veckan/u }).fill('4')
    await page.getByRole('button', { name: 'Sök', exact: true }).click()
    const found = page.getByRole('table', { name: 'Förslag' })
    await found.getByText(/minuters resa, kort nog/u).first().waitFor()
    await found.getByText(/Kan (?:bara )?\d+ timmar i veckan|Har inte sagt hur många timmar/u).first().waitFor()
    await expectAccessible(page, 'the reasons of a journey')
    await picture(page, 'competences-journeys')
  })

  it('draws a panel, records a no, draws a replacement, and fetches the list with a reason', async () => {
    const { page } = app
    await goTo(page, '/competences/panels')
    await page.getByText('Bemötande i receptionen').waitFor()
    await page.getByRole('link', { name: 'Lotta en panel' }).first().click()
    await page.getByRole('textbox', { name: 'Namn' }).fill('Kallelser i tid')
    await page.getByRole('textbox', { name: /^Hur många/u }).fill('6')
    await page.getByRole('textbox', { name: 'Minst antal män' }).fill('2')
    await expectAccessible(page, 'a new panel')
    await picture(page, 'competences-new-panel')
    await page.getByRole('button', { name: 'Lotta en panel' }).click()
    await page.getByRole('heading', { level: 1, name: 'Kallelser i tid' }).waitFor()
    await page.getByRole('button', { name: /^Anteckna svar från/u }).first().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Nej', { exact: true }).click()
    await dialog.getByRole('button', { name: 'Anteckna svar' }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: /^Lotta ersättare för/u }).click()
    await page.getByText('I stället för nummer 1').waitFor()
    await expectAccessible(page, 'a panel')
    await picture(page, 'competences-panel')
    await page.getByRole('button', { name: 'Hämta listan' }).click()
    await dialog.getByRole('textbox').fill('Kalla till första träffen')
    const [download] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: 'Hämta listan' }).click()])
    const workbook = new Excel.Workbook()
    await workbook.xlsx.load(readFileSync(await download.path()).buffer)
    expect(workbook.worksheets[0]?.rowCount).toBeGreaterThan(7)
    await page.getByText('Kalla till första träffen').waitFor()
    expect(app.complaints).toEqual([])
  })
})
