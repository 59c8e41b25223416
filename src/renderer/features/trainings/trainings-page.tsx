import { Plus } from 'lucide-react'
import { z } from 'zod'
import { trainingKinds } from '#contract/trainings.ts'
import { client, useCan } from '#renderer/api/index.ts'
import { useAddressState } from '#renderer/app/navigation.ts'
import { FilterBar, FilterSelect, SearchField, useFormat, useTranslations } from '#renderer/ui/index.ts'
import { ListPage } from '#renderer/features/lists/list-page.tsx'

const filterSchema = z.object({
  text: z.string().catch(''),
  kind: z.enum(trainingKinds).optional().catch(undefined),
  sort: z.enum(['name', 'kind', 'latestStartsOn']).catch('name'),
  descending: z.boolean().catch(false),
})
type Filters = z.output<typeof filterSchema>

type TrainingRow = Awaited<ReturnType<typeof client.trainings.list>>['rows'][number]

/** All trainings with their figures. */
export function TrainingsPage() {
  const t = useTranslations('trainings')
  const format = useFormat()
  const [filters, setFilters] = useAddressState(filterSchema)
  const canWrite = useCan('trainings.write')
  return (
    <ListPage<TrainingRow, Filters, 'trainings'>
      title={t('title')}
      list="trainings"
      filter={toInput(filters)}
      create={canWrite && { href: '/trainings/new', label: t('newTraining'), icon: Plus }}
      filters={
        <FilterBar>
          <SearchField label={t('searchLabel')} value={filters.text} onChange={(text) => setFilters({ text })} />
          <FilterSelect
            label={t('fields.kind')}
            allLabel={t('allKinds')}
            value={filters.kind}
            onChange={(kind) => setFilters({ kind })}
            choices={trainingKinds.map((id) => ({ id, label: t(`kind.${id}`) }))}
          />
        </FilterBar>
      }
      state={filters}
      onStateChange={setFilters}
      unfiltered={{ text: '', kind: undefined }}
      fetchPage={(page, signal) => client.trainings.list({ ...toInput(filters), ...page }, { signal })}
      href={(row) => `/trainings/${row.id}`}
      countLabel={(count) => t('count', { count })}
      columns={[
        { id: 'name', header: t('fields.name'), cell: (row) => row.name, isRowHeader: true, isSortable: true, width: 'minmax(13rem, 2fr)' },
        { id: 'kind', header: t('fields.kind'), cell: (row) => t(`kind.${row.kind}`), isSortable: true, width: 'minmax(11rem, 1fr)' },
        { id: 'latestStartsOn', header: t('fields.latest'), cell: (row) => format.date(row.latestStartsOn), isSortable: true, width: '11rem' },
        { id: 'roundCount', header: t('fields.rounds'), cell: (row) => format.number(row.roundCount), align: 'end', isExtra: true, width: '7rem' },
        { id: 'participantCount', header: t('fields.participants'), cell: (row) => format.number(row.participantCount), align: 'end', width: '8rem' },
        { id: 'completedCount', header: t('fields.completed'), cell: (row) => format.number(row.completedCount), align: 'end', width: '7rem' },
      ]}
      emptyTitle={t('empty')}
      emptyHelp={t('emptyHelp')}
    />
  )
}

function toInput({ text, kind }: Filters) {
  return { text, ...(kind && { kind }) }
}
