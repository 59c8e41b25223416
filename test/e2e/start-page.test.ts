import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { coreClient } from '#contract/client.ts'
import type { Role } from '#contract/permissions.ts'
import { sessionHeader } from '#core/core.ts'
import { expectAccessible, goTo, openApp, picture, signInAs, signInToDemo, type AppUnderTest } from './support/app.ts'

/** Everything that can wait for somebody, by what its card is called. */
const cards = {
  claims: /räkningar väntar på attest/u,
  payouts: /^Utbetalningar$/u,
  fees: /^Medlemsavgifter$/u,
  attendanceToApprove: /väntar på godkännande/u,
  attendanceToRecord: /saknar närvaro/u,
  meetingsWithoutDeputy: /inom sex veckor saknar ersättare/u,
  deputiesToCall: /ersättare kallas in/u,
  endingMandates: /mandat slutar inom sex veckor/u,
  emptySeats: /plats(?:er)? är tom/u,
  reportsDue: /^Rapporter till bidragsgivare$/u,
  followUps: /^Att följa upp$/u,
  mailings: /^Utskick som väntar$/u,
  supportDue: /stöd att följa upp/u,
  reportsBack: /saknar återrapport/u,
  overdueProposals: /åtgärd(?:er)? hos .* försenad/u,
  consultationsDue: /ska snart besvaras/u,
  longBarriers: /har varit kvar länge/u,
  eventsToCount: /saknar antal deltagare/u,
} as const

const waitingFor: readonly (readonly [Role, readonly (keyof typeof cards)[]])[] = [
  ['officeWorker', ['fees', 'mailings', 'supportDue', 'attendanceToRecord', 'reportsBack', 'deputiesToCall']],
  ['coordinator', ['fees', 'followUps', 'mailings', 'supportDue', 'attendanceToApprove', 'attendanceToRecord', 'reportsBack', 'deputiesToCall', 'meetingsWithoutDeputy', 'endingMandates', 'emptySeats', 'overdueProposals', 'consultationsDue', 'longBarriers', 'eventsToCount', 'reportsDue']],
  ['treasurer', ['fees', 'mailings', 'supportDue', 'claims', 'payouts', 'reportsDue']],
  ['boardMember', ['reportsDue']],
  ['administrator', ['fees', 'mailings', 'supportDue', 'attendanceToRecord', 'reportsBack', 'deputiesToCall', 'meetingsWithoutDeputy', 'endingMandates', 'emptySeats', 'overdueProposals', 'consultationsDue', 'longBarriers', 'eventsToCount', 'reportsDue']],
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

  it('leads from the fees that are overdue to just those', async () => {
    const { page } = app
    await goTo(page, '/')
    const card = page.getByRole('region', { name: 'Medlemsavgifter' })
    const overdue = card.getByRole('link', { name: /avgifter för 2026 är förfallna/u })
    const [count] = /\d+/u.exec(await overdue.innerText()) ?? []
    await card.scrollIntoViewIfNeeded()
    await picture(page, 'start-page-fees')
    await expectAccessible(page, 'the start page')
    await overdue.click()
    await page.getByText(`${count} avgifter`).waitFor()
  })
})

describe('The start page of a new association', () => {
  let app: AppUnderTest
  beforeAll(async () => {
    app = await openApp()
  })
  afterAll(() => app.close())

  it('says who and what is missing before anybody can be paid, and leads there', async () => {
    const { page } = app
    const password = 'gräsand cykel fyrtorn'
    const { token } = await coreClient(app.core.handle).association.create({ name: 'Brukarrådet i Tierp', administratorName: 'Adam Admin', signInName: 'adam', password })
    const administrator = coreClient(app.core.handle, () => ({ [sessionHeader]: token }))
    await administrator.people.create({ givenName: 'Anna', familyName: 'Ek' })
    await administrator.users.create({ displayName: 'Samir Samordnare', signInName: 'samir', password, roles: ['coordinator'] })
    await page.reload()
    await page.getByLabel('Inloggningsnamn').fill('adam')
    await page.getByLabel('Lösenord').fill(password)
    await page.keyboard.press('Enter')
    const card = page.getByRole('region', { name: 'Kom igång' })
    await card.getByText('Lägg till en kassör.').waitFor()
    expect(await card.getByText('Lägg till en samordnare.').count()).toBe(0)
    await expectAccessible(page, 'the first steps')

    await card.getByRole('link', { name: 'Fyll i föreningens uppgifter' }).click()
    await page.getByLabel('Organisationsnummer').fill('802002-8711')
    await page.getByLabel('IBAN').fill('SE35 5000 0000 0549 1000 0003')
    await page.getByLabel('BIC').fill('ESSESESS')
    await page.getByRole('button', { name: 'Spara' }).click()
    await page.getByText('Sparat.').waitFor()
    await administrator.users.create({ displayName: 'Kerstin Kassör', signInName: 'kerstin', password, roles: ['treasurer'] })
    await goTo(page, '/')
    await page.getByText('Inget väntar på dig').waitFor()
    expect(await card.count()).toBe(0)
  })
})
