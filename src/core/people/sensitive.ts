import { expressionBuilder, type Expression, type SqlBool } from 'kysely'
import type { Person } from '#contract/people.ts'
import type { Need, SensitiveFact } from '#contract/sensitive.ts'
import type { LocalDate } from '#shared/dates.ts'
import type { Database } from '#core/db/schema.ts'
import type { ReadDb } from '#core/db/writer.ts'

/**
 * The only place where sensitive facts are read. Those whose time has passed, or whose consent has been taken back,
 * are read by the erasure alone.
 */
function mayBeUsedOn(today: LocalDate): Expression<SqlBool> {
  const eb = expressionBuilder<Database, 'sensitiveFacts'>()
  return eb.and([
    eb('sensitiveFacts.endsOn', '>=', today),
    eb.or([eb('sensitiveFacts.consentWithdrawnOn', 'is', null), eb('sensitiveFacts.consentWithdrawnOn', '>', today)]),
  ])
}

/** A person's sensitive facts that may be used on a day. */
export async function sensitiveFactsOf(db: ReadDb, personId: string, today: LocalDate): Promise<SensitiveFact[]> {
  const rows = await db
    .selectFrom('sensitiveFacts')
    .leftJoin('experienceAreas', 'experienceAreas.id', 'sensitiveFacts.experienceAreaId')
    .selectAll('sensitiveFacts')
    .select('experienceAreas.name as areaName')
    .where('sensitiveFacts.personId', '=', personId)
    .where(mayBeUsedOn(today))
    .orderBy('sensitiveFacts.kind')
    .orderBy('sensitiveFacts.consentedOn')
    .orderBy('sensitiveFacts.id')
    .execute()
  return rows.map((row) => ({
    id: row.id, version: row.version, kind: row.kind as SensitiveFact['kind'], code: row.value, detail: row.detail,
    experienceArea: row.experienceAreaId !== null && row.areaName !== null ? { id: row.experienceAreaId, name: row.areaName } : null,
    purpose: row.purpose, legalBasis: row.legalBasis as SensitiveFact['legalBasis'], consentedOn: row.consentedOn, endsOn: row.endsOn, consentWithdrawnOn: row.consentWithdrawnOn,
  }))
}

/** The stipends a person declines today or will decline. What has ended is for the claims of its time alone. */
export async function declinationsOf(db: ReadDb, personId: string, today: LocalDate): Promise<NonNullable<Person['stipendDeclinations']>> {
  const rows = await db.selectFrom('stipendDeclinations').selectAll().where('personId', '=', personId).where(notEnded(today)).orderBy('startsOn').execute()
  return rows.map(({ personId: _personId, legalBasis, ...row }) => ({ ...row, legalBasis: legalBasis as SensitiveFact['legalBasis'] | null }))
}

function notEnded(today: LocalDate): Expression<SqlBool> {
  const eb = expressionBuilder<Database, 'stipendDeclinations'>()
  return eb.or([eb('stipendDeclinations.endsOn', 'is', null), eb('stipendDeclinations.endsOn', '>=', today)])
}

/** What each of these persons needs wherever she comes: standing needs, and an interpreter between languages. Never why. */
export async function needsOf(db: ReadDb, personIds: readonly string[], today: LocalDate): Promise<ReadonlyMap<string, Need[]>> {
  const ids = [...new Set(personIds)]
  if (ids.length === 0) return new Map()
  const [facts, speakers] = await Promise.all([
    db
      .selectFrom('sensitiveFacts')
      .select(['personId', 'value', 'detail'])
      .where('kind', '=', 'accessNeed' satisfies SensitiveFact['kind'])
      .where('personId', 'in', ids)
      .where(mayBeUsedOn(today))
      .orderBy('value')
      .orderBy('id')
      .execute(),
    db.selectFrom('persons').select(['id', 'interpreterLanguage']).where('id', 'in', ids).where('interpreterLanguage', 'is not', null).execute(),
  ])
  const needs = new Map<string, Need[]>()
  const add = (personId: string, need: Need) => needs.set(personId, [...(needs.get(personId) ?? []), need])
  for (const { id, interpreterLanguage } of speakers) add(id, { need: 'languageInterpreter', detail: interpreterLanguage })
  for (const { personId, value, detail } of facts) add(personId, { need: value as Need['need'], detail })
  return needs
}

/** Which of these facts and declined stipends may be used on a day, so that a history tells nothing of the others. */
export async function usableFactIds(db: ReadDb, ids: readonly string[], today: LocalDate): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const asked = [...new Set(ids)]
  const [facts, declinations] = await Promise.all([
    db.selectFrom('sensitiveFacts').select('id').where('id', 'in', asked).where(mayBeUsedOn(today)).execute(),
    db.selectFrom('stipendDeclinations').select('id').where('id', 'in', asked).where(notEnded(today)).execute(),
  ])
  const rows = [...facts, ...declinations]
  return new Set(rows.map((row) => row.id))
}

/** The facts that may no longer be used, for erasing them. */
export async function endedFactIds(db: ReadDb, today: LocalDate): Promise<string[]> {
  const rows = await db.selectFrom('sensitiveFacts').select('id').where((eb) => eb.not(mayBeUsedOn(today))).execute()
  return rows.map((row) => row.id)
}
