import type { InputOf } from '#contract/base.ts'
import type { meetings, SheetRow } from '#contract/meetings.ts'
import { NotFound, RuleViolation, refuse } from '#shared/result.ts'
import type { Call } from '#core/call.ts'
import { readSpreadsheet } from '#core/documents/spreadsheet-reader.ts'
import { invitedOn, notesAt } from './invited.ts'
import { changeFinding } from './rules.ts'
import { readSheet } from './sheet-rules.ts'

/**
 * Reads the host's attendance sheet, an Excel or a text file, and finds those invited in it. Nothing is recorded: the rows are looked at first.
 * @throws RuleViolation where it is no sheet that can be read, or has no column for names
 */
export async function previewAttendanceSheet({ store: { db } }: Call, { meetingId, file }: InputOf<typeof meetings.previewAttendanceSheet>): Promise<{ rows: SheetRow[] }> {
  const meeting = await db.selectFrom('meetings').select(['bodyId', 'heldOn', 'cancelledAt', 'attendanceApprovedAt']).where('id', '=', meetingId).executeTakeFirst()
  if (!meeting) throw new NotFound()
  refuse(changeFinding(meeting))
  const known = new Map([...(await invitedOn(db, meeting.bodyId, meeting.heldOn)), ...(await notesAt(db, meetingId))].map(({ person }) => [person.id, { person }]))
  const { sheets } = readSpreadsheet(new Uint8Array(await file.arrayBuffer()), file.name)
  for (const sheet of sheets.filter(({ isHidden }) => !isHidden)) {
    const rows = readSheet(sheet, [...known.values()])
    if (rows) return { rows }
  }
  throw new RuleViolation('meetings.sheetWithoutNames')
}
