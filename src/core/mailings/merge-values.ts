import { deputyRulesOn, type DeputyRules } from '#contract/bodies.ts'
import type { MergeField } from '#contract/mailings.ts'
import { minutesBetween, timeZone, toFormatterDate, yearOf, type LocalDate } from '#shared/dates.ts'
import type { RuleFinding } from '#shared/i18n/index.ts'
import { oreToDecimalText } from '#shared/money.ts'
import { inForceOn } from '#core/db/periods.ts'
import type { Row } from '#core/db/schema.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { inChunks } from '#core/db/in-chunks.ts'
import { isOwedFee } from '#core/people/index.ts'
import { deputySentence, fieldsIn, filled, type Reasons, type Values } from './rules.ts'

/** What fills the merge fields of a mailing. */
export interface MergeSource {
  readonly associationName: string
  /** For each person, every field's value; null where there is none for her. */
  valuesOf(personId: string): Values
  /** Why she has no value of a field, where more can be said than that it is missing. */
  reasonsOf(personId: string): Reasons
}

const owesNothing: RuleFinding = { rule: 'mailings.owesNothing' }

interface About {
  readonly mailing: Pick<Row<'mailings'>, 'bodyId' | 'courseRoundId' | 'meetingId' | 'year'>
  readonly personIds: readonly string[]
  /** Only what these need is read. */
  readonly fields: ReadonlySet<MergeField>
  readonly sender: string
  readonly today: LocalDate
}

/** Reads what the fields need, for all persons at once. */
export async function readMergeSource(db: ReadDb, about: About): Promise<MergeSource> {
  const { mailing, personIds, fields, today } = about
  const uses = (...names: MergeField[]) => names.some((name) => fields.has(name))
  const association = await db.selectFrom('association').select('name').executeTakeFirstOrThrow()
  const shared = { association: association.name, sender: about.sender, today: longDate(today), ...(await readSharedValues(db, [mailing]))(mailing) }
  const names = await inChunks(personIds, (ids) => db.selectFrom('persons').select(['id', 'givenName', 'familyName', 'memberNumber']).where('id', 'in', ids).execute())
  const nameOf = new Map(names.map((row) => [row.id, row]))
  const [assignments, fees, hours, paid] = await Promise.all([
    uses('assignments') ? assignmentsOf(db, personIds, mailing.year === null ? { startsOn: today, endsOn: today } : { startsOn: `${mailing.year}-01-01` as LocalDate, endsOn: `${mailing.year}-12-31` as LocalDate }) : new Map<string, string>(),
    uses('fee', 'feeDue', 'feeReference') && mailing.year !== null ? feesOf(db, personIds, mailing.year) : new Map<string, Values>(),
    uses('hours') && mailing.year !== null ? hoursOf(db, personIds, mailing.year) : new Map<string, string>(),
    uses('hours') && mailing.year !== null ? idsWithStipend(db, personIds, mailing.year) : new Set<string>(),
  ])
  return {
    associationName: association.name,
    valuesOf(personId) {
      const person = nameOf.get(personId)
      if (!person) return shared
      return {
        ...shared, givenName: person.givenName, name: `${person.givenName} ${person.familyName}`, memberNumber: person.memberNumber,
        assignments: assignments.get(personId) ?? null, hours: paid.has(personId) ? null : (hours.get(personId) ?? null), ...fees.get(personId),
      }
    },
    reasonsOf: (personId) => ({
      ...(paid.has(personId) && { hours: { rule: 'mailings.hasStipend' } }),
      ...(!fees.has(personId) && { fee: owesNothing, feeDue: owesNothing, feeReference: owesNothing }),
    }),
  }
}

/** The subjects of mailings with what is alike for all who get one filled in: a record of a call to a meeting says which meeting. One question a table for them all. */
export async function titlesOf(db: ReadDb, mailings: readonly (About['mailing'] & Pick<Row<'mailings'>, 'subject'>)[]): Promise<string[]> {
  const merged = mailings.filter(({ subject }) => fieldsIn(subject).length > 0)
  if (merged.length === 0) return mailings.map(({ subject }) => subject)
  const association = await db.selectFrom('association').select('name').executeTakeFirstOrThrow()
  const sharedValuesOf = await readSharedValues(db, merged)
  return mailings.map((mailing) => filled(mailing.subject, { association: association.name, ...sharedValuesOf(mailing) }))
}

/** Reads what mailings say to all who get them. */
async function readSharedValues(db: ReadDb, mailings: readonly About['mailing'][]): Promise<(mailing: About['mailing']) => Values> {
  const idsIn = (column: 'bodyId' | 'courseRoundId' | 'meetingId') => mailings.flatMap((mailing) => mailing[column] ?? [])
  const [bodies, rounds, meetings, settings] = await Promise.all([
    inChunks(idsIn('bodyId'), (ids) => db.selectFrom('bodies').select(['id', 'name']).where('id', 'in', ids).execute()),
    inChunks(idsIn('courseRoundId'), (ids) =>
      db.selectFrom('courseRounds').innerJoin('trainings', 'trainings.id', 'courseRounds.trainingId').select(['courseRounds.id', 'courseRounds.name', 'trainings.name as trainingName']).where('courseRounds.id', 'in', ids).execute(),
    ),
    inChunks(idsIn('meetingId'), (ids) =>
      db.selectFrom('meetings').innerJoin('bodies', 'bodies.id', 'meetings.bodyId').selectAll('meetings').select(['bodies.name as bodyName', 'bodies.payer']).where('meetings.id', 'in', ids).execute(),
    ),
    db.selectFrom('membershipSettings').select(['bankgiro', 'bankAccount']).executeTakeFirst(),
  ])
  const rules = await inChunks([...new Set(meetings.map((meeting) => meeting.bodyId))], (ids) => db.selectFrom('deputyRules').selectAll().where('bodyId', 'in', ids).execute())
  const rulesOf = Map.groupBy(rules as (typeof rules[number] & DeputyRules)[], (row) => row.bodyId)
  const [bodyBy, roundBy, meetingBy] = [byId(bodies), byId(rounds), byId(meetings)]
  return ({ bodyId, courseRoundId, meetingId, year }) => {
    const [body, round, meeting] = [bodyBy.get(bodyId), roundBy.get(courseRoundId), meetingBy.get(meetingId)]
    return {
      body: body?.name ?? meeting?.bodyName ?? null,
      course: round ? `${round.trainingName}, ${round.name}` : null,
      meeting: meeting ? (meeting.title ?? meeting.bodyName) : null,
      meetingDate: meeting ? longDate(meeting.heldOn) : null,
      meetingTime: meeting ? `${meeting.startTime.replace(':', '.')}–${meeting.endTime.replace(':', '.')}` : null,
      meetingPlace: meeting?.place ?? null,
      deputies: meeting ? deputySentence(deputyRulesOn(rulesOf.get(meeting.bodyId) ?? [], meeting.heldOn), meeting.payer !== 'nobody') : null,
      year: year === null ? null : String(year),
      feeAccount: settings?.bankgiro ? `bankgiro ${writtenBankgiro(settings.bankgiro)}` : settings?.bankAccount ? `konto ${settings.bankAccount}` : null,
    }
  }
}

function byId<T extends { readonly id: string }>(rows: readonly T[]): ReadonlyMap<string | null, T> {
  return new Map(rows.map((row) => [row.id, row]))
}

/** Seven digits as 123-4567, eight as 1234-5678. */
function writtenBankgiro(digits: string): string {
  return /^\d{7,8}$/u.test(digits) ? `${digits.slice(0, -4)}-${digits.slice(-4)}` : digits
}

/** The texts are Swedish, and so are their dates. */
export function longDate(date: LocalDate): string {
  return new Intl.DateTimeFormat('sv-SE', { dateStyle: 'long', timeZone }).format(toFormatterDate(date))
}

/** Everybody's bodies during a period: today's, or those of the year that a mailing is about. */
async function assignmentsOf(db: ReadDb, personIds: readonly string[], { startsOn, endsOn }: { startsOn: LocalDate; endsOn: LocalDate }): Promise<Map<string, string>> {
  const rows = await inChunks(personIds, (ids) =>
    db
      .selectFrom('assignments')
      .innerJoin('bodies', 'bodies.id', 'assignments.bodyId')
      .select(['assignments.personId', 'bodies.name'])
      .where('assignments.personId', 'in', ids)
      .where('assignments.startsOn', '<=', endsOn)
      .where((eb) => eb.or([eb('assignments.endsOn', 'is', null), eb('assignments.endsOn', '>=', startsOn)]))
      .orderBy('bodies.nameSort')
      .execute(),
  )
  return new Map([...Map.groupBy(rows, (row) => row.personId)].map(([id, held]) => [id, [...new Set(held.map((row) => row.name))].join(', ')]))
}

async function feesOf(db: ReadDb, personIds: readonly string[], year: number): Promise<Map<string, Values>> {
  const rows = await inChunks(personIds, (ids) => db.selectFrom('membershipFees').select(['personId', 'amountOre', 'paidOre', 'dueOn', 'reference']).where('personId', 'in', ids).where('year', '=', year).where(isOwedFee()).execute())
  return new Map(
    rows.map(({ personId, amountOre, paidOre, dueOn, reference }) => [
      personId,
      { fee: amountOre === null ? null : kronorText(amountOre - (paidOre ?? 0)), feeDue: dueOn && longDate(dueOn), feeReference: reference },
    ]),
  )
}

function kronorText(ore: number): string {
  return `${oreToDecimalText(ore).replace('.', ',').replace(/,00$/u, '')} kr`
}

/** How long each person has been at meetings in a year, by the meetings' own times. */
async function hoursOf(db: ReadDb, personIds: readonly string[], year: number): Promise<Map<string, string>> {
  const rows = await inChunks(personIds, (ids) =>
    db
      .selectFrom('attendances')
      .innerJoin('meetings', 'meetings.id', 'attendances.meetingId')
      .select(['attendances.personId', 'meetings.startTime', 'meetings.endTime', 'meetings.heldOn'])
      .where('attendances.personId', 'in', ids)
      .where('attendances.status', '=', 'present')
      .where('meetings.cancelledAt', 'is', null)
      .where('meetings.heldOn', '>=', `${year}-01-01` as LocalDate)
      .where('meetings.heldOn', '<=', `${year}-12-31` as LocalDate)
      .execute(),
  )
  const minutes = new Map<string, number>()
  for (const row of rows) if (yearOf(row.heldOn) === year) minutes.set(row.personId, (minutes.get(row.personId) ?? 0) + Math.max(0, minutesBetween(row.startTime, row.endTime)))
  return new Map([...minutes].map(([id, total]) => [id, String(Math.round(total / 30) / 2).replace('.', ',')]))
}

/**
 * Who was paid a stipend for a year: by a claim that has not been rejected, or, as far as anybody knows, by the host of a body whose
 * meeting she came to without having declined. Pay for travel is no stipend.
 */
async function idsWithStipend(db: ReadDb, personIds: readonly string[], year: number): Promise<ReadonlySet<string>> {
  const [from, to] = [`${year}-01-01` as LocalDate, `${year}-12-31` as LocalDate]
  const [claimed, hosted] = await Promise.all([
    inChunks(personIds, (ids) =>
      db
        .selectFrom('claims')
        .innerJoin('claimLines', 'claimLines.claimId', 'claims.id')
        .select('claims.personId')
        .where('claims.personId', 'in', ids)
        .where('claims.occurredOn', '>=', from)
        .where('claims.occurredOn', '<=', to)
        .where('claims.rejectedAt', 'is', null)
        .where('claimLines.kind', '=', 'stipend')
        .where('claimLines.amountOre', '>', 0)
        .execute(),
    ),
    inChunks(personIds, (ids) =>
      db
        .selectFrom('attendances')
        .innerJoin('meetings', 'meetings.id', 'attendances.meetingId')
        .innerJoin('bodies', 'bodies.id', 'meetings.bodyId')
        .select('attendances.personId')
        .where('attendances.personId', 'in', ids)
        .where('attendances.status', '=', 'present')
        .where('bodies.payer', '=', 'host')
        .where('meetings.cancelledAt', 'is', null)
        .where('meetings.heldOn', '>=', from)
        .where('meetings.heldOn', '<=', to)
        .where((eb) =>
          eb.not(
            eb.exists(
              eb
                .selectFrom('stipendDeclinations')
                .select('stipendDeclinations.id')
                .whereRef('stipendDeclinations.personId', '=', 'attendances.personId')
                .where(inForceOn('stipendDeclinations', eb.ref('meetings.heldOn'))),
            ),
          ),
        )
        .execute(),
    ),
  ])
  return new Set([...claimed, ...hosted].map(({ personId }) => personId))
}
