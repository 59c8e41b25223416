import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, goTo, openApp, signInToDemo, type AppUnderTest } from './support/app.ts'

describe('Somebody who works with the keyboard', () => {
  let app: AppUnderTest
  let page: Page
  const hasFocus = (target: Locator) => expect.poll(() => target.evaluate((element) => element === document.activeElement), { timeout: 8000 }).toBe(true)
  const press = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' }).press('Enter')

  beforeAll(async () => {
    app = await openApp()
    page = app.page
    await signInToDemo(app, 'officeWorker')
  })
  afterAll(() => app.close())

  it('stands at the button that adds filters when one has been added and when one is taken away', async () => {
    await goTo(page, '/people')
    await press('Lägg till filter')
    await page.getByRole('combobox', { name: 'Vad vill du filtrera på?' }).fill('Kommun')
    await page.getByRole('option', { name: 'Kommun', exact: true }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByRole('combobox', { name: 'Värde' }).fill('Uppsala')
    await page.getByRole('option', { name: 'Uppsala', exact: true }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await press('Använd filtret')
    await page.getByRole('list', { name: 'Valda filter' }).waitFor()
    await hasFocus(page.getByRole('button', { name: 'Lägg till filter' }))
    await press('Ta bort filtret Kommun: Uppsala')
    await hasFocus(page.getByRole('button', { name: 'Lägg till filter' }))
  })

  it('stays among the tags when the last one is taken away', async () => {
    await page.getByRole('rowheader').first().press('Enter')
    await press('Lägg till etikett')
    await page.getByRole('textbox', { name: 'Etikett' }).fill('Provetikett')
    await page.keyboard.press('Enter')
    await hasFocus(page.getByRole('button', { name: 'Lägg till etikett' }))
    await press('Ta bort etiketten Provetikett')
    await hasFocus(page.getByRole('button', { name: 'Lägg till etikett' }))
  })

  it('stays at the note whose follow-up is done', async () => {
    await page.getByRole('tab', { name: 'Anteckningar' }).press('Enter')
    await press('Skriv anteckning')
    await hasFocus(page.getByRole('textbox', { name: 'Anteckning' }))
    await page.keyboard.type('Ring om resan')
    await page.getByRole('textbox', { name: /^Följ upp den/u }).fill('2030-01-15')
    await page.keyboard.press('Control+s')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await press('Klar: Ring om resan')
    await hasFocus(page.getByRole('button', { name: 'Ändra: Ring om resan' }))
  })

  it('writes one note, though Ctrl+S is pressed twice', async () => {
    let writes = 0
    page.on('request', (request) => void (request.url().endsWith('/notes/add') && (writes += 1)))
    await press('Skriv anteckning')
    await page.getByRole('textbox', { name: 'Anteckning' }).fill('Sparad en gång')
    await page.evaluate(() => {
      for (const _press of [1, 2]) window.dispatchEvent(new KeyboardEvent('keydown', { key: 's', ctrlKey: true }))
    })
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Ändra: Sparad en gång' }).waitFor()
    expect(writes).toBe(1)
  })

  it('does not lose a note to Escape', async () => {
    await press('Skriv anteckning')
    await page.getByRole('textbox', { name: 'Anteckning' }).fill('Halvvägs')
    await page.keyboard.press('Escape')
    await expectAccessible(page, 'the question before typed text is lost')
    await press('Fortsätt skriva')
    expect(await page.getByRole('textbox', { name: 'Anteckning' }).inputValue()).toBe('Halvvägs')
    await page.keyboard.press('Escape')
    await press('Stäng utan att spara')
    await hasFocus(page.getByRole('button', { name: 'Skriv anteckning' }))
    await press('Skriv anteckning')
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  })
})
