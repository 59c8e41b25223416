import { useQuery } from '@tanstack/react-query'
import { api, useErrorSentence } from '#renderer/api/index.ts'
import { ErrorState, Loading, Section, SimpleTable, useFormat, useTranslations } from '#renderer/ui/index.ts'
import { ClaimStateChip } from '#renderer/features/claims/claim-state.tsx'
import { TakeOutList } from '#renderer/features/lists/take-out-list.tsx'

/** How many of the latest claims are shown. */
const shown = 100

/** What a person has been or is to be paid for. */
export function PersonClaims({ personId, isProtected }: { personId: string; isProtected: boolean }) {
  const t = useTranslations('claims')
  const format = useFormat()
  const sayError = useErrorSentence()
  const { data, error, refetch } = useQuery(api.claims.list.queryOptions({ input: { personId, limit: shown } }))
  if (error) return <ErrorState onRetry={() => void refetch()}>{sayError(error)}</ErrorState>
  if (!data) return <Loading />
  return (
    <Section title={t('title')} actions={!isProtected && data.total > 0 && <TakeOutList list="claims" query={{ personId, withSum: false }} />}>
      <SimpleTable
        label={t('title')}
        rows={data.rows}
        rowId={(row) => row.id}
        href={(row) => `/claims/${row.id}`}
        empty={<p>{t('empty')}</p>}
        columns={[
          { id: 'occurredOn', header: t('fields.occurredOn'), cell: (row) => format.date(row.occurredOn), isRowHeader: true },
          { id: 'body', header: t('fields.body'), cell: (row) => row.bodyName },
          { id: 'state', header: t('fields.state'), cell: (row) => <ClaimStateChip state={row.state} /> },
          { id: 'total', header: t('fields.total'), cell: (row) => format.money(row.totalOre), align: 'end' },
        ]}
      />
    </Section>
  )
}
