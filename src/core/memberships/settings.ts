import type { InputOf } from '#contract/base.ts'
import type { memberships } from '#contract/memberships.ts'
import { Conflict, ValidationFailure } from '#shared/result.ts'
import type { Call } from '#core/call.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { readBankgiro } from './rules.ts'
import { plainAccount } from './payment-file.ts'

export interface MembershipSettings {
  readonly version: number
  readonly bankgiro: string | null
  readonly bankAccount: string | null
  readonly isFeeConfirmation: boolean
  readonly isNumberAutomatic: boolean
}

/** The association's choices about membership. Version 0 means that nothing has been chosen. */
export async function loadSettings(db: ReadDb): Promise<MembershipSettings> {
  const row = await db.selectFrom('membershipSettings').selectAll().limit(1).executeTakeFirst()
  if (!row) return { version: 0, bankgiro: null, bankAccount: null, isFeeConfirmation: false, isNumberAutomatic: false }
  return {
    version: row.version, bankgiro: row.bankgiro, bankAccount: row.bankAccount, isFeeConfirmation: row.isFeeConfirmation === 1, isNumberAutomatic: row.isNumberAutomatic === 1,
  }
}

/** Chooses otherwise. @throws Conflict, ValidationFailure where the bankgiro number is none */
export async function updateSettings(call: Call, { version, bankgiro, bankAccount, isFeeConfirmation, isNumberAutomatic }: InputOf<typeof memberships.updateSettings>) {
  const number = bankgiro === null ? null : readBankgiro(bankgiro)
  if (number === undefined) throw new ValidationFailure([{ path: 'bankgiro', rule: 'memberships.notABankgiro' }])
  const columns = {
    bankgiro: number, bankAccount: bankAccount === null ? null : plainAccount(bankAccount), isFeeConfirmation: isFeeConfirmation ? 1 : 0, isNumberAutomatic: isNumberAutomatic ? 1 : 0,
  } as const
  await call.store.transact(call.act(), async (writer) => {
    const row = await writer.db.selectFrom('membershipSettings').select('id').limit(1).executeTakeFirst()
    if (row) return writer.update('membershipSettings', row.id, columns, version)
    if (version !== 0) throw new Conflict()
    await writer.insert('membershipSettings', columns)
  })
  return {}
}
