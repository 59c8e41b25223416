import { os } from '#core/call.ts'
import { listBarriers, readBarrier } from './queries.ts'
import { createBarrier, updateBarrier } from './service.ts'

export const barriersRouter = os.barriers.router({
  list: os.barriers.list.handler(({ context: { call }, input }) => listBarriers(call.store.db, input, call.clock.today())),
  read: os.barriers.read.handler(({ context: { call }, input }) => readBarrier(call.store.db, input.id, call.clock.today())),
  create: os.barriers.create.handler(({ context: { call }, input }) => createBarrier(call, input)),
  update: os.barriers.update.handler(({ context: { call }, input }) => updateBarrier(call, input)),
})
