import type { ClaimLine } from '#contract/claims.ts'
import { useFormat, useTranslations } from '#renderer/ui/index.ts'

export type StipendExplanation = Extract<ClaimLine, { kind: 'stipend' }>['explanation']
export type MileageExplanation = Extract<ClaimLine, { kind: 'mileage' }>['explanation']

/** Gives the function that writes a time in minutes as hours and minutes. */
function useDuration(): (minutes: number) => string {
  const t = useTranslations('claims.explanation')
  return (total) => {
    const [hours, minutes] = [Math.floor(total / 60), total % 60]
    if (hours === 0) return t('minutes', { minutes: String(minutes) })
    return minutes === 0 ? t('hours', { hours: String(hours) }) : t('hoursAndMinutes', { hours: String(hours), minutes: String(minutes) })
  }
}

/** How a stipend came about: class, share and time. */
export function StipendExplained({ explanation }: { explanation: StipendExplanation }) {
  const t = useTranslations('claims.explanation')
  const format = useFormat()
  const duration = useDuration()
  const { basisPoints, priceBaseAmountOre, figureYear, isTravelTimeCounted, travelMinutes, isPreliminary } = explanation
  const tariffClass = t('class', { tariffClass: explanation.tariffClass })
  const meeting = duration(explanation.meetingMinutes)
  const rule =
    basisPoints === null || priceBaseAmountOre === null
      ? t('amount', { tariffClass, tariff: explanation.tariffName })
      : t('share', { tariffClass, share: format.number(basisPoints / 100), year: String(figureYear), base: format.money(priceBaseAmountOre) })
  const time =
    travelMinutes === 0 ? t('time', { meeting }) : isTravelTimeCounted ? t('timeWithTravel', { meeting, travel: duration(travelMinutes) }) : t('timeWithUncountedTravel', { meeting })
  return (
    <>
      {rule} {time} {isPreliminary && t('preliminary', { year: String(figureYear) })}
    </>
  )
}

/** How mileage came about: kilometres and the amount for each. */
export function MileageExplained({ explanation }: { explanation: MileageExplanation }) {
  const t = useTranslations('claims.explanation')
  const format = useFormat()
  return <>{t('mileage', { kilometres: format.number(explanation.kilometres), perKilometre: format.money(explanation.perKilometreOre) })}</>
}
