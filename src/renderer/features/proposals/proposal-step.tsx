import type { ProposalRow } from '#contract/proposals.ts'
import { StatusChip, useTranslations } from '#renderer/ui/index.ts'

/** How far a proposal has come, and whether the host is late. */
export function ProposalStepChip({ proposal }: { proposal: Pick<ProposalRow, 'step' | 'isOverdue'> }) {
  const t = useTranslations('proposals')
  if (proposal.isOverdue) return <StatusChip tone="need">{t('overdue')}</StatusChip>
  return <StatusChip tone={proposal.step === 'toldBack' ? 'good' : 'neutral'}>{t(`step.${proposal.step}`)}</StatusChip>
}
