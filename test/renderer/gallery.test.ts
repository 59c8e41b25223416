import { rm } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { windowHost } from '#core/window-files.ts'
import { accessibilityFaults, watchPage } from '#test/support/axe.ts'
import { buildWindow, launchBrowser, serve, type TestHost } from '#test/support/browser.ts'

const slow = 180_000
const parts = ['Fält', 'Knappar och lager', 'Besked', 'Listor'] as const

let root: string
let host: TestHost
let browser: Browser

beforeAll(async () => {
  root = await buildWindow('test', 'gallery')
  host = await serve(windowHost(root, async () => new Response(null, { status: 503 })))
  browser = await launchBrowser()
}, slow)

afterAll(async () => {
  await browser?.close()
  await host?.close()
  await rm(root, { recursive: true, force: true })
})

interface Look {
  theme: 'light' | 'dark' | 'contrast'
  language: 'sv' | 'en'
  textScale: 100 | 200
}

type Kept = Partial<Look> & { tableMode?: 'grid' | 'pages'; easyView?: boolean; motion?: 'system' | 'less' }

async function openGallery(preferences: Kept, reducedMotion: 'reduce' | 'no-preference' = 'reduce'): Promise<{ page: Page; faults: string[] }> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, reducedMotion })
  const faults = watchPage(page)
  await page.addInitScript((kept) => localStorage.setItem('talan.preferences', JSON.stringify(kept)), preferences)
  await page.goto(`${host.address}/#/gallery`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  return { page, faults }
}

async function show(page: Page, part: (typeof parts)[number]) {
  await page.getByRole('tab', { name: part }).click()
  await page.getByRole('tabpanel', { name: part }).waitFor()
}

describe('motion', () => {
  const moving = (page: Page) => page.evaluate(() => document.getAnimations().filter(({ playState }) => playState === 'running').length)

  it.each([
    ['as the computer, which asks for nothing', 'system', 'no-preference', true],
    ['as the computer, which asks for less', 'system', 'reduce', false],
    ['less than the computer asks for', 'less', 'no-preference', false],
  ] as const)('is %s', { timeout: slow }, async (_what, motion, computer, isMoving) => {
    const { page } = await openGallery({ motion }, computer)
    await show(page, 'Besked')
    await page.getByRole('progressbar', { name: 'Skapar rapporten' }).waitFor()
    // A list that is late shows after a while in any case, and then stands still.
    await page.waitForTimeout(600)
    expect((await moving(page)) > 0).toBe(isMoving)
    await page.close()
  })

  it('follows the computer when it changes its mind', { timeout: slow }, async () => {
    const { page } = await openGallery({ motion: 'system' }, 'no-preference')
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await expect.poll(() => page.evaluate(() => document.documentElement.dataset['motion'])).toBe('less')
    await page.close()
  })
})

describe('every component is accessible', () => {
  const looks = (['light', 'dark', 'contrast'] as const).flatMap((theme) =>
    (['sv', 'en'] as const).flatMap((language) => ([100, 200] as const).map((textScale): Look => ({ theme, language, textScale }))),
  )
  it.each(looks)('in $theme, $language, $textScale %', { timeout: slow }, async (look) => {
    const { page, faults } = await openGallery(look)
    for (const part of parts) {
      await show(page, part)
      expect(await accessibilityFaults(page), part).toEqual([])
    }
    expect(faults).toEqual([])
    await page.close()
  })

  it.each(['light', 'dark', 'contrast'] as const)('with lists, dialogs, menus, calendars and messages open, in %s', { timeout: slow }, async (theme) => {
    const { page, faults } = await openGallery({ theme })
    await page.getByRole('button', { name: 'Nivå' }).first().click()
    expect(await accessibilityFaults(page, { isListOpen: true }), 'select').toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('listbox').waitFor({ state: 'hidden' })
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('BUTTON')

    await page.getByRole('combobox', { name: 'Ordförande' }).click()
    await page.keyboard.type('åberg')
    await page.getByRole('option', { name: 'Anna Åberg' }).waitFor()
    expect(await accessibilityFaults(page, { isListOpen: true }), 'person picker').toEqual([])
    await page.keyboard.press('Escape')

    await page.getByRole('button', { name: 'Öppna kalender för Första dag' }).click()
    await page.getByRole('dialog').waitFor()
    expect(await accessibilityFaults(page), 'calendar').toEqual([])
    await page.keyboard.press('Escape')

    await page.getByRole('button', { name: 'Spara' }).click()
    await page.getByRole('heading', { name: /uppgifter behöver rättas/u }).waitFor()
    expect(await accessibilityFaults(page), 'summary of errors').toEqual([])

    await show(page, 'Knappar och lager')
    await page.getByRole('button', { name: 'Öppna dialog' }).click()
    expect(await accessibilityFaults(page), 'dialog').toEqual([])
    await page.keyboard.press('Escape')

    await page.getByRole('button', { name: 'Skicka kallelse' }).click()
    await page.getByRole('alertdialog').or(page.getByRole('dialog')).getByRole('button', { name: 'Skicka kallelse' }).click()
    await page.getByRole('alert').waitFor()
    expect(await accessibilityFaults(page), 'refused confirmation').toEqual([])
    await page.keyboard.press('Escape')

    await page.getByRole('button', { name: 'Mer att göra' }).click()
    expect(await accessibilityFaults(page), 'menu').toEqual([])
    await page.keyboard.press('Escape')

    await page.getByRole('button', { name: 'Visa besked' }).click()
    await page.getByRole('region', { name: /^Meddelanden/u }).waitFor()
    expect(await accessibilityFaults(page), 'message').toEqual([])
    expect(faults).toEqual([])
    await page.close()
  })
})

describe('a form', () => {
  it('says what to mend, puts the focus on the summary and leads to the field', { timeout: slow }, async () => {
    const { page } = await openGallery({})
    await page.getByRole('textbox', { name: 'Första dag' }).fill('31/2')
    await page.getByRole('textbox', { name: 'Arvode' }).fill('1234,5')
    await page.keyboard.press('Control+s')
    await page.getByRole('button', { name: 'Spara' }).click()

    const summary = page.locator('[data-form-summary]')
    await expect.poll(() => summary.evaluate((element) => element === document.activeElement)).toBe(true)
    expect(await summary.textContent()).toContain('Första dag: Skriv ett datum som finns, till exempel 2026-11-21.')
    expect(await summary.textContent()).not.toContain('Arvode')

    await page.getByRole('link', { name: /^Gruppens namn/u }).click()
    const name = page.getByRole('textbox', { name: 'Gruppens namn' })
    await expect.poll(() => name.evaluate((element) => element === document.activeElement)).toBe(true)
    expect(await name.getAttribute('aria-invalid')).toBe('true')
    expect(await page.getByRole('textbox', { name: 'Första dag' }).inputValue()).toBe('31/2')
    expect(await page.getByRole('textbox', { name: 'Arvode' }).inputValue()).toBe('1\u00a0234,50')
    await page.close()
  })

  it('reads dates as people type them', { timeout: slow }, async () => {
    const { page } = await openGallery({})
    const field = page.getByRole('textbox', { name: 'Första dag' })
    for (const [typed, read] of [['20261121', '2026-11-21'], ['211126', '2026-11-21'], ['2026-11-21', '2026-11-21']] as const) {
      await field.fill(typed)
      await field.blur()
      expect(await field.inputValue()).toBe(read)
    }
    await page.close()
  })
})

describe('a list of a hundred thousand rows', () => {
  it('is one tab stop, moves with the keys and comes back to the same cell', { timeout: slow }, async () => {
    const { page } = await openGallery({})
    await show(page, 'Listor')
    const grid = page.getByRole('grid', { name: 'Personer' })
    expect(await grid.getAttribute('aria-rowcount')).toBe('100001')
    const focused = () => page.evaluate(() => (document.activeElement as HTMLElement).dataset.cell)

    await grid.getByRole('rowheader', { name: 'Åsa Öberg 1', exact: true }).focus()
    for (const key of ['ArrowDown', 'ArrowDown', 'End', 'Home', 'PageDown']) await page.keyboard.press(key)
    expect(await focused()).toMatch(/^1\d:0$/u)
    await page.keyboard.press('Control+End')
    await expect.poll(focused).toBe('99999:4')
    expect(await page.evaluate(() => document.activeElement?.closest('[role=row]')?.getAttribute('aria-rowindex'))).toBe('100001')
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toMatch(/kr$/u)

    await page.keyboard.press('Tab')
    expect(await focused()).toBeUndefined()
    await page.keyboard.press('Shift+Tab')
    await expect.poll(focused).toBe('99999:4')

    await page.keyboard.press('Control+Home')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('ArrowRight')
    await expect.poll(focused).toBe('-1:1')
    await page.keyboard.press('Enter')
    expect(await grid.getByRole('columnheader', { name: 'Namn' }).getAttribute('aria-sort')).toBe('descending')
    await expect.poll(() => grid.getByRole('rowheader').first().textContent()).toBe('Örjan Berg 100000')
    await page.close()
  })

  it('selects with space and tells how many', { timeout: slow }, async () => {
    const { page } = await openGallery({})
    await show(page, 'Listor')
    await page.getByRole('grid', { name: 'Personer' }).getByRole('rowheader', { name: 'Åsa Öberg 1', exact: true }).focus()
    await page.keyboard.press(' ')
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('Shift+ArrowDown')
    await page.getByText('3 rader markerade').waitFor()
    await page.close()
  })

  it('can be read as pages of an ordinary table, and remembers it', { timeout: slow }, async () => {
    const { page } = await openGallery({})
    await show(page, 'Listor')
    await page.getByRole('button', { name: 'Visa som sidor' }).first().click()
    const table = page.getByRole('table', { name: 'Personer' })
    await table.getByRole('rowheader', { name: 'Örjan Berg 50', exact: true }).waitFor()
    expect(await table.getByRole('row').count()).toBe(51)
    expect(await accessibilityFaults(page)).toEqual([])
    await page.getByRole('button', { name: 'Nästa sida' }).click()
    await table.getByRole('rowheader', { name: 'Örjan Berg 100', exact: true }).waitFor()
    expect(await page.evaluate(() => JSON.parse(localStorage.getItem('talan.preferences') ?? '{}').tableMode)).toBe('pages')
    await page.close()
  })
})
