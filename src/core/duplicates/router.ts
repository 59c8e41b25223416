import { os } from '#core/call.ts'
import { sayWhatFails } from '#core/steps.ts'
import { listPairs, listSimilar } from './queries.ts'
import { followSearch, stopSearch } from './search.ts'
import { dismissPair, mergePersons, previewMerge, previewProtectedMerge } from './service.ts'

export const duplicatesRouter = os.duplicates.router({
  similar: os.duplicates.similar.handler(({ context: { call }, input }) => listSimilar(call, input)),
  search: os.duplicates.search.handler(({ context: { arrival, call }, signal }) => sayWhatFails(followSearch(call, signal), call.procedure, arrival.reportFault, signal)),
  stopSearch: os.duplicates.stopSearch.handler(({ context: { call } }) => {
    stopSearch(call.store)
    return {}
  }),
  list: os.duplicates.list.handler(({ context: { call }, input }) => listPairs(call, input)),
  dismiss: os.duplicates.dismiss.handler(({ context: { call }, input }) => dismissPair(call, input)),
  preview: os.duplicates.preview.handler(({ context: { call }, input }) => previewMerge(call, input)),
  previewProtected: os.duplicates.previewProtected.handler(({ context: { call }, input }) => previewProtectedMerge(call, input)),
  merge: os.duplicates.merge.handler(({ context: { call }, input }) => mergePersons(call, input)),
})
