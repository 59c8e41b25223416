import { os } from '#core/call.ts'
import { listOrganisations, readOrganisation } from './queries.ts'
import { createOrganisation, updateOrganisation } from './service.ts'

export const organisationsRouter = os.organisations.router({
  list: os.organisations.list.handler(({ context: { call }, input }) => listOrganisations(call, input)),
  read: os.organisations.read.handler(({ context: { call }, input }) => readOrganisation(call, input.id)),
  create: os.organisations.create.handler(({ context: { call }, input }) => createOrganisation(call, input)),
  update: os.organisations.update.handler(({ context: { call }, input }) => updateOrganisation(call, input)),
})
