import { Plus } from 'lucide-react'
import { z } from 'zod'
import type { PanelRow } from '#contract/panels.ts'
import { client, useCan } from '#renderer/api/index.ts'
import { useAddressState } from '#renderer/app/navigation.ts'
import { useFormat, useTranslations } from '#renderer/ui/index.ts'
import { ListPage } from '#renderer/features/lists/list-page.tsx'

const stateSchema = z.object({ sort: z.enum(['drawnOn', 'name']).catch('drawnOn'), descending: z.boolean().catch(true) })
type State = z.output<typeof stateSchema>

/** The experience panels, newest first, with what was answered. */
export function PanelsPage() {
  const t = useTranslations('panels')
  const bank = useTranslations('competences')
  const format = useFormat()
  const canWrite = useCan('competences.write')
  const [state, setState] = useAddressState(stateSchema)
  return (
    <ListPage<PanelRow, State, 'panels'>
      title={t('title')}
      list="panels"
      filter={{}}
      breadcrumbs={[{ label: bank('title'), href: '/competences' }]}
      create={canWrite && { href: '/competences/panels/new', label: t('newPanel'), icon: Plus }}
      state={state}
      onStateChange={setState}
      unfiltered={{}}
      fetchPage={(page, signal) => client.panels.list(page, { signal })}
      href={(row) => `/competences/panels/${row.id}`}
      countLabel={(count) => t('count', { count })}
      columns={[
        { id: 'name', header: t('fields.name'), cell: (row) => row.name, isRowHeader: true, isSortable: true, width: 'minmax(12rem, 2fr)' },
        { id: 'drawnOn', header: t('fields.drawnOn'), cell: (row) => format.date(row.drawnOn), isSortable: true, width: '9rem' },
        { id: 'size', header: t('fields.size'), cell: (row) => format.number(row.size), align: 'end', width: '8rem' },
        { id: 'asked', header: t('fields.asked'), cell: (row) => format.number(row.asked), align: 'end', isExtra: true, width: '8rem' },
        { id: 'yes', header: t('fields.yes'), cell: (row) => format.number(row.yes), align: 'end', width: '8rem' },
        { id: 'no', header: t('fields.no'), cell: (row) => format.number(row.no), align: 'end', isExtra: true, width: '8rem' },
      ]}
      emptyTitle={t('empty')}
      emptyHelp={t('emptyHelp')}
    />
  )
}
