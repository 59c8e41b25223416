import { useQuery } from '@tanstack/react-query'
import { Download, UserPlus } from 'lucide-react'
import { useState } from 'react'
import { z } from 'zod'
import { consentWays, newsletter, type Subscriber } from '#contract/mailings.ts'
import { api, client, useCan, useErrorSentence } from '#renderer/api/index.ts'
import { useSaveDocument } from '#renderer/api/save-document.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useAddressState } from '#renderer/app/navigation.ts'
import { useUndo } from '#renderer/app/undo.ts'
import {
  Banner, Button, ButtonGroup, DateField, EmptyState, Fields, FilterBar, FilteredGrid, FormDialog, type GridColumn, notify, Page, Select, TextField, useForm, useFormat, useLanguage, useTranslations,
} from '#renderer/ui/index.ts'
import { TakeOutList } from '#renderer/features/lists/take-out-list.tsx'
import { PersonIdPicker } from '#renderer/features/people/person-id-picker.tsx'
import { usePersonName } from '#renderer/features/people/person-name.tsx'
import { systemClock } from '#shared/clock.ts'

const shown = ['current', 'withdrawn', 'all'] as const

const filterSchema = z.object({
  shows: z.enum(shown).catch('current'),
  sort: z.enum(['name', 'consentedOn']).catch('name'),
  descending: z.boolean().catch(false),
})
type Filters = z.output<typeof filterSchema>

/** Who gets the newsletter: only those who have said yes, with when and how. */
export function NewsletterPage() {
  const t = useTranslations('mailings')
  const [filters, setFilters] = useAddressState(filterSchema)
  const canWrite = useCan('mailings.write')
  const [open, setOpen] = useState<'add' | 'export'>()
  const columns = useColumns()
  const { data: counted } = useQuery(api.newsletter.list.queryOptions({ input: { shows: filters.shows, limit: 1 } }))
  const close = () => setOpen(undefined)
  return (
    <Page
      title={t('newsletter.title')}
      windowTitle={t('newsletter.title')}
      breadcrumbs={[{ label: t('title'), href: '/mailings' }]}
      lead={t('newsletter.lead')}
      actions={
        canWrite && (
          <ButtonGroup>
            <Button variant="primary" icon={UserPlus} onPress={() => setOpen('add')}>
              {t('newsletter.add')}
            </Button>
            <Button icon={Download} onPress={() => setOpen('export')}>
              {t('newsletter.export')}
            </Button>
          </ButtonGroup>
        )
      }
    >
      <FilterBar>
        <Select label={t('newsletter.shows')} width="narrow" value={filters.shows} onChange={(shows) => setFilters({ shows })} choices={shown.map((id) => ({ id, label: t(`newsletter.show.${id}`) }))} />
      </FilterBar>
      {counted !== undefined && counted.protectedCount > 0 && <Banner tone="info">{t('newsletter.protectedCount', { count: counted.protectedCount })}</Banner>}
      <FilteredGrid<Subscriber, Filters>
        label={t('newsletter.title')}
        query="newsletter.list"
        state={filters}
        onStateChange={setFilters}
        unfiltered={{ shows: 'all' }}
        fetchPage={(page, signal) => client.newsletter.list({ shows: filters.shows, ...page }, { signal })}
        href={(row) => `/people/${row.person.id}`}
        countLabel={(count) => t('newsletter.count', { count })}
        actions={<TakeOutList list="subscribers" query={{ shows: filters.shows, sort: filters.sort, descending: filters.descending }} />}
        columns={columns}
        empty={<EmptyState title={t('newsletter.empty')}>{t('newsletter.emptyHelp')}</EmptyState>}
      />
      {open === 'add' && <ConsentDialog onClose={close} />}
      {open === 'export' && <ExportDialog onClose={close} />}
    </Page>
  )
}

function useColumns(): readonly GridColumn<Subscriber>[] {
  const t = useTranslations('mailings')
  const format = useFormat()
  const nameOf = usePersonName()
  const canWrite = useCan('mailings.write')
  return [
    { id: 'name', header: t('fields.recipients'), cell: (row) => nameOf(row.person), isRowHeader: true, isSortable: true, width: 'minmax(14rem, 2fr)' },
    { id: 'consentedOn', header: t('fields.consentedOn'), cell: (row) => format.date(row.consentedOn), isSortable: true, width: '10rem' },
    { id: 'way', header: t('fields.way'), cell: (row) => t(`way.${row.way}`), width: '10rem' },
    { id: 'withdrawnOn', header: t('fields.withdrawnOn'), cell: (row) => format.date(row.withdrawnOn), width: '10rem' },
    ...(canWrite ? [{ id: 'actions', header: t('fields.todo'), cell: (row: Subscriber) => row.withdrawnOn === null && <WithdrawButton subscriber={row} />, width: '11rem' }] : []),
  ]
}

/** Takes somebody off the list at once: nobody is asked, and it can be undone. */
function WithdrawButton({ subscriber: { id, version, person } }: { subscriber: Subscriber }) {
  const t = useTranslations('mailings.newsletter')
  const nameOf = usePersonName()
  const sayError = useErrorSentence()
  const { notifyUndoable } = useUndo()
  async function withdraw() {
    try {
      await client.newsletter.withdraw({ id, version })
      await notifyUndoable(t('removed'))
    } catch (error) {
      notify({ text: sayError(error), tone: 'need' })
    }
  }
  return (
    <Button size="small" aria-label={t('removeName', { name: nameOf(person) })} onPress={withdraw}>
      {t('remove')}
    </Button>
  )
}

/** Records a yes, from the list or from the person's own page. */
export function ConsentDialog({ personId, onClose }: { personId?: string; onClose: () => void }) {
  const t = useTranslations('mailings')
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema: inputSchema(newsletter.consent),
    defaultValues: { ...(personId !== undefined && { personId }), consentedOn: systemClock.today() },
    async save(values) {
      await client.newsletter.consent(values)
      await notifyUndoable(t('newsletter.added'))
      onClose()
    },
  })
  return (
    <FormDialog title={t('newsletter.add')} onClose={onClose} form={form} saveLabel={t('newsletter.add')}>
      <Fields>
        {personId === undefined && <PersonIdPicker label={t('fields.person')} {...form.field('personId')} onChange={(id) => form.set('personId', id ?? '')} value={form.values.personId || null} />}
        <DateField label={t('fields.consentedOn')} {...form.field('consentedOn')} />
        <Select label={t('fields.way')} choices={consentWays.map((id) => ({ id, label: t(`way.${id}`) }))} {...form.field('way')} />
      </Fields>
    </FormDialog>
  )
}

function ExportDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('mailings')
  const language = useLanguage()
  const saveDocument = useSaveDocument()
  const form = useForm({
    schema: inputSchema(newsletter.exportList),
    defaultValues: { language, reason: '' },
    async save(values) {
      await saveDocument(await client.newsletter.exportList(values))
      onClose()
    },
  })
  return (
    <FormDialog title={t('newsletter.export')} onClose={onClose} form={form} saveLabel={t('newsletter.export')} showsState={false}>
      <TextField label={t('fields.reason')} help={t('newsletter.exportHelp')} {...form.text('reason')} />
    </FormDialog>
  )
}
