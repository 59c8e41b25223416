import type { InputOf } from '#contract/base.ts'
import type { Guardian, guardians } from '#contract/guardians.ts'
import { activeOn, addYears, periodStatus, type LocalDate } from '#shared/dates.ts'
import type { RuleFinding } from '#shared/i18n/index.ts'
import { NotFound, RuleViolation, ValidationFailure } from '#shared/result.ts'
import type { Call } from '#core/call.ts'
import { inChunks } from '#core/db/in-chunks.ts'
import type { Row } from '#core/db/schema.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { deadAmong } from './deaths.ts'
import { personRef, personRefColumns, protectedIdsAmong } from './protected.ts'
import { childFindings, isMinor, lastDayUnderAge, normaliseGuardian, ownContactFinding, type Outsider } from './rules.ts'

type Input<Name extends keyof typeof guardians> = InputOf<(typeof guardians)[Name]>

/** A child's guardians, the latest first. Nobody has one from her eighteenth birthday. How one with protected identity is reached is left out, also what has been noted of it. */
export async function guardiansOf(db: ReadDb, child: { id: string; birthDate: LocalDate | null }, today: LocalDate): Promise<Guardian[]> {
  const rows = await guardianshipsOf(db, [child.id])
  const ids = rows.flatMap(({ guardianPersonId }) => guardianPersonId ?? [])
  const persons = ids.length === 0 ? [] : await db.selectFrom('persons').select([...personRefColumns, 'phone', 'otherPhone', 'email']).where('id', 'in', ids).execute()
  return rows.map(({ childPersonId: _child, guardianPersonId, ...row }) => {
    const person = persons.find(({ personId }) => personId === guardianPersonId)
    const endsOn = untilOfAge(row.endsOn, child.birthDate)
    const ways = !person ? {} : person.isProtected === 0 ? { phone: person.phone ?? person.otherPhone, email: person.email } : { phone: null, email: null, contact: null }
    return { ...row, endsOn, person: person ? personRef(person) : null, ...ways, status: periodStatus({ startsOn: row.startsOn, endsOn }, today) }
  })
}

/** The guardianships of children, the latest first. One whose guardian has died ended that day, also where the death was recorded before it ended them. */
async function guardianshipsOf(db: ReadDb, childIds: readonly string[]): Promise<Row<'guardians'>[]> {
  const rows = await inChunks(childIds, (ids) =>
    db
      .selectFrom('guardians')
      .leftJoin('persons', 'persons.id', 'guardians.guardianPersonId')
      .selectAll('guardians')
      .select('persons.deceasedOn')
      .where('guardians.childPersonId', 'in', ids)
      .orderBy('guardians.startsOn', 'desc')
      .orderBy('guardians.id')
      .execute(),
  )
  return rows.map(({ deceasedOn, ...row }) => ({ ...row, endsOn: deceasedOn !== null && (row.endsOn === null || row.endsOn > deceasedOn) ? deceasedOn : row.endsOn }))
}

/** The last day of a guardianship: the one recorded, or the last day under age. */
export function untilOfAge(endsOn: LocalDate | null, birthDate: LocalDate | null): LocalDate | null {
  if (birthDate === null) return endsOn
  const last = lastDayUnderAge(birthDate)
  return endsOn === null || endsOn > last ? last : endsOn
}

/** What is missing for each of these persons who is under age on a day. Persons for whom nothing is missing are left out. */
export async function childFindingsOf(db: ReadDb, personIds: readonly string[], on: LocalDate): Promise<ReadonlyMap<string, RuleFinding[]>> {
  const ids = [...new Set(personIds)]
  if (ids.length === 0) return new Map()
  const young = await youngAmong(db, ids, on)
  return new Map(
    young.flatMap(({ id, birthDate, guardians }) => {
      const findings = childFindings(birthDate, guardians, on)
      return findings.length > 0 ? [[id, findings] as const] : []
    }),
  )
}

/** How a child is reached: by her guardians of the register and outside it, and why not herself where nothing is written to her. */
export interface ChildReach {
  readonly guardianIds: readonly string[]
  /** Those of whom a telephone or an e-mail is known. */
  readonly outsiders: readonly (Outsider & { readonly name: string })[]
  readonly finding: RuleFinding | undefined
}

/** How each of these persons who is under age is reached on a day. */
export async function childReachOf(db: ReadDb, personIds: readonly string[], on: LocalDate): Promise<ReadonlyMap<string, ChildReach>> {
  const young = await youngAmong(db, personIds, on)
  return new Map(
    young.map(({ id, birthDate, guardians }) => {
      const current = guardians.filter((guardian) => activeOn(guardian, on)).toSorted((a, b) => (a.id < b.id ? -1 : 1))
      const outsiders = current.flatMap(({ guardianPersonId, name, phone, email }) => (guardianPersonId === null && name !== null && (phone ?? email) !== null ? [{ name, phone, email }] : []))
      return [id, { guardianIds: [...new Set(current.flatMap(({ guardianPersonId }) => guardianPersonId ?? []))], outsiders, finding: ownContactFinding(birthDate, guardians, on) }]
    }),
  )
}

/** Those who are under age, or of an age that is not known, with the guardians that are recorded. */
async function youngAmong(db: ReadDb, personIds: readonly string[], on: LocalDate): Promise<{ id: string; birthDate: LocalDate | null; guardians: readonly Row<'guardians'>[] }[]> {
  const persons = await inChunks(personIds, (ids) =>
    db.selectFrom('persons').select(['id', 'birthDate']).where('id', 'in', ids).where((eb) => eb.or([eb('birthDate', 'is', null), eb('birthDate', '>', addYears(on, -18))])).execute(),
  )
  const rows = await guardianshipsOf(db, persons.map(({ id }) => id))
  const guardiansOf = Map.groupBy(rows, ({ childPersonId }) => childPersonId)
  return persons.map((person) => ({ ...person, guardians: guardiansOf.get(person.id) ?? [] }))
}

/**
 * Records a guardian.
 * @throws ValidationFailure when nobody is named, she cannot be reached as it is written, or she has died, RuleViolation when the child has died or is of age or the guardian is not, and `common.notAllowed`
 * where either is protected and the user may not open that: by trying days, the rules of age would tell when she was born
 */
export async function addGuardian(call: Call, input: Input<'add'>): Promise<{ id: string }> {
  const { patch, findings } = normaliseGuardian(input, input.guardianPersonId !== null)
  if (findings.length > 0) throw new ValidationFailure(findings)
  const id = await call.store.transact(call.act(), async (writer) => {
    await checkAges(call, writer.db, input)
    await refuseDead(writer.db, input)
    return writer.insert('guardians', { ...input, ...patch, endsOn: null })
  })
  return { id }
}

async function checkAges(call: Call, db: ReadDb, { childPersonId, guardianPersonId, startsOn }: Pick<Row<'guardians'>, 'childPersonId' | 'guardianPersonId' | 'startsOn'>): Promise<void> {
  const child = await db.selectFrom('persons').select(['birthDate', 'isProtected']).where('id', '=', childPersonId).executeTakeFirst()
  if (!child) throw new NotFound()
  refuseHidden(call, child)
  if (child.birthDate !== null && !isMinor(child.birthDate, startsOn)) throw new RuleViolation('guardians.childIsOfAge')
  if (guardianPersonId === null) return
  const guardian = await db.selectFrom('persons').select(['birthDate', 'isProtected']).where('id', '=', guardianPersonId).executeTakeFirst()
  if (!guardian) throw new NotFound()
  refuseHidden(call, guardian)
  if (guardianPersonId === childPersonId || isMinor(guardian.birthDate, startsOn)) throw new RuleViolation('guardians.guardianUnderAge')
}

async function refuseDead(db: ReadDb, { childPersonId, guardianPersonId }: Pick<Row<'guardians'>, 'childPersonId' | 'guardianPersonId'>): Promise<void> {
  const dead = await deadAmong(db, guardianPersonId === null ? [childPersonId] : [childPersonId, guardianPersonId])
  if (dead.has(childPersonId)) throw new RuleViolation('people.hasDied')
  if (guardianPersonId !== null && dead.has(guardianPersonId)) throw new ValidationFailure([{ path: 'guardianPersonId', rule: 'guardians.guardianHasDied' }])
}

function refuseHidden({ user }: Call, { isProtected }: { readonly isProtected: 0 | 1 }): void {
  if (isProtected === 1 && !user.permissions.has('people.openProtected')) throw new RuleViolation('common.notAllowed')
}

/**
 * Corrects what is recorded of a guardian, the first day too. What nobody is shown of one with protected identity stays as it is.
 * @throws NotFound, Conflict, ValidationFailure where she would end before she began, and as `addGuardian` where the day is another
 */
export async function updateGuardian(call: Call, { id, version, startsOn, ...changes }: Input<'update'>) {
  await call.store.transact(call.act(), async (writer) => {
    const row = await writer.db.selectFrom('guardians').selectAll().where('id', '=', id).executeTakeFirst()
    if (!row) throw new NotFound()
    const first = startsOn ?? row.startsOn
    if (first !== row.startsOn) {
      await checkAges(call, writer.db, { ...row, startsOn: first })
      if (row.endsOn !== null && row.endsOn < first) throw new ValidationFailure([{ path: 'startsOn', rule: 'common.endsBeforeStart' }])
    }
    const { patch, findings } = normaliseGuardian(changes, row.guardianPersonId !== null)
    if (findings.length > 0) throw new ValidationFailure(findings)
    const contact = changes.contact ?? ((await isProtectedPerson(writer.db, row.guardianPersonId)) ? row.contact : null)
    await writer.update('guardians', id, { ...changes, ...patch, contact, startsOn: first }, version)
  })
  return {}
}

async function isProtectedPerson(db: ReadDb, id: string | null): Promise<boolean> {
  return id !== null && (await protectedIdsAmong(db, [id])).has(id)
}

/** @throws NotFound, Conflict, ValidationFailure when it would end before it began */
export async function endGuardian(call: Call, { id, version, endsOn }: Input<'end'>) {
  await call.store.transact(call.act(), async (writer) => {
    const row = await writer.db.selectFrom('guardians').select('startsOn').where('id', '=', id).executeTakeFirst()
    if (!row) throw new NotFound()
    if (endsOn < row.startsOn) throw new ValidationFailure([{ path: 'endsOn', rule: 'common.endsBeforeStart' }])
    await writer.update('guardians', id, { endsOn }, version)
  })
  return {}
}
