import { client } from '#renderer/api/index.ts'
import { ButtonGroup, DataGrid, EmptyState, useTranslations } from '#renderer/ui/index.ts'
import { TakeOutList } from '#renderer/features/lists/take-out-list.tsx'
import { CalendarFileButton } from '#renderer/features/meetings/calendar-file-button.tsx'
import { useMeetingColumns } from '#renderer/features/meetings/meeting-columns.tsx'
import { useState } from 'react'
import type { MeetingRow } from '#contract/meetings.ts'

/** A body's meetings, the latest first. */
export function BodyMeetings({ bodyId }: { bodyId: string }) {
  const t = useTranslations('meetings')
  const [descending, setDescending] = useState(true)
  const columns = useMeetingColumns().filter((column) => column.id !== 'body')
  return (
    <DataGrid<MeetingRow, 'heldOn'>
      label={t('title')}
      columns={columns}
      rowId={(row) => row.id}
      queryKey={['meetings.list', { bodyId }]}
      fetchPage={({ offset, limit, sort }, signal) => client.meetings.list({ bodyId, sort: 'heldOn', descending: sort.descending, offset, limit }, { signal })}
      sort={{ column: 'heldOn', descending }}
      onSortChange={(sort) => setDescending(sort.descending)}
      href={(row) => `/meetings/${row.id}`}
      countLabel={(count) => t('count', { count })}
      actions={
        <ButtonGroup>
          <CalendarFileButton of="body" id={bodyId} />
          <TakeOutList list="meetings" query={{ bodyId, sort: 'heldOn', descending }} />
        </ButtonGroup>
      }
      empty={<EmptyState title={t('empty')}>{t('emptyHelp')}</EmptyState>}
    />
  )
}
