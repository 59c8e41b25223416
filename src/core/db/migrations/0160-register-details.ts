import { sql, type Kysely } from 'kysely'
import { foldForSearch, foldLoosely } from '#shared/swedish-text.ts'
import type { Engine } from '../engine.ts'
import type { Database } from '../schema.ts'
import { addColumns } from './make-tables.ts'
import type { Migration } from './migration.ts'

/** Who had another name before is found by it, too; why somebody became a member can be said, and is not known of those who are members. */
export const registerDetails: Migration = {
  number: 160,
  name: 'former names in the search, reasons for joining',
  async up(database, kind) {
    await addColumns(database, kind, { memberships: { startReasonKind: 'text?', startReason: 'text?' } })
    await findByFormerNames(database, kind)
  },
}

/** As many former names as are read at a time. */
const perStep = 500

async function findByFormerNames(database: Kysely<Database>, kind: Engine['kind']): Promise<void> {
  for (let last = ''; ; ) {
    const rows = await database
      .selectFrom('persons')
      .innerJoin('searchEntries', 'searchEntries.entityId', 'persons.id')
      .select(['persons.id', 'persons.formerName', 'folded', 'loose'])
      .where('persons.formerName', 'is not', null)
      .where('persons.id', '>', last)
      .orderBy('persons.id')
      .limit(perStep)
      .execute()
    for (const { id, formerName, ...before } of rows) {
      const former = foldForSearch(formerName ?? '')
      const folded = `${before.folded} ${former}`
      const loose = [before.loose, ...former.split(' ').filter((word) => /[åäö]/u.test(word)).map(foldLoosely)].filter(Boolean).join(' ')
      // The word index must be told what goes before it goes.
      if (kind === 'sqlite') await sql`insert into "searchFts" ("searchFts", rowid, "folded", "loose") select 'delete', "rowId", "folded", "loose" from "searchEntries" where "entityId" = ${id}`.execute(database)
      await database.updateTable('searchEntries').set({ folded, loose }).where('entityId', '=', id).execute()
      if (kind === 'sqlite') await sql`insert into "searchFts" (rowid, "folded", "loose") select "rowId", "folded", "loose" from "searchEntries" where "entityId" = ${id}`.execute(database)
    }
    if (rows.length < perStep) return
    last = rows.at(-1)?.id ?? ''
  }
}
