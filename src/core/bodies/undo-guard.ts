import type { RuleFinding } from '#shared/i18n/index.ts'
import type { Row } from '#core/db/schema.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { seatingFinding, type SeatPlace } from './rules.ts'

/** Refuses what an undo has made of seats and terms where it breaks their rules, such as two in one seat. */
export async function undoneSeatingFinding(db: ReadDb, changes: readonly Row<'journalChanges'>[]): Promise<RuleFinding | undefined> {
  const touched = new Set(changes.map(({ rowId }) => rowId))
  for (const bodyId of bodiesOf(changes)) {
    const [seats, terms] = [
      await db.selectFrom('seats').selectAll().where('bodyId', '=', bodyId).execute(),
      await db.selectFrom('assignments').selectAll().where('bodyId', '=', bodyId).execute(),
    ]
    // Two registrations made one may have had two seats at the same time; that is no fault of this undo.
    const finding = seatingFinding({ seats: seats as (Row<'seats'> & SeatPlace)[], terms }, ({ id, seatId }) => touched.has(id) || touched.has(seatId))
    if (finding) return finding
  }
  return undefined
}

function bodiesOf(changes: readonly Row<'journalChanges'>[]): Set<string> {
  const rows = changes.filter(({ tableName }) => tableName === 'seats' || tableName === 'assignments')
  return new Set(rows.map(({ beforeJson, afterJson }) => (JSON.parse(beforeJson ?? afterJson ?? '{}') as { bodyId: string }).bodyId))
}
