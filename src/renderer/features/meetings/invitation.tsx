import type { Invitation } from '#contract/meetings.ts'
import { StatusChip, useFormat, useLanguage, useTranslations } from '#renderer/ui/index.ts'
import { PersonLink, usePersonName } from '#renderer/features/people/person-name.tsx'
import { useFindingSentence } from '#renderer/features/claims/findings.tsx'
import styles from './attendance.module.css'

/** Who is invited and as what: an ordinary member by her seat, a deputy by whom she stands in for. */
export function InvitedPerson({ invitation, among }: { invitation: Invitation; among: readonly Invitation[] }) {
  const t = useTranslations('meetings')
  const place = usePlaceText()
  return (
    <div className={styles.person}>
      <span className={styles.name}>
        <PersonLink person={invitation.person} />
        {invitation.kind !== 'ordinary' && <StatusChip>{invitation.kind === 'deputy' ? t('deputy') : t('role.companion')}</StatusChip>}
      </span>
      <Needs invitation={invitation} />
      <span className={styles.quiet}>{[place(invitation, among), invitation.onBehalfOf?.name].filter(Boolean).join(' · ')}</span>
    </div>
  )
}

/** What the invited needs, never why, and what is missing for one who is under age. */
function Needs({ invitation: { needs, childFindings } }: { invitation: Invitation }) {
  const t = useTranslations('meetings')
  const guardians = useTranslations('guardians')
  const sensitive = useTranslations('sensitive')
  const format = useFormat()
  const language = useLanguage()
  const say = useFindingSentence()
  const words = needs.map(({ need, detail }) => [sensitive(`need.${need}`).toLocaleLowerCase(language), detail].filter(Boolean).join(': '))
  return (
    <>
      {words.length > 0 && (
        <span>
          {t('needs')}: {format.list(words)}
        </span>
      )}
      {childFindings.map((finding) => (
        <span key={finding.rule}>
          <StatusChip tone="need">{guardians('warning')}</StatusChip> {say(finding)}
        </span>
      ))}
    </>
  )
}

/** Gives the function that says where one sits: "Plats 1", "Ersättare för Anna Ek". */
function usePlaceText(): (invitation: Invitation, among: readonly Invitation[]) => string {
  const t = useTranslations('meetings')
  const nameOf = usePersonName()
  const format = useFormat()
  return ({ kind, seats, standsInFor }, among) => {
    const [first] = seats
    if (kind === null || !first) return ''
    if (kind === 'ordinary') return t('seat', { position: String(first.position) })
    if (seats.some((seat) => seat.deputyForPosition === null)) return t('deputyForAll')
    const names = among.filter(({ person }) => standsInFor.includes(person.id)).map(({ person }) => nameOf(person))
    return names.length > 0 ? t('deputyFor', { names: format.list(names) }) : t('deputyForEmpty', { position: String(first.deputyForPosition ?? first.position) })
  }
}
