import type { RuleFinding } from '#shared/i18n/index.ts'

/** A tag on something. */
export interface Tagging {
  readonly id: string
  readonly tagId: string
  readonly subjectId: string
}

/** What merging does with the taggings of the tag that goes: those that get the other, and those that have it already. */
export function mergedTaggings(taggings: readonly Tagging[], keptId: string, otherId: string): { readonly moved: readonly Tagging[]; readonly already: readonly Tagging[] } {
  const having = new Set(taggings.filter(({ tagId }) => tagId === keptId).map(({ subjectId }) => subjectId))
  const others = taggings.filter(({ tagId }) => tagId === otherId)
  return { moved: others.filter(({ subjectId }) => !having.has(subjectId)), already: others.filter(({ subjectId }) => having.has(subjectId)) }
}

/** Refuses a name that another tag has. Names are compared by their sort keys, which know no case. */
export function takenName(tags: readonly { readonly id: string; readonly nameSort: string }[], nameSort: string, ownId: string): RuleFinding | undefined {
  return tags.some((tag) => tag.nameSort === nameSort && tag.id !== ownId) ? { rule: 'tags.nameTaken' } : undefined
}
