import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { addDays, daysBetween, type Instant, type LocalDate } from '#shared/dates.ts'
import { RuleViolation } from '#shared/result.ts'
import type { Clock } from '#shared/clock.ts'
import type { Engine } from './engine.ts'
import { isDamage } from './faults.ts'
import { openSqlite } from './sqlite.ts'

/** A backup: a copy of the encrypted file, named after the instant it was made. */
export interface Backup {
  readonly name: string
  readonly madeAt: Instant
  readonly bytes: number
}

const ending = '.backup'
const unfinishedEnding = '.unfinished'
const instant = String.raw`(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T\d\d\.\d\d\.\d\d(?:\.\d{3})?Z)`
/** A name that `makeBackup` gives. What people lay beside the backups under other names is no backup. */
const backupName = new RegExp(String.raw`^${instant}\.backup$`, 'u')
/** A name that `restoreBackup` gives the file that it puts away. */
const replacedName = new RegExp(String.raw`^before-restore-${instant}\.kept$`, 'u')

/** The backups in a folder, newest first. */
export function listBackups(folder: string): Backup[] {
  return copiesIn(folder, backupName)
}

function copiesIn(folder: string, named: RegExp): Backup[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .flatMap((name) => {
      const madeAt = named.exec(name)?.[1]
      return madeAt === undefined ? [] : [{ name, madeAt: instantIn(madeAt), bytes: statSync(join(folder, name)).size }]
    })
    .toSorted((a, b) => (a.madeAt < b.madeAt ? 1 : -1))
}

/**
 * Copies the database, opens the copy and reads it through, and only then gives it its name.
 * @returns the new backup's name
 * @throws RuleViolation `association.damagedInPart` when the database itself is at fault, also where a whole copy of it could be made; else `association.backupFailed`
 */
export async function makeBackup(engine: Engine, key: Uint8Array, folder: string, clock: Clock): Promise<string> {
  if (!engine.copyTo) throw new RuleViolation('association.backupFailed')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  for (const left of readdirSync(folder).filter((file) => file.endsWith(unfinishedEnding))) rmSync(join(folder, left), { force: true })
  const name = `${clock.now().replaceAll(':', '.')}${ending}`
  const unfinished = join(folder, `${name}${unfinishedEnding}`)
  try {
    await engine.copyTo(unfinished)
    const rows = await rowsInJournal(engine)
    await tryOut(unfinished, key, async (copy) => {
      if ((await rowsInJournal(copy)) < rows) throw new Error('the copy lacks rows')
    })
    renameSync(unfinished, join(folder, name))
  } catch {
    rmSync(unfinished, { force: true })
    throw new RuleViolation((await isWhole(engine)) ? 'association.backupFailed' : 'association.damagedInPart')
  }
  // Copying passes by what holds no rows, so a copy may be whole where the original is not; older ones are kept until it is.
  if (!(await isWhole(engine))) throw new RuleViolation('association.damagedInPart')
  await letGoOfSuperfluous(folder, key, clock.today())
  letGoOfReplaced(folder, clock.today())
  return name
}

/**
 * Reads from a backup, after trying it out.
 * @throws RuleViolation `association.noBackups`, or `association.backupUnreadable` when it does not open or holds no association
 */
export async function readBackup<T>(folder: string, name: string, key: Uint8Array, read: (copy: Engine) => Promise<T>): Promise<T> {
  if (!listBackups(folder).some((backup) => backup.name === name)) throw new RuleViolation('association.noBackups')
  try {
    return await tryOut(join(folder, name), key, read)
  } catch {
    throw new RuleViolation('association.backupUnreadable')
  }
}

/**
 * Puts a backup in the database file's place. The file must be closed. Today's file is kept beside the backups first.
 * @throws RuleViolation `association.backupUnreadable` when the backup does not open; then nothing has changed
 */
export async function restoreBackup(file: string, folder: string, name: string, key: Uint8Array, clock: Clock): Promise<void> {
  await readBackup(folder, name, key, () => Promise.resolve())
  const kept = join(folder, `before-restore-${clock.now().replaceAll(':', '.')}.kept`)
  // After a crash the newest changes are in the log beside the file.
  for (const side of ['', '-wal']) if (existsSync(`${file}${side}`)) copyFileSync(`${file}${side}`, `${kept}${side}`)
  const incoming = `${file}.incoming`
  copyFileSync(join(folder, name), incoming)
  for (const side of ['-wal', '-shm']) rmSync(`${file}${side}`, { force: true })
  renameSync(incoming, file)
}

/** Whether a database can be read through without finding damage. */
export async function isWhole(engine: Engine): Promise<boolean> {
  if (engine.kind !== 'sqlite') return true
  try {
    const checked = await sql<{ quick_check: string }>`pragma quick_check`.execute(engine.reading)
    return checked.rows[0]?.quick_check === 'ok'
  } catch (error) {
    if (isDamage(error)) return false
    throw error
  }
}

/** Whether a database holds an association; one that a crash has left empty does not, nor one without tables. */
export async function holdsAssociation(engine: Engine): Promise<boolean> {
  if (engine.kind === 'sqlite') {
    const { rows } = await sql`select 1 from sqlite_master where name = 'association'`.execute(engine.reading)
    if (rows.length === 0) return false
  }
  return (await engine.reading.selectFrom('association').select('id').executeTakeFirst()) !== undefined
}

/** How large the file of a database is. */
export async function bytesOf(engine: Engine): Promise<number> {
  const { rows: [size] } = await sql<{ bytes: number }>`select "page_count" * "page_size" as "bytes" from pragma_page_count(), pragma_page_size()`.execute(engine.reading)
  return size?.bytes ?? 0
}

/** Only backups that hold an association count: none of them may go because an empty one is newer. */
async function letGoOfSuperfluous(folder: string, key: Uint8Array, today: LocalDate): Promise<void> {
  const all = listBackups(folder)
  if (superfluous(all, today).length === 0) return
  const sound: Backup[] = []
  for (const backup of all) if (await isSound(join(folder, backup.name), key)) sound.push(backup)
  for (const old of superfluous(sound, today)) rmSync(join(folder, old), { force: true })
}

/** What was put away at restorings goes as backups do, but none in its first month: it may hold the only copy of the last work before. Whether it is sound nobody has tried. */
function letGoOfReplaced(folder: string, today: LocalDate): void {
  for (const old of superfluous(copiesIn(folder, replacedName), addDays(today, -30))) for (const side of ['', '-wal']) rmSync(join(folder, `${old}${side}`), { force: true })
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

/** An instant as names of files have it, which may hold no colons. */
function instantIn(name: string): Instant {
  return name.replaceAll('.', ':').replace(/:(\d{3}Z)$/u, '.$1') as Instant
}

async function tryOut<T>(file: string, key: Uint8Array, read: (copy: Engine) => Promise<T>): Promise<T> {
  return withCopy(file, key, async (copy) => {
    if (!(await isWhole(copy))) throw new Error('the copy is damaged')
    if (!(await holdsAssociation(copy))) throw new Error('the copy is empty')
    return read(copy)
  })
}

async function isSound(file: string, key: Uint8Array): Promise<boolean> {
  return withCopy(file, key, holdsAssociation).catch(() => false)
}

async function withCopy<T>(file: string, key: Uint8Array, work: (copy: Engine) => Promise<T>): Promise<T> {
  const copy = openSqlite(file, key, false)
  try {
    return await work(copy)
  } finally {
    await copy.close()
    for (const side of ['-wal', '-shm']) rmSync(`${file}${side}`, { force: true })
  }
}

async function rowsInJournal(engine: Engine): Promise<number> {
  const { count } = await engine.reading.selectFrom('journalEntries').select((eb) => eb.fn.countAll().as('count')).executeTakeFirstOrThrow()
  return Number(count)
}
