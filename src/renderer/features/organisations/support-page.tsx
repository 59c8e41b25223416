import { useQuery } from '@tanstack/react-query'
import { FileSpreadsheet, Plus } from 'lucide-react'
import { useState } from 'react'
import { z } from 'zod'
import { api, type client, useCan, useErrorSentence } from '#renderer/api/index.ts'
import { useAddressState } from '#renderer/app/navigation.ts'
import {
  Button, ButtonGroup, EmptyState, ErrorState, FilterBar, FilterSelect, Loading, Page, Section, SimpleTable, Stack, TextLink, useFormat, useTranslations,
} from '#renderer/ui/index.ts'
import { TakeOutList } from '#renderer/features/lists/take-out-list.tsx'
import { ExportSupportDialog, SupportDialog } from './support-dialogs.tsx'
import { SupportTable } from './support-table.tsx'

const filterSchema = z.object({ year: z.number().int().optional().catch(undefined) })

/** All support given to member associations, by year, with its sums. */
export function SupportPage() {
  const t = useTranslations('support')
  const organisations = useTranslations('organisations')
  const sayError = useErrorSentence()
  const canWrite = useCan('organisations.write')
  const canExport = useCan('reports.make')
  const [{ year }, setFilters] = useAddressState(filterSchema)
  const [open, setOpen] = useState<'new' | 'export'>()
  const close = () => setOpen(undefined)
  const input = { ...(year !== undefined && { year }) }
  const { data, error, refetch } = useQuery(api.support.list.queryOptions({ input }))
  const addButton = canWrite && (
    <Button variant="primary" icon={Plus} onPress={() => setOpen('new')}>
      {t('add')}
    </Button>
  )
  return (
    <Page
      title={t('title')}
      windowTitle={t('title')}
      lead={t('lead')}
      breadcrumbs={[{ label: organisations('title'), href: '/organisations' }]}
      actions={
        <ButtonGroup>
          {addButton}
          {canExport && (
            <Button icon={FileSpreadsheet} onPress={() => setOpen('export')}>
              {t('export')}
            </Button>
          )}
        </ButtonGroup>
      }
    >
      {error && <ErrorState onRetry={() => void refetch()}>{sayError(error)}</ErrorState>}
      {!data && !error && <Loading />}
      {data && data.years.length === 0 && (
        <EmptyState title={t('none')} actions={addButton}>
          {t('noneHelp')}
        </EmptyState>
      )}
      {data && data.years.length > 0 && (
        <Stack>
          <FilterBar>
            <FilterSelect
              label={t('fields.year')}
              allLabel={t('allYears')}
              value={year === undefined ? undefined : String(year)}
              onChange={(chosen) => setFilters({ year: chosen === undefined ? undefined : Number(chosen) })}
              choices={data.years.map((one) => ({ id: String(one), label: String(one) }))}
            />
            <TakeOutList list="support" query={input} />
          </FilterBar>
          <SupportTable rows={data.rows} showsOrganisation />
          <Sums data={data} />
        </Stack>
      )}
      {open === 'new' && <SupportDialog onClose={close} />}
      {open === 'export' && <ExportSupportDialog year={year} onClose={close} />}
    </Page>
  )
}

type SupportList = Awaited<ReturnType<typeof client.support.list>>

function Sums({ data }: { data: SupportList }) {
  const t = useTranslations('support')
  const format = useFormat()
  return (
    <Section title={t('sumsTitle')}>
      <SimpleTable
        label={t('sumsTitle')}
        rows={data.sums}
        rowId={(sum) => `${sum.year} ${sum.organisation.id}`}
        columns={[
          { id: 'organisation', header: t('fields.organisation'), cell: (sum) => <TextLink href={`/organisations/${sum.organisation.id}`}>{sum.organisation.name}</TextLink>, isRowHeader: true },
          { id: 'year', header: t('fields.year'), cell: (sum) => sum.year },
          { id: 'count', header: t('fields.count'), cell: (sum) => sum.count, align: 'end' },
          { id: 'amount', header: t('fields.amountOre'), cell: (sum) => format.money(sum.amountOre), align: 'end' },
          { id: 'hours', header: t('fields.hours'), cell: (sum) => format.number(sum.hours), align: 'end' },
          { id: 'representatives', header: t('fields.newRepresentativesCount'), cell: (sum) => format.number(sum.newRepresentativesCount), align: 'end' },
        ]}
        footer={[t('sum'), '', data.total.count, format.money(data.total.amountOre), format.number(data.total.hours), format.number(data.total.newRepresentativesCount)]}
      />
    </Section>
  )
}
