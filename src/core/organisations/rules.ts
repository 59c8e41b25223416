import type { RuleFinding } from '#shared/i18n/index.ts'

/**
 * Whether an organisation may belong to another without the tree biting its own tail.
 * @param parentOf each organisation's own parent
 */
export function mayBelongTo(id: string, parentId: string | null, parentOf: ReadonlyMap<string, string | null>): RuleFinding | undefined {
  if (parentId === id) return { rule: 'organisations.parentIsItself' }
  for (let above = parentId; above !== null; above = parentOf.get(above) ?? null) {
    if (above === id) return { rule: 'organisations.parentIsBelow' }
  }
  return undefined
}
