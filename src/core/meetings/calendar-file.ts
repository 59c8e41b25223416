import type { InputOf } from '#contract/base.ts'
import type { meetings } from '#contract/meetings.ts'
import { addDays, type LocalDate } from '#shared/dates.ts'
import { translator } from '#shared/i18n/index.ts'
import { NotFound, RuleViolation } from '#shared/result.ts'
import { invitedRoster } from '#core/bodies/index.ts'
import type { Call } from '#core/call.ts'
import { inForceOn } from '#core/db/periods.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { calendarFile } from '#core/documents/ics.ts'

/** How far back the file goes, so that a calendar also gets what was changed lately. */
const daysBack = 30

/**
 * Makes a calendar file of a body's or a person's meetings. Unless it is asked for, it names neither the body nor what a meeting is about:
 * a calendar is shown to others, and a body's name may tell of illness. Nor does it then say where. It names nobody. @throws NotFound, RuleViolation `meetings.protectedCalendar`
 */
export async function makeCalendarFile(call: Call, { of, id, withNames, language }: InputOf<typeof meetings.calendarFile>): Promise<{ documentId: string; name: string }> {
  const { store: { db }, clock } = call
  const t = translator(language)
  const from = addDays(clock.today(), -daysBack)
  const found = of === 'body' ? await meetingsOfBody(db, id, from) : await meetingsOfInvited(db, id, from)
  const events = found.map((row) => ({
    id: row.id, sequence: row.version, date: row.heldOn, start: row.startTime, end: row.endTime, isCancelled: row.cancelledAt !== null, place: withNames ? (row.place ?? (row.isDigital === 1 ? t('meetings.fields.isDigital') : null)) : null,
    title: withNames ? [row.bodyName, row.title].filter(Boolean).join(': ') : t('meetings.meeting'),
  }))
  const bytes = calendarFile(events, clock.now(), language)
  await call.store.transact(call.act(), async (writer) => writer.note(of === 'body' ? 'bodies' : 'persons', id))
  const name = t('meetings.calendarFile.name')
  return { name, documentId: call.documents.put({ name, mediaType: 'text/calendar; charset=utf-8', bytes }) }
}

function coming(db: ReadDb, from: LocalDate) {
  return db
    .selectFrom('meetings')
    .innerJoin('bodies', 'bodies.id', 'meetings.bodyId')
    .select(['meetings.id', 'meetings.bodyId', 'meetings.version', 'meetings.heldOn', 'meetings.startTime', 'meetings.endTime', 'meetings.place', 'meetings.isDigital', 'meetings.title', 'meetings.cancelledAt', 'bodies.name as bodyName'])
    .where('meetings.heldOn', '>=', from)
    .orderBy('meetings.heldOn')
    .orderBy('meetings.startTime')
    .orderBy('meetings.id')
}

async function meetingsOfBody(db: ReadDb, bodyId: string, from: LocalDate) {
  const body = await db.selectFrom('bodies').select('id').where('id', '=', bodyId).executeTakeFirst()
  if (!body) throw new NotFound()
  return coming(db, from).where('meetings.bodyId', '=', bodyId).execute()
}

/** The meetings that a person is invited to by her seat on the day, but for those she has sent an excuse to. Where a protected person will be is told in no file. */
async function meetingsOfInvited(db: ReadDb, personId: string, from: LocalDate) {
  const person = await db.selectFrom('persons').select('isProtected').where('id', '=', personId).executeTakeFirst()
  if (!person) throw new NotFound()
  if (person.isProtected === 1) throw new RuleViolation('meetings.protectedCalendar')
  const held = await coming(db, from)
    .where((eb) =>
      eb.and([
        eb.exists(eb.selectFrom('assignments').select('assignments.id').whereRef('assignments.bodyId', '=', 'meetings.bodyId').where('assignments.personId', '=', personId).where(inForceOn('assignments', eb.ref('meetings.heldOn')))),
        eb.not(eb.exists(eb.selectFrom('attendances').select('attendances.id').whereRef('attendances.meetingId', '=', 'meetings.id').where('attendances.personId', '=', personId).where('attendances.status', '=', 'excused'))),
      ]),
    )
    .execute()
  const invited: typeof held = []
  for (const meeting of held) if ((await invitedRoster(db, meeting)).some(({ person: one }) => one.id === personId)) invited.push(meeting)
  return invited
}
