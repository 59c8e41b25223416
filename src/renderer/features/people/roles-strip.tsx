import type { Person } from '#contract/people.ts'
import { TakeOutList } from '#renderer/features/lists/take-out-list.tsx'
import { Section, SimpleTable, StatusChip, useFormat, useTranslations } from '#renderer/ui/index.ts'
import styles from './person.module.css'

type Role = Person['roles'][number]

const tones = { current: 'good', ended: 'muted', future: 'neutral' } as const

/** What a person is now, each role once with the day since when: "medlem sedan 2021-03-01". */
export function RolesStrip({ person }: { person: Person }) {
  const t = useTranslations('people')
  const format = useFormat()
  const current = person.roles.filter(({ status }) => status === 'current')
  const groups = [...Map.groupBy(current, ({ role }) => role)]
  if (groups.length === 0) return null
  return (
    <ul role="list" aria-label={t('isNow')} className={styles.strip}>
      {groups.map(([role, held]) => {
        const since = held.map(({ startsOn }) => startsOn).filter((startsOn) => startsOn !== null).toSorted()[0]
        return (
          <li key={role}>
            <StatusChip tone="good">{since ? t('since', { role: t(`role.${role}`), date: format.date(since) }) : t(`role.${role}`)}</StatusChip>
          </li>
        )
      })}
    </ul>
  )
}

/** Every role over time: since when, until when, and of what. */
export function RolesPart({ person }: { person: Person }) {
  const t = useTranslations('people')
  const format = useFormat()
  return (
    <Section title={t('hasBeen')} actions={!person.isProtected && person.roles.length > 0 && <TakeOutList list="personRoles" query={{ id: person.id }} />}>
      <SimpleTable<Role>
        label={t('hasBeen')}
        rows={person.roles}
        rowId={(row) => `${row.role} ${row.startsOn} ${row.about}`}
        empty={<p>{t('noRoles')}</p>}
        columns={[
          { id: 'role', header: t('fields.role'), cell: (row) => t(`role.${row.role}`), isRowHeader: true },
          { id: 'about', header: t('fields.about'), cell: (row) => row.about },
          { id: 'status', header: t('status'), cell: (row) => <StatusChip tone={tones[row.status]}>{t(`roleStatus.${row.status}`)}</StatusChip> },
          { id: 'startsOn', header: t('fields.startsOn'), cell: (row) => format.date(row.startsOn) },
          { id: 'endsOn', header: t('fields.endsOn'), cell: (row) => format.date(row.endsOn) },
        ]}
      />
    </Section>
  )
}
