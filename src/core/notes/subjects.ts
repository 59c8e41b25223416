import type { NoteSubject } from '#contract/notes.ts'
import type { LocalDate } from '#shared/dates.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { titlesOf } from '#core/mailings/index.ts'
import { personRef, personRefColumns } from '#core/people/index.ts'

/** A thing that notes are written on, as it is named in a list. */
export interface NamedSubject {
  readonly id: string
  /** Null for a person with protected identity, and for what is hers. */
  readonly name: string | null
  readonly on: LocalDate | null
  /** The person with protected identity whom it concerns. */
  readonly protectedPersonId: string | null
}

type Finder = (db: ReadDb, ids: readonly string[]) => Promise<NamedSubject[]>

const finders: Record<NoteSubject, Finder> = {
  async persons(db, ids) {
    const rows = await db.selectFrom('persons').select(personRefColumns).where('persons.id', 'in', ids).execute()
    return rows.map((row) => ({ ...personSubject(row), id: row.personId, on: null }))
  },
  async claims(db, ids) {
    const rows = await db.selectFrom('claims').innerJoin('persons', 'persons.id', 'claims.personId').select(personRefColumns).select(['claims.id', 'claims.occurredOn as on']).where('claims.id', 'in', ids).execute()
    return rows.map((row) => ({ ...personSubject(row), id: row.id, on: row.on }))
  },
  organisations: async (db, ids) => plain(await db.selectFrom('organisations').select(['id', 'name']).where('id', 'in', ids).execute()),
  bodies: async (db, ids) => plain(await db.selectFrom('bodies').select(['id', 'name']).where('id', 'in', ids).execute()),
  audits: async (db, ids) => plain(await db.selectFrom('audits').select(['id', 'name']).where('id', 'in', ids).execute()),
  proposals: async (db, ids) => plain(await db.selectFrom('proposals').select(['id', 'title as name']).where('id', 'in', ids).execute()),
  consultations: async (db, ids) => plain(await db.selectFrom('consultations').select(['id', 'title as name']).where('id', 'in', ids).execute()),
  barriers: async (db, ids) => plain(await db.selectFrom('barriers').select(['id', 'title as name']).where('id', 'in', ids).execute()),
  events: async (db, ids) => plain(await db.selectFrom('events').select(['id', 'title as name']).where('id', 'in', ids).execute()),
  grants: async (db, ids) => plain(await db.selectFrom('grants').select(['id', 'name']).where('id', 'in', ids).execute()),
  trainings: async (db, ids) => plain(await db.selectFrom('trainings').select(['id', 'name']).where('id', 'in', ids).execute()),
  panels: async (db, ids) => plain(await db.selectFrom('panels').select(['id', 'name']).where('id', 'in', ids).execute()),
  async mailings(db, ids) {
    const rows = await db.selectFrom('mailings').selectAll().where('id', 'in', ids).execute()
    const titles = await titlesOf(db, rows)
    return plain(rows.map(({ id, subject }, index) => ({ id, name: titles[index] ?? subject })))
  },
  async payouts(db, ids) {
    const rows = await db.selectFrom('payouts').select(['id', 'number', 'paidOn as on']).where('id', 'in', ids).execute()
    return rows.map(({ id, number, on }) => ({ id, name: String(number), on, protectedPersonId: null }))
  },
  async meetings(db, ids) {
    const rows = await db.selectFrom('meetings').innerJoin('bodies', 'bodies.id', 'meetings.bodyId').select(['meetings.id', 'bodies.name', 'meetings.heldOn as on']).where('meetings.id', 'in', ids).execute()
    return rows.map((row) => ({ ...row, protectedPersonId: null }))
  },
  async courseRounds(db, ids) {
    const rows = await db
      .selectFrom('courseRounds')
      .innerJoin('trainings', 'trainings.id', 'courseRounds.trainingId')
      .select(['courseRounds.id', 'courseRounds.name', 'trainings.name as trainingName'])
      .where('courseRounds.id', 'in', ids)
      .execute()
    return plain(rows.map(({ id, name, trainingName }) => ({ id, name: `${trainingName}, ${name}` })))
  },
}

function plain(rows: readonly { readonly id: string; readonly name: string }[]): NamedSubject[] {
  return rows.map(({ id, name }) => ({ id, name, on: null, protectedPersonId: null }))
}

function personSubject(row: Parameters<typeof personRef>[0]): Pick<NamedSubject, 'name' | 'protectedPersonId'> {
  const { id, name, isProtected } = personRef(row)
  return { name, protectedPersonId: isProtected ? id : null }
}

/** One thing that notes are written on, or nothing where there is no such thing. */
export async function findSubject(db: ReadDb, subjectTable: NoteSubject, id: string): Promise<NamedSubject | undefined> {
  return (await finders[subjectTable](db, [id]))[0]
}

/** Names the things that rows are about, by their identifiers. */
export async function namedSubjects(db: ReadDb, rows: readonly { readonly subjectTable: NoteSubject; readonly subjectId: string }[]): Promise<ReadonlyMap<string, NamedSubject>> {
  const groups = [...Map.groupBy(rows, (row) => row.subjectTable)]
  const found = await Promise.all(groups.map(([table, members]) => finders[table](db, [...new Set(members.map((row) => row.subjectId))])))
  return new Map(found.flat().map((subject) => [subject.id, subject]))
}
