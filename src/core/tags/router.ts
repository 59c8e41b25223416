import { os } from '#core/call.ts'
import { listTags, previewTagMerge } from './queries.ts'
import { giveTag, mergeTags, renameTag, setArchived, takeTag } from './service.ts'

export const tagsRouter = os.tags.router({
  list: os.tags.list.handler(({ context: { call } }) => listTags(call)),
  tagPerson: os.tags.tagPerson.handler(({ context: { call }, input }) => giveTag(call, { subjectTable: 'persons', subjectId: input.personId }, input.name)),
  untagPerson: os.tags.untagPerson.handler(({ context: { call }, input }) => takeTag(call, { subjectTable: 'persons', subjectId: input.personId }, input.tagId)),
  tagOrganisation: os.tags.tagOrganisation.handler(({ context: { call }, input }) => giveTag(call, { subjectTable: 'organisations', subjectId: input.organisationId }, input.name)),
  untagOrganisation: os.tags.untagOrganisation.handler(({ context: { call }, input }) => takeTag(call, { subjectTable: 'organisations', subjectId: input.organisationId }, input.tagId)),
  rename: os.tags.rename.handler(({ context: { call }, input }) => renameTag(call, input)),
  archive: os.tags.archive.handler(({ context: { call }, input }) => setArchived(call, input, true)),
  restore: os.tags.restore.handler(({ context: { call }, input }) => setArchived(call, input, false)),
  previewMerge: os.tags.previewMerge.handler(({ context: { call }, input }) => previewTagMerge(call, input)),
  merge: os.tags.merge.handler(({ context: { call }, input }) => mergeTags(call, input)),
})
