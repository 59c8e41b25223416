import { Merge } from 'lucide-react'
import type { Person } from '#contract/people.ts'
import { useCan } from '#renderer/api/index.ts'
import { LinkButton, useTranslations } from '#renderer/ui/index.ts'

/** From a person's page to merging her with another registration of the same person. */
export function MergeWithLink({ person }: { person: Person }) {
  const t = useTranslations('duplicates')
  const canWrite = useCan('people.write')
  const canOpenProtected = useCan('people.openProtected')
  if (!canWrite || (person.isProtected && !canOpenProtected)) return null
  return (
    <LinkButton href={`/people/${person.id}/merge`} icon={Merge}>
      {t('mergeWith')}
    </LinkButton>
  )
}
