import { daysBetween, type LocalDate } from '#shared/dates.ts'
import type { FieldFinding } from '#shared/result.ts'

/** What is wrong with a grant's dates: they run backwards, or the report would be due before the grant begins. */
export function grantFindings({ startsOn, endsOn, reportDueOn }: { startsOn: LocalDate; endsOn: LocalDate; reportDueOn: LocalDate | null }): FieldFinding[] {
  return [
    ...(endsOn < startsOn ? [{ path: 'endsOn', rule: 'common.endsBeforeStart' } as const] : []),
    ...(reportDueOn !== null && reportDueOn < startsOn ? [{ path: 'reportDueOn', rule: 'grants.reportDueBeforeStart' } as const] : []),
  ]
}

/** Days from today until the report is due; negative when the day has passed. */
export function daysToReport(reportDueOn: LocalDate | null, today: LocalDate): number | null {
  return reportDueOn === null ? null : daysBetween(today, reportDueOn)
}
