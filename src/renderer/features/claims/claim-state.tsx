import type { claimStates } from '#contract/claims.ts'
import { StatusChip, useTranslations, type StatusTone } from '#renderer/ui/index.ts'

type ClaimState = (typeof claimStates)[number]

const tones: Record<ClaimState, StatusTone> = { submitted: 'need', approved: 'good', rejected: 'muted', inPayout: 'neutral', paid: 'good' }

/** Where a claim stands, in a word. */
export function ClaimStateChip({ state }: { state: ClaimState }) {
  const t = useTranslations('claims')
  return <StatusChip tone={tones[state]}>{t(`state.${state}`)}</StatusChip>
}
