import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { daysBetween, type Instant, type LocalDate } from '#shared/dates.ts'
import { RuleViolation } from '#shared/result.ts'
import type { Clock } from '#shared/clock.ts'
import type { Engine } from './engine.ts'
import { openSqlite } from './sqlite.ts'

/** A backup: a copy of the encrypted file, named after the instant it was made. */
export interface Backup {
  readonly name: string
  readonly madeAt: Instant
  readonly bytes: number
}

const ending = '.backup'
/** A name that `makeBackup` gives. What people lay beside the backups under other names is no backup. */
const backupName = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T\d\d\.\d\d\.\d\d(?:\.\d{3})?Z\.backup$/u

/** The backups in a folder, newest first. */
export function listBackups(folder: string): Backup[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => backupName.test(name))
    .map((name) => ({ name, madeAt: madeAtOf(name), bytes: statSync(join(folder, name)).size }))
    .toSorted((a, b) => (a.madeAt < b.madeAt ? 1 : -1))
}

/**
 * Copies the database, opens the copy and reads it through, and only then gives it its name.
 * @returns the new backup's name
 * @throws RuleViolation `association.backupFailed` when the copy cannot be made or does not hold what the original holds
 */
export async function makeBackup(engine: Engine, key: Uint8Array, folder: string, clock: Clock): Promise<string> {
  if (!engine.copyTo) throw new RuleViolation('association.backupFailed')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const name = `${clock.now().replaceAll(':', '.')}${ending}`
  const unfinished = join(folder, `${name}.unfinished`)
  rmSync(unfinished, { force: true })
  try {
    await engine.copyTo(unfinished)
    await tryOut(unfinished, key, await rowsInJournal(engine))
    renameSync(unfinished, join(folder, name))
  } catch {
    rmSync(unfinished, { force: true })
    throw new RuleViolation('association.backupFailed')
  }
  for (const old of superfluous(listBackups(folder), clock.today())) rmSync(join(folder, old), { force: true })
  return name
}

/**
 * Puts a backup in the database file's place. The file must be closed. Today's file is kept beside the backups first.
 * @throws RuleViolation `association.backupUnreadable` when the backup does not open; then nothing has changed
 */
export async function restoreBackup(file: string, folder: string, name: string, key: Uint8Array, clock: Clock): Promise<void> {
  const source = join(folder, name)
  if (!listBackups(folder).some((backup) => backup.name === name)) throw new RuleViolation('association.noBackups')
  try {
    await tryOut(source, key, undefined)
  } catch {
    throw new RuleViolation('association.backupUnreadable')
  }
  if (existsSync(file)) copyFileSync(file, join(folder, `before-restore-${clock.now().replaceAll(':', '.')}.kept`))
  const incoming = `${file}.incoming`
  copyFileSync(source, incoming)
  for (const side of ['-wal', '-shm']) rmSync(`${file}${side}`, { force: true })
  renameSync(incoming, file)
}

/**
 * Which backups may go: kept are the newest of each of the last 7 days that have one, of 4 weeks and of 12 months.
 */
function superfluous(backups: readonly Backup[], today: LocalDate): string[] {
  const kept = new Set<string>()
  keepNewestPer(backups, (date) => date, 7, kept)
  keepNewestPer(backups, (date) => String(Math.floor(daysBetween('1970-01-05', date) / 7)), 4, kept)
  keepNewestPer(backups, (date) => date.slice(0, 7), 12, kept)
  return backups.filter((backup) => !kept.has(backup.name) && dateOf(backup) < today).map((backup) => backup.name)
}

function keepNewestPer(newestFirst: readonly Backup[], bucketOf: (date: LocalDate) => string, count: number, kept: Set<string>): void {
  const seen = new Set<string>()
  for (const backup of newestFirst) {
    const bucket = bucketOf(dateOf(backup))
    if (seen.has(bucket)) continue
    if (seen.size === count) return
    seen.add(bucket)
    kept.add(backup.name)
  }
}

function dateOf(backup: Backup): LocalDate {
  return backup.madeAt.slice(0, 10) as LocalDate
}

function madeAtOf(name: string): Instant {
  return name.slice(0, -ending.length).replaceAll('.', ':').replace(/:(\d{3}Z)$/u, '.$1') as Instant
}

async function tryOut(file: string, key: Uint8Array, journalRows: number | undefined): Promise<void> {
  const copy = openSqlite(file, key)
  try {
    const checked = await sql<{ quick_check: string }>`pragma quick_check`.execute(copy.reading)
    if (checked.rows[0]?.quick_check !== 'ok') throw new Error('the copy is damaged')
    if (journalRows !== undefined && (await rowsInJournal(copy)) < journalRows) throw new Error('the copy lacks rows')
  } finally {
    await copy.close()
    for (const side of ['-wal', '-shm']) rmSync(`${file}${side}`, { force: true })
  }
}

async function rowsInJournal(engine: Engine): Promise<number> {
  const { count } = await engine.reading.selectFrom('journalEntries').select((eb) => eb.fn.countAll().as('count')).executeTakeFirstOrThrow()
  return Number(count)
}
