import type { ReactNode } from 'react'
import type { Meeting } from '#contract/meetings.ts'
import { ButtonGroup, EmptyState, Section, SimpleTable, useFormat, useTranslations } from '#renderer/ui/index.ts'
import { TakeOutList } from '#renderer/features/lists/take-out-list.tsx'
import { InvitedPerson } from './invitation.tsx'

/** The invitation list with what is noted about each, to read. */
export function AttendanceList({ meeting, actions }: { meeting: Meeting; actions?: ReactNode }) {
  const t = useTranslations('meetings')
  const format = useFormat()
  const withAttendance = meeting.invitations.some(({ attendance }) => attendance !== null)
  return (
    <Section title={withAttendance ? t('sections.attendance') : t('sections.invitations')} actions={
        <ButtonGroup>
          {actions}
          <TakeOutList list="attendance" query={{ id: meeting.id }} />
        </ButtonGroup>
      }>
      <SimpleTable
        label={t('sections.attendance')}
        rows={meeting.invitations}
        rowId={({ person }) => person.id}
        empty={<EmptyState title={t('noInvitations')}>{t('noInvitationsHelp')}</EmptyState>}
        columns={[
          { id: 'person', header: t('fields.person'), cell: (row) => <InvitedPerson invitation={row} among={meeting.invitations} />, isRowHeader: true },
          ...(withAttendance
            ? [
                { id: 'status', header: t('fields.status'), cell: (row: Meeting['invitations'][number]) => t(`status.${row.attendance?.status ?? 'none'}`) },
                { id: 'role', header: t('fields.role'), cell: (row: Meeting['invitations'][number]) => row.attendance?.status === 'present' && t(`role.${row.attendance.role}`) },
                {
                  id: 'travelMinutes', header: t('fields.travelMinutes'), align: 'end' as const,
                  cell: (row: Meeting['invitations'][number]) => row.attendance?.status === 'present' && format.number(row.attendance.travelMinutes),
                },
                {
                  id: 'drivenKilometres', header: t('fields.drivenKilometres'), align: 'end' as const,
                  cell: (row: Meeting['invitations'][number]) => row.attendance?.status === 'present' && format.number(row.attendance.drivenKilometres),
                },
              ]
            : []),
        ]}
      />
    </Section>
  )
}
