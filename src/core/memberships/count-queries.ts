import type { ExpressionBuilder } from 'kysely'
import type { InputOf } from '#contract/base.ts'
import { memberCountRules, type CountGrouping, type MemberCountRule, type memberships } from '#contract/memberships.ts'
import type { membershipKinds } from '#contract/people.ts'
import { yearOf, type LocalDate } from '#shared/dates.ts'
import type { Call } from '#core/call.ts'
import { inForceOn } from '#core/db/periods.ts'
import type { Database } from '#core/db/schema.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { municipalityOn, notProtected, onlyProtected, personRef, personRefColumns, unprotected } from '#core/people/index.ts'
import { ageBands, birthDatesOfBand, countedMembershipKinds, countingRules, feeFloors, membershipDayOf, type CountScope } from './counting.ts'
import { loadSettings } from './settings.ts'

/** The rule that the association has chosen for its reports. */
export function chosenRule({ memberCountRule }: { memberCountRule: string }): MemberCountRule {
  return memberCountRules.find((rule) => rule === memberCountRule) ?? 'membership'
}

/** What a count on a date by a rule is made from. */
export async function countScope(db: ReadDb, on: LocalDate, rule: MemberCountRule): Promise<CountScope> {
  const [{ municipalityCode }, { isFeeConfirmation }] = await Promise.all([
    db.selectFrom('association').select('municipalityCode').executeTakeFirstOrThrow(),
    loadSettings(db),
  ])
  return { on, rule, countyCode: municipalityCode?.slice(0, 2) ?? null, isFeeConfirmation }
}

/** The memberships that count, each with its person: what `countedKind` says, in SQL. A person may have two only where the register has overlapping memberships. */
export function countedMemberships(db: ReadDb, scope: CountScope) {
  const rule = countingRules[scope.rule]
  const { on, countyCode, isFeeConfirmation } = scope
  return db
    .selectFrom('memberships')
    .innerJoin('persons', 'persons.id', 'memberships.personId')
    .where('memberships.kind', 'in', countedMembershipKinds)
    .where(inForceOn('memberships', membershipDayOf(scope)))
    .$if(rule.isInCounty, (query) =>
      query.where((eb) => {
        const isProtected = eb(...onlyProtected)
        return countyCode === null ? isProtected : eb.or([isProtected, eb(municipalityOn(eb, on), 'like', `${countyCode}%`)])
      }),
    )
    .$if(rule.fee === 'paid', (query) => query.where((eb) => eb.exists(paidFee(eb, on))))
    .$if(rule.fee === 'floor', (query) =>
      query.where((eb) =>
        eb.or([
          eb.exists(paidFee(eb, on).where((fee) => fee(fee.fn.coalesce('membershipFees.paidOre', 'membershipFees.amountOre'), '>=', floorOf(eb)))),
          eb(paidInParts(eb, on) as never, '>=', floorOf(eb) as never),
        ]),
      ),
    )
    .$if(rule.isConfirmed, (query) =>
      query.where((eb) => {
        const confirmed = eb.exists(
          eb
            .selectFrom('membershipConfirmations')
            .select('membershipConfirmations.id')
            .whereRef('membershipConfirmations.personId', '=', 'persons.id')
            .where('membershipConfirmations.year', '=', yearOf(on))
            .where('membershipConfirmations.confirmedOn', '<=', on),
        )
        return isFeeConfirmation ? eb.or([confirmed, eb.exists(paidFee(eb, on))]) : confirmed
      }),
    )
}

type MemberExpressions = ExpressionBuilder<Database, 'memberships' | 'persons'>

function paidFee(eb: MemberExpressions, on: LocalDate) {
  return eb
    .selectFrom('membershipFees')
    .select('membershipFees.id')
    .whereRef('membershipFees.personId', '=', 'persons.id')
    .where('membershipFees.year', '=', yearOf(on))
    .where('membershipFees.paidOn', '<=', on)
}

/** What had been paid of the year's fee by a day, where its payments are kept. */
function paidInParts(eb: MemberExpressions, on: LocalDate) {
  return eb
    .selectFrom('membershipFeePayments')
    .innerJoin('membershipFees', 'membershipFees.id', 'membershipFeePayments.feeId')
    .select((sum) => sum.fn.sum('membershipFeePayments.amountOre').as('paid'))
    .whereRef('membershipFeePayments.personId', '=', 'persons.id')
    .where('membershipFees.year', '=', yearOf(on))
    .where('membershipFeePayments.paidOn', '<=', on)
}

function floorOf(eb: MemberExpressions) {
  return eb.case().when('memberships.kind', '=', 'family').then(eb.lit(feeFloors.family)).else(eb.lit(feeFloors.main)).end()
}

/** The place of a person's age band, oldest first in the asking; -1 where the birth date is missing or lies ahead. */
export function bandOf(eb: ExpressionBuilder<Database, 'persons'>, on: LocalDate) {
  const oldestFirst = ageBands.map((_, band) => band).toReversed()
  const [first, ...rest] = oldestFirst as [number, ...number[]]
  const bornBy = (band: number) => eb('persons.birthDate', '<=', birthDatesOfBand(band, on).until)
  let cases = eb.case().when(bornBy(first)).then(eb.lit(first))
  for (const band of rest) cases = cases.when(bornBy(band)).then(eb.lit(band))
  return cases.else(eb.lit(-1)).end()
}

interface CountedPerson {
  readonly id: string
  readonly kind: string
  readonly municipalityCode: string | null
  readonly gender: string | null
  readonly band: number
  readonly isProtected: 0 | 1
}

/**
 * Everybody who counts, once. Where a protected person lives, her gender and her age are not told, so in those groups she stands
 * with those of whom nothing is known; otherwise a group of one would tell.
 */
async function countedPersons(db: ReadDb, scope: CountScope): Promise<CountedPerson[]> {
  const rows = await countedMemberships(db, scope)
    .select(['persons.id', 'memberships.kind', 'persons.gender', 'persons.isProtected'])
    .select((eb) => [municipalityOn(eb, scope.on).as('municipalityCode'), bandOf(eb, scope.on).as('band')])
    .orderBy('persons.nameSort')
    .orderBy('persons.id')
    .orderBy('memberships.startsOn')
    .execute()
  return [...new Map(rows.map((row) => [row.id, row])).values()].map((row) => (row.isProtected === 1 ? { ...row, municipalityCode: null, gender: null, band: -1 } : row))
}

const keyOf: Record<CountGrouping, (person: CountedPerson) => string | null> = {
  kind: ({ kind }) => kind,
  municipality: ({ municipalityCode }) => municipalityCode,
  gender: ({ gender }) => gender,
  age: ({ band }) => (band < 0 ? null : String(ageBands[band])),
}

/** How many count, in all and in groups. */
export async function countMembers({ store }: Call, { on, rule }: InputOf<typeof memberships.count>) {
  const persons = await countedPersons(store.db, await countScope(store.db, on, rule))
  const groups = (grouping: CountGrouping) => [...Map.groupBy(persons, keyOf[grouping])].map(([key, { length: count }]) => ({ key, count }))
  return {
    total: persons.length, protectedCount: persons.filter(({ isProtected }) => isProtected === 1).length,
    kind: groups('kind'), municipality: groups('municipality'), gender: groups('gender'), age: groups('age'),
  }
}

/** Those behind a number. Protected persons are in the number and not in the list. */
export async function listCounted({ store: { db } }: Call, { on, rule, grouping, key, offset, limit }: InputOf<typeof memberships.listCounted>) {
  const all = await countedPersons(db, await countScope(db, on, rule))
  const chosen = grouping ? all.filter((person) => keyOf[grouping](person) === key) : all
  const named = unprotected(chosen)
  const shown = named.slice(offset, offset + limit)
  const refs = shown.length === 0 ? [] : await db.selectFrom('persons').select(personRefColumns).where('persons.id', 'in', shown.map(({ id }) => id)).where(...notProtected).execute()
  const refOf = new Map(refs.map((row) => [row.personId, personRef(row)]))
  return {
    total: named.length,
    protectedCount: chosen.length - named.length,
    rows: shown.flatMap(({ id, kind }) => {
      const person = refOf.get(id)
      return person ? [{ person, kind: kind as (typeof membershipKinds)[number] }] : []
    }),
  }
}
