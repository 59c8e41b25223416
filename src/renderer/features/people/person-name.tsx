import type { PersonRef } from '#contract/people.ts'
import { TextLink, useTranslations } from '#renderer/ui/index.ts'

/** A person's name where she is only mentioned; a protected person is named by her number alone. */
export function usePersonName(): (person: PersonRef) => string {
  const t = useTranslations('people')
  return (person) => person.name ?? (person.memberNumber ? t('protectedRef', { number: person.memberNumber }) : t('protectedName'))
}

/** A person's name as a link to her page. */
export function PersonLink({ person }: { person: PersonRef }) {
  const nameOf = usePersonName()
  return <TextLink href={`/people/${person.id}`}>{nameOf(person)}</TextLink>
}
