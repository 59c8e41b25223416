import { claims } from './claims.ts'
import { journal } from './journal.ts'
import { organisations } from './organisations.ts'
import { payouts } from './payouts.ts'
import { people } from './people.ts'
import { search } from './search.ts'
import { association, backups, session, users } from './session.ts'
import { tariffs } from './tariffs.ts'

/** Every procedure there is, by domain. The window calls it, the core implements it, the command line lists it. */
export const contract = {
  session,
  association,
  users,
  backups,
  journal,
  search,
  organisations,
  people,
  tariffs,
  claims,
  payouts,
}
