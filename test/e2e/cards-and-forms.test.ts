import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, goTo, openApp, picture, signInToDemo, type AppUnderTest } from './support/app.ts'

async function nameOfDownload(page: Page, press: () => Promise<void>): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), press()])
  const folder = process.env['TALAN_PICTURES']
  if (folder) copyFileSync(await download.path(), join(folder, download.suggestedFilename()))
  return download.suggestedFilename()
}

describe('The office worker', () => {
  let app: AppUnderTest
  beforeAll(async () => {
    app = await openApp({ startsAt: '2026-11-19T09:00:00.000Z' })
    await signInToDemo(app, 'officeWorker')
  })
  afterAll(() => app.close())

  it('makes membership cards of those she has found, for next year and for a reason', async () => {
    const { page } = app
    await goTo(page, '/people')
    await page.getByRole('button', { name: 'Ta ut', exact: true }).click()
    const dialog = page.getByRole('dialog', { name: /^Ta ut \d+ personer$/u })
    await dialog.getByRole('radio', { name: /Medlemskort/u }).check({ force: true })
    await dialog.getByRole('button', { name: /Gäller år/u }).click()
    await page.getByRole('option', { name: '2027' }).click()
    await dialog.getByRole('textbox', { name: 'Varför tas det ut?' }).fill('Kort för nästa år')
    await picture(page, 'cards-dialog')
    await expectAccessible(page, 'how cards are made')
    await dialog.getByRole('button', { name: 'Gör filen' }).click()
    await dialog.getByText(/personer är inte medlemmar, eller saknar medlemsnummer/u).waitFor()
    expect(await nameOfDownload(page, () => dialog.getByRole('button', { name: 'Spara filen' }).click())).toBe('medlemskort-2026-11-19.pdf')
    await page.keyboard.press('Escape')
  })

  it('makes one person’s card from her page', async () => {
    const { page } = app
    await goTo(page, '/people')
    await page.getByRole('searchbox').first().fill('Holmström')
    await page.getByRole('rowheader', { name: 'Birgit Holmström' }).click()
    await page.keyboard.press('Enter')
    await page.getByRole('tab', { name: 'Utskick' }).click()
    await page.getByRole('button', { name: 'Gör medlemskort' }).click()
    const dialog = page.getByRole('dialog', { name: 'Ta ut 1 person' })
    await dialog.getByRole('button', { name: /Ett kort på varje sida/u }).waitFor()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
  })

  it('takes the list to sign along to a meeting and to a session', async () => {
    const { page } = app
    await goTo(page, '/meetings?when=upcoming')
    await page.getByRole('rowheader').first().click()
    await page.keyboard.press('Enter')
    const make = page.getByRole('button', { name: 'Hämta närvarolista att skriva under (PDF)' })
    await make.waitFor()
    await picture(page, 'meeting-form')
    expect(await nameOfDownload(page, () => make.click())).toMatch(/^narvarolista-2026-\d\d-\d\d\.pdf$/u)
    await goTo(page, '/trainings')
    await page.getByRole('rowheader').first().click()
    await page.keyboard.press('Enter')
    await page.getByRole('rowheader').getByRole('link').first().click()
    const session = page.getByRole('button', { name: /^Hämta närvarolista att skriva under, / }).first()
    await session.waitFor()
    await picture(page, 'session-form')
    await expectAccessible(page, 'the sessions with their lists')
    expect(await nameOfDownload(page, () => session.click())).toMatch(/^narvarolista-\d{4}-\d\d-\d\d\.pdf$/u)
  })

  it('never made the browser refuse content or talk to anyone else', () => {
    expect(app.complaints).toEqual([])
  })
})
