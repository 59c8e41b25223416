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
import { goTo, openApp, signInAs, signInToDemo, type AppUnderTest } from '#test/e2e/support/app.ts'
import { buildIfStale } from './build.ts'

const folder = join(import.meta.dirname, '..', 'docs', 'pictures')
const viewport = { width: 1280, height: 800 }
const startsAt = '2026-11-21T09:00:00.000Z'

interface Scene {
  readonly name: string
  readonly role: Role
  /** The address of the page, found through the core. */
  address(client: CoreClient): Promise<string>
  /** What is to be seen: done before the picture is taken. */
  prepare?(page: Page): Promise<unknown>
}

const scenes: readonly Scene[] = [
  { name: 'start', role: 'coordinator', address: () => Promise.resolve('/') },
  { name: 'register', role: 'officeWorker', address: () => Promise.resolve('/people') },
  { name: 'body', role: 'coordinator', address: async (client) => `/bodies/${await fullestBody(client)}` },
  { name: 'meeting', role: 'coordinator', address: async (client) => `/meetings/${await latestApprovedMeeting(client)}` },
  { name: 'payout', role: 'treasurer', address: async (client) => `/payouts/${await latestPayout(client)}` },
  { name: 'report', role: 'boardMember', address: () => Promise.resolve('/reports') },
]

async function fullestBody(client: CoreClient): Promise<string> {
  const { rows } = await client.bodies.list({})
  return first(rows.toSorted((a, b) => b.seatCount - a.seatCount))
}

async function latestApprovedMeeting(client: CoreClient): Promise<string> {
  const { rows } = await client.meetings.list({ state: 'approved' })
  return first(rows.toSorted((a, b) => b.presentCount - a.presentCount))
}

async function latestPayout(client: CoreClient): Promise<string> {
  const { rows } = await client.payouts.list({})
  return first(rows)
}

function first(rows: readonly { readonly id: string }[]): string {
  const [row] = rows
  if (!row) throw new Error('The practice association lacks what the picture is to show')
  return row.id
}

async function clientOf(app: AppUnderTest, role: Role): Promise<CoreClient> {
  const signInName = demoUsers.find((user) => user.role === role)?.signInName ?? ''
  const { token } = await coreClient(app.core.handle).session.signIn({ signInName, password: demoPassword })
  return coreClient(app.core.handle, () => ({ [sessionHeader]: token }))
}

async function take(app: AppUnderTest, scene: Scene): Promise<void> {
  const page = await app.newPage()
  await page.setViewportSize(viewport)
  await signInAs(page, scene.role)
  await goTo(page, await scene.address(await clientOf(app, scene.role)))
  await scene.prepare?.(page)
  await page.waitForLoadState('networkidle')
  await page.screenshot({ path: join(folder, `${scene.name}.png`), animations: 'disabled', caret: 'hide' })
  await page.close()
}

await buildIfStale()
mkdirSync(folder, { recursive: true })
const app = await openApp({ startsAt })
try {
  await signInToDemo(app, 'coordinator')
  for (const scene of scenes) await take(app, scene)
} finally {
  await app.close()
}
