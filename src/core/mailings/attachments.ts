import type { InputOf } from '#contract/base.ts'
import { largestAttachments, type mailings } from '#contract/mailings.ts'
import { NotFound, RuleViolation } from '#shared/result.ts'
import type { Call } from '#core/call.ts'
import { loadMailing } from './audience.ts'
import { mediaTypeOf, safeFileName } from './rules.ts'

/** Lets a file go along with a draft. @throws NotFound, RuleViolation `mailings.alreadyPrepared`, `mailings.attachmentKind`, `mailings.attachmentsTooLarge` */
export async function addAttachment(call: Call, { id: mailingId, file }: InputOf<typeof mailings.addAttachment>): Promise<{ id: string }> {
  const name = safeFileName(file.name)
  const mediaType = mediaTypeOf(name)
  if (mediaType === undefined) throw new RuleViolation('mailings.attachmentKind')
  const tooLarge = () => new RuleViolation('mailings.attachmentsTooLarge', { megabytes: Math.floor(largestAttachments / 1024 / 1024) })
  if (file.size > largestAttachments) throw tooLarge()
  const contentBase64 = Buffer.from(await file.arrayBuffer()).toString('base64')
  const id = await call.store.transact(call.act(), async (writer) => {
    if ((await loadMailing(writer.db, mailingId)).preparedAt !== null) throw new RuleViolation('mailings.alreadyPrepared')
    const others = await writer.db.selectFrom('mailingAttachments').select('byteCount').where('mailingId', '=', mailingId).execute()
    if (others.reduce((sum, { byteCount }) => sum + byteCount, file.size) > largestAttachments) throw tooLarge()
    return writer.insert('mailingAttachments', { mailingId, name, mediaType, byteCount: file.size, contentBase64 })
  })
  return { id }
}

/** @throws NotFound, Conflict, RuleViolation `mailings.alreadyPrepared` */
export async function removeAttachment(call: Call, { id, version }: InputOf<typeof mailings.removeAttachment>) {
  await call.store.transact(call.act(), async (writer) => {
    const row = await writer.db.selectFrom('mailingAttachments').select('mailingId').where('id', '=', id).executeTakeFirst()
    if (!row) throw new NotFound()
    if ((await loadMailing(writer.db, row.mailingId)).preparedAt !== null) throw new RuleViolation('mailings.alreadyPrepared')
    await writer.delete('mailingAttachments', id, version)
  })
  return {}
}

/** A file that goes along, to look at. That it was given out is journalled. @throws NotFound */
export async function attachmentDocument(call: Call, id: string): Promise<{ documentId: string; name: string }> {
  const row = await call.store.db.selectFrom('mailingAttachments').select(['name', 'mediaType', 'contentBase64']).where('id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound()
  const { name, mediaType, contentBase64 } = row
  await call.store.transact(call.act(), async (writer) => writer.note('mailingAttachments', id))
  return { name, documentId: call.documents.put({ name, mediaType, bytes: new Uint8Array(Buffer.from(contentBase64, 'base64')) }) }
}
