import type { payoutStates } from '#contract/payouts.ts'
import { StatusChip, useTranslations, type StatusTone } from '#renderer/ui/index.ts'

type PayoutState = (typeof payoutStates)[number]

const tones: Record<PayoutState, StatusTone> = { draft: 'muted', frozen: 'need', exported: 'need', paid: 'good' }

/** Where a payout stands, in a word. */
export function PayoutStateChip({ state }: { state: PayoutState }) {
  const t = useTranslations('payouts')
  return <StatusChip tone={tones[state]}>{t(`state.${state}`)}</StatusChip>
}
