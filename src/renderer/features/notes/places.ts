import type { FollowUp, NoteSubject } from '#contract/notes.ts'
import { useFormat, useTranslations } from '#renderer/ui/index.ts'

const addresses: Record<NoteSubject, string> = {
  persons: '/people', organisations: '/organisations', bodies: '/bodies', meetings: '/meetings', claims: '/claims', trainings: '/trainings', courseRounds: '/trainings/rounds', panels: '/competences/panels', mailings: '/mailings', payouts: '/payouts', audits: '/audits', proposals: '/proposals', consultations: '/consultations', barriers: '/barriers', events: '/events', grants: '/grants',
}

/** Where in the window the thing is that a follow-up is about. */
export function addressOf({ subjectTable, subjectId }: Pick<FollowUp, 'subjectTable' | 'subjectId'>): string {
  return `${addresses[subjectTable]}/${subjectId}`
}

/** Says what a follow-up is about, with the day where it has one. */
export function useSubjectName(): (followUp: Pick<FollowUp, 'subjectTable' | 'subjectName' | 'subjectOn'>) => string {
  const t = useTranslations('notes')
  const payouts = useTranslations('payouts')
  const format = useFormat()
  // A payout has nothing but its number.
  const nameOf = ({ subjectTable, subjectName }: Pick<FollowUp, 'subjectTable' | 'subjectName'>) => (subjectName !== null && subjectTable === 'payouts' ? payouts('numbered', { number: subjectName }) : subjectName)
  return ({ subjectOn, ...subject }) => [nameOf(subject) ?? t('protectedSubject'), subjectOn && format.date(subjectOn)].filter(Boolean).join(', ')
}
