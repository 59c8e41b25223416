import { useQuery } from '@tanstack/react-query'
import { api } from '#renderer/api/index.ts'
import { shownLines, WaitingCard } from '#renderer/app/waiting-card.tsx'
import { useTranslations } from '#renderer/ui/index.ts'
import { FollowUpChip } from './follow-up-chip.tsx'
import { addressOf, useSubjectName } from './places.ts'

/** On the start page: one's own follow-ups that are due, the most overdue first. Nothing while none is. */
export function FollowUpsCard() {
  const t = useTranslations('notes')
  const nameOf = useSubjectName()
  const { data } = useQuery(api.notes.followUps.queryOptions({ input: { whose: 'mine', show: 'due', limit: shownLines } }))
  if (!data) return null
  return (
    <WaitingCard
      title={t('card')}
      {...data}
      line={(row) => ({
        key: row.id, href: addressOf(row), name: nameOf(row), chip: <FollowUpChip note={{ ...row, assignedTo: null }} />, ...(row.text !== null && { detail: row.text }),
      })}
      allHref="/follow-ups?whose=mine"
    />
  )
}
