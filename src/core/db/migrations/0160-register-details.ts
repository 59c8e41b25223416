import { sql, type Kysely } from 'kysely'
import { foldForSearch, foldLoosely } from '#shared/swedish-text.ts'
import type { Engine } from '../engine.ts'
import type { Database } from '../schema.ts'
import { addColumns, makeIndexes, makeTables } from './make-tables.ts'
import type { Migration } from './migration.ts'

/** A fee that was paid before keeps what it says of it: all at once, on a day. */
const payments = {
  id: 'id', version: 'integer', feeId: 'ref:membershipFees', personId: 'ref:persons', amountOre: 'ore?', paidOn: 'date', paymentMethod: 'text?', incomingPaymentId: 'ref:incomingPayments?',
}

/** Who had another name before is found by it, too; why somebody became a member can be said, and is not known of those who are members; a fee may be paid in parts. */
export const registerDetails: Migration = {
  number: 160,
  name: 'former names in the search, reasons for joining, part payments, found duplicates',
  async up(database, kind) {
    await addColumns(database, kind, { memberships: { startReasonKind: 'text?', startReason: 'text?' } })
    await makeTables(database, kind, { membershipFeePayments: payments, duplicateSearches: { id: 'id', version: 'integer', searchedAt: 'instant', pairCount: 'integer', pairsJson: 'json' } })
    // Several payments may be of one fee, and each of them is counted once.
    await database.schema.dropIndex('incomingPayments_feeId_unique').execute()
    await makeIndexes(database, { indexed: [['incomingPayments', ['feeId']], ['membershipFeePayments', ['feeId']], ['membershipFeePayments', ['personId']]], unique: [['membershipFeePayments', ['incomingPaymentId']]] })
    await findByFormerNames(database, kind)
  },
}

/** As many former names as are read at a time. */
const perStep = 500

async function findByFormerNames(database: Kysely<Database>, kind: Engine['kind']): Promise<void> {
  for (let last = ''; ; ) {
    const rows = await database
      .selectFrom('persons')
      .innerJoin('searchEntries', 'searchEntries.entityId', 'persons.id')
      .select(['persons.id', 'persons.formerName', 'folded', 'loose'])
      .where('persons.formerName', 'is not', null)
      .where('persons.id', '>', last)
      .orderBy('persons.id')
      .limit(perStep)
      .execute()
    for (const { id, formerName, ...before } of rows) {
      const former = foldForSearch(formerName ?? '')
      const folded = `${before.folded} ${former}`
      const loose = [before.loose, ...former.split(' ').filter((word) => /[åäö]/u.test(word)).map(foldLoosely)].filter(Boolean).join(' ')
      // The word index must be told what goes before it goes.
      if (kind === 'sqlite') await sql`insert into "searchFts" ("searchFts", rowid, "folded", "loose") select 'delete', "rowId", "folded", "loose" from "searchEntries" where "entityId" = ${id}`.execute(database)
      await database.updateTable('searchEntries').set({ folded, loose }).where('entityId', '=', id).execute()
      if (kind === 'sqlite') await sql`insert into "searchFts" (rowid, "folded", "loose") select "rowId", "folded", "loose" from "searchEntries" where "entityId" = ${id}`.execute(database)
    }
    if (rows.length < perStep) return
    last = rows.at(-1)?.id ?? ''
  }
}
