import { affiliationsRouter } from './affiliations/router.ts'
import { auditsRouter } from './audits/router.ts'
import { barriersRouter } from './barriers/router.ts'
import { bodiesRouter } from './bodies/router.ts'
import { meetingsRouter } from './meetings/router.ts'
import { bulkRouter } from './bulk/router.ts'
import { os } from './call.ts'
import { claimsRouter } from './claims/router.ts'
import { competencesRouter, panelsRouter } from './competences/router.ts'
import { customFieldsRouter } from './custom-fields/router.ts'
import { draftsRouter } from './drafts/router.ts'
import { consultationsRouter } from './consultations/router.ts'
import { duplicatesRouter } from './duplicates/router.ts'
import { eventsRouter } from './events/router.ts'
import { grantsRouter } from './grants/router.ts'
import { journalRouter } from './journal/router.ts'
import { listsRouter, type Procedures } from './lists/router.ts'
import { mailingsRouter, newsletterRouter, registerExtractsRouter } from './mailings/router.ts'
import { membershipsRouter } from './memberships/router.ts'
import { notesRouter } from './notes/router.ts'
import { organisationsRouter } from './organisations/router.ts'
import { supportRouter } from './organisations/support-router.ts'
import { payoutsRouter } from './payouts/router.ts'
import { proposalsRouter } from './proposals/router.ts'
import { importsRouter } from './people/import-router.ts'
import { contactsRouter, guardiansRouter, sensitiveRouter } from './people/details-router.ts'
import { peopleRouter } from './people/router.ts'
import { removalsRouter } from './removals/router.ts'
import { reportsRouter } from './reports/router.ts'
import { searchRouter } from './search/router.ts'
import { associationRouter, backupsRouter, sessionRouter, usersRouter } from './security/router.ts'
import { tagsRouter } from './tags/router.ts'
import { tariffsRouter } from './tariffs/router.ts'
import { trainingsRouter } from './trainings/router.ts'
import { viewsRouter } from './views/router.ts'
import { admit } from './admission.ts'

const admitted = (): Procedures => router

/** Every procedure of the contract with its service; each call is admitted first. */
export const router = os.use(admit).router({
  session: sessionRouter,
  association: associationRouter,
  users: usersRouter,
  backups: backupsRouter,
  drafts: draftsRouter,
  journal: journalRouter,
  search: searchRouter,
  organisations: organisationsRouter,
  affiliations: affiliationsRouter,
  support: supportRouter,
  people: peopleRouter,
  bulk: bulkRouter,
  removals: removalsRouter,
  competences: competencesRouter,
  panels: panelsRouter,
  contacts: contactsRouter,
  sensitive: sensitiveRouter,
  guardians: guardiansRouter,
  duplicates: duplicatesRouter,
  imports: importsRouter,
  views: viewsRouter,
  lists: listsRouter(admitted),
  memberships: membershipsRouter,
  bodies: bodiesRouter,
  meetings: meetingsRouter,
  tariffs: tariffsRouter,
  claims: claimsRouter,
  payouts: payoutsRouter,
  audits: auditsRouter,
  proposals: proposalsRouter,
  consultations: consultationsRouter,
  barriers: barriersRouter,
  events: eventsRouter,
  trainings: trainingsRouter,
  grants: grantsRouter,
  notes: notesRouter,
  tags: tagsRouter,
  customFields: customFieldsRouter,
  mailings: mailingsRouter,
  newsletter: newsletterRouter,
  registerExtracts: registerExtractsRouter,
  reports: reportsRouter,
})
