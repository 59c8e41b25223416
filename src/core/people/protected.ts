import type { Row } from '#core/db/schema.ts'
import { inChunks } from '#core/db/in-chunks.ts'
import type { ReadDb } from '#core/db/writer.ts'
import type { PersonRef } from '#contract/people.ts'

/**
 * The one predicate for protected identities. Every list, search, export, mailing, report and autocomplete
 * that names persons keeps to rows where this column has this value, or names them through `personRef`.
 */
export const notProtected = ['persons.isProtected', '=', 0] as const

/** The others: those who are counted and left out, or opened on purpose. */
export const onlyProtected = ['persons.isProtected', '=', 1] as const

/**
 * The rows of `notProtected`, chosen after reading. For rows asked for by their identifiers: were the predicate in the
 * question too, a database without statistics could walk the whole register by it to find the few.
 */
export function unprotected<Person extends Pick<Row<'persons'>, 'isProtected'>>(persons: readonly Person[]): Person[] {
  return persons.filter((person) => person.isProtected === 0)
}

/** The columns that `personRef` needs, to be selected where a person is only mentioned. */
export const personRefColumns = ['persons.id as personId', 'persons.givenName', 'persons.familyName', 'persons.memberNumber', 'persons.isProtected'] as const

type RefSource = Pick<Row<'persons'>, 'givenName' | 'familyName' | 'memberNumber' | 'isProtected'> & { personId: string }

/** How a person is named wherever she is only mentioned: a protected person by her member number alone. */
export function personRef(row: RefSource): PersonRef {
  const isProtected = row.isProtected === 1
  return { id: row.personId, name: isProtected ? null : `${row.givenName} ${row.familyName}`, memberNumber: row.memberNumber, isProtected }
}

/** Which of these ids belong to persons with protected identity, or did before they were merged into one who has it. Ids of other rows are passed over. */
export async function protectedIdsAmong(db: ReadDb, asked: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await inChunks(asked, async (ids) => [
    ...(await db.selectFrom('persons').select('id').where('id', 'in', ids).where(...onlyProtected).execute()),
    ...(await db.selectFrom('personMerges').innerJoin('persons', 'persons.id', 'keptPersonId').select('mergedPersonId as id').where('mergedPersonId', 'in', ids).where(...onlyProtected).execute()),
  ])
  return new Set(rows.map(({ id }) => id))
}
