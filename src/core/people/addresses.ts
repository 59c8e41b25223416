import type { ExpressionBuilder } from 'kysely'
import type { PersonAddress } from '#contract/contacts.ts'
import type { LocalDate } from '#shared/dates.ts'
import type { Database, Row } from '#core/db/schema.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { notProtected, personRef, personRefColumns } from './protected.ts'

/**
 * The person's own columns hold the address that is used today; `personAddresses` hold the former ones and the one she is
 * to move to. What was true on another day is asked for here.
 */

/** In SQL, the code of the municipality that the person of the row lived in on a day. Null where it is not known. */
export function municipalityOn(eb: ExpressionBuilder<Database, 'persons'>, date: LocalDate) {
  const then = eb
    .selectFrom('personAddresses')
    .whereRef('personAddresses.personId', '=', 'persons.id')
    .where((or) => or.or([or('personAddresses.startsOn', 'is', null), or('personAddresses.startsOn', '<=', date)]))
    .where((or) => or.or([or('personAddresses.endsOn', 'is', null), or('personAddresses.endsOn', '>=', date)]))
  return eb
    .case()
    .when(eb.exists(then.select('personAddresses.id')))
    .then(then.select('personAddresses.municipalityCode').orderBy('personAddresses.startsOn', 'desc').limit(1))
    .else(eb.ref('persons.municipalityCode'))
    .end()
}

/** The municipality of one person on a day; nothing for a protected person. */
export async function readMunicipalityOn(db: ReadDb, { personId, date }: { personId: string; date: LocalDate }) {
  const row = await db
    .selectFrom('persons')
    .select((eb) => municipalityOn(eb, date).as('municipality'))
    .where('persons.id', '=', personId)
    .where(...notProtected)
    .executeTakeFirst()
  return { municipalityCode: row?.municipality ?? null }
}

/** The municipality that most persons with a postcode have. No list of postcodes is free to use, but the register knows its own. */
export async function municipalityOfPostcode(db: ReadDb, postcode: string): Promise<string | null> {
  const row = await knownMunicipalities(db).where('postcode', '=', postcode).limit(1).executeTakeFirst()
  return row?.municipalityCode ?? null
}

/** The town that most persons with a postcode have. */
export async function townOfPostcode(db: ReadDb, postcode: string): Promise<string | null> {
  const row = await db
    .selectFrom('persons')
    .select('town')
    .where('postcode', '=', postcode)
    .where('countryCode', 'is', null)
    .where('town', 'is not', null)
    .where(...notProtected)
    .groupBy('town')
    .orderBy((eb) => eb.fn.countAll(), 'desc')
    .orderBy('town')
    .limit(1)
    .executeTakeFirst()
  return row?.town ?? null
}

/** The municipality for every postcode that the register knows, when many are asked for. */
export async function municipalitiesOfPostcodes(db: ReadDb): Promise<ReadonlyMap<string, string>> {
  const municipalities = new Map<string, string>()
  for (const { postcode, municipalityCode } of await knownMunicipalities(db).execute()) {
    if (postcode !== null && municipalityCode !== null && !municipalities.has(postcode)) municipalities.set(postcode, municipalityCode)
  }
  return municipalities
}

/** The municipalities of each postcode, that of most persons first. */
function knownMunicipalities(db: ReadDb) {
  return db
    .selectFrom('persons')
    .select(['postcode', 'municipalityCode'])
    .where('postcode', 'is not', null)
    .where('municipalityCode', 'is not', null)
    .where(...notProtected)
    .groupBy(['postcode', 'municipalityCode'])
    .orderBy((eb) => eb.fn.countAll(), 'desc')
    .orderBy('municipalityCode')
}

/** A person's former and planned addresses, the latest first. */
export async function addressesOf(db: ReadDb, personId: string, today: LocalDate): Promise<PersonAddress[]> {
  const rows = await db.selectFrom('personAddresses').selectAll().where('personId', '=', personId).orderBy('startsOn', 'desc').orderBy('endsOn', 'desc').execute()
  return rows.map(({ personId: _personId, ...address }) => ({ ...address, status: addressStatus(address, today) })).toSorted((a, b) => (latest(a) < latest(b) ? 1 : -1))
}

function latest({ startsOn, endsOn }: { startsOn: LocalDate | null; endsOn: LocalDate | null }): string {
  return endsOn ?? `9${startsOn}`
}

function addressStatus({ startsOn, endsOn }: Pick<Row<'personAddresses'>, 'startsOn' | 'endsOn'>, today: LocalDate): PersonAddress['status'] {
  if (endsOn !== null || startsOn === null) return 'former'
  return startsOn > today ? 'planned' : 'due'
}

/** Planned moves whose day has come. */
export async function listDueMoves(db: ReadDb, today: LocalDate) {
  const rows = await db
    .selectFrom('personAddresses')
    .innerJoin('persons', 'persons.id', 'personAddresses.personId')
    .select(personRefColumns)
    .select('personAddresses.startsOn')
    .where('personAddresses.endsOn', 'is', null)
    .where('personAddresses.startsOn', '<=', today)
    .where(...notProtected)
    .orderBy('personAddresses.startsOn')
    .execute()
  return rows.map(({ startsOn, ...person }) => ({ person: personRef(person), movedOn: startsOn as LocalDate }))
}
