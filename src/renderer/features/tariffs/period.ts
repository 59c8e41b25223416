import { useFormat, useTranslations } from '#renderer/ui/index.ts'
import { localDate, yearOf, type Period } from '#shared/dates.ts'

/** Gives the function that writes when something is in force: a whole year, from one day to another, or from a day on. */
export function usePeriod(): (period: Period) => string {
  const t = useTranslations('tariffs')
  const format = useFormat()
  return ({ startsOn, endsOn }) => {
    const year = yearOf(startsOn)
    if (endsOn === null) return t('since', { from: format.date(startsOn) })
    if (startsOn === localDate(year, 1, 1) && endsOn === localDate(year, 12, 31)) return t('wholeYear', { year: String(year) })
    return t('between', { from: format.date(startsOn), until: format.date(endsOn) })
  }
}
