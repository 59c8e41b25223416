/**
 * Takes the README's pictures anew, of the practice association as it is on a certain day.
 *
 *   npm run pictures
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { coreClient, type CoreClient } from '#contract/client.ts'
import type { Role } from '#contract/permissions.ts'
import { sessionHeader } from '#core/core.ts'
import { demoPassword, demoUsers } from '#core/demo/index.ts'
import { sv } from '#shared/i18n/index.ts'
import { openApp, type AppUnderTest } from '#test/e2e/support/app.ts'
import { buildIfStale } from './build.ts'

const folder = join(import.meta.dirname, '..', 'docs', 'pictures')
const viewport = { width: 1280, height: 800 }
const startsAt = '2026-11-21T09:00:00.000Z'

interface Scene {
  readonly name: string
  readonly role: Role
  /** The address of the page, found through the core. */
  address(client: CoreClient): Promise<string>
  /** The heading that the picture begins with; the page's own where left out. */
  readonly top?: string
}

const scenes: readonly Scene[] = [
  { name: 'start', role: 'coordinator', address: () => Promise.resolve('/') },
  { name: 'register', role: 'officeWorker', address: () => Promise.resolve('/people') },
  { name: 'body', role: 'coordinator', address: async (client) => `/bodies/${await fullestBody(client)}` },
  { name: 'meeting', role: 'coordinator', address: async (client) => `/meetings/${await meetingToApprove(client)}`, top: sv.meetings.sections.attendance },
  { name: 'payout', role: 'treasurer', address: async (client) => `/payouts/${await newPayout(client)}`, top: sv.payouts.people },
  { name: 'report', role: 'boardMember', address: () => Promise.resolve('/reports/funder'), top: sv.reports.preview },
]

async function fullestBody(client: CoreClient): Promise<string> {
  const { rows } = await client.bodies.list({})
  return first(rows.toSorted((a, b) => b.seatCount - a.seatCount))
}

async function meetingToApprove(client: CoreClient): Promise<string> {
  const { rows } = await client.meetings.list({ state: 'toApprove' })
  return first(rows.toSorted((a, b) => b.presentCount - a.presentCount))
}

/** A draft of all that waits to be paid. */
async function newPayout(client: CoreClient): Promise<string> {
  const { rows } = await client.claims.list({ state: 'submitted' })
  await client.claims.approveMany({ ids: rows.map((claim) => claim.id) })
  const { id } = await client.payouts.create({ paidOn: '2026-11-25' })
  return id
}

function first(rows: readonly { readonly id: string }[]): string {
  const [row] = rows
  if (!row) throw new Error('The practice association lacks what the picture is to show')
  return row.id
}

async function clientOf(app: AppUnderTest, role: Role): Promise<CoreClient> {
  const { token } = await coreClient(app.core.handle).session.signIn({ signInName: userOf(role).signInName, password: demoPassword })
  return coreClient(app.core.handle, () => ({ [sessionHeader]: token }))
}

function userOf(role: Role) {
  const user = demoUsers.find((candidate) => candidate.role === role)
  if (!user) throw new Error(`The practice association has no ${role}`)
  return user
}

async function signIn(page: Page, role: Role): Promise<void> {
  await page.getByRole('button', { name: userOf(role).displayName }).click()
  await page.getByRole('navigation').first().waitFor()
}

/** Waits until nothing is being fetched, and what was fetched is shown. */
async function settled(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.waitForTimeout(1500)
  await page.waitForFunction(() => !document.querySelector('[data-loading]'))
}

async function take(app: AppUnderTest, scene: Scene): Promise<void> {
  const page = await app.newPage()
  await page.setViewportSize(viewport)
  await signIn(page, scene.role)
  const address = await scene.address(await clientOf(app, scene.role))
  await page.evaluate((hash) => void (location.hash = hash), address)
  await settled(page)
  if (scene.top !== undefined) await page.getByRole('heading', { name: scene.top, exact: true }).first().evaluate((heading) => heading.scrollIntoView())
  await page.mouse.move(0, 0)
  await page.screenshot({ path: join(folder, `${scene.name}.png`), animations: 'disabled', caret: 'hide' })
  await page.close()
}

await buildIfStale()
mkdirSync(folder, { recursive: true })
const app = await openApp({ startsAt })
try {
  await app.page.context().clock.setSystemTime(startsAt)
  await app.page.getByRole('button', { name: /^prova/iu }).click()
  await app.page.getByRole('button', { name: userOf('coordinator').displayName }).waitFor({ timeout: 60_000 })
  for (const scene of scenes) await take(app, scene)
} finally {
  await app.close()
}
