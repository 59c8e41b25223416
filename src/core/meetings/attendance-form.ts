import type { InputOf } from '#contract/base.ts'
import type { meetings } from '#contract/meetings.ts'
import { translator } from '#shared/i18n/index.ts'
import type { Call } from '#core/call.ts'
import { attendancePdf } from '#core/documents/pdf-attendance.ts'
import { readMeeting } from './queries.ts'

/** For those who come without a seat: companions, guests, the host. */
const emptyRows = 8

/**
 * Makes the list to sign at a meeting: everybody invited, deputies as deputies, and empty rows. What somebody needs is not on it, since
 * it lies on a table. A protected person is left out and signs an empty row. That it was made is journalled. @throws NotFound
 */
export async function makeAttendanceForm(call: Call, { id, language }: InputOf<typeof meetings.attendanceForm>): Promise<{ documentId: string; name: string }> {
  const t = translator(language)
  const meeting = await readMeeting(call, id)
  const { name: association } = await call.store.db.selectFrom('association').select('name').executeTakeFirstOrThrow()
  const rows = meeting.invitations.flatMap(({ person, kind }) => (kind === null || person.name === null ? [] : [{ name: person.name, role: t(`meetings.attendanceForm.kind.${kind}`) }]))
  const bytes = await attendancePdf({
    title: t('meetings.attendanceForm.title'), author: association, language, createdAt: call.clock.now(), association, heading: t('meetings.attendanceForm.heading', { body: meeting.body.name }),
    lead: [t('meetings.attendanceForm.when', { date: meeting.heldOn, start: meeting.startTime, end: meeting.endTime }), ...(meeting.place === null ? [] : [meeting.place])],
    columns: [t('meetings.attendanceForm.name'), t('meetings.attendanceForm.role'), t('meetings.attendanceForm.signature')], rows, emptyRows, signature: t('meetings.attendanceForm.responsible'),
  })
  await call.store.transact(call.act(), async (writer) => writer.note('meetings', id))
  const name = t('meetings.attendanceForm.fileName', { date: meeting.heldOn })
  return { name, documentId: call.documents.put({ name, mediaType: 'application/pdf', bytes }) }
}
