import { StatusChip, useTranslations } from '#renderer/ui/index.ts'

/** How many days before the due day a report is pointed out. */
const soonDays = 60

/** Whether a report is due soon, or was lately. */
export function isReportSoon(daysToReport: number | null): daysToReport is number {
  return daysToReport !== null && daysToReport <= soonDays && daysToReport >= -soonDays
}

/** Says when the report is due, where that is soon or past. */
export function ReportDue({ daysToReport }: { daysToReport: number | null }) {
  const t = useTranslations('grants')
  if (!isReportSoon(daysToReport)) return null
  return <StatusChip tone="need">{daysToReport < 0 ? t('reportOverdue', { days: -daysToReport }) : t('reportDue', { days: daysToReport })}</StatusChip>
}
