import type { DuplicateSearchEvent } from '#contract/duplicates.ts'
import { asExpectedError } from '#core/admission.ts'
import { os, type ReportFault } from '#core/call.ts'
import { listPairs, listSimilar } from './queries.ts'
import { searchDuplicates } from './search.ts'
import { dismissPair, mergePersons, previewMerge, previewProtectedMerge } from './service.ts'

export const duplicatesRouter = os.duplicates.router({
  similar: os.duplicates.similar.handler(({ context: { call }, input }) => listSimilar(call, input)),
  search: os.duplicates.search.handler(({ context: { arrival, call }, signal }) => sayWhatFails(searchDuplicates(call, signal), call.procedure, arrival.reportFault, signal)),
  list: os.duplicates.list.handler(({ context: { call } }) => listPairs(call)),
  dismiss: os.duplicates.dismiss.handler(({ context: { call }, input }) => dismissPair(call, input)),
  preview: os.duplicates.preview.handler(({ context: { call }, input }) => previewMerge(call, input)),
  previewProtected: os.duplicates.previewProtected.handler(({ context: { call }, input }) => previewProtectedMerge(call, input)),
  merge: os.duplicates.merge.handler(({ context: { call }, input }) => mergePersons(call, input)),
})

/** What fails on the way comes after the door has answered, and is made one of the contract's errors here. A cancelled search just ends. */
async function* sayWhatFails(events: AsyncGenerator<DuplicateSearchEvent>, procedure: string, reportFault: ReportFault, signal: AbortSignal | undefined): AsyncGenerator<DuplicateSearchEvent> {
  try {
    yield* events
  } catch (error) {
    if (signal?.aborted) return
    throw asExpectedError(error, procedure, reportFault)
  }
}
