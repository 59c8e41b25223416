import { sql, type Kysely } from 'kysely'
import { foldForSearch, foldLoosely } from '#shared/swedish-text.ts'
import type { Engine } from '../engine.ts'
import type { Database } from '../schema.ts'
import { addColumns } from './make-tables.ts'
import type { Migration } from './migration.ts'

/**
 * The day a person died is her own, and not only a reason for ending a membership. Who left that way and has not become a member again
 * died on that day, and held no seat after it. Persons are also found by where they live and by their further numbers and addresses.
 */
export const deaths: Migration = {
  number: 200,
  name: 'the day a person died, and addresses in the search',
  async up(database, kind) {
    await addColumns(database, kind, { persons: { deceasedOn: 'date?' } })
    await tellDeaths(database)
    await findByAddresses(database, kind)
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

/** As many persons as are read at a time. */
const perStep = 500

async function findByAddresses(database: Kysely<Database>, kind: Engine['kind']): Promise<void> {
  for (let last = ''; ; ) {
    const rows = await database
      .selectFrom('persons')
      .innerJoin('searchEntries', 'searchEntries.entityId', 'persons.id')
      .select(['persons.id', 'careOf', 'street', 'postcode', 'folded', 'loose'])
      .where('persons.id', '>', last)
      .orderBy('persons.id')
      .limit(perStep)
      .execute()
    if (rows.length === 0) return
    const ids = rows.map(({ id }) => id)
    const details = Map.groupBy(await database.selectFrom('contactDetails').select(['personId', 'kind', 'value']).where('personId', 'in', ids).execute(), ({ personId }) => personId)
    // The word index must be told what goes before it goes.
    if (kind === 'sqlite') await sql`insert into "searchFts" ("searchFts", rowid, "folded", "loose") select 'delete', "rowId", "folded", "loose" from "searchEntries" where "entityId" in (${sql.join(ids)})`.execute(database)
    for (const { id, careOf, street, postcode, ...before } of rows) {
      const ways = (details.get(id) ?? []).map((detail) => foldForSearch(detail.kind === 'mobile' || detail.kind === 'phone' ? detail.value.replace(/\D/gu, '') : detail.value))
      const address = [careOf, street, postcode].flatMap((part) => foldForSearch(part ?? '').split(/[^\p{L}\p{N}]+/u).filter(Boolean)).map((word) => `\ue001${word}`)
      const added = [...ways, ...address].join(' ')
      const loose = added.split(' ').filter((word) => /[åäö]/u.test(word)).map(foldLoosely)
      await database.updateTable('searchEntries').set({ folded: [before.folded, added].filter(Boolean).join(' '), loose: [before.loose, ...loose].filter(Boolean).join(' ') }).where('entityId', '=', id).execute()
    }
    if (kind === 'sqlite') await sql`insert into "searchFts" (rowid, "folded", "loose") select "rowId", "folded", "loose" from "searchEntries" where "entityId" in (${sql.join(ids)})`.execute(database)
    last = ids.at(-1) ?? ''
  }
}
