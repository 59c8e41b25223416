import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { daysBetween, dateOfInstant, instantToMilliseconds, type Instant } from '#shared/dates.ts'
import { RuleViolation } from '#shared/result.ts'
import type { Clock } from '#shared/clock.ts'
import { bytesOf, holdsAssociation, isWhole, listBackups, makeBackup, restoreBackup } from './db/backup.ts'
import type { Engine } from './db/engine.ts'
import { asStorageFault, isDamage } from './db/faults.ts'
import { lockFolder, type FolderLock } from './db/lock.ts'
import { migrate } from './db/migrate.ts'
import { openSqlite } from './db/sqlite.ts'
import { openStore, type Store } from './db/store.ts'
import type { AfterWrite } from './db/writer.ts'
import { parseKeyring, type Keyring } from './security/keyring.ts'

/** Opens a database file with its key, or makes it where it is new. The default is the encrypted SQLite file. */
export type OpenEngine = (file: string, key: Uint8Array, isNew: boolean) => Promise<Engine> | Engine

/** What was wrong when a backup that is made by itself could not be made. */
export type BackupFault = 'association.damagedInPart' | 'association.backupFailed'

/** An association's folder: `keyring.json`, the encrypted `association.db`, and `backups/`. */
export interface AssociationFile {
  readonly folder: string
  readonly store: Store
  readonly key: Uint8Array
  /** Settles when another computer has taken the folder over, while this one slept. Nothing is written from then on. */
  readonly takenOver: Promise<void>
  /** @throws RuleViolation `association.takenOver`, `association.outOfReach` where nothing may be written in the folder */
  ensureHeld(): void
  /** Makes a backup and gives its name. @throws RuleViolation `association.backupFailed`, `association.damagedInPart` */
  backUp(): Promise<string>
  /** Why the last backup could not be made, or null. */
  backupFault(): BackupFault | null
  /** Whether the newest backup is more than a week old, so that people should be told. */
  isBackupOld(): boolean
  /** @param backsUp whether to make a backup first, where one is due */
  close(backsUp?: boolean): Promise<void>
}

const databaseName = 'association.db'

/** Where an association's backups lie. */
export function backupFolder(folder: string): string {
  return join(folder, 'backups')
}

/** Whether a folder is an association's own, also where one of its two files is missing. */
export function isAssociationFolder(folder: string): boolean {
  return existsSync(join(folder, 'keyring.json')) || existsSync(join(folder, databaseName))
}

/** @throws RuleViolation `association.notAnAssociation` when the folder holds none */
export function readKeyring(folder: string): Keyring {
  const file = join(folder, 'keyring.json')
  if (!existsSync(file)) throw new RuleViolation('association.notAnAssociation')
  return parseKeyring(readFileSync(file, 'utf8'))
}

/** Replaces the keyring whole: a crash leaves the old one or the new one, never half of one. */
export function writeKeyring(folder: string, keyring: Keyring): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, 'keyring.json')
  writeFileSync(`${file}.new`, JSON.stringify(keyring, null, 2), { mode: 0o600, flush: true })
  renameSync(`${file}.new`, file)
}

/**
 * Opens an association's file, brings it up to date, and makes a backup when the last one is a day old.
 * @param isNew whether the association is being created; else a file that is missing or empty is refused, never made
 * @throws RuleViolation `association.*` in a sentence for each way this can fail
 */
export async function openAssociationFile(folder: string, key: Uint8Array, clock: Clock, afterWrite: AfterWrite, isNew: boolean, openEngine: OpenEngine = openSqlite): Promise<AssociationFile> {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const { promise: takenOver, resolve: giveUp } = Promise.withResolvers<void>()
    const lock = lockFolder(folder, giveUp)
    try {
      const engine = await openEngine(join(folder, databaseName), key, isNew)
      try {
        if (!isNew && !(await holdsAssociation(engine))) throw new RuleViolation('association.fileMissing')
        let fault: BackupFault | null = null
        const backUp = async () => {
          lock.ensureHeld()
          const name = await makeBackup(engine, key, backupFolder(folder), clock)
          fault = null
          return name
        }
        const backUpIf = async (isDue: () => Promise<boolean>) => {
          try {
            if (engine.copyTo && (await isDue())) await backUp()
          } catch (error) {
            fault = faultOfBackup(error)
          }
        }
        await migrate(engine, clock, async () => void (await backUp()))
        if (!isNew) await backUpIf(async () => daysSinceBackup(folder, clock) >= 1 || (await hasOutgrownBackup(engine, folder, clock)))
        const store = openStore(engine, clock, afterWrite, () => lock.ensureHeld())
        return {
          folder,
          store,
          key,
          takenOver,
          ensureHeld: () => lock.ensureHeld(),
          backUp,
          backupFault: () => fault,
          isBackupOld: () => (!isNew || lastBackupAt(folder) !== null) && daysSinceBackup(folder, clock) > 7,
          async close(backsUp = true) {
            if (backsUp && lock.isHeld()) await backUpIf(() => hasOutgrownBackup(engine, folder, clock))
            await (lock.isHeld() ? engine.close() : (engine.abandon ?? engine.close)())
            lock.release()
          },
        }
      } catch (error) {
        await engine.close()
        throw error
      }
    } catch (error) {
      lock.release()
      throw error
    }
  } catch (error) {
    throw asStorageFault(error)
  }
}

/**
 * Puts a backup in the place of the file, which must be closed here and in every other program.
 * @param mustBeDamaged refuses where the file is in order
 * @throws RuleViolation `association.fileIsInOrder`, `association.backupUnreadable`, `association.openElsewhere`
 */
export async function restoreAssociationFile(folder: string, backupName: string, key: Uint8Array, clock: Clock, mustBeDamaged = false): Promise<void> {
  const lock = lockFolder(folder)
  try {
    if (mustBeDamaged && (await isInOrder(join(folder, databaseName), key))) throw new RuleViolation('association.fileIsInOrder')
    await restoreBackup(join(folder, databaseName), backupFolder(folder), backupName, key, clock)
  } finally {
    lock.release()
  }
}

/** Removes an association's folder, which must be closed here and in every other program. @throws RuleViolation `association.openElsewhere` */
export function removeAssociationFolder(folder: string): void {
  let lock: FolderLock | undefined
  try {
    lock = lockFolder(folder)
  } catch (error) {
    // A full disk has no room for a lock, but removing makes room.
    if (error instanceof RuleViolation) throw error
  }
  try {
    rmSync(folder, { recursive: true, force: true })
  } finally {
    lock?.release()
  }
}

/** When the newest backup was made, or null. */
export function lastBackupAt(folder: string): Instant | null {
  return listBackups(backupFolder(folder))[0]?.madeAt ?? null
}

async function isInOrder(file: string, key: Uint8Array): Promise<boolean> {
  try {
    const engine = openSqlite(file, key, false)
    try {
      return (await holdsAssociation(engine)) && (await isWhole(engine))
    } finally {
      await engine.close()
    }
  } catch (error) {
    if (isDamage(error) || error instanceof RuleViolation) return false
    throw error
  }
}

/** Whether so much has been written since the newest backup that it does not wait for another day: work of more than an hour, or as many bytes as there were. Asked at each opening and closing: it counts no rows. */
async function hasOutgrownBackup(engine: Engine, folder: string, clock: Clock): Promise<boolean> {
  const last = lastBackupAt(folder)
  const newest = await engine.reading.selectFrom('journalEntries').select('at').orderBy('sequence', 'desc').executeTakeFirst()
  if (newest === undefined || (last !== null && newest.at <= last)) return false
  if (!last || instantToMilliseconds(clock.now()) - instantToMilliseconds(last) >= 60 * 60_000) return true
  return (await bytesOf(engine)) >= 2 * (listBackups(backupFolder(folder))[0]?.bytes ?? 0)
}

function faultOfBackup(error: unknown): BackupFault {
  return error instanceof RuleViolation && error.finding.rule === 'association.damagedInPart' ? 'association.damagedInPart' : 'association.backupFailed'
}

function daysSinceBackup(folder: string, clock: Clock): number {
  const last = lastBackupAt(folder)
  return last ? daysBetween(dateOfInstant(last), clock.today()) : Number.POSITIVE_INFINITY
}
