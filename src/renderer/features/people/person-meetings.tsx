import { useQuery } from '@tanstack/react-query'
import { api, useErrorSentence } from '#renderer/api/index.ts'
import { ButtonGroup, ErrorState, Loading, SimpleTable, Stack, useFormat, useTranslations } from '#renderer/ui/index.ts'
import { TakeOutList } from '#renderer/features/lists/take-out-list.tsx'
import { CalendarFileButton } from '#renderer/features/meetings/calendar-file-button.tsx'

/** How many of the latest meetings are shown. */
const shown = 100

/** The meetings at which something is noted about a person. */
export function PersonMeetings({ personId, isProtected }: { personId: string; isProtected: boolean }) {
  const t = useTranslations('people')
  const meetings = useTranslations('meetings')
  const format = useFormat()
  const sayError = useErrorSentence()
  const { data, error, refetch } = useQuery(api.meetings.ofPerson.queryOptions({ input: { personId, limit: shown } }))
  if (error) return <ErrorState onRetry={() => void refetch()}>{sayError(error)}</ErrorState>
  if (!data) return <Loading />
  return (
    <Stack>
      {data.total > 0 && <p>{t('meetingsAttended', { present: data.presentCount, total: format.number(data.total) })}</p>}
      {!isProtected && (
        <ButtonGroup>
          <CalendarFileButton of="person" id={personId} />
          {data.total > 0 && <TakeOutList list="personMeetings" query={{ personId }} />}
        </ButtonGroup>
      )}
      <SimpleTable
        label={t('sections.meetings')}
        rows={data.rows}
        rowId={(row) => row.id}
        href={(row) => `/meetings/${row.id}`}
        empty={<p>{t('noMeetings')}</p>}
        columns={[
          { id: 'meeting', header: t('fields.meeting'), cell: (row) => `${row.body.name}, ${format.date(row.heldOn)}`, isRowHeader: true },
          { id: 'status', header: t('fields.attendance'), cell: (row) => meetings(`status.${row.status}`) },
          { id: 'role', header: t('fields.role'), cell: (row) => row.status === 'present' && meetings(`role.${row.role}`) },
        ]}
      />
    </Stack>
  )
}
