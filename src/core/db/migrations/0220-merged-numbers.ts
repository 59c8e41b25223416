import { addColumns, makeIndexes, makeTables } from './make-tables.ts'
import type { Migration } from './migration.ts'

const references = { id: 'id', version: 'integer', feeId: 'ref:membershipFees', personId: 'ref:persons', reference: 'text' }

/** Of two fees made one, both references lead to it; of two persons made one, both member numbers. Of earlier merges nothing more is known. */
export const mergedNumbers: Migration = {
  number: 220,
  name: 'references and member numbers of what was merged',
  async up(database, kind) {
    await makeTables(database, kind, { membershipFeeReferences: references })
    await makeIndexes(database, { indexed: [['membershipFeeReferences', ['feeId']], ['membershipFeeReferences', ['personId']]] })
    await addColumns(database, kind, { personMerges: { memberNumber: 'text?' } })
  },
}
