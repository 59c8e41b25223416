import { activeOn, type LocalDate, type Period } from '#shared/dates.ts'
import type { FieldFinding } from '#shared/result.ts'

/** What is wrong with a contact person: nobody is named, or her time runs backwards. */
export function contactFindings({ personId, name, ...period }: Period & { readonly personId: string | null; readonly name: string | null }): FieldFinding[] {
  return [...(personId === null && name === null ? [{ path: 'name', rule: 'affiliations.nobodyNamed' } as const] : []), ...periodFindings(period)]
}

/** What is wrong with a period: it ends before it starts. */
export function periodFindings({ startsOn, endsOn }: Period): FieldFinding[] {
  return endsOn !== null && endsOn < startsOn ? [{ path: 'endsOn', rule: 'common.endsBeforeStart' }] : []
}

interface DefaultLink extends Period {
  readonly isDefault: boolean
  readonly organisation: { readonly id: string; readonly name: string; readonly isEnded: boolean }
}

/** The organisation a person speaks for on a day unless something else is said. Where two are marked, as after two persons were merged, the later one. */
export function spokenForOn(links: readonly DefaultLink[], day: LocalDate): { id: string; name: string } | null {
  const marked = links.filter((link) => link.isDefault && !link.organisation.isEnded && activeOn(link, day))
  const latest = marked.toSorted((a, b) => (a.startsOn > b.startsOn ? -1 : 1))[0]
  return latest ? { id: latest.organisation.id, name: latest.organisation.name } : null
}
