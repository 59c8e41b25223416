import { useFormat, useTranslations } from '#renderer/ui/index.ts'
import type { Period } from '#shared/dates.ts'

/** Gives the function that writes when something is in force: from one day to another, or from a day on. */
export function usePeriod(): (period: Period) => string {
  const t = useTranslations('tariffs')
  const format = useFormat()
  return ({ startsOn, endsOn }) => (endsOn === null ? t('since', { from: format.date(startsOn) }) : t('between', { from: format.date(startsOn), until: format.date(endsOn) }))
}
