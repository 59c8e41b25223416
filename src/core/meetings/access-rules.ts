import type { Order } from '#contract/sensitive.ts'
import { addDays, minutesBetween, type LocalDate, type LocalTime } from '#shared/dates.ts'
import type { RuleFinding } from '#shared/i18n/index.ts'

/** Earlier and later than this it is hard to come for those with a long way, or with public transport alone. */
const usualHours = { from: '09:00', to: '19:00' } as const
/** The longest that one sits without a break, and how many days ahead papers are to be there. */
const longestWithoutBreak = 90
const daysForPapers = 7

/** What is known of a meeting that decides who can take part. */
export interface MeetingAccess {
  readonly heldOn: LocalDate
  readonly startTime: LocalTime
  readonly endTime: LocalTime
  readonly place: string | null
  readonly isDigital: boolean
  readonly link: string | null
  readonly breakMinutes: number | null
  readonly papersSentOn: LocalDate | null
  readonly paperCopies: number | null
}

/**
 * What stands in the way for somebody to take part: the time of day, the place or the link, breaks, and papers in time and on paper.
 * @param order what those who come need, counted; none where the reader may not know it
 */
export function accessFindings(meeting: MeetingAccess, order: readonly Order[], today: LocalDate): RuleFinding[] {
  const { heldOn, startTime, endTime, place, isDigital, link, breakMinutes, papersSentOn, paperCopies } = meeting
  const findings: RuleFinding[] = []
  if (startTime < usualHours.from) findings.push({ rule: 'meetings.accessEarly', params: { time: startTime } })
  if (endTime > usualHours.to) findings.push({ rule: 'meetings.accessLate', params: { time: endTime } })
  if (!isDigital && place === null) findings.push({ rule: 'meetings.accessNoPlace' })
  if (isDigital && link === null) findings.push({ rule: 'meetings.accessNoLink' })
  const isBreakNeeded = minutesBetween(startTime, endTime) > longestWithoutBreak || order.some(({ need }) => need === 'breaks')
  if (isBreakNeeded && (breakMinutes ?? 0) === 0) findings.push({ rule: 'meetings.accessNoBreak' })
  const latest = addDays(heldOn, -daysForPapers)
  if (papersSentOn === null && today >= latest) findings.push({ rule: 'meetings.accessPapersMissing', params: { latest } })
  if (papersSentOn !== null && papersSentOn > latest) findings.push({ rule: 'meetings.accessPapersLate', params: { latest } })
  const onPaper = order.filter(({ need }) => need === 'largePrint').reduce((sum, { count }) => sum + count, 0)
  if (onPaper > (paperCopies ?? 0)) findings.push({ rule: 'meetings.accessCopies', params: { count: onPaper } })
  return findings
}
