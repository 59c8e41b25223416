import { useQuery } from '@tanstack/react-query'
import { api, useErrorSentence } from '#renderer/api/index.ts'
import { ErrorState, Loading, SimpleTable, Stack, useFormat, useTranslations } from '#renderer/ui/index.ts'
import { TakeOutList } from '#renderer/features/lists/take-out-list.tsx'

/** The course rounds a person has taken part in, and her certificates. */
export function PersonTrainings({ personId, isProtected }: { personId: string; isProtected: boolean }) {
  const t = useTranslations('trainings')
  const format = useFormat()
  const sayError = useErrorSentence()
  const { data, error, refetch } = useQuery(api.trainings.ofPerson.queryOptions({ input: { personId } }))
  if (error) return <ErrorState onRetry={() => void refetch()}>{sayError(error)}</ErrorState>
  if (!data) return <Loading />
  return (
    <Stack>
      {!isProtected && data.length > 0 && <TakeOutList list="personTrainings" query={{ personId }} />}
      <SimpleTable
        label={t('title')}
        rows={data}
        rowId={(row) => row.courseRoundId}
        href={(row) => `/trainings/rounds/${row.courseRoundId}`}
        empty={<p>{t('noneOfPerson')}</p>}
        columns={[
          { id: 'round', header: t('fields.roundName'), cell: (row) => `${row.trainingName}, ${row.roundName}`, isRowHeader: true },
          { id: 'period', header: t('fields.period'), cell: (row) => `${format.date(row.startsOn)} – ${format.date(row.endsOn)}` },
          { id: 'completedOn', header: t('fields.completedOn'), cell: (row) => format.date(row.completedOn) },
          { id: 'leftOn', header: t('fields.leftOn'), cell: (row) => format.date(row.leftOn), isExtra: true },
          { id: 'certificates', header: t('certificates'), cell: (row) => row.certificates.map((certificate) => certificate.number).join(', ') },
        ]}
      />
    </Stack>
  )
}
