import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Row } from '#core/db/schema.ts'
import { journalledRow } from '#core/db/writer.ts'
import { activeOn, addDays, type LocalDate } from '#shared/dates.ts'
import { onBothEngines, type World } from '#test/support/world.ts'

/** What may happen in the life of a body. Most of it is refused now and then, as by a coordinator who tries. */
const day = fc.integer({ min: 0, max: 1_400 }).map((days) => addDays('2023-01-01', days))
const who = fc.constantFrom(0, 1, 2, 3)
const which = fc.nat()
const event = fc.oneof(
  { weight: 6, arbitrary: fc.record({ what: fc.constant('appoint' as const), seat: which, who, startsOn: day, length: fc.option(fc.integer({ min: 0, max: 700 }), { nil: null }) }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('end' as const), which, on: day }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('reelect' as const), which, length: fc.integer({ min: 0, max: 700 }) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('addDeputy' as const), which, startsOn: day }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('endSeat' as const), which, on: day }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('undo' as const) }) },
)
type Event = typeof event extends fc.Arbitrary<infer T> ? T : never
const life = fc.array(event, { minLength: 3, maxLength: 14 })
const asked = fc.array(day, { minLength: 4, maxLength: 8 })

const decided = { decidedOn: '2022-12-01', decisionReference: '§ 3' } as const

/** A body with two ordinary seats and a deputy seat for each, and four persons to choose among. */
async function makeBody(world: World) {
  const coordinator = world.as('coordinator')
  const host = await coordinator.organisations.create({ kind: 'region', name: 'Region Uppsala' })
  const { id: bodyId } = await coordinator.bodies.create({
    hostOrganisationId: host.id, name: 'Brukarrådet', kind: 'council', method: 'council', level: 'unit', payer: 'association', startsOn: '2023-01-01', ordinarySeats: 2, deputiesPerSeat: 1,
  })
  const persons = await Promise.all(['Anna', 'Bo', 'Cia', 'Dan'].map(async (givenName) => (await coordinator.people.create({ givenName, familyName: 'Ek' })).id))
  return { bodyId, persons }
}

type Made = Awaited<ReturnType<typeof makeBody>>
interface Held extends Pick<Row<'assignments'>, 'id' | 'version' | 'seatId' | 'startsOn' | 'endsOn'> {
  readonly personId: string
}

/** Everybody who holds, has held or will hold a seat of the body. */
async function heldIn(world: World, { bodyId }: Made): Promise<Held[]> {
  const { seats } = await world.as('coordinator').bodies.read({ id: bodyId })
  return seats.flatMap((seat) => seat.assignments.map(({ id, version, person, startsOn, endsOn }) => ({ id, version, seatId: seat.id, personId: person.id, startsOn, endsOn })))
}

/** Has events happen, as far as the rules let them. Only what happened here is undone. */
async function live(world: World, made: Made, events: readonly Event[]): Promise<void> {
  let undoable = 0
  for (const happening of events) {
    if (happening.what === 'undo' && undoable === 0) continue
    if (await happens(world, made, happening)) undoable += happening.what === 'undo' ? -1 : 1
  }
}

/** Has an event happen, unless the rules refuse it; whether it did. */
async function happens(world: World, made: Made, happening: Event): Promise<boolean> {
  const coordinator = world.as('coordinator')
  const { seats } = await coordinator.bodies.read({ id: made.bodyId })
  const held = await heldIn(world, made)
  const attempt = attemptOf()
  if (!attempt) return false
  try {
    await attempt()
    return true
  } catch (error) {
    // Anything but a rule of the body is a fault of the app.
    expect((error as { code: string }).code).toMatch(/^(RULE_VIOLATION|VALIDATION)$/u)
    return false
  }

  function attemptOf(): (() => Promise<unknown>) | undefined {
    if (happening.what === 'appoint') {
      const { seat, who: person, startsOn, length } = happening
      const personId = made.persons[person] as string
      return () => coordinator.bodies.appoint({ seatId: seats[seat % seats.length]?.id as string, personId, startsOn, endsOn: length === null ? null : addDays(startsOn, length), ...decided })
    }
    if (happening.what === 'undo') return () => undoLast(coordinator)
    if (happening.what === 'addDeputy' || happening.what === 'endSeat') {
      const ordinary = seats.filter(({ kind }) => kind === 'ordinary')[happening.which % 2]
      const ended = seats[happening.which % seats.length]
      if (happening.what === 'addDeputy') return ordinary && (() => coordinator.bodies.addSeat({ bodyId: made.bodyId, kind: 'deputy', deputyForSeatId: ordinary.id, startsOn: happening.startsOn }))
      return ended && (() => coordinator.bodies.endSeat({ id: ended.id, version: ended.version, endsOn: happening.on }))
    }
    const chosen = held[happening.which % Math.max(1, held.length)]
    if (!chosen) return undefined
    if (happening.what === 'end') return () => coordinator.bodies.endAssignment({ id: chosen.id, version: chosen.version, endsOn: happening.on, reason: 'Egen begäran' })
    const { endsOn, seatId, personId } = chosen
    if (endsOn === null) return undefined
    return () => coordinator.bodies.appoint({ seatId, personId, startsOn: addDays(endsOn, 1), endsOn: addDays(endsOn, 1 + happening.length), ...decided })
  }
}

async function undoLast(coordinator: ReturnType<World['as']>): Promise<void> {
  const { entry } = await coordinator.journal.lastUndoable({})
  if (entry) await coordinator.journal.undo({ entryId: entry.id })
}

/** Who holds which seat on a day, by the app. */
async function rosterOn(world: World, { bodyId }: Made, date: LocalDate): Promise<string[]> {
  const roster = await world.as('coordinator').bodies.rosterOn({ bodyId, date })
  return roster.flatMap(({ seatId, holder }) => (holder ? [`${seatId} ${holder.person.id}`] : [])).toSorted()
}

/** The rows of a table of the body as the journal tells of them: every change, oldest first, and nothing else. */
async function replayed<Table extends 'seats' | 'assignments'>(world: World, table: Table, { bodyId }: Made): Promise<Row<Table>[]> {
  const changes = await world.given((writer) =>
    writer.db.selectFrom('journalChanges').select(['rowId', 'afterJson']).where('tableName', '=', table).orderBy('entrySequence').orderBy('position').execute(),
  )
  const rows = new Map<string, Row<Table>>()
  for (const { rowId, afterJson } of changes) {
    if (afterJson === null) rows.delete(rowId)
    else rows.set(rowId, journalledRow(table, rowId, afterJson) as Row<Table>)
  }
  return [...rows.values()].filter((row) => row.bodyId === bodyId)
}

onBothEngines('The life of a body', (world) => {
  it('has nobody two in one seat, and a roster that the journal alone gives too', async () => {
    await fc.assert(
      fc.asyncProperty(life, asked, async (events, dates) => {
        const made = await makeBody(world())
        await live(world(), made, events)
        const [seats, assignments] = [await replayed(world(), 'seats', made), await replayed(world(), 'assignments', made)]
        for (const date of dates) {
          const roster = await rosterOn(world(), made, date)
          const lasting = new Set(seats.filter((seat) => activeOn(seat, date)).map(({ id }) => id))
          expect(roster).toEqual(assignments.filter((row) => activeOn(row, date) && lasting.has(row.seatId)).map((row) => `${row.seatId} ${row.personId}`).toSorted())
        }
      }),
      { numRuns: 25 },
    )
  }, 300_000)

  it('ends and re-elects without changing any day before', async () => {
    await fc.assert(
      fc.asyncProperty(life, event.filter(({ what }) => what === 'end' || what === 'reelect'), asked, async (events, last, dates) => {
        const made = await makeBody(world())
        await live(world(), made, events)
        const before = await Promise.all(dates.map((date) => rosterOn(world(), made, date)))
        const held = await heldIn(world(), made)
        const chosen = 'which' in last ? held[last.which % Math.max(1, held.length)] : undefined
        await happens(world(), made, last)
        const unchangedUntil = last.what === 'end' ? last.on : (chosen?.endsOn ?? '9999-12-31')
        for (const [index, date] of dates.entries()) if (date <= unchangedUntil) expect(await rosterOn(world(), made, date)).toEqual(before[index])
      }),
      { numRuns: 25 },
    )
  }, 300_000)
})
