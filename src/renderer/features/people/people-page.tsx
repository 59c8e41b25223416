import { FileUp, ShieldCheck, UserPlus } from 'lucide-react'
import { useState } from 'react'
import { z } from 'zod'
import { membershipKinds, personSorts } from '#contract/people.ts'
import { client, useCan } from '#renderer/api/index.ts'
import { useAddressState } from '#renderer/app/navigation.ts'
import {
  Button, ButtonGroup, EmptyState, FilterBar, FilterSelect, FilteredGrid, LinkButton, Page, SearchField, StatusChip, useFormat, useTranslations, type GridColumn,
} from '#renderer/ui/index.ts'
import { municipalities } from '#shared/data/municipalities.ts'
import { ProtectedListDialog } from './protected-dialogs.tsx'

const filterSchema = z.object({
  text: z.string().catch(''),
  membership: z.enum(['current', 'ended', 'none']).optional().catch(undefined),
  kind: z.enum(membershipKinds).optional().catch(undefined),
  municipality: z.string().optional().catch(undefined),
  email: z.enum(['has', 'lacks']).optional().catch(undefined),
  sort: z.enum(personSorts).catch('name'),
  descending: z.boolean().catch(false),
})

type PersonRow = Awaited<ReturnType<typeof client.people.list>>['rows'][number]
type Filters = z.output<typeof filterSchema>

/** The register of persons: search, filter, sort, open. */
export function PeoplePage() {
  const t = useTranslations('people')
  const duplicates = useTranslations('duplicates')
  const [filters, setFilters] = useAddressState(filterSchema)
  const canWrite = useCan('people.write')
  const canImport = useCan('people.import')
  const canOpenProtected = useCan('people.openProtected')
  const [isListingProtected, setListingProtected] = useState(false)
  const columns = useColumns()

  return (
    <Page
      title={t('title')}
      windowTitle={t('title')}
      actions={
        <ButtonGroup>
          {canWrite && (
            <LinkButton href="/people/new" variant="primary" icon={UserPlus}>
              {t('newPerson')}
            </LinkButton>
          )}
          {canImport && (
            <LinkButton href="/people/import" icon={FileUp}>
              {t('import')}
            </LinkButton>
          )}
          {canWrite && <LinkButton href="/people/duplicates">{duplicates('title')}</LinkButton>}
          {canOpenProtected && (
            <Button icon={ShieldCheck} onPress={() => setListingProtected(true)}>
              {t('listProtected')}
            </Button>
          )}
        </ButtonGroup>
      }
    >
      <PeopleFilters filters={filters} onChange={setFilters} />
      <FilteredGrid<PersonRow, Filters>
        label={t('title')}
        query="people.list"
        state={filters}
        onStateChange={setFilters}
        unfiltered={{ text: '', membership: undefined, kind: undefined, municipality: undefined, email: undefined }}
        fetchPage={(page, signal) => client.people.list({ ...toInput(filters), ...page }, { signal })}
        href={(row) => `/people/${row.id}`}
        countLabel={(count) => t('count', { count })}
        columns={columns}
        empty={
          <EmptyState title={t('empty')} actions={canWrite && <LinkButton href="/people/new">{t('newPerson')}</LinkButton>}>
            {t('emptyHelp')}
          </EmptyState>
        }
      />
      {isListingProtected && <ProtectedListDialog onClose={() => setListingProtected(false)} />}
    </Page>
  )
}

function toInput({ text, membership, kind, municipality, email }: Filters) {
  const filter: NonNullable<Parameters<typeof client.people.list>[0]>['filter'] = []
  if (membership) filter.push({ field: 'membership', operator: 'is', values: [membership] })
  if (kind) filter.push({ field: 'membershipKind', operator: 'is', values: [kind] })
  if (municipality) filter.push({ field: 'municipality', operator: 'is', values: [municipality] })
  if (email) filter.push({ field: 'email', operator: email === 'has' ? 'yes' : 'no' })
  return { text, filter }
}

function PeopleFilters({ filters, onChange }: { filters: Filters; onChange(change: Partial<Filters>): void }) {
  const t = useTranslations('people')
  return (
    <FilterBar>
      <SearchField label={t('searchLabel')} value={filters.text} onChange={(text) => onChange({ text })} />
      <FilterSelect
        label={t('filter.membership')}
        allLabel={t('filter.all')}
        width="narrow"
        value={filters.membership}
        onChange={(membership) => onChange({ membership })}
        choices={(['current', 'ended', 'none'] as const).map((id) => ({ id, label: t(`filter.${id}`) }))}
      />
      <FilterSelect
        label={t('filter.kind')}
        allLabel={t('filter.all')}
        width="narrow"
        value={filters.kind}
        onChange={(kind) => onChange({ kind })}
        choices={membershipKinds.map((id) => ({ id, label: t(`membershipKind.${id}`) }))}
      />
      <FilterSelect
        label={t('filter.municipality')}
        allLabel={t('filter.all')}
        width="narrow"
        value={filters.municipality}
        onChange={(municipality) => onChange({ municipality })}
        choices={municipalities.map(({ code, name }) => ({ id: code, label: name }))}
      />
      <FilterSelect
        label={t('filter.email')}
        allLabel={t('filter.all')}
        width="narrow"
        value={filters.email}
        onChange={(email) => onChange({ email })}
        choices={[
          { id: 'has', label: t('filter.hasEmail') },
          { id: 'lacks', label: t('filter.lacksEmail') },
        ]}
      />
    </FilterBar>
  )
}

const municipalityNames = new Map(municipalities.map(({ code, name }) => [code, name]))

function useColumns(): readonly GridColumn<PersonRow>[] {
  const t = useTranslations('people')
  const format = useFormat()
  return [
    { id: 'name', header: t('fields.name'), cell: (row) => row.name, isRowHeader: true, isSortable: true, width: 'minmax(12rem, 2fr)' },
    { id: 'birthDate', header: t('fields.birthDate'), cell: (row) => format.date(row.birthDate ?? null), isSortable: true, isExtra: true, width: '8.5rem' },
    { id: 'memberNumber', header: t('fields.memberNumber'), cell: (row) => row.memberNumber, isSortable: true, width: '9.5rem' },
    {
      id: 'membershipKind', header: t('fields.membershipKind'), width: 'minmax(13rem, 1fr)',
      cell: (row) => row.membershipKind && <StatusChip tone="good">{t(`membershipKind.${row.membershipKind}`)}</StatusChip>,
    },
    { id: 'town', header: t('fields.town'), cell: (row) => row.town, isSortable: true, width: 'minmax(7rem, 1fr)' },
    { id: 'phone', header: t('fields.phone'), cell: (row) => row.phone, width: '9rem' },
    { id: 'email', header: t('fields.email'), cell: (row) => row.email, isSortable: true, isExtra: true, width: 'minmax(20rem, 1.5fr)' },
    { id: 'municipalityCode', header: t('fields.municipalityCode'), cell: (row) => municipalityNames.get(row.municipalityCode ?? ''), isSortable: true, isExtra: true, width: 'minmax(8rem, 1fr)' },
  ]
}
