import { sql } from 'kysely'
import type { Clock } from '#shared/clock.ts'
import { RuleViolation } from '#shared/result.ts'
import type { Engine } from './engine.ts'
import { migrations } from './migrations/index.ts'
import type { Migration } from './migrations/migration.ts'

/**
 * Brings the schema up to date: each step in its own transaction, so that a failing one leaves nothing behind.
 * @param backUpFirst called before the first step when the file already holds data
 * @throws RuleViolation `association.fileFromNewerVersion` when the file knows steps that this program does not
 */
export async function migrate(engine: Engine, clock: Clock, backUpFirst: () => Promise<void>, steps: readonly Migration[] = migrations): Promise<number> {
  const database = engine.writing
  await sql`create table if not exists ${sql.table('schemaMigrations')} ("number" integer primary key, "name" text not null, "appliedAt" text not null)`.execute(database)
  const applied = await sql<{ number: number }>`select "number" from ${sql.table('schemaMigrations')}`.execute(database)
  const done = new Set(applied.rows.map((row) => row.number))
  const newest = steps.at(-1)?.number ?? 0
  if ([...done].some((number) => number > newest)) throw new RuleViolation('association.fileFromNewerVersion')
  const pending = steps.filter((step) => !done.has(step.number))
  if (pending.length > 0 && done.size > 0) await backUpFirst()
  for (const step of pending) {
    await database.transaction().execute(async (transaction) => {
      await step.up(transaction, engine.kind)
      if (engine.kind === 'sqlite') {
        const broken = await sql`pragma foreign_key_check`.execute(transaction)
        if (broken.rows.length > 0) throw new Error(`Migration ${step.number} leaves rows that refer to nothing`)
      }
      await sql`insert into ${sql.table('schemaMigrations')} ("number", "name", "appliedAt") values (${step.number}, ${step.name}, ${clock.now()})`.execute(transaction)
    })
  }
  return pending.length
}
