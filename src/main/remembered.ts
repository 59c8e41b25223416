import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SafeStorage } from 'electron'
import type { RememberedSignIn } from '#shared/bridge.ts'

/** What a person asked this computer to remember, one association each, encrypted by the system's keychain. */
export interface RememberedSignIns {
  /** Whether the system has a keychain that other users of the computer cannot read. */
  isAvailable(): Promise<boolean>
  save(associationId: string, signIn: RememberedSignIn): Promise<void>
  find(associationId: string): Promise<RememberedSignIn | null>
  forget(associationId: string): Promise<void>
}

/**
 * @param storage Electron's keychain; one too old to have the asynchronous calls remembers nothing
 * @param folder where the encrypted files lie
 */
export function rememberedSignIns(storage: SafeStorage, platform: NodeJS.Platform, folder: string): RememberedSignIns {
  const fileOf = (associationId: string) => join(folder, `${associationId}.bin`)

  const isAvailable = async () => {
    if (typeof storage.isAsyncEncryptionAvailable !== 'function') return false
    if (platform === 'linux' && ['basic_text', 'unknown'].includes(storage.getSelectedStorageBackend())) return false
    return await storage.isAsyncEncryptionAvailable()
  }

  const save = async (associationId: string, { signInName, password }: RememberedSignIn) => {
    const encrypted = await storage.encryptStringAsync(JSON.stringify({ signInName, password }))
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await writeFile(`${fileOf(associationId)}.new`, encrypted, { mode: 0o600, flush: true })
    await rename(`${fileOf(associationId)}.new`, fileOf(associationId))
  }

  return {
    isAvailable,
    save,
    find: async (associationId) => {
      if (!(await isAvailable())) return null
      try {
        const { result, shouldReEncrypt } = await storage.decryptStringAsync(await readFile(fileOf(associationId)))
        const signIn = JSON.parse(result) as RememberedSignIn
        if (shouldReEncrypt) await save(associationId, signIn)
        return signIn
      } catch {
        // Nothing was remembered, or the keychain no longer knows it: the person types it.
        return null
      }
    },
    forget: (associationId) => rm(fileOf(associationId), { force: true }),
  }
}
