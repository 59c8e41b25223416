import type { InputOf } from '#contract/base.ts'
import type { Guardian, guardians } from '#contract/guardians.ts'
import { periodStatus, type LocalDate } from '#shared/dates.ts'
import type { RuleFinding } from '#shared/i18n/index.ts'
import { NotFound, RuleViolation, ValidationFailure } from '#shared/result.ts'
import type { Call } from '#core/call.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { personRef, personRefColumns } from './protected.ts'
import { childFindings, isMinor, lastDayUnderAge } from './rules.ts'

type Input<Name extends keyof typeof guardians> = InputOf<(typeof guardians)[Name]>

/** A child's guardians, the latest first. Nobody has one from her eighteenth birthday. */
export async function guardiansOf(db: ReadDb, child: { id: string; birthDate: LocalDate | null }, today: LocalDate): Promise<Guardian[]> {
  const rows = await db.selectFrom('guardians').selectAll().where('childPersonId', '=', child.id).orderBy('startsOn', 'desc').orderBy('id').execute()
  const ids = rows.flatMap(({ guardianPersonId }) => guardianPersonId ?? [])
  const persons = ids.length === 0 ? [] : await db.selectFrom('persons').select(personRefColumns).where('id', 'in', ids).execute()
  return rows.map(({ childPersonId: _child, guardianPersonId, ...row }) => {
    const person = persons.find(({ personId }) => personId === guardianPersonId)
    const endsOn = untilOfAge(row.endsOn, child.birthDate)
    return { ...row, endsOn, person: person ? personRef(person) : null, status: periodStatus({ startsOn: row.startsOn, endsOn }, today) }
  })
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
  const persons = await db.selectFrom('persons').select(['id', 'birthDate']).where('id', 'in', ids).where('birthDate', 'is not', null).execute()
  const minors = persons.filter(({ birthDate }) => isMinor(birthDate, on))
  if (minors.length === 0) return new Map()
  const rows = await db.selectFrom('guardians').selectAll().where('childPersonId', 'in', minors.map(({ id }) => id)).execute()
  return new Map(
    minors.flatMap(({ id, birthDate }) => {
      const findings = childFindings(birthDate, rows.filter(({ childPersonId }) => childPersonId === id), on)
      return findings.length > 0 ? [[id, findings] as const] : []
    }),
  )
}

/**
 * Records a guardian.
 * @throws ValidationFailure when nobody is named, RuleViolation when the child is of age or the guardian is not, and `common.notAllowed`
 * where either is protected and the user may not open that: by trying days, the rules of age would tell when she was born
 */
export async function addGuardian(call: Call, input: Input<'add'>): Promise<{ id: string }> {
  const { childPersonId, guardianPersonId, startsOn } = input
  if (guardianPersonId === null && input.name === null) throw new ValidationFailure([{ path: 'name', rule: 'guardians.nobodyNamed' }])
  const id = await call.store.transact(call.act(), async (writer) => {
    const child = await writer.db.selectFrom('persons').select(['birthDate', 'isProtected']).where('id', '=', childPersonId).executeTakeFirst()
    if (!child) throw new NotFound()
    refuseHidden(call, child)
    if (child.birthDate !== null && !isMinor(child.birthDate, startsOn)) throw new RuleViolation('guardians.childIsOfAge')
    if (guardianPersonId !== null) {
      const guardian = await writer.db.selectFrom('persons').select(['birthDate', 'isProtected']).where('id', '=', guardianPersonId).executeTakeFirst()
      if (!guardian) throw new NotFound()
      refuseHidden(call, guardian)
      if (guardianPersonId === childPersonId || isMinor(guardian.birthDate, startsOn)) throw new RuleViolation('guardians.guardianUnderAge')
    }
    return writer.insert('guardians', { ...input, name: guardianPersonId === null ? input.name : null, endsOn: null })
  })
  return { id }
}

function refuseHidden({ user }: Call, { isProtected }: { readonly isProtected: 0 | 1 }): void {
  if (isProtected === 1 && !user.permissions.has('people.openProtected')) throw new RuleViolation('common.notAllowed')
}

/** @throws NotFound, Conflict */
export async function updateGuardian(call: Call, { id, version, ...changes }: Input<'update'>) {
  await call.store.transact(call.act(), (writer) => writer.update('guardians', id, changes, version))
  return {}
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
