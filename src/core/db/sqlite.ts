import { existsSync, statSync } from 'node:fs'
import BetterSqlite3 from 'better-sqlite3'
import { CompiledQuery, Kysely, SqliteAdapter, SqliteDialect, SqliteDriver, type DatabaseConnection, type Dialect, type Driver } from 'kysely'
import { RuleViolation } from '#shared/result.ts'
import type { Engine } from './engine.ts'
import type { Database } from './schema.ts'

/**
 * Opens the encrypted file, or makes a new one.
 * @param file where it lies, or ':memory:'
 * @param key 32 random bytes; the whole file, its write-ahead log and its copies are encrypted with it
 * @param isNew whether the file may be made; else one that is missing or empty is refused
 * @throws RuleViolation `association.fileMissing`
 */
export function openSqlite(file: string, key: Uint8Array | undefined, isNew = true): Engine {
  if (!isNew && !(existsSync(file) && statSync(file).size > 0)) throw new RuleViolation('association.fileMissing')
  const writer = open(file, key, false)
  const reader = file === ':memory:' ? writer : open(file, key, true)
  const writing = kysely(writer)
  const reading = reader === writer ? writing : kysely(reader)
  return {
    kind: 'sqlite',
    writing,
    reading,
    insertRows(_transaction, table, columns, values) {
      let start = 0
      for (const rows of [rowsPerStatement, 1]) {
        const length = rows * columns.length
        if (start + length > values.length) continue
        const statement = writer.prepare(insertSql(table, columns, rows))
        for (; start + length <= values.length; start += length) statement.run(values.slice(start, start + length))
      }
      return Promise.resolve()
    },
    async copyTo(target) {
      await reading.executeQuery(CompiledQuery.raw('vacuum into ?', [target]))
    },
    async close() {
      if (reading !== writing) await reading.destroy()
      await writing.destroy()
      if (reader !== writer) reader.close()
      writer.close()
    },
    async abandon() {
      // The last connection to close moves the log into the file, unless it may only read.
      await writing.destroy()
      writer.close()
      if (reading !== writing) await reading.destroy()
      reader.close()
    },
  }
}

/** A handful of rows a statement halves the time of large inserts; more gain nothing. */
const rowsPerStatement = 20

function insertSql(table: string, columns: readonly string[], rowCount: number): string {
  const row = `(${columns.map(() => '?').join(', ')})`
  return `insert into "${table}" (${columns.map((column) => `"${column}"`).join(', ')}) values ${Array.from({ length: rowCount }, () => row).join(', ')}`
}

function open(file: string, key: Uint8Array | undefined, readonly: boolean): BetterSqlite3.Database {
  const database = new BetterSqlite3(file, { readonly, timeout: 5000 })
  try {
    if (key) {
      database.pragma("cipher = 'sqlcipher'")
      database.pragma(`key = "x'${Buffer.from(key).toString('hex')}'"`)
    }
    // The first read shows whether the key fits.
    database.prepare('select count(*) from sqlite_master').get()
    if (!readonly && file !== ':memory:') {
      database.pragma('journal_mode = wal')
      // A long import is written once, not twice: its pages move from the log to the file at 32 MB or at closing.
      database.pragma('wal_autocheckpoint = 8192')
    }
    database.pragma('foreign_keys = on')
    database.pragma('trusted_schema = off')
    database.pragma('synchronous = full')
    database.pragma('temp_store = memory')
    database.pragma('cache_size = -65536')
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

function kysely(database: BetterSqlite3.Database): Kysely<Database> {
  return new Kysely<Database>({ dialect: new ImmediateSqliteDialect(withStatementCache(database)) })
}

/** Kysely prepares a statement for each call; keeping prepared ones makes short queries several times faster. */
function withStatementCache(database: BetterSqlite3.Database) {
  const cache = new Map<string, BetterSqlite3.Statement>()
  return {
    close: () => database.close(),
    isInTransaction: () => database.inTransaction,
    prepare(sql: string) {
      let statement = cache.get(sql)
      if (!statement) {
        statement = database.prepare(sql)
        if (cache.size >= 500) cache.delete(cache.keys().next().value as string)
        cache.set(sql, statement)
      }
      const prepared = statement
      return {
        reader: prepared.reader,
        all: (parameters: readonly unknown[]) => prepared.all(refuseUndefined(parameters)),
        run: (parameters: readonly unknown[]) => prepared.run(refuseUndefined(parameters)),
        iterate: (parameters: readonly unknown[]) => database.prepare(sql).iterate(refuseUndefined(parameters)),
      }
    },
  }
}

type CachingDatabase = ReturnType<typeof withStatementCache>

/** better-sqlite3 binds undefined as NULL without a word; a forgotten value must be an error instead. */
function refuseUndefined(parameters: readonly unknown[]): readonly unknown[] {
  if (parameters.includes(undefined)) throw new TypeError('A value for the database is undefined')
  return parameters
}

/** Begins every transaction as a writer, so that two processes wait for each other instead of failing half-way. */
class ImmediateSqliteDriver extends SqliteDriver {
  readonly #database: CachingDatabase
  constructor(database: CachingDatabase) {
    super({ database: database })
    this.#database = database
  }
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }
  /** A full disk makes SQLite roll back by itself; a second rollback would hide why. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.isInTransaction()) await connection.executeQuery(CompiledQuery.raw('rollback'))
  }
}

class ImmediateSqliteDialect extends SqliteDialect implements Dialect {
  readonly #database: CachingDatabase
  constructor(database: CachingDatabase) {
    super({ database: database })
    this.#database = database
  }
  override createDriver(): Driver {
    return new ImmediateSqliteDriver(this.#database)
  }
  override createAdapter(): SqliteAdapter {
    return new SqliteAdapter()
  }
}
