import type { Kysely } from 'kysely'
import type { Engine } from '../engine.ts'
import type { Database } from '../schema.ts'

/** One step of the schema. Released steps are never changed; numbers leave room between them. */
export interface Migration {
  readonly number: number
  readonly name: string
  up(database: Kysely<Database>, kind: Engine['kind']): Promise<void>
}
