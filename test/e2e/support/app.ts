import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import { createCore, type Core } from '#core/core.ts'
import { demoUsers } from '#core/demo/index.ts'
import type { MailTransport } from '#core/mail-transport.ts'
import type { Clock } from '#shared/clock.ts'
import { instantToMilliseconds, machineNow, dateOfInstant, type Instant } from '#shared/dates.ts'
import type { Language } from '#shared/i18n/index.ts'
import type { Role } from '#contract/permissions.ts'
import { startWebHost } from '../../../src/web/server.ts'
import { launchBrowser } from '#test/support/browser.ts'

/** Talan in a real browser, as in browser mode: built window, loopback host, core and encrypted file. */
export interface AppUnderTest {
  readonly page: Page
  readonly core: Core
  readonly folder: string
  /** What the browser complained about: content it refused to run, requests that went elsewhere, errors. */
  readonly complaints: string[]
  /** A further window of the same browser. */
  newPage(): Promise<Page>
  close(): Promise<void>
}

export interface AppOptions {
  /** The day it is; the clock goes on from there. Today when left out. */
  readonly startsAt?: Instant
  readonly language?: Language
  readonly theme?: 'light' | 'dark' | 'contrast'
  /** Percent. */
  readonly textScale?: number
  readonly idleMinutes?: number
  /** The way out for e-mail; none when left out. */
  readonly mailTransport?: MailTransport
}

const builtWindow = join(import.meta.dirname, '..', '..', '..', 'out', 'renderer')

function clockFrom(start: Instant): Clock {
  const offset = instantToMilliseconds(start) - instantToMilliseconds(machineNow())
  const now = () => new Date(instantToMilliseconds(machineNow()) + offset).toISOString() as Instant
  return { now, today: () => dateOfInstant(now()) }
}

/** Starts Talan with an empty data folder and opens its first page. */
export async function openApp(options: AppOptions = {}): Promise<AppUnderTest> {
  const folder = mkdtempSync(join(tmpdir(), 'talan-e2e-'))
  const core = createCore({
    dataFolder: folder,
    derivation: { memoryKiB: 64, iterations: 1 },
    idleMinutes: options.idleMinutes ?? 60,
    ...(options.startsAt && { clock: clockFrom(options.startsAt) }),
    ...(options.mailTransport && { mailTransport: options.mailTransport }),
  })
  // The window as it is now, also when somebody builds while the journey goes on.
  const windowRoot = join(folder, 'window')
  cpSync(builtWindow, windowRoot, { recursive: true })
  const host = await startWebHost({ core: (request) => core.handle(request), windowRoot })
  const browser = await launchBrowser()
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'sv-SE', acceptDownloads: true })
  const address = host.newAddress()
  const complaints = await watch(context, new URL(address).origin)
  await prefer(context, options)
  context.setDefaultTimeout(15_000)
  const page = await context.newPage()
  await page.goto(address)
  return {
    page, core, folder, complaints,
    newPage: async () => {
      const other = await context.newPage()
      await other.goto(new URL(address).origin)
      return other
    },
    async close() {
      await closeBrowser(browser)
      await host.close()
      await core.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function closeBrowser(browser: Browser): Promise<void> {
  await browser.close()
}

async function watch(context: BrowserContext, origin: string): Promise<string[]> {
  const complaints: string[] = []
  context.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(origin) && !url.startsWith('data:') && !url.startsWith('blob:')) complaints.push(`request to ${new URL(url).host}`)
  })
  context.on('weberror', (error) => complaints.push(error.error().message))
  context.on('console', (message) => {
    const text = message.text()
    if (message.type() === 'error' && !/status of (?:401|403|404|409|422)/u.test(text)) complaints.push(text)
    if (/Content Security Policy/u.test(text)) complaints.push(text)
  })
  return complaints
}

/** The window keeps its look in the browser's local storage. */
async function prefer(context: BrowserContext, { language, theme, textScale }: AppOptions): Promise<void> {
  const wanted = { ...(language && { language }), ...(theme && { theme }), ...(textScale && { textScale }) }
  if (Object.keys(wanted).length === 0) return
  await context.addInitScript((values) => {
    // The frames that the accessibility check makes for itself have no storage.
    if (location.protocol === 'http:') localStorage.setItem('talan.preferences', values)
  }, JSON.stringify(wanted))
}

/** Makes the practice association on the first start, and signs in as one of its users. */
export async function signInToDemo(app: AppUnderTest, role: Role): Promise<void> {
  await app.page.getByRole('button', { name: /^(?:prova|try)/iu }).click()
  await signInAs(app.page, role)
}

/** Signs in as a user of the practice association by the button that names the role. */
export async function signInAs(page: Page, role: Role): Promise<void> {
  const user = demoUsers.find((candidate) => candidate.role === role)
  if (!user) throw new Error(`The practice association has no ${role}`)
  const button = page.getByRole('button', { name: new RegExp(`^(?:Logga in som|Sign in as) .*${user.displayName}`, 'u') })
  await button.click()
  await button.waitFor({ state: 'detached' })
  await page.getByRole('heading', { level: 1 }).waitFor()
}

/** Goes to an address in the window and waits until the page there has read what it shows. */
export async function goTo(page: Page, address: string): Promise<void> {
  const isElsewhere = await page.evaluate((hash) => {
    if ((location.hash || '#/') === `#${hash}`) return false
    document.querySelector('h1')?.setAttribute('data-left-behind', '')
    location.hash = hash
    return true
  }, address)
  if (isElsewhere) await page.locator('h1[data-left-behind]').waitFor({ state: 'detached' })
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.waitForFunction(() => !document.querySelector('[data-loading]'))
  expect(await page.title(), 'the window is still signed in').not.toMatch(/^(?:Logga in|Sign in)/u)
}

/**
 * Checks a screen against WCAG 2.2 A and AA.
 * The one exception on file: React Aria hides the background on purpose while a combo box list is open.
 */
export async function expectAccessible(page: Page, name: string): Promise<void> {
  await page.waitForFunction(() => document.getAnimations().every((animation) => animation.playState !== 'running'))
  const hasOpenList = (await page.getByRole('listbox').count()) > 0
  // React Aria's live announcer keeps what it has read out for some seconds, also when what it named is gone.
  const builder = new AxeBuilder({ page }).exclude('[data-live-announcer]').withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
  const { violations } = await (hasOpenList ? builder.disableRules('aria-hidden-focus') : builder).analyze()
  expect(violations.map(({ id, nodes }) => ({ id, where: nodes.map((node) => node.target.join(' ')) })), name).toEqual([])
}

/** Keeps a picture of the page when the environment names a folder for pictures; does nothing otherwise. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['TALAN_PICTURES']
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`) })
}
