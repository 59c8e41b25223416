import { association } from './association.ts'
import { claims } from './claims.ts'
import { common } from './common.ts'
import { hosts } from './hosts.ts'
import { imports } from './imports.ts'
import { journal } from './journal.ts'
import { numbers } from './numbers.ts'
import { organisations } from './organisations.ts'
import { payouts } from './payouts.ts'
import { people } from './people.ts'
import { session } from './session.ts'
import { tariffs } from './tariffs.ts'
import { ui } from './ui.ts'

/** The Swedish catalogue, one file a domain. It decides which keys exist. */
export const sv = {
  association,
  claims,
  common,
  hosts,
  imports,
  journal,
  numbers,
  organisations,
  payouts,
  people,
  session,
  tariffs,
  ui,
} as const
