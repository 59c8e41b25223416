import type { InputOf } from '#contract/base.ts'
import type { Tag, tags } from '#contract/tags.ts'
import { NotFound, ValidationFailure } from '#shared/result.ts'
import { sortKey } from '#shared/swedish-text.ts'
import type { Call } from '#core/call.ts'
import type { Writer } from '#core/db/writer.ts'
import { taggingsOfMerge } from './queries.ts'
import { takenName } from './rules.ts'

type Input<Name extends keyof typeof tags> = InputOf<(typeof tags)[Name]>
type Subject = { readonly subjectTable: 'persons' | 'organisations'; readonly subjectId: string }

/** Gives somebody a tag by its name. A name that no tag has becomes one; an archived tag is in use again. @throws NotFound */
export async function giveTag(call: Call, { subjectTable, subjectId }: Subject, name: string): Promise<Tag> {
  return call.store.transact(call.act(), async (writer) => {
    if (!(await writer.db.selectFrom(subjectTable).select('id').where('id', '=', subjectId).executeTakeFirst())) throw new NotFound()
    const tag = await tagNamed(writer, name)
    const held = await writer.db.selectFrom('taggings').select('id').where('tagId', '=', tag.id).where('subjectId', '=', subjectId).executeTakeFirst()
    if (!held) await writer.insert('taggings', { tagId: tag.id, subjectTable, subjectId })
    return tag
  })
}

/** The tag of a name, made where there is none; an archived one is in use again. */
export async function tagNamed(writer: Writer, name: string): Promise<Tag> {
  const nameSort = sortKey(name)
  const known = await writer.db.selectFrom('tags').select(['id', 'name']).where('nameSort', '=', nameSort).executeTakeFirst()
  if (!known) return { id: await writer.insert('tags', { name, nameSort, archivedAt: null }), name }
  await writer.update('tags', known.id, { archivedAt: null })
  return known
}

/** Takes a tag from somebody. @throws NotFound where she does not have it */
export async function takeTag(call: Call, { subjectTable, subjectId }: Subject, tagId: string) {
  await call.store.transact(call.act(), async (writer) => {
    const held = await writer.db.selectFrom('taggings').select('id').where('tagId', '=', tagId).where('subjectTable', '=', subjectTable).where('subjectId', '=', subjectId).executeTakeFirst()
    if (!held) throw new NotFound()
    await writer.delete('taggings', held.id)
  })
  return {}
}

/** Gives a tag another name. @throws NotFound, Conflict, ValidationFailure where another tag has it */
export async function renameTag(call: Call, { id, version, name }: Input<'rename'>) {
  const nameSort = sortKey(name)
  await call.store.transact(call.act(), async (writer) => {
    const finding = takenName(await writer.db.selectFrom('tags').select(['id', 'nameSort']).execute(), nameSort, id)
    if (finding) throw new ValidationFailure([{ path: 'name', ...finding }])
    await writer.update('tags', id, { name, nameSort }, version)
  })
  return {}
}

/** Stops offering a tag, or offers it again. @throws NotFound, Conflict */
export async function setArchived(call: Call, { id, version }: Input<'archive'>, isArchived: boolean) {
  await call.store.transact(call.act(), (writer) => writer.update('tags', id, { archivedAt: isArchived ? writer.now : null }, version))
  return {}
}

/** Makes one tag of two: whoever has the one that goes gets the one that stays. @throws NotFound, Conflict */
export async function mergeTags(call: Call, { keptId, otherId, keptVersion, otherVersion }: Input<'merge'>): Promise<{ moved: number }> {
  return call.store.transact(call.act(), async (writer) => {
    const { moved, already } = await taggingsOfMerge(writer.db, { keptId, otherId })
    for (const tagging of moved) await writer.update('taggings', tagging.id, { tagId: keptId })
    for (const tagging of already) await writer.delete('taggings', tagging.id)
    await writer.update('tags', keptId, { archivedAt: null }, keptVersion)
    await writer.delete('tags', otherId, otherVersion)
    return { moved: moved.length }
  })
}
