import { os } from '#core/call.ts'
import { listGrants, readGrant } from './queries.ts'
import { createGrant, updateGrant } from './service.ts'

export const grantsRouter = os.grants.router({
  list: os.grants.list.handler(({ context: { call }, input }) => listGrants(call, input)),
  read: os.grants.read.handler(({ context: { call }, input }) => readGrant(call, input.id)),
  create: os.grants.create.handler(({ context: { call }, input }) => createGrant(call, input)),
  update: os.grants.update.handler(({ context: { call }, input }) => updateGrant(call, input)),
})
