import type { InputOf } from '#contract/base.ts'
import type { Tag, tags } from '#contract/tags.ts'
import { NotFound, ValidationFailure } from '#shared/result.ts'
import type { Call } from '#core/call.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { onlyProtected, protectedIdsAmong } from '#core/people/protected.ts'
import { mergedTaggings } from './rules.ts'

/** Every tag with how many have it. Protected persons are not counted: what tags they have is not told. */
export async function listTags({ store: { db } }: Call) {
  const [rows, counts] = await Promise.all([
    db.selectFrom('tags').select(['id', 'version', 'name', 'archivedAt']).orderBy('nameSort').execute(),
    db
      .selectFrom('taggings')
      .select(['tagId', 'subjectTable'])
      .select((eb) => eb.fn.countAll().as('count'))
      .where((eb) => eb('subjectId', 'not in', eb.selectFrom('persons').select('persons.id').where(...onlyProtected)))
      .groupBy(['tagId', 'subjectTable'])
      .execute(),
  ])
  const countOf = (tagId: string, subjectTable: string) => Number(counts.find((row) => row.tagId === tagId && row.subjectTable === subjectTable)?.count ?? 0)
  return rows.map((row) => ({ ...row, persons: countOf(row.id, 'persons'), organisations: countOf(row.id, 'organisations') }))
}

/** The tags of one person or organisation, by name. */
export function tagsOf(db: ReadDb, subjectId: string): Promise<Tag[]> {
  return db.selectFrom('taggings').innerJoin('tags', 'tags.id', 'taggings.tagId').select(['tags.id', 'tags.name']).where('taggings.subjectId', '=', subjectId).orderBy('tags.nameSort').execute()
}

/** How many a merge would concern, protected persons not counted. @throws NotFound */
export async function previewTagMerge({ store: { db } }: Call, { keptId, otherId }: InputOf<typeof tags.previewMerge>) {
  const { moved, already } = await taggingsOfMerge(db, { keptId, otherId })
  const hidden = await protectedIdsAmong(db, [...moved, ...already].map(({ subjectId }) => subjectId))
  const count = (taggings: typeof moved) => taggings.filter(({ subjectId }) => !hidden.has(subjectId)).length
  return { moved: count(moved), already: count(already) }
}

/** What a merge does with each tagging. @throws NotFound, ValidationFailure where both are the same tag */
export async function taggingsOfMerge(db: ReadDb, { keptId, otherId }: { keptId: string; otherId: string }) {
  if (keptId === otherId) throw new ValidationFailure([{ path: 'keptId', rule: 'tags.sameTag' }])
  const found = await db.selectFrom('tags').select('id').where('id', 'in', [keptId, otherId]).execute()
  if (found.length < 2) throw new NotFound()
  return mergedTaggings(await db.selectFrom('taggings').selectAll().where('tagId', 'in', [keptId, otherId]).execute(), keptId, otherId)
}
