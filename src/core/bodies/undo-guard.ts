import type { LocalDate } from '#shared/dates.ts'
import type { RuleFinding } from '#shared/i18n/index.ts'
import type { Row } from '#core/db/schema.ts'
import { journalledRow, type ReadDb } from '#core/db/writer.ts'
import { settledOn } from './queries.ts'
import { seatingFinding, type SeatPlace } from './rules.ts'

/** Refuses what an undo has made of seats and terms where it breaks their rules, such as two in one seat, and of deputy rules by which somebody has been paid. */
export async function undoneSeatingFinding(db: ReadDb, changes: readonly Row<'journalChanges'>[]): Promise<RuleFinding | undefined> {
  const touched = new Set(changes.map(({ rowId }) => rowId))
  for (const [bodyId, startsOn] of deputyRulesIn(changes)) {
    const heldOn = await settledOn(db, bodyId)
    if (heldOn !== null && startsOn <= heldOn) return { rule: 'bodies.pastIsSettled', params: { heldOn } }
  }
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

/** The bodies whose deputy rules are changed, each with the first day from which they are others. */
function deputyRulesIn(changes: readonly Row<'journalChanges'>[]): Map<string, LocalDate> {
  const rows = changes.filter(({ tableName }) => tableName === 'deputyRules').map(({ rowId, beforeJson, afterJson }) => journalledRow('deputyRules', rowId, afterJson ?? beforeJson ?? '{}') as unknown as Row<'deputyRules'>)
  // One that was closed begins before the one that was made.
  const changed = rows.filter(({ endsOn }) => endsOn === null)
  return new Map(changed.map(({ bodyId, startsOn }) => [bodyId, startsOn]))
}
