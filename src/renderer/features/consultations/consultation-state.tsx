import type { ConsultationRow } from '#contract/consultations.ts'
import { StatusChip, useFormat, useTranslations } from '#renderer/ui/index.ts'

/** How far a consultation has come, and whether its answer is due. */
export function ConsultationChip({ consultation }: { consultation: Pick<ConsultationRow, 'step' | 'urgency' | 'answerDueOn'> }) {
  const t = useTranslations('consultations')
  const format = useFormat()
  const { step, urgency, answerDueOn } = consultation
  if (urgency === 'overdue') return <StatusChip tone="need">{t('urgency.overdue')}</StatusChip>
  if (urgency === 'soon') return <StatusChip tone="need">{t('urgency.soon', { date: format.date(answerDueOn) })}</StatusChip>
  return <StatusChip tone={step === 'toldBack' ? 'good' : 'neutral'}>{t(`step.${step}`)}</StatusChip>
}
