import { useQuery } from '@tanstack/react-query'
import { api } from '#renderer/api/index.ts'
import { Card, TextLink, useTranslations } from '#renderer/ui/index.ts'
import styles from './mailings.module.css'

/** On the start page: mailings that are not sent, the latest first. Nothing while none waits. */
export function MailingsCard() {
  const t = useTranslations('mailings')
  const { data } = useQuery(api.mailings.list.queryOptions({ input: { limit: 100 } }))
  const waiting = data?.rows.flatMap(({ id, title, state }) => (state === 'sent' ? [] : [{ id, title, state }])) ?? []
  if (waiting.length === 0) return null
  return (
    <Card title={t('drafts')}>
      <ul role="list" className={styles.lines}>
        {waiting.map(({ id, title, state }) => (
          <li key={id}>
            <TextLink href={`/mailings/${id}`}>{title}</TextLink> {t(`draftsLine.${state}`)}
          </li>
        ))}
      </ul>
    </Card>
  )
}
