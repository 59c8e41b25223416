import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, describe, expect, it } from 'vitest'
import { migrate } from '#core/db/migrate.ts'
import { migrations } from '#core/db/migrations/index.ts'
import type { Migration } from '#core/db/migrations/migration.ts'
import { findByWords } from '#core/db/search-index.ts'
import { openSqlite } from '#core/db/sqlite.ts'
import { readOnly } from '#core/db/writer.ts'
import { fixedClock } from '#shared/clock.ts'

const clock = fixedClock('2026-11-21T09:00:00.000Z')
const folder = mkdtempSync(join(tmpdir(), 'talan-migrate-'))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const addsThenFails: Migration = {
  number: 9000,
  name: 'adds a table and then fails',
  async up(database) {
    await database.schema.createTable('halfDone').addColumn('id', 'text').execute()
    throw new Error('the second half fails')
  },
}

describe('Migrating', () => {
  it('has steps whose numbers only grow', () => {
    const numbers = migrations.map((migration) => migration.number)
    expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b))
  })

  it('leaves nothing of a step that fails half-way, and has made a backup first', async () => {
    const engine = openSqlite(':memory:', undefined)
    await migrate(engine, clock, () => Promise.resolve())
    let backups = 0
    const attempt = migrate(engine, clock, async () => void (backups += 1), [...migrations, addsThenFails])
    await expect(attempt).rejects.toThrow('the second half fails')
    expect(backups).toBe(1)
    const tables = await engine.reading.introspection.getTables()
    expect(tables.map((table) => table.name)).not.toContain('halfDone')
    expect(await migrate(engine, clock, () => Promise.resolve())).toBe(0)
    await engine.close()
  })

  it.each(migrations.slice(1).map((migration, index) => ({ migration, before: migrations.slice(0, index + 1) })))(
    'keeps every row that the file held before step $migration.number',
    async ({ migration, before }) => {
      const engine = openSqlite(':memory:', undefined)
      await migrate(engine, clock, () => Promise.resolve(), before)
      await sql`insert into "organisations" ("id", "version", "kind", "name", "nameSort", "createdAt") values ('o1', 3, 'region', 'Region Östgöta', 'region |stg|ta', '2024-01-01T00:00:00.000Z')`.execute(engine.writing)
      await sql`insert into "persons" ("id", "version", "givenName", "familyName", "nameSort", "preferredChannel", "isProtected", "createdAt") values ('p1', 7, 'Åsa', 'Öberg', '|berg {sa', 'letter', 1, '2024-01-01T00:00:00.000Z')`.execute(engine.writing)
      await sql`insert into "memberships" ("id", "version", "personId", "kind", "startsOn") values ('m1', 1, 'p1', 'main', '2024-01-01')`.execute(engine.writing)
      const rows = async () => Promise.all((['organisations', 'persons', 'memberships'] as const).map((table) => sql`select * from ${sql.table(table)}`.execute(engine.reading)))
      const held = (await rows()).map((result) => result.rows)
      expect(await migrate(engine, clock, () => Promise.resolve(), [...before, migration])).toBe(1)
      for (const [index, result] of (await rows()).entries()) {
        // A column may go where it held nothing.
        const kept = (held[index] as Record<string, unknown>[]).map((row) => Object.fromEntries(Object.entries(row).filter(([column, value]) => value !== null || column in (result.rows[0] as object))))
        expect(result.rows).toMatchObject(kept)
      }
      await engine.close()
    },
  )

  it('says of old incoming payments that those of BgMax came by bankgiro, and of others nothing', async () => {
    const engine = openSqlite(':memory:', undefined)
    await migrate(engine, clock, () => Promise.resolve(), migrations.filter(({ number }) => number < 130))
    for (const [id, format] of [['f1', 'bgmax'], ['f2', 'camt054']]) {
      await sql`insert into "incomingPaymentFiles" ("id", "version", "format", "fileHash", "messageId", "receivedAt", "entryId", "paymentCount", "totalOre") values (${id}, 1, ${format}, ${id}, ${id}, '2026-01-01T00:00:00.000Z', 'e', 1, 100)`.execute(engine.writing)
      await sql`insert into "incomingPayments" ("id", "version", "fileId", "position", "bookedOn", "amountOre", "currency", "isSetAside") values (${`p-${format}`}, 1, ${id}, 1, '2026-01-01', 100, 'SEK', 0)`.execute(engine.writing)
    }
    await migrate(engine, clock, () => Promise.resolve())
    const { rows } = await sql`select "id", "version", "amountOre", "paymentMethod" from "incomingPayments" order by "id"`.execute(engine.reading)
    expect(rows).toEqual([{ id: 'p-bgmax', version: 1, amountOre: 100, paymentMethod: 'bankgiro' }, { id: 'p-camt054', version: 1, amountOre: 100, paymentMethod: null }])
    await engine.close()
  })

  it('forgets who got a mailing in easy Swedish, and keeps everything else of its recipients', async () => {
    const engine = openSqlite(':memory:', undefined)
    await migrate(engine, clock, () => Promise.resolve(), migrations.filter(({ number }) => number < 150))
    await sql`insert into "users" ("id", "version", "signInName", "displayName", "rolesJson", "createdAt") values ('u1', 1, 'ulla', 'Ulla', '[]', '2024-01-01T00:00:00.000Z')`.execute(engine.writing)
    await sql`insert into "persons" ("id", "version", "givenName", "familyName", "nameSort", "preferredChannel", "isProtected", "createdAt") values ('p1', 7, 'Åsa', 'Öberg', '|berg {sa', 'letter', 0, '2024-01-01T00:00:00.000Z')`.execute(engine.writing)
    await sql`insert into "mailings" ("id", "version", "kind", "subject", "body", "audience", "createdAt", "createdByUserId") values ('m1', 1, 'message', 'Hej', 'Hej', 'persons', '2026-01-01T00:00:00.000Z', 'u1')`.execute(engine.writing)
    await sql`insert into "mailingRecipients" ("id", "version", "mailingId", "personId", "position", "channel", "address", "isEasyRead", "sentOn", "sentByUserId", "returnedOn") values ('r1', 4, 'm1', 'p1', 0, 'email', 'asa@example.se', 1, '2026-01-02', 'u1', '2026-01-03')`.execute(engine.writing)
    await migrate(engine, clock, () => Promise.resolve())
    const { rows } = await sql`select * from "mailingRecipients"`.execute(engine.reading)
    expect(rows).toEqual([{
      id: 'r1', version: 4, mailingId: 'm1', personId: 'p1', position: 0, channel: 'email', address: 'asa@example.se', viaPersonId: null, viaName: null, sentOn: '2026-01-02', sentByUserId: 'u1', returnedOn: '2026-01-03',
      attemptedAt: null, failure: null,
    }])
    await engine.close()
  })

  it('finds persons by a former name that was written down before', async () => {
    const engine = openSqlite(':memory:', undefined)
    await migrate(engine, clock, () => Promise.resolve(), migrations.filter(({ number }) => number < 160))
    for (const [id, former] of [['p1', 'Åkerblad'], ['p2', null]] as const) {
      await sql`insert into "persons" ("id", "version", "givenName", "familyName", "nameSort", "formerName", "preferredChannel", "isProtected", "createdAt") values (${id}, 1, 'Eva', 'Ek', 'ek eva', ${former}, 'letter', 0, '2024-01-01T00:00:00.000Z')`.execute(engine.writing)
      await sql`insert into "searchEntries" ("entityId", "kind", "title", "detail", "titleSort", "folded", "loose") values (${id}, 'person', 'Eva Ek', '', 'ek eva', 'eva ek', '')`.execute(engine.writing)
    }
    await sql`insert into "searchFts" (rowid, "folded", "loose") select "rowId", "folded", "loose" from "searchEntries"`.execute(engine.writing)
    await migrate(engine, clock, () => Promise.resolve())
    const found = async (spelling: 'folded' | 'loose', word: string) => (await findByWords(engine, readOnly(engine.reading), spelling, [word], ['person'], 10)).map(({ entityId }) => entityId)
    expect(await found('folded', 'åker')).toEqual(['p1'])
    expect(await found('loose', 'akerblad')).toEqual(['p1'])
    expect(await found('folded', 'eva')).toEqual(['p1', 'p2'])
    await engine.close()
  })

  it('finds old meetings by their host, title and place too', async () => {
    const engine = openSqlite(':memory:', undefined)
    await migrate(engine, clock, () => Promise.resolve(), migrations.filter(({ number }) => number < 300))
    const at = '2024-01-01T00:00:00.000Z'
    await sql`insert into "organisations" ("id", "version", "kind", "name", "nameSort", "createdAt") values ('o1', 1, 'region', 'Region Östgöta', 'x', ${at})`.execute(engine.writing)
    await sql`insert into "bodies" ("id", "version", "hostOrganisationId", "name", "nameSort", "kind", "method", "level", "payer", "travelRule", "startsOn", "createdAt") values ('b1', 1, 'o1', 'Rådet', 'x', 'council', 'council', 'system', 'host', 'taxFree', '2024-01-01', ${at})`.execute(engine.writing)
    for (const [id, title, place] of [['m1', 'Vårmöte', 'Storgatan 1'], ['m2', null, null]]) {
      await sql`insert into "meetings" ("id", "version", "bodyId", "title", "heldOn", "startTime", "endTime", "place", "isDigital", "topic", "createdAt") values (${id}, 1, 'b1', ${title}, '2026-03-12', '13:00', '15:00', ${place}, 0, 'Budget', ${at})`.execute(engine.writing)
      await sql`insert into "searchEntries" ("entityId", "kind", "title", "detail", "titleSort", "folded", "loose") values (${id}, 'meeting', 'Rådet 2026-03-12', 'Budget', 'x', '\ue000rådet \ue00020260312 \ue000budget', '\ue000radet')`.execute(engine.writing)
    }
    await sql`insert into "searchFts" (rowid, "folded", "loose") select "rowId", "folded", "loose" from "searchEntries"`.execute(engine.writing)
    await migrate(engine, clock, () => Promise.resolve())
    const found = async (word: string) => (await findByWords(engine, readOnly(engine.reading), 'loose', [`\ue000${word}`], ['meeting'], 10)).map(({ entityId }) => entityId).toSorted()
    for (const word of ['ostgota', 'budget', 'radet', '202603']) expect(await found(word), word).toEqual(['m1', 'm2'])
    for (const word of ['varm', 'storgatan']) expect(await found(word), word).toEqual(['m1'])
    await sql`insert into "searchFts" ("searchFts") values ('integrity-check')`.execute(engine.writing)
    await engine.close()
  })

  it('makes a contact person of the name that stood with an organisation, unless it stands among them already', async () => {
    const engine = openSqlite(':memory:', undefined)
    await migrate(engine, clock, () => Promise.resolve(), migrations.filter(({ number }) => number < 190))
    for (const [id, contactName, endsOn] of [['o1', 'Bengt Anhörig', null], ['o2', 'frida handläggare ', null], ['o3', 'Tora', '2023-12-31'], ['o4', '', null], ['o5', 'Åsa Öberg', null]]) {
      await sql`insert into "organisations" ("id", "version", "kind", "name", "nameSort", "contactName", "endsOn", "createdAt") values (${id}, 1, 'association', ${id}, ${id}, ${contactName}, ${endsOn}, '2024-01-01T12:00:00.000Z')`.execute(engine.writing)
    }
    await sql`insert into "persons" ("id", "version", "givenName", "familyName", "nameSort", "preferredChannel", "isProtected", "createdAt", "careOf") values ('p1', 1, 'Åsa', 'Öberg', 'x', 'letter', 0, '2024-01-01T00:00:00.000Z', 'c/o Hansson')`.execute(engine.writing)
    for (const [id, organisationId, personId, name] of [['c2', 'o2', null, 'Frida Handläggare'], ['c5', 'o5', 'p1', null]]) {
      await sql`insert into "organisationContacts" ("id", "version", "organisationId", "personId", "name", "startsOn") values (${id}, 1, ${organisationId}, ${personId}, ${name}, '2025-01-01')`.execute(engine.writing)
    }
    await migrate(engine, clock, () => Promise.resolve())
    const contacts = await engine.reading.selectFrom('organisationContacts').select(['organisationId', 'name', 'startsOn', 'endsOn']).orderBy('organisationId').execute()
    expect(contacts).toEqual([
      { organisationId: 'o1', name: 'Bengt Anhörig', startsOn: '2024-01-01', endsOn: null },
      { organisationId: 'o2', name: 'Frida Handläggare', startsOn: '2025-01-01', endsOn: null },
      { organisationId: 'o3', name: 'Tora', startsOn: '2023-12-31', endsOn: '2023-12-31' },
      { organisationId: 'o5', name: null, startsOn: '2025-01-01', endsOn: null },
    ])
    expect(await engine.reading.selectFrom('persons').select('careOf').executeTakeFirst()).toEqual({ careOf: 'Hansson' })
    await engine.close()
  })

  it('finds persons by where they live and by their further numbers once it has been taken', async () => {
    const engine = openSqlite(':memory:', undefined)
    await migrate(engine, clock, () => Promise.resolve(), migrations.filter(({ number }) => number < 200))
    await sql`insert into "persons" ("id", "version", "givenName", "familyName", "nameSort", "preferredChannel", "isProtected", "createdAt", "street", "careOf") values ('p1', 1, 'Anna', 'Ek', 'x', 'letter', 0, '2024-01-01T00:00:00.000Z', 'Ågatan 3', 'Lund')`.execute(engine.writing)
    await sql`insert into "contactDetails" ("id", "version", "personId", "kind", "value", "position") values ('c1', 1, 'p1', 'mobile', '070-174 06 33', 1)`.execute(engine.writing)
    await sql`insert into "searchEntries" ("entityId", "kind", "title", "detail", "titleSort", "folded", "loose") values ('p1', 'person', 'Anna Ek', '', 'anna ek', 'anna ek', '')`.execute(engine.writing)
    await sql`insert into "searchFts" (rowid, "folded", "loose") select "rowId", "folded", "loose" from "searchEntries"`.execute(engine.writing)
    await migrate(engine, clock, () => Promise.resolve())
    for (const word of ['\ue001agatan', '\ue001lund', '0701740633', 'anna']) {
      expect((await findByWords(engine, readOnly(engine.writing), 'loose', [word], ['person'], 10)).map(({ entityId }) => entityId), word).toEqual(['p1'])
    }
    await engine.close()
  })

  it('tells of a death what the end of a membership told, save where the person came back, and frees the seat', async () => {
    const engine = openSqlite(':memory:', undefined)
    await migrate(engine, clock, () => Promise.resolve(), migrations.filter(({ number }) => number < 200))
    for (const id of ['dead', 'back', 'moved']) {
      await sql`insert into "persons" ("id", "version", "givenName", "familyName", "nameSort", "preferredChannel", "isProtected", "createdAt") values (${id}, 1, ${id}, 'Ek', 'x', 'letter', 0, '2024-01-01T00:00:00.000Z')`.execute(engine.writing)
      await sql`insert into "memberships" ("id", "version", "personId", "kind", "startsOn", "endsOn", "endReasonKind") values (${`m-${id}`}, 1, ${id}, 'main', '2024-01-01', '2025-05-05', ${id === 'moved' ? 'moved' : 'deceased'})`.execute(engine.writing)
    }
    await sql`insert into "memberships" ("id", "version", "personId", "kind", "startsOn") values ('m-again', 1, 'back', 'main', '2026-01-01')`.execute(engine.writing)
    await sql`insert into "organisations" ("id", "version", "kind", "name", "nameSort", "createdAt") values ('o1', 1, 'region', 'R', 'r', '2024-01-01T12:00:00.000Z')`.execute(engine.writing)
    await sql`insert into "bodies" ("id", "version", "hostOrganisationId", "name", "nameSort", "kind", "method", "level", "payer", "travelRule", "startsOn", "createdAt") values ('b1', 1, 'o1', 'B', 'b', 'council', 'council', 'system', 'host', 'taxFree', '2024-01-01', '2024-01-01T12:00:00.000Z')`.execute(engine.writing)
    await sql`insert into "seats" ("id", "version", "bodyId", "kind", "position", "startsOn") values ('s1', 1, 'b1', 'ordinary', 1, '2024-01-01')`.execute(engine.writing)
    for (const [id, startsOn, endsOn] of [['before', '2024-01-01', '2024-12-31'], ['then', '2025-01-01', null], ['after', '2026-01-01', null]]) {
      await sql`insert into "assignments" ("id", "version", "seatId", "bodyId", "personId", "role", "startsOn", "endsOn", "decidedOn", "createdAt") values (${id}, 1, 's1', 'b1', 'dead', 'member', ${startsOn}, ${endsOn}, '2024-01-01', '2024-01-01T12:00:00.000Z')`.execute(engine.writing)
    }
    await migrate(engine, clock, () => Promise.resolve())
    expect(await engine.reading.selectFrom('persons').select(['id', 'deceasedOn']).orderBy('id').execute()).toEqual([{ id: 'back', deceasedOn: null }, { id: 'dead', deceasedOn: '2025-05-05' }, { id: 'moved', deceasedOn: null }])
    expect(await engine.reading.selectFrom('assignments').select(['id', 'endsOn']).orderBy('id').execute()).toEqual([{ id: 'after', endsOn: null }, { id: 'before', endsOn: '2024-12-31' }, { id: 'then', endsOn: '2025-05-05' }])
    await engine.close()
  })

  it('keeps each declined stipend as it was, without a ground until it is renewed', async () => {
    const engine = openSqlite(':memory:', undefined)
    await migrate(engine, clock, () => Promise.resolve(), migrations.filter(({ number }) => number < 351))
    await sql`insert into "persons" ("id", "version", "givenName", "familyName", "nameSort", "preferredChannel", "isProtected", "createdAt") values ('p1', 1, 'Anna', 'Ek', 'x', 'letter', 0, '2024-01-01T00:00:00.000Z')`.execute(engine.writing)
    await sql`insert into "stipendDeclinations" ("id", "version", "personId", "startsOn", "endsOn") values ('d1', 1, 'p1', '2024-01-01', null), ('d0', 3, 'p1', '2022-01-01', '2022-01-01')`.execute(engine.writing)
    await migrate(engine, clock, () => Promise.resolve())
    const without = { personId: 'p1', purpose: null, legalBasis: null, consentedOn: null }
    expect(await engine.reading.selectFrom('stipendDeclinations').selectAll().orderBy('id').execute()).toEqual([
      { id: 'd0', version: 3, startsOn: '2022-01-01', endsOn: '2022-01-01', ...without }, { id: 'd1', version: 1, startsOn: '2024-01-01', endsOn: null, ...without },
    ])
    await engine.close()
  })

  it('refuses a file that a newer program has saved, and says so', async () => {
    const engine = openSqlite(':memory:', undefined)
    await migrate(engine, clock, () => Promise.resolve())
    await sql`insert into "schemaMigrations" values (99999, 'from the future', '2030-01-01T00:00:00.000Z')`.execute(engine.writing)
    await expect(migrate(engine, clock, () => Promise.resolve())).rejects.toMatchObject({ finding: { rule: 'association.fileFromNewerVersion' } })
    await engine.close()
  })

  it('refuses a step that leaves rows referring to nothing', async () => {
    const engine = openSqlite(':memory:', undefined)
    await migrate(engine, clock, () => Promise.resolve())
    const orphaning: Migration = {
      number: 9000,
      name: 'orphans a row',
      async up(database) {
        await sql`pragma defer_foreign_keys = on`.execute(database)
        await sql`insert into "memberships" ("id", "version", "personId", "kind", "startsOn") values ('m', 1, 'nobody', 'main', '2026-01-01')`.execute(database)
      },
    }
    await expect(migrate(engine, clock, () => Promise.resolve(), [...migrations, orphaning])).rejects.toThrow('refer to nothing')
    await engine.close()
  })
})
