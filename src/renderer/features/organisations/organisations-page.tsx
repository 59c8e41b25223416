import { HandHeart, Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { organisationKinds } from '#contract/organisations.ts'
import { client, useCan } from '#renderer/api/index.ts'
import { useAddressState } from '#renderer/app/navigation.ts'
import { ButtonGroup, ComboBox, EmptyState, FilterBar, FilterSelect, FilteredGrid, LinkButton, Page, SearchField, Stack, StatusChip, Tabs, useTranslations } from '#renderer/ui/index.ts'
import { TakeOutList } from '#renderer/features/lists/take-out-list.tsx'
import { municipalities } from '#shared/data/municipalities.ts'
import { OrganisationPicker } from './organisation-picker.tsx'
import { OrganisationTree } from './organisation-tree.tsx'

const answer = z.enum(['yes', 'no']).optional().catch(undefined)

const filterSchema = z.object({
  view: z.enum(['list', 'tree']).catch('list'),
  text: z.string().catch(''),
  kind: z.enum(organisationKinds).optional().catch(undefined),
  municipality: z.string().optional().catch(undefined),
  under: z.string().optional().catch(undefined),
  bodies: answer,
  contact: answer,
  standing: z.enum(['current', 'ended', 'all']).catch('current'),
  sort: z.enum(['name', 'kind']).catch('name'),
  descending: z.boolean().catch(false),
})
type Filters = z.output<typeof filterSchema>

type OrganisationRow = Awaited<ReturnType<typeof client.organisations.list>>['rows'][number]

const unfiltered = { text: '', kind: undefined, municipality: undefined, under: undefined, bodies: undefined, contact: undefined, standing: 'current' } as const
const municipalityChoices = municipalities.map(({ code, name }) => ({ id: code, label: name }))

/** Regions, municipalities, units, associations and funders, as a list or as a tree. */
export function OrganisationsPage() {
  const t = useTranslations('organisations')
  const support = useTranslations('support')
  const [filters, setFilters] = useAddressState(filterSchema)
  const canWrite = useCan('organisations.write')
  const newButton = canWrite && (
    <LinkButton href="/organisations/new" variant="primary" icon={Plus}>
      {t('newOrganisation')}
    </LinkButton>
  )
  return (
    <Page
      title={t('title')}
      windowTitle={t('title')}
      actions={
        <ButtonGroup>
          {newButton}
          <LinkButton href="/organisations/support" icon={HandHeart}>
            {support('title')}
          </LinkButton>
        </ButtonGroup>
      }
    >
      <Tabs
        label={t('views')}
        selected={filters.view}
        onSelect={(view) => setFilters({ view })}
        items={[
          { id: 'list', label: t('list'), content: <OrganisationList filters={filters} onChange={setFilters} newButton={newButton} /> },
          { id: 'tree', label: t('tree'), content: <OrganisationTree /> },
        ]}
      />
    </Page>
  )
}

function OrganisationList({ filters, onChange, newButton }: { filters: Filters; onChange(change: Partial<Filters>): void; newButton: ReactNode }) {
  const t = useTranslations('organisations')
  const common = useTranslations('common')
  const answers = [{ id: 'yes', label: common('yes') }, { id: 'no', label: common('no') }] as const
  return (
    <Stack>
      <FilterBar>
        <SearchField label={t('searchLabel')} value={filters.text} onChange={(text) => onChange({ text })} />
        <FilterSelect
          label={t('fields.kind')}
          allLabel={t('allKinds')}
          value={filters.kind}
          onChange={(kind) => onChange({ kind })}
          choices={organisationKinds.map((id) => ({ id, label: t(`kind.${id}`) }))}
        />
        <ComboBox label={t('fields.municipalityCode')} choices={municipalityChoices} value={filters.municipality ?? null} onChange={(code) => onChange({ municipality: code ?? undefined })} />
        <OrganisationPicker label={t('fields.underId')} isFilter value={filters.under ?? null} onChange={(id) => onChange({ under: id ?? undefined })} />
        <FilterSelect label={t('fields.hasBodies')} allLabel={t('any')} value={filters.bodies} onChange={(bodies) => onChange({ bodies })} choices={answers} width="narrow" />
        <FilterSelect label={t('fields.hasContact')} allLabel={t('any')} value={filters.contact} onChange={(contact) => onChange({ contact })} choices={answers} width="narrow" />
        <FilterSelect
          label={t('fields.status')}
          allLabel={t('allStandings')}
          value={filters.standing === 'all' ? undefined : filters.standing}
          onChange={(standing) => onChange({ standing: standing ?? 'all' })}
          choices={[{ id: 'current', label: t('standing.current') }, { id: 'ended', label: t('standing.ended') }]}
        />
      </FilterBar>
      <FilteredGrid<OrganisationRow, Filters>
        label={t('title')}
        query="organisations.list"
        state={filters}
        onStateChange={onChange}
        unfiltered={unfiltered}
        fetchPage={(page, signal) => client.organisations.list({ ...toInput(filters), ...page }, { signal })}
        href={(row) => `/organisations/${row.id}`}
        countLabel={(count) => t('count', { count })}
        actions={<TakeOutList list="organisations" query={{ ...toInput(filters), sort: filters.sort, descending: filters.descending }} />}
        columns={[
          {
            id: 'name', header: t('fields.name'), isRowHeader: true, isSortable: true, width: 'minmax(14rem, 2fr)',
            cell: (row) => (
              <>
                {row.name} {row.isEnded && <StatusChip tone="muted">{t('ended')}</StatusChip>}
              </>
            ),
          },
          { id: 'kind', header: t('fields.kind'), cell: (row) => t(`kind.${row.kind}`), isSortable: true, width: '10rem' },
          { id: 'parent', header: t('fields.parentId'), cell: (row) => row.parentName, width: 'minmax(10rem, 1fr)' },
          { id: 'town', header: t('fields.town'), cell: (row) => row.town, isExtra: true, width: 'minmax(8rem, 1fr)' },
        ]}
        empty={
          <EmptyState title={t('empty')} actions={newButton}>
            {t('emptyHelp')}
          </EmptyState>
        }
      />
    </Stack>
  )
}

function toInput({ text, kind, municipality, under, bodies, contact, standing }: Filters) {
  return {
    text,
    ...(kind && { kind }),
    ...(municipality && { municipalityCode: municipality }),
    ...(under && { underId: under }),
    ...(bodies && { hasBodies: bodies === 'yes' }),
    ...(contact && { hasContact: contact === 'yes' }),
    ...(standing !== 'all' && { isEnded: standing === 'ended' }),
  }
}
