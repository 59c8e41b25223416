import type { ReportEvent } from '#contract/reports.ts'
import { useStepsRun, type StepsRun } from '#renderer/app/steps-run.ts'

export type FinishedReport = Extract<ReportEvent, { kind: 'finished' }>
export type ReportRun = StepsRun<ReportEvent>

/** Follows the making of a report. */
export function useReportRun(): ReportRun {
  return useStepsRun<ReportEvent>()
}
