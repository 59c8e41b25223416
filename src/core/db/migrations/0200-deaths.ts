import type { Kysely } from 'kysely'
import { addColumns } from './make-tables.ts'
import type { Migration } from './migration.ts'

/**
 * The day a person died is her own, and not only a reason for ending a membership. Who left that way and has not become a member again
 * died on that day, and held no seat after it.
 */
export const deaths: Migration = {
  number: 200,
  name: 'the day a person died',
  async up(database, kind) {
    await addColumns(database, kind, { persons: { deceasedOn: 'date?' } })
    await tellDeaths(database as unknown as Kysely<Before>)
  },
}

/** The tables that the step reads and writes, as they are after its columns have been added. */
interface Before {
  persons: { id: string; deceasedOn: string | null }
  memberships: { personId: string; startsOn: string; endsOn: string | null; endReasonKind: string | null }
  assignments: { id: string; personId: string; startsOn: string; endsOn: string | null }
}

async function tellDeaths(database: Kysely<Before>): Promise<void> {
  const ended = await database.selectFrom('memberships').select(['personId', 'endsOn']).where('endReasonKind', '=', 'deceased').where('endsOn', 'is not', null).orderBy('endsOn').execute()
  for (const { personId, endsOn: deceasedOn } of ended) {
    if (deceasedOn === null) continue
    const later = await database.selectFrom('memberships').select('personId').where('personId', '=', personId).where('startsOn', '>', deceasedOn).executeTakeFirst()
    // Chosen by mistake: the dead do not become members again.
    if (later) continue
    await database.updateTable('persons').set({ deceasedOn }).where('id', '=', personId).execute()
    await database
      .updateTable('assignments')
      .set({ endsOn: deceasedOn })
      .where('personId', '=', personId)
      .where('startsOn', '<=', deceasedOn)
      .where((eb) => eb.or([eb('endsOn', 'is', null), eb('endsOn', '>', deceasedOn)]))
      .execute()
  }
}
