import { os } from '#core/call.ts'
import { listOrganisations, organisationTree, readOrganisation } from './queries.ts'
import { createOrganisation, endOrganisation, moveOrganisation, reopenOrganisation, updateOrganisation } from './service.ts'

export const organisationsRouter = os.organisations.router({
  list: os.organisations.list.handler(({ context: { call }, input }) => listOrganisations(call, input)),
  tree: os.organisations.tree.handler(({ context: { call } }) => organisationTree(call)),
  read: os.organisations.read.handler(({ context: { call }, input }) => readOrganisation(call, input.id)),
  create: os.organisations.create.handler(({ context: { call }, input }) => createOrganisation(call, input)),
  update: os.organisations.update.handler(({ context: { call }, input }) => updateOrganisation(call, input)),
  move: os.organisations.move.handler(({ context: { call }, input }) => moveOrganisation(call, input)),
  end: os.organisations.end.handler(({ context: { call }, input }) => endOrganisation(call, input)),
  reopen: os.organisations.reopen.handler(({ context: { call }, input }) => reopenOrganisation(call, input)),
})
