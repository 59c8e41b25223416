import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { coreClient, type CoreClient } from '#contract/client.ts'
import type { Role } from '#contract/permissions.ts'
import { sessionHeader } from '#core/core.ts'
import { demoPassword, demoUsers } from '#core/demo/index.ts'
import { pages } from '#renderer/app/routes.tsx'
import { expectAccessible, goTo, openApp, picture, signInAs, signInToDemo, type AppUnderTest } from './support/app.ts'

/** Who visits which pages. Every page of the window is visited by somebody. */
const visitors: readonly (readonly [Role, RegExp])[] = [
  ['treasurer', /^\/(?:claims|payouts|tariffs|grants)/u],
  ['administrator', /^\/(?:users|custom-fields|people\/import)/u],
  ['coordinator', /./u],
]

function visitorOf(path: string): Role {
  return (visitors.find(([, pattern]) => pattern.test(path)) as readonly [Role, RegExp])[0]
}

/** Fills in the parts of an address with the first row of the practice association. */
async function addressOf(path: string, client: CoreClient): Promise<string> {
  const first = async (name: string): Promise<string> => {
    const listed: { rows: readonly { id: string }[] } | readonly { id: string }[] = await listOf(name, client)
    return ('rows' in listed ? listed.rows : listed)[0]?.id as string
  }
  const parameters = path.match(/\$\w+/gu) ?? []
  let address = path
  for (const parameter of parameters) address = address.replace(parameter, await first(parameter.slice(1)))
  return address
}

async function listOf(parameter: string, client: CoreClient): Promise<{ rows: readonly { id: string }[] } | readonly { id: string }[]> {
  switch (parameter) {
    case 'personId':
      return client.people.list({})
    case 'organisationId':
      return client.organisations.list({})
    case 'bodyId':
      return client.bodies.list({})
    case 'meetingId':
      return client.meetings.list({})
    case 'claimId':
      return client.claims.list({})
    case 'payoutId':
      return client.payouts.list({})
    case 'trainingId':
      return client.trainings.list({})
    case 'roundId': {
      const { rows } = await client.trainings.list({})
      return (await client.trainings.read({ id: rows[0]?.id as string })).rounds
    }
    case 'grantId':
      return client.grants.list({})
    case 'panelId':
      return client.panels.list({})
    case 'auditId':
      return client.audits.list({})
    case 'proposalId':
      return client.proposals.list({})
    case 'eventId':
      return client.events.list({})
    case 'barrierId':
      return client.barriers.list({})
    case 'consultationId':
      return client.consultations.list({})
    case 'mailingId':
      return client.mailings.list({ state: 'draft' })
    default:
      throw new Error(`No list is known for ${parameter}`)
  }
}

const looks = [
  { language: 'sv', theme: 'light', textScale: 200 },
  { language: 'en', theme: 'dark', textScale: 200 },
  { language: 'sv', theme: 'contrast', textScale: 100 },
] as const

describe.each(looks)('Every screen in $language, $theme, at $textScale %', (look) => {
  let app: AppUnderTest
  const windows = new Map<Role, Page>()
  const clients = new Map<Role, CoreClient>()

  beforeAll(async () => {
    app = await openApp(look)
    await signInToDemo(app, 'coordinator')
    windows.set('coordinator', app.page)
    for (const role of ['treasurer', 'administrator'] as const) {
      const page = await app.newPage()
      await signInAs(page, role)
      windows.set(role, page)
    }
    for (const role of windows.keys()) {
      const user = demoUsers.find((candidate) => candidate.role === role)
      const { token } = await coreClient(app.core.handle).session.signIn({ signInName: user?.signInName as string, password: demoPassword })
      clients.set(role, coreClient(app.core.handle, () => ({ [sessionHeader]: token })))
    }
  })
  afterAll(() => app.close())

  it.each(pages.map((page) => page.path))('%s meets WCAG 2.2 AA and fits the window', async (path) => {
    const role = visitorOf(path)
    const page = windows.get(role) as Page
    await page.bringToFront()
    await goTo(page, await addressOf(path, clients.get(role) as CoreClient))
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1)
    await picture(page, `${look.language}-${look.theme}-${look.textScale}${path.replaceAll(/[/$]/gu, '-')}`)
    await expectAccessible(page, path)
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(overflow, 'the page needs no sideways scrolling').toBeLessThanOrEqual(0)
  })

  it('never made the browser refuse content or talk to anyone else', () => {
    expect(app.complaints).toEqual([])
  })
})
