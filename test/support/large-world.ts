import { sql } from 'kysely'
import { foldForSearch, sortKey } from '#shared/swedish-text.ts'
import { addDays, localDate, type LocalDate } from '#shared/dates.ts'
import type { Engine } from '#core/db/engine.ts'
import { tables, type Row, type TableName } from '#core/db/schema.ts'
import type { WrittenRow } from '#core/db/writer.ts'
import { unknownDetails } from '#core/people/index.ts'
import { refreshSearchEntries } from '#core/search/index.ts'

/** How much there is of everything. */
export interface WorldSize {
  readonly persons: number
  readonly bodies: number
  readonly assignments: number
  readonly meetings: number
  readonly attendances: number
}

/** An association far beyond any there is, for measuring. */
export const largeSize: WorldSize = { persons: 100_000, bodies: 5_000, assignments: 60_000, meetings: 100_000, attendances: 500_000 }
/** A hundredth of it, for seeing that the measuring works. */
export const smokeSize: WorldSize = { persons: 1_000, bodies: 50, assignments: 600, meetings: 1_000, attendances: 5_000 }

/**
 * Fills an empty association with persons, bodies, assignments, meetings and attendances, straight through the engine:
 * the journal is left out, the search index is not. The same size gives the same rows.
 * @param today memberships and assignments are spread over the ten years before it
 */
export async function fillLargeWorld(engine: Engine, size: WorldSize, today: LocalDate): Promise<void> {
  const world = describeWorld(size, today)
  const searched = new Set(['persons', 'organisations', 'bodies', 'meetings'])
  await hurry(engine)
  await engine.writing.transaction().execute(async (transaction) => {
    for (const [table, rows] of Object.entries(world) as [TableName, Iterable<Record<string, unknown>>][]) {
      const columns = Object.keys(tables[table])
      const written = new Map<string, WrittenRow>()
      const batch: unknown[] = []
      for (const row of rows) {
        if (searched.has(table)) written.set(row['id'] as string, { row, before: null, isNew: true })
        for (const column of columns) batch.push(row[column])
        if (batch.length >= 100_000) await engine.insertRows(transaction, table, columns, batch.splice(0))
      }
      await engine.insertRows(transaction, table, columns, batch)
      if (written.size > 0) await refreshSearchEntries(transaction, engine, new Map([[table as 'persons', written]]))
    }
  })
  if (engine.kind === 'sqlite') await sql`pragma wal_checkpoint(truncate)`.execute(engine.writing)
}

/** Lets the file engine hold what it writes in memory, for the rest of the connection's life; a measurement has nothing to lose. */
async function hurry(engine: Engine): Promise<void> {
  if (engine.kind !== 'sqlite') return
  await sql`pragma synchronous = off`.execute(engine.writing)
  await sql`pragma cache_size = -800000`.execute(engine.writing)
}

type Rows<Name extends TableName> = Iterable<Row<Name>>

interface LargeWorld {
  readonly organisations: Rows<'organisations'>
  readonly persons: Rows<'persons'>
  readonly memberships: Rows<'memberships'>
  readonly bodies: Rows<'bodies'>
  readonly seats: Rows<'seats'>
  readonly assignments: Rows<'assignments'>
  readonly meetings: Rows<'meetings'>
  readonly attendances: Rows<'attendances'>
}

const createdAt = '2016-01-01T11:00:00.000Z'
const fresh = { version: 1, createdAt } as const

/** Each table's rows, in an order in which every reference is to a row already there. */
function describeWorld(size: WorldSize, today: LocalDate): LargeWorld {
  const days = daysBefore(today, 3650)
  const meetingDays = daysBefore(addDays(today, plannedDays), 3650 + plannedDays)
  const hosts = Math.max(10, Math.round(size.bodies / 10))
  const seatsPerBody = Math.round(size.assignments / size.bodies)
  const presentPerMeeting = Math.round(size.attendances / size.meetings)
  return {
    organisations: rowsOf(hosts, (index) => organisation(index)),
    persons: rowsOf(size.persons, (index) => person(index, days)),
    memberships: rowsOf(Math.round(size.persons * 1.1), (index) => membership(index, size.persons, days)),
    bodies: rowsOf(size.bodies, (index) => body(index, hosts, days)),
    seats: rowsOf(size.assignments, (index) => seat(index, seatsPerBody, days)),
    assignments: rowsOf(size.assignments, (index) => assignment(index, seatsPerBody, size.persons, days)),
    meetings: rowsOf(size.meetings, (index) => meeting(index, size.bodies, meetingDays, today)),
    attendances: rowsOf(size.attendances, (index) => attendance(index, presentPerMeeting, seatsPerBody, size)),
  }
}

function* rowsOf<T>(count: number, row: (index: number) => T): Generator<T> {
  for (let index = 0; index < count; index += 1) yield row(index)
}

/** An identifier of the right shape that says which table's which row it is. */
function idOf(table: number, index: number): string {
  return `01900000-0000-7000-8000-${(table * 0x1_0000_0000 + index).toString(16).padStart(12, '0')}`
}

const at = { organisations: 1, persons: 2, memberships: 3, bodies: 4, seats: 5, assignments: 6, meetings: 7, attendances: 8 } as const

/** A number from 0 up to `below` that looks random, by the finishing steps of MurmurHash3. */
function spread(index: number, salt: number, below: number): number {
  let bits = Math.imul(index ^ Math.imul(salt, 0x9e3779b1), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  bits ^= bits >>> 16
  return Math.floor(((bits >>> 0) / 0x1_0000_0000) * below)
}

function pick<T>(list: readonly T[], index: number, salt: number): T {
  return list[spread(index, salt, list.length)] as T
}

const givenNames = 'Anna Åsa Örjan Maria Karl Erik Ärna Lars Karin Anders Johan Per Eva Kristina Olof Lena Nils Sara Åke Birgitta Mikael Emma Hans Sofia Malin Jenny Gunnar Ingrid Björn Märta Göran Mehmet Fatima Amir Linnea Elsa Hugo Wilma Ida Oskar'.split(' ')
const beginnings = 'Berg Lind Sjö Ek Alm Björk Ny Söder Nor Öst Väst Sand Sten Hav Ström Å Äng Ö Dal Hög Kvarn Rosen Lund Gran Hed'.split(' ')
const endings = 'ström berg man gren qvist kvist lund dahl holm blad stedt mark fors ås änger ö'.split(' ')
const places = [
  ['Uppsala', '0380'], ['Enköping', '0381'], ['Östhammar', '0382'], ['Tierp', '0360'], ['Knivsta', '0330'], ['Heby', '0331'], ['Bålsta', '0305'], ['Skutskär', '0319'],
  ['Gimo', '0382'], ['Storvreta', '0380'], ['Björklinge', '0380'], ['Örbyhus', '0360'],
] as const

function organisation(index: number): Row<'organisations'> {
  const name = `${pick(beginnings, index, 1)}${pick(endings, index, 2)}s vårdcentral ${index}`
  return {
    id: idOf(at.organisations, index), ...fresh, kind: 'unit', name, nameSort: sortKey(name), organisationNumber: null, parentId: null, municipalityCode: pick(places, index, 3)[1],
    email: null, phone: null, street: null, postcode: null, town: null, countryCode: null, note: null, targetGroup: null, endsOn: null, mergedIntoId: null,
  }
}

function person(index: number, days: readonly LocalDate[]): Row<'persons'> {
  const givenName = pick(givenNames, index, 1)
  const familyName = `${pick(beginnings, index, 2)}${pick(endings, index, 3)}`
  const [town, municipalityCode] = pick(places, index, 4)
  const hasEmail = spread(index, 5, 10) < 7
  return {
    id: idOf(at.persons, index), ...fresh, memberNumber: String(100_000 + index), givenName, familyName, nameSort: sortKey(`${familyName} ${givenName}`),
    birthDate: localDate(1935 + spread(index, 6, 72), 1 + spread(index, 7, 12), 1 + spread(index, 8, 28)) ?? null, identityNumber: null,
    gender: pick(['woman', 'man', null], index, 9), careOf: null, street: `Storgatan ${1 + spread(index, 10, 200)}`, postcode: `75${String(spread(index, 11, 1000)).padStart(3, '0')}`, town,
    municipalityCode, email: hasEmail ? `${foldForSearch(`${givenName}.${familyName}`)}.${index}@example.se`.replace(/[åäö]/gu, 'o') : null,
    phone: `070-${1_000_000 + spread(index, 12, 8_999_999)}`, otherPhone: null, preferredChannel: hasEmail ? 'email' : 'letter', note: null,
    ...unknownDetails, isProtected: spread(index, 13, 200) === 0 ? 1 : 0, createdAt: `${pick(days, index, 14)}T11:00:00.000Z`,
  }
}

/** One membership each, and an earlier one for a tenth; every eighth has ended, every fiftieth person has none. */
function membership(index: number, persons: number, days: readonly LocalDate[]): Row<'memberships'> {
  const isEarlier = index >= persons
  const owner = index % persons
  const isEnded = isEarlier || spread(owner, 20, 8) === 0
  const beginning = isEarlier ? spread(owner, 21, 1500) : 1800 + spread(owner, 21, 1500)
  return {
    id: idOf(at.memberships, index), version: 1, personId: idOf(at.persons, owner - (owner % 50 === 0 ? -1 : 0)), kind: pick(['main', 'main', 'main', 'family', 'supporting'], owner, 22),
    startsOn: days[beginning] as LocalDate, endsOn: isEnded ? (days[beginning + 200] as LocalDate) : null, startReasonKind: null, startReason: null, endReason: null, endReasonKind: null,
  }
}

function body(index: number, hosts: number, days: readonly LocalDate[]): Row<'bodies'> {
  const name = `${pick(['Brukarråd', 'Styrgrupp', 'Arbetsgrupp', 'Referensgrupp', 'Ärendegrupp'], index, 30)} ${pick(beginnings, index, 31)}${pick(endings, index, 32)} ${index}`
  return {
    id: idOf(at.bodies, index), ...fresh, hostOrganisationId: idOf(at.organisations, index % hosts), name, nameSort: sortKey(name),
    kind: pick(['council', 'steeringGroup', 'workingGroup', 'referenceGroup'], index, 33), method: pick(['council', 'managementRepresentation', 'externalWorkingGroup'], index, 34),
    level: pick(['individual', 'unit', 'system'], index, 35), targetGroup: null, mandate: null, payer: 'association', tariffId: null, travelRule: 'taxFree', travelRuleReason: null,
    grantId: null, startsOn: days[spread(index, 36, 700)] as LocalDate, endsOn: null, termMonths: null, maxTerms: null,
  }
}

/** Half the seats are ordinary; each is followed by its deputy's. */
function seat(index: number, seatsPerBody: number, days: readonly LocalDate[]): Row<'seats'> {
  const place = index % seatsPerBody
  const isDeputy = place % 2 === 1
  return {
    id: idOf(at.seats, index), version: 1, bodyId: idOf(at.bodies, Math.floor(index / seatsPerBody)), kind: isDeputy ? 'deputy' : 'ordinary', position: 1 + Math.floor(place / 2),
    deputyForSeatId: isDeputy ? idOf(at.seats, index - 1) : null, rank: isDeputy ? 1 : null, reservedForOrganisationId: null, startsOn: days[spread(index, 40, 700)] as LocalDate, endsOn: null,
  }
}

/** Whose place in a body it is: no two places of one body have the same person. */
function holderOf(bodyIndex: number, place: number, persons: number): number {
  return (spread(bodyIndex, 50, persons) + place * 37) % persons
}

function assignment(index: number, seatsPerBody: number, persons: number, days: readonly LocalDate[]): Row<'assignments'> {
  const bodyIndex = Math.floor(index / seatsPerBody)
  const startsOn = days[700 + spread(index, 51, 2000)] as LocalDate
  return {
    id: idOf(at.assignments, index), ...fresh, seatId: idOf(at.seats, index), bodyId: idOf(at.bodies, bodyIndex), personId: idOf(at.persons, holderOf(bodyIndex, index % seatsPerBody, persons)),
    onBehalfOfOrganisationId: null, role: 'member', startsOn, endsOn: spread(index, 52, 4) === 0 ? addDays(startsOn, 730) : null, decidedOn: addDays(startsOn, -14), decisionReference: null,
    endReason: null, overrideReason: null, resignedOn: null, resignationChannel: null, resignationReceivedByUserId: null,
  }
}

/** Meetings are planned so far ahead, and approved when they are older than this. */
const plannedDays = 60

/** Nearly all meetings that were held are approved, as in an association that pays for them; one in fifty is cancelled. */
function meeting(index: number, bodies: number, days: readonly LocalDate[], today: LocalDate): Row<'meetings'> {
  const heldOn = pick(days, index, 60)
  const isCancelled = spread(index, 62, 50) === 0
  const isApproved = !isCancelled && heldOn < addDays(today, -plannedDays)
  return {
    id: idOf(at.meetings, index), ...fresh, bodyId: idOf(at.bodies, index % bodies), title: null, heldOn, startTime: '13:00', endTime: '15:00', place: `Storgatan ${spread(index, 64, 300)}`,
    isDigital: spread(index, 61, 3) === 0 ? 1 : 0, topic: spread(index, 63, 2) === 0 ? `Budget och bemötande ${spread(index, 65, 2000)}` : null, attendanceApprovedAt: isApproved ? createdAt : null, attendanceApprovedByUserId: null,
    cancelledAt: isCancelled ? createdAt : null, seriesId: null, movedFromOn: null, cancelReason: null, breakMinutes: null, link: null, papersSentOn: null, paperCopies: null,
  }
}

function attendance(index: number, presentPerMeeting: number, seatsPerBody: number, size: WorldSize): Row<'attendances'> {
  const meetingIndex = Math.floor(index / presentPerMeeting)
  const bodyIndex = meetingIndex % size.bodies
  const place = ((index % presentPerMeeting) + meetingIndex) % seatsPerBody
  return {
    id: idOf(at.attendances, index), version: 1, meetingId: idOf(at.meetings, meetingIndex), personId: idOf(at.persons, holderOf(bodyIndex, place, size.persons)),
    assignmentId: idOf(at.assignments, bodyIndex * seatsPerBody + place), role: place % 2 === 0 ? 'ordinary' : 'attendingDeputy', status: 'present', travelMinutes: 0, drivenKilometres: 0, note: null,
  }
}

function daysBefore(today: LocalDate, count: number): LocalDate[] {
  const days: LocalDate[] = []
  for (let day = addDays(today, -count); day < today; day = addDays(day, 1)) days.push(day)
  return days
}
