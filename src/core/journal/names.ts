import type { Reference } from '#contract/journal.ts'
import { dateOfInstant } from '#shared/dates.ts'
import type { CallUser } from '#core/call.ts'
import { parseSpec } from '#core/db/columns.ts'
import { inChunks } from '#core/db/in-chunks.ts'
import { looseReferences, subjectColumns, tables, type Row, type TableName } from '#core/db/schema.ts'
import { journalledRow, type ReadDb, type WritableTable } from '#core/db/writer.ts'
import { personRef } from '#core/people/protected.ts'
import { hiddenPersonIds } from './protected-rows.ts'
import { maySee } from './rules.ts'

type ReferencedBy<Spec> = Spec extends `ref:${infer Table}?` ? Table : Spec extends `ref:${infer Table}` ? Table : never
/** Every table that a column of another refers to: a new one does not compile until it is said what its rows are known by. */
type Referenced = { [Name in TableName]: ReferencedBy<(typeof tables)[Name][keyof (typeof tables)[Name]]> }[TableName] & TableName

/** What a row is known by in its own columns, and the row whose name stands before its own. */
type Naming = Partial<Pick<Reference, 'person' | 'name' | 'kind' | 'number' | 'on'>> & { readonly of?: Place }

interface Place {
  readonly table: Referenced
  readonly id: string
}

const ofPerson = ({ personId }: { readonly personId: string }): Pick<Naming, 'of'> => ({ of: { table: 'persons', id: personId } })
/** One who was asked is known by her name or the organisation's. Not everybody may read of panels: they are known by the consultation. */
function placeOfInvitee({ personId, organisationId, consultationId }: Row<'consultationInvitees'>): Place {
  if (personId !== null) return { table: 'persons', id: personId }
  return organisationId !== null ? { table: 'organisations', id: organisationId } : { table: 'consultations', id: consultationId }
}
const byName = ({ name }: { readonly name: string }): Naming => ({ name })

/** The tables that others name are read last: by then it is known which of their rows are asked for. */
const namings: { readonly [Name in Referenced]: (row: Row<Name>) => Naming } = {
  consultationInvitees: (row) => ({ of: placeOfInvitee(row) }),
  users: ({ displayName }) => ({ name: displayName }),
  organisations: byName, grants: byName, tariffs: byName, experienceAreas: byName, subjectAreas: byName, audits: byName, panels: byName, tags: byName, customFields: byName,
  mailings: ({ subject }) => ({ name: subject }),
  events: ({ title, heldOn }) => ({ name: title, on: heldOn }),
  consultations: ({ title }) => ({ name: title }),
  payouts: ({ number, paidOn }) => ({ number, on: paidOn }),
  seats: ({ kind, position }) => ({ kind, number: position }),
  incomingPaymentFiles: ({ receivedAt }) => ({ on: dateOfInstant(receivedAt) }),
  incomingPayments: ({ bookedOn }) => ({ on: bookedOn }),
  trainingSessions: ({ topic, heldOn }) => ({ name: topic, on: heldOn }),
  proposals: ({ title }) => ({ name: title }),
  meetingReports: ({ meetingId, reportedOn }) => ({ of: { table: 'meetings', id: meetingId }, on: reportedOn }),
  meetingSeries: ({ bodyId, startsOn }) => ({ of: { table: 'bodies', id: bodyId }, on: startsOn }),
  meetings: ({ bodyId, heldOn }) => ({ of: { table: 'bodies', id: bodyId }, on: heldOn }),
  courseRounds: ({ trainingId, name }) => ({ of: { table: 'trainings', id: trainingId }, name }),
  membershipFees: (row) => ({ ...ofPerson(row), name: String(row.year) }),
  claims: (row) => ({ ...ofPerson(row), on: row.occurredOn }),
  assignments: ofPerson, courseParticipants: ofPerson, panelMembers: ofPerson, mailingRecipients: ofPerson,
  persons: (row) => ({ person: personRef({ ...row, personId: row.id }) }),
  bodies: byName,
  trainings: byName,
}

/** The tables that a column may refer to: one by a foreign key, several where a row can be about many kinds of things, and none for most columns. */
export function referencedTables(table: string, column: string): readonly Referenced[] {
  // Who has been merged into another is in the register no more, so that no key can lead there.
  if (table === 'personMerges' && column === 'mergedPersonId') return ['persons']
  const columns: Readonly<Record<string, string>> = tables[table as TableName]
  const { references } = parseSpec(columns[column] ?? '')
  if (references) return [references as Referenced]
  return (looseReferences.find((loose) => loose.table === table && loose.column === column)?.to ?? []) as readonly Referenced[]
}

type Value = string | number | null
interface Field<Held> {
  readonly field: string
  readonly before: Held
  readonly after: Held
}
interface Change<Held> {
  readonly table: string
  readonly rowId: string
  /** Whom or what the row concerns. */
  readonly subjectId: string | null
  readonly operation: 'insert' | 'update' | 'delete' | 'note'
  readonly fields: readonly Field<Held>[]
}

/** Where a row that was changed has its name: in itself, else in what it concerns. What is new or gone says so in its columns; of what is not shown nothing is said. */
function placeOf({ table, rowId, subjectId, operation, fields }: Change<Value>): Place | undefined {
  if (operation !== 'update' || fields.length === 0) return undefined
  if (table in namings) return { table: table as Referenced, id: rowId }
  const [column] = subjectColumns[table as TableName] ?? []
  const [subject] = column === undefined ? [] : referencedTables(table, column)
  return subject && subjectId !== null ? { table: subject, id: subjectId } : undefined
}

/** Puts in the place of every identifier what people know its row by, with one question a table for all the entries together. */
export async function nameReferences<Entry extends { readonly changes: readonly Change<Value>[] }>(db: ReadDb, user: CallUser, entries: readonly Entry[]) {
  // Who did what is said of every entry, so that the names of users are no secret here.
  const mayName = (table: Referenced) => table === 'users' || maySee(user, table)
  const places = entries.flatMap(({ changes }) => changes.flatMap(({ table, fields }) => fields.flatMap(({ field, before, after }) =>
    referencedTables(table, field).filter(mayName).flatMap((referenced) => [before, after].flatMap((id) => (typeof id === 'string' ? [{ table: referenced, id }] : []))))))
  const rows = entries.flatMap(({ changes }) => changes.flatMap((change) => placeOf(change) ?? [])).filter(({ table }) => mayName(table))
  const names = await namesOf(db, [...places, ...rows])
  function said(table: string, field: string, value: Value): Value | Reference {
    const candidates = referencedTables(table, field)
    if (candidates[0] === undefined || typeof value !== 'string') return value
    const name = candidates.map((candidate) => names.get(candidate)?.get(value)).find((one) => one !== undefined)
    return name ?? { ...unnamed, table: candidates[0], isRemoved: mayName(candidates[0]) }
  }
  function rowOf(change: Change<Value>): Reference | null {
    const place = placeOf(change)
    return (place && mayName(place.table) && names.get(place.table)?.get(place.id)) || null
  }
  return entries.map(({ changes, ...entry }) => ({
    ...entry,
    changes: changes.map((change) => ({
      ...change,
      row: rowOf(change),
      fields: change.fields.map(({ field, before, after }): Field<Value | Reference> => ({ field, before: said(change.table, field, before), after: said(change.table, field, after) })),
    })),
  }))
}

const unnamed = { person: null, name: null, kind: null, number: null, on: null } as const

type Names = ReadonlyMap<Referenced, ReadonlyMap<string, Reference>>

async function namesOf(db: ReadDb, places: readonly Place[]): Promise<Names> {
  const asked = Map.groupBy(places, ({ table }) => table)
  const found: { readonly place: Place; readonly naming: Naming; readonly isRemoved: boolean }[] = []
  for (const table of Object.keys(namings) as Referenced[]) {
    for (const { row, isRemoved } of await rowsOf(db, table, (asked.get(table) ?? []).map(({ id }) => id))) {
      const naming = (namings[table] as (row: object) => Naming)(row)
      found.push({ place: { table, id: row.id }, naming, isRemoved })
      if (naming.of) asked.set(naming.of.table, [...(asked.get(naming.of.table) ?? []), naming.of])
    }
  }
  const names = new Map<Referenced, Map<string, Reference>>()
  // Those that stand before others' names were read last.
  for (const { place: { table, id }, naming: { of, ...own }, isRemoved } of found.toReversed()) {
    const before = of && names.get(of.table)?.get(of.id)
    const name = [before?.name, own.name].filter((part) => part !== null && part !== undefined).join(', ') || null
    names.set(table, (names.get(table) ?? new Map<string, Reference>()).set(id, { ...unnamed, person: before?.person ?? null, ...own, name, table, isRemoved }))
  }
  return names
}

interface KnownRow {
  readonly row: { readonly id: string }
  readonly isRemoved: boolean
}

/** The rows of a table as they are, and those that are gone as the journal last saw them. A person whom no history may tell of is protected in either. */
async function rowsOf(db: ReadDb, table: Referenced, asked: readonly string[]): Promise<KnownRow[]> {
  const present: { readonly id: string }[] = await inChunks(asked, (ids) => db.selectFrom(table as 'persons').selectAll().where('id', 'in', ids).execute())
  const there = new Set(present.map(({ id }) => id))
  const removals = await inChunks(asked.filter((id) => !there.has(id)), (ids) =>
    db.selectFrom('journalChanges').select(['rowId', 'beforeJson']).where('rowId', 'in', ids).where('tableName', '=', table).where('operation', '=', 'delete').orderBy('entrySequence').execute(),
  )
  const removed = removals.map(({ rowId, beforeJson }) => ({ ...journalledRow(table as WritableTable, rowId, beforeJson ?? '{}'), id: rowId }))
  const hidden = table === 'persons' ? await hiddenPersonIds(db, removed.map(({ id }) => id)) : new Set<string>()
  return [
    ...present.map((row) => ({ row, isRemoved: false })),
    ...removed.map((row) => ({ row: hidden.has(row.id) ? { ...row, isProtected: 1 } : row, isRemoved: true })),
  ]
}
