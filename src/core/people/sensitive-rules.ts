import type { InputOf } from '#contract/base.ts'
import type { Need, Order, sensitive } from '#contract/sensitive.ts'

type Fact = Pick<InputOf<(typeof sensitive)['add']>, 'kind' | 'perspective' | 'accessNeed' | 'experienceAreaId' | 'detail'>

/** The columns that a kind of fact is kept in. */
export function factColumns({ kind, perspective, accessNeed, experienceAreaId, detail }: Fact): { value: string | null; detail: string | null; experienceAreaId: string | null } {
  switch (kind) {
    case 'perspective':
      return { value: perspective, detail: null, experienceAreaId: null }
    case 'experienceArea':
      return { value: null, detail: null, experienceAreaId }
    case 'accessNeed':
      return { value: accessNeed, detail, experienceAreaId: null }
    default:
      return { value: null, detail, experienceAreaId: null }
  }
}

/** What is to be ordered for those who come: equal needs counted together, without names. */
export function orderOf(needs: readonly Need[]): Order[] {
  const groups = Map.groupBy(needs, ({ need, detail }) => `${need} ${detail?.toLowerCase() ?? ''}`)
  return [...groups.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, [first, ...others]]) => ({ ...(first as Need), count: 1 + others.length }))
}
