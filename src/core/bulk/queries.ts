import type { BulkChange } from '#contract/bulk.ts'
import { sortKey } from '#shared/swedish-text.ts'
import { valuesOfPersons } from '#core/custom-fields/index.ts'
import { inChunks } from '#core/db/in-chunks.ts'
import type { ReadDb } from '#core/db/writer.ts'
import type { BulkPerson } from './rules.ts'

/** The chosen persons with what the change needs to know of them, in the order they were chosen. Who is no longer in the register is not among them. */
export async function readChosen(db: ReadDb, ids: readonly string[], change: BulkChange): Promise<BulkPerson[]> {
  const tagId = await tagOf(db, change)
  return inChunks(ids, (some) => readSome(db, some, change, tagId))
}

async function readSome(db: ReadDb, ids: readonly string[], change: BulkChange, tagId: string | undefined): Promise<BulkPerson[]> {
  const { kind } = change
  const persons = await db
    .selectFrom('persons')
    .select(['id', 'isProtected', 'email', 'phone', 'otherPhone', 'street', 'postcode', 'town', 'municipalityCode', 'countryCode', 'gender', 'preferredChannel'])
    .where('id', 'in', ids)
    .execute()
  const memberships = kind === 'endMembership' ? await db.selectFrom('memberships').select(['id', 'personId', 'startsOn', 'endsOn']).where('personId', 'in', ids).orderBy('startsOn').execute() : []
  const taggings = tagId === undefined ? [] : await db.selectFrom('taggings').select(['id', 'subjectId']).where('tagId', '=', tagId).where('subjectId', 'in', ids).execute()
  const fieldId = kind === 'customField' ? change.fieldId : undefined
  const values = await valuesOfPersons(db, fieldId === undefined ? [] : [fieldId], ids)
  const byId = new Map(persons.map((person) => [person.id, person]))
  const latest = new Map(memberships.map((membership) => [membership.personId, membership]))
  const tagged = new Map(taggings.map((tagging) => [tagging.subjectId, tagging.id]))
  return ids.flatMap((id) => {
    const person = byId.get(id)
    return person ? [{ ...person, membership: latest.get(id), taggingId: tagged.get(id), customValue: values.get(id)?.[fieldId ?? ''] ?? null }] : []
  })
}

/** The tag that a change is about; none where its name is new. */
async function tagOf(db: ReadDb, change: BulkChange): Promise<string | undefined> {
  if (change.kind === 'removeTag') return change.tagId
  if (change.kind !== 'addTag') return undefined
  return (await db.selectFrom('tags').select('id').where('nameSort', '=', sortKey(change.name)).executeTakeFirst())?.id
}
