import { sql } from 'kysely'
import { parseSpec } from '../columns.ts'
import type { Engine } from '../engine.ts'
import type { Migration } from './migration.ts'

/** New columns may be empty: nobody knows how an old fee was paid, nor the list's reason for an old leaving. */
const added: Record<string, Record<string, string>> = {
  memberships: { endReasonKind: 'text?' },
  membershipFees: { dueOn: 'date?', reference: 'text?', paidOre: 'ore?', paymentMethod: 'text?' },
}

const made: Record<string, Record<string, string>> = {
  membershipFeeRates: { id: 'id', version: 'integer', kind: 'text', amountOre: 'ore', fromYear: 'integer', toYear: 'integer?', note: 'text?' },
  membershipFeeExemptions: { id: 'id', version: 'integer', personId: 'ref:persons', year: 'integer', category: 'text', note: 'text?' },
  membershipFeeReminders: { id: 'id', version: 'integer', feeId: 'ref:membershipFees', personId: 'ref:persons', number: 'integer', remindedOn: 'date' },
  membershipConfirmations: { id: 'id', version: 'integer', personId: 'ref:persons', year: 'integer', confirmedOn: 'date', method: 'text' },
  membershipSettings: { id: 'id', version: 'integer', bankgiro: 'text?', bankAccount: 'text?', isFeeConfirmation: 'flag', isNumberAutomatic: 'flag' },
  incomingPaymentFiles: {
    id: 'id', version: 'integer', format: 'text', fileHash: 'text', messageId: 'text', receivedAt: 'instant', entryId: 'text', paymentCount: 'integer', totalOre: 'ore',
  },
  incomingPayments: {
    id: 'id', version: 'integer', fileId: 'ref:incomingPaymentFiles', position: 'integer', bookedOn: 'date', amountOre: 'ore', currency: 'text', reference: 'text?',
    payerName: 'text?', payerText: 'text?', obstacle: 'text?', feeId: 'ref:membershipFees?', personId: 'ref:persons?', isSetAside: 'flag',
  },
}

/** Columns that no two rows may share. One payment at most settles a fee, and a file is read once. */
const unique: readonly (readonly [string, readonly string[]])[] = [
  ['membershipFees', ['reference']],
  ['membershipFeeExemptions', ['personId', 'year']],
  ['membershipFeeReminders', ['feeId', 'number']],
  ['membershipConfirmations', ['personId', 'year']],
  ['incomingPaymentFiles', ['fileHash']],
  ['incomingPaymentFiles', ['messageId']],
  ['incomingPayments', ['fileId', 'position']],
  ['incomingPayments', ['feeId']],
]

const indexed: readonly (readonly [string, readonly string[]])[] = [
  ['membershipFees', ['year', 'paidOn']],
  ['membershipFeeReminders', ['personId']],
  ['incomingPayments', ['personId']],
]

export const membershipFees: Migration = {
  number: 80,
  name: 'membership fees',
  async up(database, kind) {
    for (const [table, columns] of Object.entries(added)) {
      for (const [column, spec] of Object.entries(columns)) {
        await database.schema.alterTable(table).addColumn(column, columnType(kind, parseSpec(spec).kind)).execute()
      }
    }
    for (const [table, columns] of Object.entries(made)) {
      let builder = database.schema.createTable(table)
      for (const [column, spec] of Object.entries(columns)) {
        const { kind: columnKind, nullable, references } = parseSpec(spec)
        builder = builder.addColumn(column, columnType(kind, columnKind), (definition) => {
          let built = column === 'id' ? definition.primaryKey() : definition
          if (!nullable) built = built.notNull()
          if (columnKind === 'flag') built = built.check(sql`${sql.ref(column)} in (0, 1)`)
          return references ? built.references(`${references}.id`) : built
        })
      }
      await builder.execute()
    }
    for (const [table, columns] of unique) await database.schema.createIndex(`${table}_${columns.join('_')}_unique`).on(table).columns([...columns]).unique().execute()
    for (const [table, columns] of indexed) await database.schema.createIndex(`${table}_${columns.join('_')}`).on(table).columns([...columns]).execute()
    // The rules of counting members have got names of their own; this one means what it meant.
    await database.updateTable('association').set({ memberCountRule: 'paidForYear' }).where('memberCountRule', '=', 'membershipAndFee').execute()
  },
}

/** Text sorts by its bytes in both engines. */
function columnType(kind: Engine['kind'], columnKind: string) {
  if (columnKind === 'ore') return kind === 'sqlite' ? 'integer' : 'bigint'
  if (columnKind === 'integer' || columnKind === 'flag') return 'integer'
  return kind === 'sqlite' ? 'text' : sql.raw('text collate "C"')
}
