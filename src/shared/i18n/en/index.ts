import type { Shape } from '../shape.ts'
import type { sv } from '../sv/index.ts'
import { administration } from './administration.ts'
import { affiliations } from './affiliations.ts'
import { association } from './association.ts'
import { audits } from './audits.ts'
import { bodies } from './bodies.ts'
import { claims } from './claims.ts'
import { common } from './common.ts'
import { competences } from './competences.ts'
import { customFields } from './custom-fields.ts'
import { documents } from './documents.ts'
import { duplicates } from './duplicates.ts'
import { grants } from './grants.ts'
import { hosts } from './hosts.ts'
import { imports } from './imports.ts'
import { journal } from './journal.ts'
import { mailings } from './mailings.ts'
import { meetings } from './meetings.ts'
import { notes } from './notes.ts'
import { numbers } from './numbers.ts'
import { organisations } from './organisations.ts'
import { panels } from './panels.ts'
import { payouts } from './payouts.ts'
import { memberships } from './memberships.ts'
import { people } from './people.ts'
import { reports } from './reports.ts'
import { session } from './session.ts'
import { tags } from './tags.ts'
import { tariffs } from './tariffs.ts'
import { trainings } from './trainings.ts'
import { ui } from './ui.ts'
import { views } from './views.ts'

import { support } from './support.ts'
/** The English catalogue. */
export const en = {
  administration,
  association,
  audits,
  bodies,
  claims,
  common,
  competences,
  customFields,
  documents,
  affiliations,
  duplicates,
  grants,
  hosts,
  imports,
  journal,
  mailings,
  meetings,
  notes,
  numbers,
  organisations,
  panels,
  payouts,
  people,
  reports,
  session,
  tags,
  tariffs,
  trainings,
  memberships,
  ui,
  views,
} as const satisfies Shape<typeof sv>
  support,
