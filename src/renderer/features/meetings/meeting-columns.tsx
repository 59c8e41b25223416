import type { MeetingRow } from '#contract/meetings.ts'
import { useFormat, useTranslations, type GridColumn } from '#renderer/ui/index.ts'
import { MeetingStateChip } from './meeting-state.tsx'

/** The columns of a list of meetings. */
export function useMeetingColumns(): readonly GridColumn<MeetingRow>[] {
  const t = useTranslations('meetings')
  const format = useFormat()
  return [
    { id: 'heldOn', header: t('fields.heldOn'), cell: (row) => `${format.date(row.heldOn)} ${t('timeRange', { start: row.startTime, end: row.endTime })}`, isRowHeader: true, isSortable: true, width: '8rem' },
    { id: 'body', header: t('fields.body'), cell: (row) => row.body.name, isSortable: true, width: 'minmax(12rem, 2fr)' },
    { id: 'state', header: t('fields.state'), cell: (row) => <MeetingStateChip state={row.state} />, width: '12.5rem' },
    { id: 'invited', header: t('fields.invited'), cell: (row) => format.number(row.invitedCount), align: 'end', width: '5.5rem' },
    { id: 'present', header: t('fields.present'), cell: (row) => row.state !== 'planned' && format.number(row.presentCount), align: 'end', isExtra: true, width: '7rem' },
    { id: 'title', header: t('fields.title'), cell: (row) => row.title, isExtra: true, width: 'minmax(6.5rem, 1fr)' },
    { id: 'place', header: t('fields.place'), cell: (row) => (row.isDigital ? t('fields.isDigital') : row.place), isExtra: true, width: 'minmax(8.25rem, 1fr)' },
  ]
}
