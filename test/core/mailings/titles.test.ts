import type { Kysely } from 'kysely'
import { expect, it } from 'vitest'
import type { Database } from '#core/db/schema.ts'
import { readOnly } from '#core/db/writer.ts'
import { titlesOf } from '#core/mailings/index.ts'
import { onBothEngines } from '#test/support/world.ts'

const council = { kind: 'council', method: 'council', level: 'system', payer: 'host', startsOn: '2024-01-01' } as const

onBothEngines('What mailings are called', (world) => {
  it('says of each the body, meeting, course and year that it is about, with one question a table for them all', async () => {
    const [office, coordinator] = [world().as('officeWorker'), world().as('coordinator')]
    const { id: hostOrganisationId } = await office.organisations.create({ kind: 'region', name: 'Regionen' })
    const { id: alfa } = await coordinator.bodies.create({ hostOrganisationId, name: 'Alfa', ...council })
    const { id: beta } = await coordinator.bodies.create({ hostOrganisationId, name: 'Beta', ...council })
    const at = { heldOn: '2026-12-03', startTime: '13:00', endTime: '15:30', place: 'Kungsgatan 41' } as const
    const { id: meetingId } = await coordinator.meetings.plan({ bodyId: alfa, ...at })
    const { id: titled } = await coordinator.meetings.plan({ bodyId: beta, ...at, heldOn: '2026-12-10', title: 'Julmöte' })
    const { id: trainingId } = await coordinator.trainings.create({ name: 'Grundkurs', kind: 'peerSupport', requiredSessions: 1 })
    const { id: courseRoundId } = await coordinator.trainings.createRound({ trainingId, name: 'Hösten', startsOn: '2026-09-01', endsOn: '2026-12-01', requiredSessions: 1 })
    const mailings = [
      { subject: 'Hej {förnamn}', audience: 'register' },
      { subject: 'Till {grupp} från {förening}', audience: 'body', bodyId: beta },
      { subject: '{möte} {mötesdatum} kl. {mötestid}, {mötesplats}', audience: 'body', bodyId: alfa, meetingId },
      { subject: '{möte}, {grupp}', audience: 'body', bodyId: beta, meetingId: titled },
      { subject: '{kurs}', audience: 'courseRound', courseRoundId },
      { subject: 'Året {år}', audience: 'register', year: 2026 },
      { subject: 'Inget att fylla i', audience: 'register' },
    ] as const
    for (const mailing of mailings) await office.mailings.create({ body: 'Hej', easyBody: null, ...mailing })
    const expected = ['Hej {förnamn}', 'Till Beta från Brukarrådet i Uppsala', 'Alfa 3 december 2026 kl. 13.00–15.30, Kungsgatan 41', 'Julmöte, Beta', 'Grundkurs, Hösten', 'Året 2026', 'Inget att fylla i']
    const { rows } = await office.mailings.list({ limit: 50 })
    expect(rows.map(({ title }) => title).toSorted()).toEqual(expected.toSorted())

    const asked = await world().given(async ({ db }) => {
      const rows = await db.selectFrom('mailings').selectAll().execute()
      let questions = 0
      const counting = (db as unknown as Kysely<Database>).withPlugin({ transformQuery: ({ node }) => ((questions += 1), node), transformResult: ({ result }) => Promise.resolve(result) })
      await titlesOf(readOnly(counting), rows)
      return questions
    })
    // One for each table that mailings name something of, in subjects or in texts.
    expect(asked).toBe(6)
  })
})
