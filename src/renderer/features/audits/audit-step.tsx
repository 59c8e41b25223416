import type { AuditStep } from '#contract/audits.ts'
import { StatusChip, useTranslations } from '#renderer/ui/index.ts'

/** How far an audit has come, in a word. */
export function AuditStepChip({ step }: { step: AuditStep }) {
  const t = useTranslations('audits.step')
  return <StatusChip tone={step === 'followedUp' ? 'good' : 'neutral'}>{t(step)}</StatusChip>
}
