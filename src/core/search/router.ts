import { searchKinds } from '#contract/search.ts'
import { os } from '#core/call.ts'
import { find } from './queries.ts'

export const searchRouter = os.search.router({
  find: os.search.find.handler(async ({ context: { call }, input }) => {
    const hits = await find(call.store, input.text, input.kinds ?? searchKinds, input.limit, call.user.permissions)
    return hits.map(({ entityId, kind, title, detail }) => ({ id: entityId, kind: kind as (typeof searchKinds)[number], title, detail }))
  }),
})
