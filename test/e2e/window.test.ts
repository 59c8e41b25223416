import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, goTo, openApp, picture, signInToDemo, type AppUnderTest } from './support/app.ts'

let app: AppUnderTest

beforeAll(async () => {
  app = await openApp()
  await signInToDemo(app, 'coordinator')
})
afterAll(() => app.close())

/** What holds the focus, as a person would name it. */
function focused(): Promise<string> {
  return app.page.evaluate(() => {
    const element = document.activeElement
    return element?.getAttribute('aria-label') ?? element?.textContent ?? element?.tagName ?? ''
  })
}

describe('Finding one’s way in the window', () => {
  it('begins with a link past the menu', async () => {
    const { page } = app
    await page.reload()
    await page.getByRole('button', { name: 'Samir Samordnare' }).click()
    await page.getByRole('heading', { name: 'Att göra' }).waitFor()
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
    await page.keyboard.press('Tab')
    expect(await focused()).toBe('Hoppa till innehållet')
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('MAIN')
  })

  it('moves the focus to the heading of the page one goes to, and names the page and the association in the title', async () => {
    const { page } = app
    await page.getByRole('navigation', { name: 'Platser' }).getByRole('link', { name: 'Personer' }).click()
    await page.getByRole('heading', { level: 1, name: 'Personer' }).waitFor()
    await expect.poll(focused).toBe('Personer')
    expect(await page.title()).toBe('Personer – Brukarkraft i Uppsala län (övning)')
    expect(await page.getByRole('link', { name: 'Personer' }).getAttribute('aria-current')).toBe('page')
  })

  it('moves between head, menu and content with F6', async () => {
    const { page } = app
    const landmarks = new Set<string>()
    for (let press = 0; press < 3; press += 1) {
      await page.keyboard.press('F6')
      landmarks.add(await page.evaluate(() => document.activeElement?.closest('header, nav, main')?.tagName ?? ''))
    }
    expect([...landmarks].toSorted()).toEqual(['HEADER', 'MAIN', 'NAV'])
  })

  it('goes back and forward with the filters as they were', async () => {
    const { page } = app
    await goTo(page, '/people')
    await page.getByRole('searchbox').fill('andersson')
    await page.waitForFunction(() => location.hash.includes('andersson'))
    await goTo(page, '/settings')
    await page.keyboard.press('Alt+ArrowLeft')
    await page.getByRole('heading', { level: 1, name: 'Personer' }).waitFor()
    expect(await page.getByRole('searchbox').inputValue()).toBe('andersson')
  })

  it('says so where there is no page', async () => {
    const { page } = app
    await goTo(page, '/nowhere')
    await page.getByRole('heading', { name: 'Sidan finns inte' }).waitFor()
    await expectAccessible(page, 'no such page')
    await page.getByRole('link', { name: 'Gå till start' }).click()
    await page.getByRole('heading', { name: 'Att göra' }).waitFor()
  })

  it.each(['/users', '/payouts/new', '/grants/new'])('says so, and shows the way home, where the role may not open the page: %s', async (address) => {
    const { page } = app
    await goTo(page, address)
    await page.getByRole('heading', { name: 'Sidan är inte öppen för dig' }).waitFor()
    await page.getByText('Din roll får inte öppna sidan.').waitFor()
    expect(await page.getByRole('button', { name: 'Försök igen' }).count()).toBe(0)
    await expectAccessible(page, 'a page for another role')
    await picture(page, 'not-allowed')
    await goTo(page, '/payouts')
    await expect.poll(focused, { message: 'the next one takes the focus again' }).toBe('Sidan är inte öppen för dig')
    await page.getByRole('link', { name: 'Gå till start' }).click()
    await page.getByRole('heading', { name: 'Att göra' }).waitFor()
  })
})

describe('A list', () => {
  it('is filtered and sorted by its address, and says where nothing matches how to see everything again', async () => {
    const { page } = app
    await goTo(page, '/organisations?kind=region&sort=kind&descending=true')
    await page.getByRole('button', { name: /^Region/u }).waitFor()
    await page.locator('[role=columnheader][aria-sort=descending]').getByText('Slag').waitFor()
    await page.getByRole('searchbox').fill('finns inte')
    await page.getByText('Inga träffar på ”finns inte”').waitFor()
    await page.getByRole('button', { name: 'Rensa sökning och filter' }).click()
    await page.getByRole('row', { name: /kommun/u }).first().waitFor()
    expect(await page.evaluate(() => location.hash)).toContain('sort=kind')
  })
})

describe('The command palette', () => {
  it('finds places, commands and persons, and gives the focus back when it closes', async () => {
    const { page } = app
    await goTo(page, '/people')
    await page.getByRole('searchbox').focus()
    await page.keyboard.press('Control+k')
    await page.getByRole('menuitem', { name: /^Möten/u }).waitFor()
    await expectAccessible(page, 'the palette')
    await picture(page, 'palette')
    await page.keyboard.type('ander')
    await page.getByRole('menuitem', { name: /Andersson/u }).first().waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await expect.poll(() => page.evaluate(() => document.activeElement?.matches('[data-list-search]'))).toBe(true)
  })

  it('does what is chosen', async () => {
    const { page } = app
    await page.keyboard.press('Control+k')
    await page.keyboard.type('instäl')
    await page.getByRole('menuitem', { name: /^Inställningar/u }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Inställningar' }).waitFor()
  })

  it('takes the first hit on Enter, also where the hits came after a name that was pasted', async () => {
    const { page } = app
    await page.keyboard.press('Control+k')
    await page.getByRole('menuitem').first().waitFor()
    await page.keyboard.insertText('andersson')
    const first = page.getByRole('menuitem', { name: /Andersson/u }).first()
    await first.waitFor()
    const name = (await first.innerText()).split('\n')[0] as string
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name }).waitFor()
  })

  it('finds a command by what else people call it, before the persons whose names are alike', async () => {
    const { page } = app
    for (const [text, name] of [['ny person', 'Lägg till person'], ['boka möte', 'Planera möte'], ['historik', 'Ändringar']] as const) {
      await page.keyboard.press('Control+k')
      await page.keyboard.type(text)
      await page.getByRole('menuitem', { name: new RegExp(`^${name}`, 'u') }).waitFor()
      expect(await page.getByRole('menuitem').first().innerText()).toContain(name)
      if (text === 'ny person') await picture(page, 'palette-further-words')
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'hidden' })
    }
  })

  it('offers only what the role may do', async () => {
    const { page } = app
    await page.keyboard.press('Control+k')
    await page.getByRole('menuitem').first().waitFor()
    expect(await page.getByRole('menuitem', { name: /^Användare|^Säkerhetskopiera/u }).count()).toBe(0)
    await page.keyboard.press('Escape')
    expect(await page.getByRole('link', { name: 'Förening och användare' }).count()).toBe(0)
  })
})

describe('Help', () => {
  it('opens with F1 on every page and lists the keys', async () => {
    const { page } = app
    await page.keyboard.press('F1')
    const help = page.getByRole('dialog', { name: 'Hjälp' })
    await help.getByRole('row', { name: 'Sök kommando … Ctrl+K' }).waitFor()
    await expectAccessible(page, 'help')
    await page.keyboard.press('Escape')
    await help.waitFor({ state: 'hidden' })
  })
})

describe('Settings', () => {
  it('take effect at once, say that they are saved, and are there after a reload', async () => {
    const { page } = app
    await goTo(page, '/settings')
    await page.getByRole('radio', { name: 'Mörkt' }).check({ force: true })
    await page.getByText('Valet är sparat.').waitFor()
    expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark')
    await page.getByRole('radio', { name: 'Mindre rörelse' }).check({ force: true })
    expect(await page.evaluate(() => document.documentElement.dataset['motion'])).toBe('less')
    await page.getByRole('radio', { name: 'English' }).check({ force: true })
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor()
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en')
    await page.reload()
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    expect(await page.evaluate(() => [document.documentElement.dataset['theme'], document.documentElement.dataset['motion']])).toEqual(['dark', 'less'])
    await page.evaluate(() => localStorage.removeItem('talan.preferences'))
    await page.reload()
    await page.getByRole('button', { name: 'Samir Samordnare' }).click()
    await page.getByRole('heading', { level: 1, name: 'Inställningar' }).waitFor()
  })

  it('make the text larger and smaller by key, and fold the menu away when it no longer has room', async () => {
    const { page } = app
    for (let press = 0; press < 5; press += 1) await page.keyboard.press('Control++')
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('32px')
    expect(await page.getByRole('navigation', { name: 'Platser' }).isVisible()).toBe(false)
    await page.getByRole('button', { name: 'Visa platser' }).click()
    await page.getByRole('navigation', { name: 'Platser' }).getByRole('link', { name: 'Personer' }).click()
    await page.getByRole('heading', { level: 1, name: 'Personer' }).waitFor()
    expect(await page.getByRole('navigation', { name: 'Platser' }).isVisible()).toBe(false)
    await page.keyboard.press('Control+0')
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('16px')
  })

  it('show fewer columns in Enkel vy', async () => {
    const { page } = app
    await goTo(page, '/people')
    const columns = () => page.getByRole('columnheader').count()
    const all = await columns()
    await goTo(page, '/settings')
    await page.getByRole('switch', { name: /Enkel vy/u }).check({ force: true })
    await goTo(page, '/people')
    expect(await columns()).toBeLessThan(all)
    await expectAccessible(page, 'the register in Enkel vy')
    await picture(page, 'easy')
    await page.evaluate(() => localStorage.removeItem('talan.preferences'))
  })
})

describe('A narrow window', () => {
  it('needs no sideways scrolling at 320 pixels, which is 1280 at 400 %', async () => {
    const { page } = app
    await page.setViewportSize({ width: 320, height: 700 })
    for (const address of ['/', '/people', '/settings', '/meetings']) {
      await goTo(page, address)
      expect(await page.evaluate(() => document.documentElement.scrollWidth), address).toBeLessThanOrEqual(320)
    }
    await page.setViewportSize({ width: 1280, height: 900 })
  })
})

describe('Locking', () => {
  it('forgets everything the window knew', async () => {
    const { page } = app
    await goTo(page, '/people')
    await page.getByRole('rowheader').first().waitFor()
    await page.keyboard.press('Control+Shift+L')
    await page.getByRole('heading', { name: 'Logga in' }).waitFor()
    expect(await page.getByRole('rowheader').count()).toBe(0)
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toMatch(/token|andersson/iu)
    expect(app.complaints).toEqual([])
  })

  it('happens by itself when nobody touches the window, after a word of warning', async () => {
    const { page } = app
    await page.clock.install()
    await page.getByRole('button', { name: 'Samir Samordnare' }).click()
    await page.getByRole('heading', { level: 1, name: 'Personer' }).waitFor()
    await page.clock.fastForward('59:01')
    await page.getByText('Talan låses om en minut').first().waitFor()
    await page.clock.fastForward('01:01')
    await page.getByRole('heading', { name: 'Logga in' }).waitFor()
    await expect.poll(focused).toBe('Logga in')
  })
})
