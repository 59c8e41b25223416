import { timingSafeEqual } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setImmediate as yieldToOthers } from 'node:timers/promises'
import { z } from 'zod'
import type { Clock } from '#shared/clock.ts'
import { RuleViolation } from '#shared/result.ts'
import {
  openAssociationFile, readKeyring, removeAssociationFolder, restoreAssociationFile, writeKeyring, type AssociationFile, type OpenEngine,
} from '#core/association-file.ts'
import { isWhole } from '#core/db/backup.ts'
import type { AfterWrite, Committed } from '#core/db/writer.ts'
import type { KeyDerivation, Keyring } from './keyring.ts'
import { makeSessions, makeThrottle, type Sessions, type Throttle } from './sessions.ts'

/** An association that this installation knows of. */
export interface KnownAssociation {
  readonly id: string
  readonly name: string
  readonly isDemo: boolean
}

/** Which associations there are, which is chosen, and whether its file is open. At most one is open at a time. */
export interface Associations {
  readonly derivation: KeyDerivation
  readonly sessions: Sessions
  readonly throttle: Throttle
  readonly idleMinutes: number
  list(): KnownAssociation[]
  /** The chosen association, or null. */
  current(): KnownAssociation | null
  /** The chosen association's folder. @throws RuleViolation `association.noneOpen` */
  folder(): string
  keyring(): Keyring
  /** Changes the keyring in a folder, one change at a time, whatever association is chosen meanwhile. */
  changeKeyring(folder: string, change: (keyring: Keyring) => Keyring | Promise<Keyring>): Promise<void>
  select(id: string): Promise<KnownAssociation>
  openFolder(folder: string): Promise<KnownAssociation>
  /** Makes the folder of a new association, chooses it and gives its folder. The file itself is made when it is first opened. */
  begin(keyring: Keyring): Promise<string>
  /**
   * Opens the file in the chosen association's folder, unless it is open.
   * @param isNew whether the association is being created; else a file that is missing is refused, never made
   * @throws RuleViolation `association.noneOpen` where another association has been chosen meanwhile, or the open file has another key
   */
  open(folder: string, key: Uint8Array, isNew?: boolean): Promise<AssociationFile>
  /**
   * The open file, or undefined; one that nobody is signed in to any more is closed.
   * @throws RuleViolation `association.takenOver` where it was closed because another computer has opened it, until it is opened again
   */
  opened(): AssociationFile | undefined
  /** Whether the file was closed because another computer has opened it. */
  isTakenOver(): boolean
  /** Closes the file when nobody is signed in any more, so that its key leaves the memory. */
  closeWhenUnused(): Promise<void>
  /** Goes back to a backup and signs everybody out; the file is open for what the caller still has to note. */
  restore(backupName: string): Promise<AssociationFile>
  /**
   * The same from outside, where the file is damaged or missing so that nobody can sign in.
   * @throws RuleViolation `association.fileIsInOrder` where it is neither
   */
  restoreDamaged(folder: string, key: Uint8Array, backupName: string): Promise<AssociationFile>
  /** Removes an association's folder and everything in it. @throws RuleViolation `association.openElsewhere` */
  remove(folder: string): Promise<void>
  onCommit(listener: (committed: Committed) => void): () => void
  close(): Promise<void>
}

const homeName = 'associations'
const memoryName = 'known.json'

/** Whether a folder is some installation's data folder: its associations beside the note of which was chosen. */
export function isDataFolder(folder: string): boolean {
  return existsSync(join(folder, memoryName)) && existsSync(join(folder, homeName))
}

const remembered = z.object({ chosen: z.string().nullable(), folders: z.array(z.string()) })

/** @param dataFolder where this installation keeps its associations, one folder each */
export function makeAssociations(
  options: { dataFolder: string; clock: Clock; derivation: KeyDerivation; idleMinutes: number; afterWrite: AfterWrite; openEngine?: OpenEngine | undefined },
): Associations {
  const { dataFolder, clock, derivation, idleMinutes } = options
  const home = join(dataFolder, homeName)
  const memoryFile = join(dataFolder, memoryName)
  const sessions = makeSessions(clock, idleMinutes)
  const throttle = makeThrottle(clock)
  const listeners = new Set<(committed: Committed) => void>()
  let memory = readMemory(memoryFile)
  let file: AssociationFile | undefined
  let isTakenOver = false
  let opening: Promise<AssociationFile> | undefined
  let closing: Promise<void> = Promise.resolve()
  let keyringWork: Promise<void> = Promise.resolve()

  function remember(change: Partial<z.output<typeof remembered>>): void {
    memory = { ...memory, ...change }
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
    writeFileSync(`${memoryFile}.new`, JSON.stringify(memory), { mode: 0o600, flush: true })
    renameSync(`${memoryFile}.new`, memoryFile)
  }

  function folders(): string[] {
    const own = existsSync(home) ? readdirSync(home).map((name) => join(home, name)) : []
    return [...own, ...memory.folders].filter((folder) => existsSync(join(folder, 'keyring.json')))
  }

  const all = () => folders().map(known).filter((association) => association !== undefined)
  const chosen = () => all().find((association) => association.id === memory.chosen)

  function closeFile(backsUp = true): Promise<void> {
    sessions.closeAll()
    const leaving = file
    file = undefined
    // Whoever asked for it is answered first: a backup of a large file keeps this process busy for a while.
    if (leaving) closing = closing.then(() => yieldToOthers()).then(() => leaving.close(backsUp))
    return closing
  }

  /** Puts a backup in the file's place and opens it. Nobody may open the file before the backup lies there. */
  async function goBack(folder: string, key: Uint8Array, backupName: string, mustBeDamaged: boolean): Promise<AssociationFile> {
    const restored = closeFile(false).then(() => restoreAssociationFile(folder, backupName, key, clock, mustBeDamaged))
    closing = restored.catch(() => undefined)
    await restored
    return associations.open(folder, key)
  }

  /** Opens the file of the chosen association; where another one is chosen before it is open, it is closed again. */
  async function openChosen(folder: string, key: Uint8Array, isNew: boolean): Promise<AssociationFile> {
    await closing
    const opened = await openAssociationFile(folder, key, clock, options.afterWrite, isNew, options.openEngine)
    if (chosen()?.folder !== folder) {
      await opened.close(false)
      throw new RuleViolation('association.noneOpen')
    }
    opened.store.onCommit((committed) => listeners.forEach((listener) => listener(committed)))
    void opened.takenOver.then(() => giveUp(opened))
    isTakenOver = false
    return (file = opened)
  }

  /** Leaves a file that another computer has opened. */
  function giveUp(lost: AssociationFile): void {
    if (file !== lost) return
    isTakenOver = true
    void closeFile()
  }

  async function choose(association: KnownAssociation): Promise<KnownAssociation> {
    if (association.id !== memory.chosen) {
      await closeFile()
      isTakenOver = false
      remember({ chosen: association.id })
    }
    return plain(association)
  }

  const associations: Associations = {
    derivation,
    sessions,
    throttle,
    idleMinutes,
    list: () => all().map(plain),
    current() {
      const association = chosen()
      return association ? plain(association) : null
    },
    folder() {
      const association = chosen()
      if (!association) throw new RuleViolation('association.noneOpen')
      return association.folder
    },
    keyring: () => readKeyring(associations.folder()),
    changeKeyring(folder, change) {
      const changed = keyringWork.then(async () => {
        const changedKeyring = await change(readKeyring(folder))
        if (file?.folder === folder) file.ensureHeld()
        writeKeyring(folder, changedKeyring)
      })
      keyringWork = changed.catch(() => undefined)
      return changed
    },
    async select(id) {
      const association = all().find((candidate) => candidate.id === id)
      if (!association) throw new RuleViolation('association.notAnAssociation')
      return choose(association)
    },
    async openFolder(folder) {
      const association = known(resolve(folder))
      if (!association) throw new RuleViolation('association.notAnAssociation')
      if (!folders().includes(association.folder)) remember({ folders: [...memory.folders, association.folder] })
      return choose(association)
    },
    async begin(keyring) {
      if (all().some((association) => association.name === keyring.associationName)) throw new RuleViolation('association.alreadyExists')
      await closeFile()
      isTakenOver = false
      const folder = join(home, keyring.associationId)
      writeKeyring(folder, keyring)
      remember({ chosen: keyring.associationId })
      return folder
    },
    async open(folder, key, isNew = false) {
      if (chosen()?.folder !== folder) throw new RuleViolation('association.noneOpen')
      opening ??= file ? Promise.resolve(file) : openChosen(folder, key, isNew)
      try {
        const opened = await opening
        // Whoever comes while a file is open has to hold its key as well.
        if (opened.folder !== folder || !timingSafeEqual(opened.key, key)) throw new RuleViolation('association.noneOpen')
        return opened
      } finally {
        opening = undefined
      }
    },
    opened() {
      if (isTakenOver) throw new RuleViolation('association.takenOver')
      if (sessions.count() > 0) return file
      void closeFile()
      return undefined
    },
    isTakenOver: () => isTakenOver,
    closeWhenUnused: () => (sessions.count() === 0 ? closeFile() : Promise.resolve()),
    async restore(backupName) {
      if (!file) throw new RuleViolation('association.noneOpen')
      const { folder, key } = file
      return goBack(folder, key, backupName, false)
    },
    async restoreDamaged(folder, key, backupName) {
      if (chosen()?.folder !== folder) throw new RuleViolation('association.noneOpen')
      await closing
      if (file && (await isWhole(file.store.engine))) throw new RuleViolation('association.fileIsInOrder')
      return goBack(folder, key, backupName, true)
    },
    async remove(folder) {
      const isChosen = chosen()?.folder === folder
      if (isChosen) await closeFile(false)
      removeAssociationFolder(folder)
      if (isChosen) remember({ chosen: null })
    },
    onCommit(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => closeFile(),
  }
  return associations
}

function readMemory(file: string): z.output<typeof remembered> {
  try {
    return remembered.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return { chosen: null, folders: [] }
  }
}

function known(folder: string): (KnownAssociation & { folder: string }) | undefined {
  try {
    const keyring = readKeyring(folder)
    return { id: keyring.associationId, name: keyring.associationName, isDemo: keyring.isDemo, folder }
  } catch {
    return undefined
  }
}

function plain({ id, name, isDemo }: KnownAssociation): KnownAssociation {
  return { id, name, isDemo }
}
