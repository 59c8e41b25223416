import type { LocalDate } from './dates.ts'

/** The day of each step; null where it has not been taken. */
export type StepDates<Step extends string> = Readonly<Record<`${Step}On`, LocalDate | null>>

/** The last of the steps taken on a day; the first where none is. A step counts from its day and is never stored. */
export function lastStepOn<const Step extends string>(steps: readonly [Step, ...Step[]], dates: StepDates<NoInfer<Step>>, today: LocalDate): Step {
  return steps.findLast((step) => (dates[`${step}On`] ?? '9999-12-31') <= today) ?? steps[0]
}

/** The steps that are dated before an earlier one. A step may be left out. */
export function stepsOutOfOrder<const Step extends string>(steps: readonly Step[], dates: StepDates<NoInfer<Step>>): Step[] {
  return steps.filter((step, index) => {
    const day = dates[`${step}On`]
    return day !== null && steps.slice(0, index).some((earlier) => (dates[`${earlier}On`] ?? '0001-01-01') > day)
  })
}
