import { Plus } from 'lucide-react'
import { z } from 'zod'
import { trainingKinds } from '#contract/trainings.ts'
import { client, useCan } from '#renderer/api/index.ts'
import { useAddressState } from '#renderer/app/navigation.ts'
import { DataGrid, EmptyState, FilterBar, LinkButton, NoHits, Page, SearchField, Select, useFormat, useTranslations } from '#renderer/ui/index.ts'

const sorts = ['name', 'kind', 'latestStartsOn'] as const
const filterSchema = z.object({
  text: z.string().catch(''),
  kind: z.enum(trainingKinds).optional().catch(undefined),
  sort: z.enum(sorts).catch('name'),
  descending: z.boolean().catch(false),
})

type TrainingRow = Awaited<ReturnType<typeof client.trainings.list>>['rows'][number]

/** All trainings with their figures. */
export function TrainingsPage() {
  const t = useTranslations('trainings')
  const format = useFormat()
  const [filters, setFilters] = useAddressState(filterSchema)
  const canWrite = useCan('trainings.write')
  const isFiltered = filters.text !== '' || filters.kind !== undefined
  const newButton = canWrite && (
    <LinkButton href="/trainings/new" variant="primary" icon={Plus}>
      {t('newTraining')}
    </LinkButton>
  )
  return (
    <Page title={t('title')} windowTitle={t('title')} actions={newButton}>
      <FilterBar>
        <SearchField label={t('searchLabel')} value={filters.text} onChange={(text) => setFilters({ text })} />
        <Select
          label={t('fields.kind')}
          value={filters.kind ?? 'all'}
          onChange={(id) => setFilters({ kind: id === 'all' ? undefined : id })}
          choices={[{ id: 'all' as const, label: t('allKinds') }, ...trainingKinds.map((id) => ({ id, label: t(`kind.${id}`) }))]}
        />
      </FilterBar>
      <DataGrid<TrainingRow, (typeof sorts)[number]>
        label={t('title')}
        rowId={(row) => row.id}
        queryKey={['trainings.list', filters]}
        fetchPage={({ offset, limit, sort }, signal) =>
          client.trainings.list({ text: filters.text, ...(filters.kind && { kind: filters.kind }), sort: sort.column, descending: sort.descending, offset, limit }, { signal })
        }
        sort={{ column: filters.sort, descending: filters.descending }}
        onSortChange={({ column, descending }) => setFilters({ sort: column, descending })}
        href={(row) => `/trainings/${row.id}`}
        countLabel={(count) => t('count', { count })}
        columns={[
          { id: 'name', header: t('fields.name'), cell: (row) => row.name, isRowHeader: true, isSortable: true, width: 'minmax(14rem, 2fr)' },
          { id: 'kind', header: t('fields.kind'), cell: (row) => t(`kind.${row.kind}`), isSortable: true, width: 'minmax(11rem, 1fr)' },
          { id: 'latestStartsOn', header: t('fields.latest'), cell: (row) => format.date(row.latestStartsOn), isSortable: true, width: '11rem' },
          { id: 'roundCount', header: t('fields.rounds'), cell: (row) => format.number(row.roundCount), align: 'end', isExtra: true, width: '8rem' },
          { id: 'participantCount', header: t('fields.participants'), cell: (row) => format.number(row.participantCount), align: 'end', width: '8rem' },
          { id: 'completedCount', header: t('fields.completed'), cell: (row) => format.number(row.completedCount), align: 'end', width: '8rem' },
        ]}
        empty={
          isFiltered ? (
            <NoHits text={filters.text} onClear={() => setFilters({ text: '', kind: undefined })} />
          ) : (
            <EmptyState title={t('empty')} actions={newButton}>
              {t('emptyHelp')}
            </EmptyState>
          )
        }
      />
    </Page>
  )
}
