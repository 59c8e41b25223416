import { os } from '#core/call.ts'
import { listClaims } from './list.ts'
import { listRecognitions, readClaim } from './queries.ts'
import { approveClaim, approveManyClaims, recalculateClaim, recordRecognition, rejectClaim } from './service.ts'

export const claimsRouter = os.claims.router({
  list: os.claims.list.handler(({ context: { call }, input }) => listClaims(call, input)),
  read: os.claims.read.handler(({ context: { call }, input }) => readClaim(call, input.id)),
  approve: os.claims.approve.handler(({ context: { call }, input }) => approveClaim(call, input)),
  approveMany: os.claims.approveMany.handler(({ context: { call }, input }) => approveManyClaims(call, input)),
  reject: os.claims.reject.handler(({ context: { call }, input }) => rejectClaim(call, input)),
  recalculate: os.claims.recalculate.handler(({ context: { call }, input }) => recalculateClaim(call, input)),
  listRecognitions: os.claims.listRecognitions.handler(({ context: { call }, input }) => listRecognitions(call.store.db, input)),
  recordRecognition: os.claims.recordRecognition.handler(({ context: { call }, input }) => recordRecognition(call, input)),
})
