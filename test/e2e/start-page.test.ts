import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Role } from '#contract/permissions.ts'
import { openApp, signInAs, signInToDemo, type AppUnderTest } from './support/app.ts'

/** Everything that can wait for somebody, by what its card is called. */
const cards = {
  claims: /räkningar väntar på attest/u,
  payouts: /^Utbetalningar$/u,
  attendanceToApprove: /väntar på godkännande/u,
  attendanceToRecord: /saknar närvaro/u,
  meetingsWithoutDeputy: /inom sex veckor saknar ersättare/u,
  endingMandates: /mandat slutar inom sex veckor/u,
  emptySeats: /plats(?:er)? är tom/u,
  reportsDue: /^Rapporter till bidragsgivare$/u,
} as const

const waitingFor: readonly (readonly [Role, readonly (keyof typeof cards)[]])[] = [
  ['officeWorker', ['attendanceToRecord']],
  ['coordinator', ['attendanceToApprove', 'attendanceToRecord', 'meetingsWithoutDeputy', 'endingMandates', 'emptySeats', 'reportsDue']],
  ['treasurer', ['claims', 'payouts', 'reportsDue']],
  ['boardMember', ['reportsDue']],
  ['administrator', ['attendanceToRecord', 'meetingsWithoutDeputy', 'endingMandates', 'emptySeats', 'reportsDue']],
]

describe('The start page', () => {
  let app: AppUnderTest
  beforeAll(async () => {
    app = await openApp({ startsAt: '2026-11-21T09:00:00.000Z' })
    await signInToDemo(app, 'officeWorker')
  })
  afterAll(() => app.close())

  async function startPageOf(role: Role): Promise<Page> {
    if (role === 'officeWorker') return app.page
    const page = await app.newPage()
    await signInAs(page, role)
    return page
  }

  it.each(waitingFor)('tells the %s what waits for that role, and nothing else', async (role, expected) => {
    const page = await startPageOf(role)
    const main = page.getByRole('main')
    for (const card of expected) await main.getByRole('heading', { level: 2, name: cards[card] }).waitFor()
    const shown = await main.getByRole('heading', { level: 2 }).allInnerTexts()
    expect(shown.map((title) => Object.entries(cards).find(([, pattern]) => pattern.test(title))?.[0]).toSorted()).toEqual([...expected].toSorted())
  })
})
