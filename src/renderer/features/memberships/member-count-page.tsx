import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { z } from 'zod'
import { localDate } from '#contract/base.ts'
import { countGroupings, memberCountRules, type CountGrouping } from '#contract/memberships.ts'
import { api, client, useErrorSentence } from '#renderer/api/index.ts'
import { useAddressState } from '#renderer/app/navigation.ts'
import { Banner, Button, Columns, DataGrid, DateField, Dialog, EmptyState, ErrorState, FilterBar, Loading, Page, RadioGroup, Section, SimpleTable, Stack, useFormat, useTranslations } from '#renderer/ui/index.ts'
import { TakeOutList } from '#renderer/features/lists/take-out-list.tsx'
import { usePersonName } from '#renderer/features/people/person-name.tsx'
import { systemClock } from '#shared/clock.ts'
import { isLocalDate, type LocalDate } from '#shared/dates.ts'
import { municipalityByCode } from '#shared/postal.ts'
import { sortKey } from '#shared/swedish-text.ts'

type Count = Awaited<ReturnType<typeof client.memberships.count>>
type Counting = { readonly on: LocalDate; readonly rule: (typeof memberCountRules)[number] }
/** One number of the page: a group, or everybody. */
interface Figure {
  readonly grouping?: CountGrouping
  readonly key: string | null
  readonly label: string
  readonly count: number
}

const filterSchema = z.object({
  on: localDate.optional().catch(undefined),
  rule: z.enum(memberCountRules).optional().catch(undefined),
})

/** How many count as members on a day by a rule, in groups that can be opened. */
export function MemberCountPage() {
  const t = useTranslations('memberships')
  const sayError = useErrorSentence()
  const { data: association } = useQuery(api.association.read.queryOptions())
  const [filters, setFilters] = useAddressState(filterSchema)
  const chosen = memberCountRules.find((rule) => rule === association?.memberCountRule) ?? 'membership'
  const counting: Counting = { on: filters.on ?? systemClock.today(), rule: filters.rule ?? chosen }
  const { data: count, error, refetch } = useQuery({ ...api.memberships.count.queryOptions({ input: counting }), enabled: association !== undefined, placeholderData: keepPreviousData })
  return (
    <Page title={t('memberCount')} windowTitle={t('memberCount')} lead={t('memberCountLead')} breadcrumbs={[{ label: t('title'), href: '/memberships' }]}>
      <Stack>
        <FilterBar>
          <DateField label={t('fields.on')} value={counting.on} onChange={(on) => on !== null && isLocalDate(on) && setFilters({ on })} />
        </FilterBar>
        <RadioGroup
          label={t('fields.rule')}
          value={counting.rule}
          onChange={(rule) => setFilters({ rule })}
          choices={memberCountRules.map((id) => ({ id, label: t(`countRule.${id}`), ...(id === chosen && { detail: t('chosenRule') }) }))}
        />
        {error && <ErrorState onRetry={() => void refetch()}>{sayError(error)}</ErrorState>}
        {!count && !error && <Loading />}
        {count && <Figures count={count} counting={counting} />}
      </Stack>
    </Page>
  )
}

function Figures({ count, counting }: { count: Count; counting: Counting }) {
  const t = useTranslations('memberships')
  const groupsOf = useGroups()
  const [opened, setOpened] = useState<Figure>()
  const all: Figure = { key: null, label: t('allCounted'), count: count.total }
  return (
    <Section title={t('members', { count: count.total })} actions={count.total > 0 && <OpenButton figure={all} onOpen={setOpened} />}>
      <Stack>
        <p>{t('supportingNotCounted')}</p>
        {count.protectedCount > 0 && (
          <p>
            {t('protectedCounted', { count: count.protectedCount })} {t('protectedGrouped')}
          </p>
        )}
        <Columns>
          {countGroupings.map((grouping) => (
            <Section key={grouping} level={3} title={t(`grouping.${grouping}`)}>
              <GroupTable label={t(`grouping.${grouping}`)} figures={groupsOf(grouping, count[grouping])} onOpen={setOpened} />
            </Section>
          ))}
        </Columns>
      </Stack>
      {opened && <CountedDialog figure={opened} counting={counting} onClose={() => setOpened(undefined)} />}
    </Section>
  )
}

/** Names a grouping's groups and puts them in order; what is not known stands last. */
function useGroups() {
  const t = useTranslations('memberships')
  const people = useTranslations('people')
  return (grouping: CountGrouping, groups: Count['kind']): Figure[] => {
    const bands = groups.flatMap(({ key }) => (key === null ? [] : [Number(key)])).toSorted((a, b) => a - b)
    const nameOf = (key: string | null): string => {
      if (key === null) return t('notKnown')
      if (grouping === 'municipality') return municipalityByCode(key)?.name ?? key
      if (grouping === 'gender') return t(`gender.${key as 'woman'}`)
      if (grouping === 'kind') return people(`membershipKind.${key as 'main'}`)
      const above = ageAbove[Number(key)]
      return above === undefined ? t('ageFrom', { from: key }) : t('ageBand', { from: key, to: String(above - 1) })
    }
    return groups
      .map(({ key, count }) => ({ grouping, key, count, label: nameOf(key) }))
      .toSorted((a, b) => Number(a.key === null) - Number(b.key === null) || (grouping === 'age' ? bands.indexOf(Number(a.key)) - bands.indexOf(Number(b.key)) : compare(sortKey(a.label), sortKey(b.label))))
  }
}

/** Where the next age band begins. */
const ageAbove: Readonly<Record<number, number>> = { 0: 18, 18: 30, 30: 45, 45: 65, 65: 80 }

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

function GroupTable({ label, figures, onOpen }: { label: string; figures: readonly Figure[]; onOpen: (figure: Figure) => void }) {
  const t = useTranslations('memberships')
  return (
    <SimpleTable
      label={label}
      rows={figures}
      rowId={(row) => row.key ?? 'null'}
      empty={<p>{t('noCounted')}</p>}
      columns={[
        { id: 'group', header: t('fields.group'), cell: (row) => row.label, isRowHeader: true },
        { id: 'count', header: t('fields.count'), cell: (row) => <OpenButton figure={row} onOpen={onOpen} />, align: 'end' },
      ]}
    />
  )
}

function OpenButton({ figure, onOpen }: { figure: Figure; onOpen: (figure: Figure) => void }) {
  const t = useTranslations('memberships')
  const format = useFormat()
  const count = format.number(figure.count)
  return (
    <Button size="small" aria-label={t('openListOf', { group: figure.label, count })} onPress={() => onOpen(figure)}>
      {t('openList', { count })}
    </Button>
  )
}

function CountedDialog({ figure, counting, onClose }: { figure: Figure; counting: Counting; onClose: () => void }) {
  const t = useTranslations('memberships')
  const people = useTranslations('people')
  const nameOf = usePersonName()
  const input = { ...counting, ...(figure.grouping && { grouping: figure.grouping, key: figure.key }) }
  const { data } = useQuery(api.memberships.listCounted.queryOptions({ input: { ...input, limit: 1 } }))
  return (
    <Dialog title={`${t('countedPersons')}: ${figure.label}`} isOpen onClose={onClose} isWide>
      <Stack>
        {data && data.protectedCount > 0 && <Banner tone="info">{t('protectedCounted', { count: data.protectedCount })}</Banner>}
        <DataGrid<Awaited<ReturnType<typeof client.memberships.listCounted>>['rows'][number], 'person'>
          label={t('countedPersons')}
          rowId={(row) => row.person.id}
          queryKey={['memberships.listCounted', input]}
          fetchPage={({ offset, limit }, signal) => client.memberships.listCounted({ ...input, offset, limit }, { signal })}
          sort={{ column: 'person', descending: false }}
          onSortChange={() => undefined}
          href={(row) => `/people/${row.person.id}`}
        actions={<TakeOutList list="countedMembers" query={input} />}
          columns={[
            { id: 'person', header: t('fields.person'), cell: (row) => nameOf(row.person), isRowHeader: true, width: 'minmax(12rem, 2fr)' },
            { id: 'number', header: people('fields.memberNumber'), cell: (row) => row.person.memberNumber, width: '9rem' },
            { id: 'kind', header: t('fields.kind'), cell: (row) => people(`membershipKind.${row.kind}`), width: '12rem' },
          ]}
          empty={<EmptyState title={t('noCounted')} />}
        />
      </Stack>
    </Dialog>
  )
}
