import type { Note } from '#contract/notes.ts'
import { StatusChip, useFormat, useTranslations, type StatusTone } from '#renderer/ui/index.ts'

const tones: Record<NonNullable<Note['state']>, StatusTone> = { upcoming: 'neutral', due: 'need', overdue: 'need', done: 'good' }

/** Where a follow-up stands and whose it is; nothing for a note that nobody comes back to. */
export function FollowUpChip({ note }: { note: Pick<Note, 'state' | 'followUpOn' | 'assignedTo' | 'doneAt' | 'doneBy'> }) {
  const t = useTranslations('notes')
  const format = useFormat()
  const { state, followUpOn, assignedTo, doneAt, doneBy } = note
  if (state === null || followUpOn === null) return null
  if (state === 'done' && doneAt !== null) return <StatusChip tone="good">{doneBy ? t('doneBy', { date: format.dateTime(doneAt), name: doneBy.displayName }) : t('doneAt', { date: format.dateTime(doneAt) })}</StatusChip>
  const said = t(`state.${state}`, { date: format.date(followUpOn) })
  return <StatusChip tone={tones[state]}>{assignedTo ? `${said}, ${assignedTo.displayName}` : said}</StatusChip>
}
