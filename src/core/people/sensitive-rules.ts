import type { InputOf } from '#contract/base.ts'
import type { Need, Order, sensitive } from '#contract/sensitive.ts'
import { addYears, type LocalDate } from '#shared/dates.ts'
import type { FieldFinding } from '#shared/result.ts'

/** How long a consent lasts at most before the person is asked again. */
const longestConsentYears = 5

type Fact = Pick<InputOf<(typeof sensitive)['add']>, 'kind' | 'perspective' | 'accessNeed' | 'experienceAreaId' | 'detail'>

/** A consent is given no later than today, ends later than it was given and in force now, and does not last for ever. */
export function consentFindings({ consentedOn, endsOn }: { consentedOn: LocalDate; endsOn: LocalDate }, today: LocalDate): FieldFinding[] {
  const findings: FieldFinding[] = []
  if (consentedOn > today) findings.push({ path: 'consentedOn', rule: 'sensitive.consentInFuture' })
  if (endsOn < today) findings.push({ path: 'endsOn', rule: 'sensitive.endHasPassed' })
  else if (endsOn > addYears(consentedOn, longestConsentYears)) findings.push({ path: 'endsOn', rule: 'sensitive.consentTooLong', params: { years: longestConsentYears } })
  return findings
}

/** The columns that a kind of fact is kept in, or which field it lacks. */
export function factColumns({ kind, perspective, accessNeed, experienceAreaId, detail }: Fact): { value: string | null; detail: string | null; experienceAreaId: string | null } | { findings: FieldFinding[] } {
  const missing = (path: string) => ({ findings: [{ path, rule: 'common.required' } as const] })
  switch (kind) {
    case 'perspective':
      return perspective === null ? missing('perspective') : { value: perspective, detail: null, experienceAreaId: null }
    case 'experienceArea':
      return experienceAreaId === null ? missing('experienceAreaId') : { value: null, detail: null, experienceAreaId }
    case 'accessNeed':
      if (accessNeed === null) return missing('accessNeed')
      return (accessNeed === 'other' || accessNeed === 'diet') && detail === null ? missing('detail') : { value: accessNeed, detail, experienceAreaId: null }
    default:
      return detail === null ? missing('detail') : { value: null, detail, experienceAreaId: null }
  }
}

/** What is to be ordered for those who come: equal needs counted together, without names. */
export function orderOf(needs: readonly Need[]): Order[] {
  const groups = Map.groupBy(needs, ({ need, detail }) => `${need} ${detail?.toLowerCase() ?? ''}`)
  return [...groups.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, [first, ...others]]) => ({ ...(first as Need), count: 1 + others.length }))
}
