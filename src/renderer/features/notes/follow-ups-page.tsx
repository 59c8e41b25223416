import { z } from 'zod'
import type { FollowUp } from '#contract/notes.ts'
import { client } from '#renderer/api/index.ts'
import { useAddressState } from '#renderer/app/navigation.ts'
import { EmptyState, FilterBar, FilteredGrid, Page, Select, TextLink, useTranslations } from '#renderer/ui/index.ts'
import { TakeOutList } from '#renderer/features/lists/take-out-list.tsx'
import { FollowUpChip } from './follow-up-chip.tsx'
import { FinishButton } from './notes-part.tsx'
import { addressOf, useSubjectName } from './places.ts'

const shows = ['open', 'due', 'overdue', 'done'] as const
const everybodys = ['all', 'mine'] as const

const filterSchema = z.object({
  whose: z.enum(everybodys).catch('all'),
  show: z.enum(shows).catch('open'),
  sort: z.enum(['followUpOn']).catch('followUpOn'),
  descending: z.boolean().catch(false),
})
type Filters = z.output<typeof filterSchema>

/** What there is to come back to: one's own or everybody's, nearest first. */
export function FollowUpsPage() {
  const t = useTranslations('notes')
  const nameOf = useSubjectName()
  const [filters, setFilters] = useAddressState(filterSchema)
  return (
    <Page title={t('title')} windowTitle={t('title')} lead={t('lead')}>
      <FilterBar>
        <Select label={t('whose.label')} width="narrow" value={filters.whose} onChange={(whose) => setFilters({ whose })} choices={everybodys.map((id) => ({ id, label: t(`whose.${id}`) }))} />
        <Select label={t('show.label')} value={filters.show} onChange={(show) => setFilters({ show })} choices={shows.map((id) => ({ id, label: t(`show.${id}`) }))} />
      </FilterBar>
      <FilteredGrid<FollowUp, Filters>
        label={t('title')}
        query="notes.followUps"
        state={filters}
        onStateChange={setFilters}
        unfiltered={{ whose: 'all', show: 'open' }}
        fetchPage={({ offset, limit }, signal) => client.notes.followUps({ whose: filters.whose, show: filters.show, offset, limit }, { signal })}
        countLabel={(count) => t('count', { count })}
        actions={<TakeOutList list="followUps" query={{ whose: filters.whose, show: filters.show }} />}
        columns={[
          { id: 'subject', header: t('fields.subject'), cell: (row) => <TextLink href={addressOf(row)}>{nameOf(row)}</TextLink>, isRowHeader: true, width: 'minmax(10rem, 1fr)' },
          { id: 'text', header: t('fields.text'), cell: (row) => row.text, width: 'minmax(16rem, 3fr)' },
          { id: 'state', header: t('fields.state'), cell: (row) => <FollowUpChip note={{ ...row, assignedTo: null, doneBy: null }} />, width: '16rem' },
          { id: 'assignedTo', header: t('fields.assignedTo'), cell: (row) => row.assignedTo?.displayName, width: '10rem' },
          { id: 'done', header: t('fields.done'), cell: (row) => row.mayFinish && <FinishButton note={row} />, width: '9rem' },
        ]}
        empty={<EmptyState title={t('noFollowUps')}>{t('noFollowUpsHelp')}</EmptyState>}
      />
    </Page>
  )
}
