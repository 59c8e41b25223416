import type { InputOf } from '#contract/base.ts'
import type { payouts } from '#contract/payouts.ts'
import type { Call } from '#core/call.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { Conflict } from '#shared/result.ts'
import { commonBankProfile, type BankProfile } from './pain001.ts'
import { defaultPayoutSettings, type PayoutSettings } from './rules.ts'

/** The association's readings and its bank's wishes. Version 0 means that nothing has been chosen: then the safe readings hold. */
export async function loadSettings(db: ReadDb): Promise<PayoutSettings & BankProfile & { version: number }> {
  const row = await db.selectFrom('payoutSettings').selectAll().limit(1).executeTakeFirst()
  if (!row) return { version: 0, ...defaultPayoutSettings, ...commonBankProfile }
  return {
    version: row.version,
    smallPayment: row.smallPayment as PayoutSettings['smallPayment'],
    knownToPass: row.knownToPass as PayoutSettings['knownToPass'],
    retroactiveRate: row.retroactiveRate as PayoutSettings['retroactiveRate'],
    isClearingInAccount: row.isClearingInAccount === 1,
    isSalaryMarked: row.isSalaryMarked === 1,
  }
}

type UpdateInput = InputOf<typeof payouts.updateSettings>

/** Chooses other readings. What is already frozen keeps its amounts. @throws Conflict */
export async function updateSettings(call: Call, { version, reason, isClearingInAccount, isSalaryMarked, ...readings }: UpdateInput) {
  const columns = { ...readings, isClearingInAccount: isClearingInAccount ? 1 : 0, isSalaryMarked: isSalaryMarked ? 1 : 0 } as const
  await call.store.transact(call.act(reason), async (writer) => {
    const row = await writer.db.selectFrom('payoutSettings').select('id').limit(1).executeTakeFirst()
    if (row) return writer.update('payoutSettings', row.id, columns, version)
    if (version !== 0) throw new Conflict()
    await writer.insert('payoutSettings', columns)
  })
  return {}
}
