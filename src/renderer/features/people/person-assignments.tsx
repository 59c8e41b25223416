import { useQuery } from '@tanstack/react-query'
import { api, useErrorSentence } from '#renderer/api/index.ts'
import { ErrorState, Loading, SimpleTable, Stack, StatusChip, useFormat, useTranslations } from '#renderer/ui/index.ts'
import { NominationsPart } from '#renderer/features/bodies/nominations-part.tsx'
import { useResignationText } from '#renderer/features/bodies/places.ts'
import { TakeOutList } from '#renderer/features/lists/take-out-list.tsx'

const tones = { current: 'good', ended: 'muted', future: 'neutral' } as const

/** Where a person sits, has sat and will sit. */
export function PersonAssignments({ personId, isProtected }: { personId: string; isProtected: boolean }) {
  const t = useTranslations('people')
  const bodies = useTranslations('bodies')
  const format = useFormat()
  const resigned = useResignationText()
  const sayError = useErrorSentence()
  const { data, error, refetch } = useQuery(api.bodies.assignmentsOf.queryOptions({ input: { personId } }))
  if (error) return <ErrorState onRetry={() => void refetch()}>{sayError(error)}</ErrorState>
  if (!data) return <Loading />
  return (
    <Stack>
      {!isProtected && data.length > 0 && <TakeOutList list="personAssignments" query={{ personId }} />}
      <SimpleTable
        label={t('sections.assignments')}
        rows={data}
        rowId={(row) => row.id}
        href={(row) => `/bodies/${row.body.id}`}
        empty={<p>{t('noAssignments')}</p>}
        columns={[
          { id: 'body', header: t('fields.body'), cell: (row) => row.body.name, isRowHeader: true },
          { id: 'kind', header: t('fields.seat'), cell: (row) => bodies(`seatKind.${row.kind}`) },
          { id: 'status', header: t('status'), cell: (row) => <StatusChip tone={tones[row.status]}>{bodies(`status.${row.status}`)}</StatusChip> },
          { id: 'onBehalfOf', header: t('fields.onBehalfOf'), cell: (row) => row.onBehalfOf?.name, isExtra: true },
          { id: 'startsOn', header: t('fields.startsOn'), cell: (row) => format.date(row.startsOn) },
          { id: 'endsOn', header: t('fields.endsOn'), cell: (row) => format.date(row.endsOn) },
          { id: 'endReason', header: bodies('fields.endReason'), cell: (row) => [row.endReason, row.resignation && resigned(row.resignation)].filter(Boolean).join(' · '), isExtra: true },
        ]}
      />
      <NominationsPart title={bodies('nomination.title')} of={{ personId }} />
    </Stack>
  )
}
