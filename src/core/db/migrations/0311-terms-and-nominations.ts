import { addColumns, makeIndexes, makeTables } from './make-tables.ts'
import type { Migration } from './migration.ts'

/** How long a body's terms are and how many one may have, why that was passed over, how a resignation came in, and who was nominated. Of what exists nothing is known. */
export const termsAndNominations: Migration = {
  number: 311,
  name: 'terms, resignations and nominations',
  async up(database, kind) {
    await addColumns(database, kind, {
      bodies: { termMonths: 'integer?', maxTerms: 'integer?' },
      assignments: { overrideReason: 'text?', resignedOn: 'date?', resignationChannel: 'text?', resignationReceivedByUserId: 'ref:users?' },
    })
    await makeTables(database, kind, {
      nominations: {
        id: 'id', version: 'integer', bodyId: 'ref:bodies', seatId: 'ref:seats', personId: 'ref:persons', organisationId: 'ref:organisations?', nominatedOn: 'date', note: 'text?',
        result: 'text?', resultOn: 'date?', assignmentId: 'ref:assignments?', createdAt: 'instant',
      },
    })
    await makeIndexes(database, {
      indexed: [
        ['assignments', ['resignationReceivedByUserId']], ['nominations', ['bodyId']], ['nominations', ['seatId']], ['nominations', ['personId']], ['nominations', ['organisationId']], ['nominations', ['assignmentId']],
      ],
    })
  },
}
