import { os } from '#core/call.ts'
import { affiliationsOfOrganisation, affiliationsOfPerson } from './queries.ts'
import { addContact, addLink, mergeOrganisation, removeContact, removeLink, updateContact, updateLink } from './service.ts'

export const affiliationsRouter = os.affiliations.router({
  ofOrganisation: os.affiliations.ofOrganisation.handler(({ context: { call }, input }) => affiliationsOfOrganisation(call, input.organisationId)),
  ofPerson: os.affiliations.ofPerson.handler(({ context: { call }, input }) => affiliationsOfPerson(call, input.personId)),
  addContact: os.affiliations.addContact.handler(({ context: { call }, input }) => addContact(call, input)),
  updateContact: os.affiliations.updateContact.handler(({ context: { call }, input }) => updateContact(call, input)),
  removeContact: os.affiliations.removeContact.handler(({ context: { call }, input }) => removeContact(call, input)),
  addLink: os.affiliations.addLink.handler(({ context: { call }, input }) => addLink(call, input)),
  updateLink: os.affiliations.updateLink.handler(({ context: { call }, input }) => updateLink(call, input)),
  removeLink: os.affiliations.removeLink.handler(({ context: { call }, input }) => removeLink(call, input)),
  mergeOrganisation: os.affiliations.mergeOrganisation.handler(({ context: { call }, input }) => mergeOrganisation(call, input)),
})
