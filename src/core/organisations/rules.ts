import type { LocalDate } from '#shared/dates.ts'
import type { RuleFinding } from '#shared/i18n/index.ts'

/** Each organisation's own parent. */
export type ParentOf = ReadonlyMap<string, string | null>

/** Whether an organisation may belong to another without the tree biting its own tail. */
export function mayBelongTo(id: string, parentId: string | null, parentOf: ParentOf): RuleFinding | undefined {
  if (parentId === id) return { rule: 'organisations.parentIsItself' }
  if (parentId !== null && [parentId, ...idsAbove(parentId, parentOf)].includes(id)) return { rule: 'organisations.parentIsBelow' }
  return undefined
}

/** What an organisation lies under, the nearest first. Ends even where the tree bites its own tail. */
export function idsAbove(id: string, parentOf: ParentOf): string[] {
  const above = new Set<string>()
  for (let next = parentOf.get(id) ?? null; next !== null && next !== id && !above.has(next); next = parentOf.get(next) ?? null) above.add(next)
  return [...above]
}

/** All that lies under an organisation, directly or further down. */
export function idsBelow(id: string, parentOf: ParentOf): string[] {
  return [...parentOf.keys()].filter((other) => other !== id && idsAbove(other, parentOf).includes(id))
}

/** A finding where an organisation lies under itself by way of others. */
export function treeFinding(parentOf: ParentOf): RuleFinding | undefined {
  for (const [id, parentId] of parentOf) {
    const finding = mayBelongTo(id, parentId, parentOf)
    if (finding) return finding
  }
  return undefined
}

/** Whether an organisation's time is over on a day. */
export function isEndedOn(endsOn: LocalDate | null, day: LocalDate): boolean {
  return endsOn !== null && endsOn < day
}

/** Whether an organisation may go on in another from the day after `endsOn`. */
export function mergeFinding(
  merged: { readonly id: string; readonly endsOn: LocalDate | null },
  into: { readonly id: string; readonly endsOn: LocalDate | null },
  endsOn: LocalDate,
  parentOf: ParentOf,
): RuleFinding | undefined {
  if (merged.id === into.id) return { rule: 'organisations.mergedWithItself' }
  if (merged.endsOn !== null) return { rule: 'organisations.alreadyEnded', params: { endsOn: merged.endsOn } }
  if (into.endsOn !== null && into.endsOn <= endsOn) return { rule: 'organisations.successorEnded' }
  if (idsAbove(into.id, parentOf).includes(merged.id)) return { rule: 'organisations.successorIsBelow' }
  return undefined
}
