import { os } from '#core/call.ts'
import { listProposals, readProposal } from './queries.ts'
import { createProposal, updateProposal } from './service.ts'

export const proposalsRouter = os.proposals.router({
  list: os.proposals.list.handler(({ context: { call }, input }) => listProposals(call.store.db, input, call.clock.today())),
  read: os.proposals.read.handler(({ context: { call }, input }) => readProposal(call.store.db, input.id, call.clock.today())),
  create: os.proposals.create.handler(({ context: { call }, input }) => createProposal(call, input)),
  update: os.proposals.update.handler(({ context: { call }, input }) => updateProposal(call, input)),
})
