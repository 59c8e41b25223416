import { useQuery } from '@tanstack/react-query'
import { api } from '#renderer/api/index.ts'
import { Card, TextLink, useTranslations } from '#renderer/ui/index.ts'
import styles from '#renderer/app/card-lines.module.css'
import { systemClock } from '#shared/clock.ts'
import { yearOf } from '#shared/dates.ts'

/** On the start page: payments that have not found their fee, what is to be paid back, and the year's fees that are overdue. Nothing while there are none. */
export function FeesCard() {
  const t = useTranslations('memberships')
  const year = yearOf(systemClock.today())
  const { data: files } = useQuery(api.memberships.listPaymentFiles.queryOptions({ input: {} }))
  const { data: aside } = useQuery(api.memberships.listSetAside.queryOptions({ input: {} }))
  const { data: fees } = useQuery(api.memberships.listFees.queryOptions({ input: { year, state: 'overdue', limit: 1 } }))
  const waiting = files?.reduce((sum, { unsettledCount }) => sum + unsettledCount, 0) ?? 0
  const overdue = fees?.total ?? 0
  const repayments = aside?.filter(({ reason, repaidOn }) => reason === 'repay' && repaidOn === null).length ?? 0
  if (waiting + repayments + overdue === 0) return null
  return (
    <Card title={t('title')}>
      <ul role="list" className={styles.lines}>
        {waiting > 0 && (
          <li>
            <TextLink href="/memberships/payments">{t('paymentsWaiting', { count: waiting })}</TextLink>
          </li>
        )}
        {repayments > 0 && (
          <li>
            <TextLink href="/memberships/payments">{t('repaymentsDue', { count: repayments })}</TextLink>
          </li>
        )}
        {overdue > 0 && (
          <li>
            <TextLink href={`/memberships?year=${year}&state=overdue`}>{t('feesOverdue', { count: overdue, year: String(year) })}</TextLink>
          </li>
        )}
      </ul>
    </Card>
  )
}
