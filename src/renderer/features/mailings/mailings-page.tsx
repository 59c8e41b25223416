import { FileText, MailPlus, Mails, Server } from 'lucide-react'
import { z } from 'zod'
import { mailingStates, type MailingRow } from '#contract/mailings.ts'
import { client, useCan } from '#renderer/api/index.ts'
import { useAddressState } from '#renderer/app/navigation.ts'
import { FilterBar, FilterSelect, LinkButton, useFormat, useTranslations, type GridColumn } from '#renderer/ui/index.ts'
import { ListPage } from '#renderer/features/lists/list-page.tsx'
import { MailingState } from './mailing-words.tsx'

const filterSchema = z.object({
  state: z.enum(mailingStates).optional().catch(undefined),
  sort: z.enum(['createdAt', 'subject']).catch('createdAt'),
  descending: z.boolean().catch(true),
})
type Filters = z.output<typeof filterSchema>

/** The mailings, the latest first. */
export function MailingsPage() {
  const t = useTranslations('mailings')
  const [filters, setFilters] = useAddressState(filterSchema)
  const canWrite = useCan('mailings.write')
  const canManage = useCan('association.manage')
  const columns = useColumns()
  return (
    <ListPage<MailingRow, Filters, 'mailings'>
      title={t('title')}
      list="mailings"
      filter={toInput(filters)}
      create={canWrite && { href: '/mailings/new', label: t('newMailing'), icon: MailPlus }}
      actions={
        <>
          <LinkButton href="/mailings/templates" icon={FileText}>
            {t('templatesTitle')}
          </LinkButton>
          <LinkButton href="/mailings/newsletter" icon={Mails}>
            {t('newsletter.title')}
          </LinkButton>
          {canManage && (
            <LinkButton href="/mailings/server" icon={Server}>
              {t('server.title')}
            </LinkButton>
          )}
        </>
      }
      filters={
        <FilterBar>
          <FilterSelect label={t('fields.state')} allLabel={t('showAll')} width="narrow" value={filters.state} onChange={(state) => setFilters({ state })} choices={mailingStates.map((id) => ({ id, label: t(`state.${id}`) }))} />
        </FilterBar>
      }
      state={filters}
      onStateChange={setFilters}
      unfiltered={{ state: undefined }}
      fetchPage={(page, signal) => client.mailings.list({ ...toInput(filters), ...page }, { signal })}
      href={(row) => `/mailings/${row.id}`}
      countLabel={(count) => t('count', { count })}
      columns={columns}
      emptyTitle={t('empty')}
      emptyHelp={t('emptyHelp')}
    />
  )
}

function toInput({ state }: Filters) {
  return { ...(state && { state }) }
}

function useColumns(): readonly GridColumn<MailingRow>[] {
  const t = useTranslations('mailings')
  const format = useFormat()
  return [
    { id: 'subject', header: t('fields.subject'), cell: (row) => row.title, isRowHeader: true, isSortable: true, width: 'minmax(14rem, 2fr)' },
    { id: 'state', header: t('fields.state'), cell: (row) => <MailingState state={row.state} />, width: '10rem' },
    { id: 'kind', header: t('fields.kind'), cell: (row) => t(`kind.${row.kind}`), isExtra: true, width: '10rem' },
    { id: 'createdAt', header: t('fields.createdAt'), cell: (row) => format.dateTime(row.createdAt), isSortable: true, width: '10.5rem' },
    { id: 'recipients', header: t('fields.recipients'), cell: (row) => (row.preparedAt === null ? '' : format.number(row.counts.total)), align: 'end', width: '7.5rem' },
    { id: 'answered', header: t('fields.answered'), cell: (row) => (row.preparedAt === null ? '' : format.number(row.counts.answered)), align: 'end', isExtra: true, width: '5.5rem' },
  ]
}
