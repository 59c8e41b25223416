import { administration } from './administration.ts'
import { affiliations } from './affiliations.ts'
import { association } from './association.ts'
import { audits } from './audits.ts'
import { barriers } from './barriers.ts'
import { bodies } from './bodies.ts'
import { bulk } from './bulk.ts'
import { claims } from './claims.ts'
import { common } from './common.ts'
import { competences } from './competences.ts'
import { consultations } from './consultations.ts'
import { contacts } from './contacts.ts'
import { customFields } from './custom-fields.ts'
import { documents } from './documents.ts'
import { duplicates } from './duplicates.ts'
import { events } from './events.ts'
import { grants } from './grants.ts'
import { guardians } from './guardians.ts'
import { hosts } from './hosts.ts'
import { imports } from './imports.ts'
import { journal } from './journal.ts'
import { lists } from './lists.ts'
import { mailings } from './mailings.ts'
import { meetings } from './meetings.ts'
import { memberships } from './memberships.ts'
import { notes } from './notes.ts'
import { numbers } from './numbers.ts'
import { organisations } from './organisations.ts'
import { panels } from './panels.ts'
import { payouts } from './payouts.ts'
import { people } from './people.ts'
import { proposals } from './proposals.ts'
import { removals } from './removals.ts'
import { reports } from './reports.ts'
import { sensitive } from './sensitive.ts'
import { session } from './session.ts'
import { support } from './support.ts'
import { tags } from './tags.ts'
import { tariffs } from './tariffs.ts'
import { trainings } from './trainings.ts'
import { ui } from './ui.ts'
import { views } from './views.ts'

/** The Swedish catalogue, one file a domain. It decides which keys exist. */
export const sv = {
  administration,
  affiliations,
  association,
  audits,
  barriers,
  bodies,
  bulk,
  claims,
  common,
  competences,
  consultations,
  contacts,
  customFields,
  documents,
  duplicates,
  events,
  grants,
  guardians,
  hosts,
  imports,
  journal,
  lists,
  mailings,
  meetings,
  memberships,
  notes,
  numbers,
  organisations,
  panels,
  payouts,
  people,
  proposals,
  removals,
  reports,
  sensitive,
  session,
  support,
  tags,
  tariffs,
  trainings,
  ui,
  views,
} as const
