import { Plus } from 'lucide-react'
import { z } from 'zod'
import { organisationKinds } from '#contract/organisations.ts'
import { client, useCan } from '#renderer/api/index.ts'
import { useAddressState } from '#renderer/app/navigation.ts'
import { EmptyState, FilterBar, FilterSelect, FilteredGrid, LinkButton, Page, SearchField, useTranslations } from '#renderer/ui/index.ts'

const filterSchema = z.object({
  text: z.string().catch(''),
  kind: z.enum(organisationKinds).optional().catch(undefined),
  sort: z.enum(['name', 'kind']).catch('name'),
  descending: z.boolean().catch(false),
})
type Filters = z.output<typeof filterSchema>

type OrganisationRow = Awaited<ReturnType<typeof client.organisations.list>>['rows'][number]

/** Regions, municipalities, units, associations and funders. */
export function OrganisationsPage() {
  const t = useTranslations('organisations')
  const [filters, setFilters] = useAddressState(filterSchema)
  const canWrite = useCan('organisations.write')
  const newButton = canWrite && (
    <LinkButton href="/organisations/new" variant="primary" icon={Plus}>
      {t('newOrganisation')}
    </LinkButton>
  )
  return (
    <Page title={t('title')} windowTitle={t('title')} actions={newButton}>
      <FilterBar>
        <SearchField label={t('searchLabel')} value={filters.text} onChange={(text) => setFilters({ text })} />
        <FilterSelect
          label={t('fields.kind')}
          allLabel={t('allKinds')}
          value={filters.kind}
          onChange={(kind) => setFilters({ kind })}
          choices={organisationKinds.map((id) => ({ id, label: t(`kind.${id}`) }))}
        />
      </FilterBar>
      <FilteredGrid<OrganisationRow, Filters>
        label={t('title')}
        query="organisations.list"
        state={filters}
        onStateChange={setFilters}
        unfiltered={{ text: '', kind: undefined }}
        fetchPage={(page, signal) => client.organisations.list({ text: filters.text, ...(filters.kind && { kind: filters.kind }), ...page }, { signal })}
        href={(row) => `/organisations/${row.id}`}
        countLabel={(count) => t('count', { count })}
        columns={[
          { id: 'name', header: t('fields.name'), cell: (row) => row.name, isRowHeader: true, isSortable: true, width: 'minmax(14rem, 2fr)' },
          { id: 'kind', header: t('fields.kind'), cell: (row) => t(`kind.${row.kind}`), isSortable: true, width: '10rem' },
          { id: 'parent', header: t('fields.parentId'), cell: (row) => row.parentName, width: 'minmax(10rem, 1fr)' },
          { id: 'contact', header: t('fields.contactName'), cell: (row) => row.contactName, isExtra: true, width: 'minmax(10rem, 1fr)' },
        ]}
        empty={
          <EmptyState title={t('empty')} actions={newButton}>
            {t('emptyHelp')}
          </EmptyState>
        }
      />
    </Page>
  )
}
