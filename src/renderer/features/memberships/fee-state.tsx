import type { FeeState, MembershipFee } from '#contract/memberships.ts'
import { StatusChip, useFormat, useTranslations } from '#renderer/ui/index.ts'

const tones = { paid: 'good', unpaid: 'neutral', overdue: 'need', exempt: 'muted', withdrawn: 'muted' } as const satisfies Record<FeeState, string>

/** Where a fee stands: when it was paid and how, or that it has not been; what is left to pay, or was paid too much. */
export function FeeStateChip({ fee }: { fee: Pick<MembershipFee, 'state' | 'amountOre' | 'paidOn' | 'paymentMethod' | 'paidOre'> }) {
  const t = useTranslations('memberships')
  const format = useFormat()
  const isOwed = fee.state !== 'exempt' && fee.state !== 'withdrawn'
  const over = fee.paidOre !== null && fee.amountOre !== null ? fee.paidOre - fee.amountOre : 0
  return (
    <>
      <StatusChip tone={tones[fee.state]}>{t(`state.${fee.state}`)} {format.date(fee.paidOn)}</StatusChip>
      {fee.paymentMethod && ` ${t(`method.${fee.paymentMethod}`)}`}
      {fee.paidOre !== null && ` ${t('paidOre', { amount: format.money(fee.paidOre) })}`}
      {over > 0 && ` ${t('overpaid', { amount: format.money(over) })}`}
      {over < 0 && isOwed && ` ${t('underpaid', { amount: format.money(-over) })}`}
    </>
  )
}
