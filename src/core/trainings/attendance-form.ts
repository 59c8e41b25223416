import type { InputOf } from '#contract/base.ts'
import type { trainings } from '#contract/trainings.ts'
import { translator } from '#shared/i18n/index.ts'
import { NotFound } from '#shared/result.ts'
import type { Call } from '#core/call.ts'
import { attendancePdf } from '#core/documents/pdf-attendance.ts'
import { readRound } from './queries.ts'

/** For those who try it out, and whoever leads the session. */
const emptyRows = 6

/** Makes the list to sign at a session: who takes part on that day, and empty rows. A protected person is left out and signs an empty row. That it was made is journalled. @throws NotFound */
export async function makeAttendanceForm(call: Call, { sessionId, language }: InputOf<typeof trainings.attendanceForm>): Promise<{ documentId: string; name: string }> {
  const { db } = call.store
  const t = translator(language)
  const found = await db.selectFrom('trainingSessions').select('courseRoundId').where('id', '=', sessionId).executeTakeFirst()
  if (!found) throw new NotFound()
  const round = await readRound(call, found.courseRoundId)
  const session = round.sessions.find(({ id }) => id === sessionId)
  if (!session) throw new NotFound()
  const { name: association } = await db.selectFrom('association').select('name').executeTakeFirstOrThrow()
  const taking = round.participants.filter(({ admittedOn, leftOn }) => admittedOn <= session.heldOn && (leftOn === null || leftOn >= session.heldOn))
  const bytes = await attendancePdf({
    title: t('trainings.attendanceForm.title'), author: association, language, createdAt: call.clock.now(), association,
    heading: t('trainings.attendanceForm.heading', { training: round.training.name, round: round.name }),
    lead: [t('trainings.attendanceForm.when', { date: session.heldOn, start: session.startTime, end: session.endTime }), session.topic, ...(session.place === null ? [] : [session.place])],
    columns: [t('trainings.attendanceForm.name'), '', t('trainings.attendanceForm.signature')], rows: taking.flatMap(({ person }) => (person.name === null ? [] : [{ name: person.name, role: '' }])),
    emptyRows, signature: t('trainings.attendanceForm.responsible'),
  })
  await call.store.transact(call.act(), async (writer) => writer.note('trainingSessions', sessionId))
  const name = t('trainings.attendanceForm.fileName', { date: session.heldOn })
  return { name, documentId: call.documents.put({ name, mediaType: 'application/pdf', bytes }) }
}
