import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { daysBetween, dateOfInstant, type Instant } from '#shared/dates.ts'
import { RuleViolation } from '#shared/result.ts'
import type { Clock } from '#shared/clock.ts'
import { listBackups, makeBackup, restoreBackup } from './db/backup.ts'
import type { Engine } from './db/engine.ts'
import { asStorageFault } from './db/faults.ts'
import { lockFolder, type FolderLock } from './db/lock.ts'
import { migrate } from './db/migrate.ts'
import { openSqlite } from './db/sqlite.ts'
import { openStore, type Store } from './db/store.ts'
import type { AfterWrite } from './db/writer.ts'
import { parseKeyring, type Keyring } from './security/keyring.ts'

/** Opens a database file with its key. The default is the encrypted SQLite file. */
export type OpenEngine = (file: string, key: Uint8Array) => Promise<Engine> | Engine

/** An association's folder: `keyring.json`, the encrypted `association.db`, and `backups/`. */
export interface AssociationFile {
  readonly folder: string
  readonly store: Store
  readonly key: Uint8Array
  /** Settles when another computer has taken the folder over, while this one slept. Nothing is written from then on. */
  readonly takenOver: Promise<void>
  /** @throws RuleViolation `association.takenOver`, `association.outOfReach` where nothing may be written in the folder */
  ensureHeld(): void
  backUp(): Promise<string>
  close(): Promise<void>
}

const databaseName = 'association.db'

/** Where an association's backups lie. */
export function backupFolder(folder: string): string {
  return join(folder, 'backups')
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
 * @throws RuleViolation `association.*` in a sentence for each way this can fail
 */
export async function openAssociationFile(folder: string, key: Uint8Array, clock: Clock, afterWrite: AfterWrite, openEngine: OpenEngine = openSqlite): Promise<AssociationFile> {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const { promise: takenOver, resolve: giveUp } = Promise.withResolvers<void>()
    const lock = lockFolder(folder, giveUp)
    try {
      const engine = await openEngine(join(folder, databaseName), key)
      try {
        const backUp = async () => {
          lock.ensureHeld()
          return await makeBackup(engine, key, backupFolder(folder), clock)
        }
        await migrate(engine, clock, async () => void (await backUp()))
        if (engine.copyTo && isBackupDue(folder, clock)) await backUp()
        const store = openStore(engine, clock, afterWrite, () => lock.ensureHeld())
        return {
          folder,
          store,
          key,
          takenOver,
          ensureHeld: () => lock.ensureHeld(),
          backUp,
          async close() {
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

/** Puts a backup in the place of the file, which must be closed here and in every other program. */
export async function restoreAssociationFile(folder: string, backupName: string, key: Uint8Array, clock: Clock): Promise<void> {
  const lock = lockFolder(folder)
  try {
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

/** Whether the newest backup is more than a week old, so that people should be told. */
export function isBackupOld(folder: string, clock: Clock): boolean {
  return daysSinceBackup(folder, clock) > 7
}

function isBackupDue(folder: string, clock: Clock): boolean {
  return daysSinceBackup(folder, clock) >= 1
}

function daysSinceBackup(folder: string, clock: Clock): number {
  const last = lastBackupAt(folder)
  return last ? daysBetween(dateOfInstant(last), clock.today()) : Number.POSITIVE_INFINITY
}
