import { useQuery } from '@tanstack/react-query'
import { api } from '#renderer/api/index.ts'
import { Card, TextLink, useTranslations } from '#renderer/ui/index.ts'
import styles from '#renderer/app/card-lines.module.css'
import { isReportSoon, ReportDue } from './report-due.tsx'

/** On the start page: reports to funders that are due soon, the nearest first. Nothing while none is. */
export function ReportsDueCard() {
  const t = useTranslations('grants')
  const { data } = useQuery(api.grants.list.queryOptions({ input: { sort: 'reportDueOn', descending: false, limit: 500 } }))
  const due = data?.rows.filter((grant) => isReportSoon(grant.daysToReport)) ?? []
  if (due.length === 0) return null
  return (
    <Card title={t('reportsDue')}>
      <ul role="list" className={styles.lines}>
        {due.map((grant) => (
          <li key={grant.id}>
            <TextLink href={`/grants/${grant.id}`}>{grant.name}</TextLink> <ReportDue daysToReport={grant.daysToReport} />
          </li>
        ))}
      </ul>
    </Card>
  )
}
