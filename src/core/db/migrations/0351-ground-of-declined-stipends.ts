import { addColumns } from './make-tables.ts'
import type { Migration } from './migration.ts'

/** What a declined stipend is kept for, on what ground and since which consent. Of those that are there nothing of it is known; they hold as before until they are renewed. */
export const groundOfDeclinedStipends: Migration = {
  number: 351,
  name: 'the ground of declined stipends',
  up: (database, kind) => addColumns(database, kind, { stipendDeclinations: { purpose: 'text?', legalBasis: 'text?', consentedOn: 'date?' } }),
}
