import type { DraftContent } from '#contract/drafts.ts'
import { os } from '#core/call.ts'

export const draftsRouter = os.drafts.router({
  find: os.drafts.find.handler(async ({ context: { call }, input }) => {
    const draft = await call.store.formDrafts.find(call.user.id, input.form)
    return { draft: draft ? { content: JSON.parse(draft.contentJson) as DraftContent, savedAt: draft.savedAt } : null }
  }),
  keep: os.drafts.keep.handler(async ({ context: { call }, input }) => {
    await call.store.formDrafts.keep(call.user.id, input.form, JSON.stringify(input.content))
    return {}
  }),
  drop: os.drafts.drop.handler(async ({ context: { call }, input }) => {
    await call.store.formDrafts.drop(call.user.id, input.form)
    return {}
  }),
})
