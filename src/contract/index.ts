import { affiliations } from './affiliations.ts'
import { audits } from './audits.ts'
import { barriers } from './barriers.ts'
import { bodies } from './bodies.ts'
import { bulk } from './bulk.ts'
import { claims } from './claims.ts'
import { competences } from './competences.ts'
import { customFields } from './custom-fields.ts'
import { consultations } from './consultations.ts'
import { contacts } from './contacts.ts'
import { drafts } from './drafts.ts'
import { duplicates } from './duplicates.ts'
import { events } from './events.ts'
import { grants } from './grants.ts'
import { guardians } from './guardians.ts'
import { imports } from './imports.ts'
import { journal } from './journal.ts'
import { lists } from './lists.ts'
import { mailings, newsletter, registerExtracts } from './mailings.ts'
import { meetings } from './meetings.ts'
import { memberships } from './memberships.ts'
import { notes } from './notes.ts'
import { organisations } from './organisations.ts'
import { panels } from './panels.ts'
import { payouts } from './payouts.ts'
import { proposals } from './proposals.ts'
import { people } from './people.ts'
import { removals } from './removals.ts'
import { reports } from './reports.ts'
import { search } from './search.ts'
import { sensitive } from './sensitive.ts'
import { association, backups, session, users } from './session.ts'
import { tags } from './tags.ts'
import { support } from './support.ts'
import { tariffs } from './tariffs.ts'
import { trainings } from './trainings.ts'
import { views } from './views.ts'

/** Every procedure there is, by domain. The window calls it, the core implements it, the command line lists it. */
export const contract = {
  session,
  association,
  users,
  backups,
  drafts,
  journal,
  search,
  organisations,
  affiliations,
  support,
  people,
  bulk,
  removals,
  competences,
  panels,
  contacts,
  sensitive,
  guardians,
  duplicates,
  imports,
  views,
  lists,
  memberships,
  bodies,
  meetings,
  tariffs,
  claims,
  payouts,
  audits,
  proposals,
  consultations,
  barriers,
  events,
  trainings,
  grants,
  notes,
  tags,
  customFields,
  mailings,
  newsletter,
  registerExtracts,
  reports,
}
