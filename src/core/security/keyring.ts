import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import { argon2id } from 'hash-wasm'
import { z } from 'zod'
import { RuleViolation } from '#shared/result.ts'

/** How hard a password is to guess: argon2id's cost. Stored with every wrap, so that it can be raised later. */
export interface KeyDerivation {
  readonly memoryKiB: number
  readonly iterations: number
}

/** 64 MiB and three passes: about a third of a second on an ordinary laptop. */
export const defaultDerivation: KeyDerivation = { memoryKiB: 65_536, iterations: 3 }

const wrap = z.strictObject({
  salt: z.string(),
  memoryKiB: z.int().min(8).max(4_194_304),
  iterations: z.int().min(1).max(100),
  nonce: z.string(),
  sealedKey: z.string(),
})

/**
 * What lies beside the encrypted file: the file's key, wrapped once per user by her password and once by the recovery code.
 * Sign-in names are kept as keyed hashes, so that the file tells nothing about who the users are.
 */
const keyringSchema = z.strictObject({
  format: z.literal(1),
  associationId: z.string(),
  associationName: z.string(),
  isDemo: z.boolean(),
  nameSalt: z.string(),
  users: z.array(wrap.extend({ userId: z.string(), signInNameHash: z.string() })),
  recovery: wrap.nullable(),
})
export type Keyring = z.output<typeof keyringSchema>
type Wrap = z.output<typeof wrap>

/** A new keyring with a new random key and nobody in it. */
export function newKeyring(associationId: string, associationName: string, isDemo: boolean): { keyring: Keyring; key: Uint8Array } {
  return {
    key: randomBytes(32),
    keyring: { format: 1, associationId, associationName, isDemo, nameSalt: randomBytes(16).toString('base64'), users: [], recovery: null },
  }
}

/** Gives a user a way in, or replaces the one she had. */
export async function withUser(keyring: Keyring, key: Uint8Array, user: { userId: string; signInName: string; password: string }, cost: KeyDerivation): Promise<Keyring> {
  const entry = { ...(await wrapKey(key, user.password, cost, user.userId)), userId: user.userId, signInNameHash: signInNameHash(keyring, user.signInName) }
  return { ...keyring, users: [...keyring.users.filter((other) => other.userId !== user.userId), entry] }
}

/** Takes away a user's way in. */
export function withoutUser(keyring: Keyring, userId: string): Keyring {
  return { ...keyring, users: keyring.users.filter((user) => user.userId !== userId) }
}

/** A keyring with a new recovery code, and the code to print: eight groups of four signs. */
export async function withRecoveryCode(keyring: Keyring, key: Uint8Array, cost: KeyDerivation): Promise<{ keyring: Keyring; recoveryCode: string }> {
  const recoveryCode = newRecoveryCode()
  return { keyring: { ...keyring, recovery: await wrapKey(key, plainCode(recoveryCode), cost, recoveryHolder) }, recoveryCode }
}

/** @returns the user and the file's key, or undefined when name or password is wrong; both take equally long. */
export async function unlock(keyring: Keyring, signInName: string, password: string): Promise<{ userId: string; key: Uint8Array } | undefined> {
  const hash = signInNameHash(keyring, signInName)
  const user = keyring.users.find((entry) => entry.signInNameHash === hash)
  // An unknown name costs the same work, so that time does not tell which names exist.
  const tried = user ?? keyring.users[0]
  const key = await unwrapKey(tried ?? keyring.recovery ?? undefined, password, tried?.userId ?? recoveryHolder)
  return user && key ? { userId: user.userId, key } : undefined
}

/** @returns the file's key, or undefined when the code is wrong. */
export function unlockWithRecoveryCode(keyring: Keyring, recoveryCode: string): Promise<Uint8Array | undefined> {
  return unwrapKey(keyring.recovery ?? undefined, plainCode(recoveryCode), recoveryHolder)
}

/** Whose way in a sign-in name is. */
export function userIdOf(keyring: Keyring, signInName: string): string | undefined {
  const hash = signInNameHash(keyring, signInName)
  return keyring.users.find((entry) => entry.signInNameHash === hash)?.userId
}

/**
 * Reads a keyring file's text.
 * @throws RuleViolation `association.notAnAssociation` when it is something else
 */
export function parseKeyring(text: string): Keyring {
  try {
    return keyringSchema.parse(JSON.parse(text))
  } catch {
    throw new RuleViolation('association.notAnAssociation')
  }
}

/** Whose wrap the recovery code's is. */
const recoveryHolder = 'recovery'

/** Seals the key for one holder: a wrap that is moved to another's place in the file does not open. */
async function wrapKey(key: Uint8Array, secret: string, cost: KeyDerivation, holder: string): Promise<Wrap> {
  const salt = randomBytes(16)
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', await derive(secret, salt, cost), nonce).setAAD(Buffer.from(holder))
  const sealed = Buffer.concat([cipher.update(key), cipher.final(), cipher.getAuthTag()])
  return { ...cost, salt: salt.toString('base64'), nonce: nonce.toString('base64'), sealedKey: sealed.toString('base64') }
}

async function unwrapKey(entry: Wrap | undefined, secret: string, holder: string): Promise<Uint8Array | undefined> {
  if (!entry) return undefined
  const derived = await derive(secret, Buffer.from(entry.salt, 'base64'), entry)
  const sealed = Buffer.from(entry.sealedKey, 'base64')
  try {
    const decipher = createDecipheriv('aes-256-gcm', derived, Buffer.from(entry.nonce, 'base64'), { authTagLength: 16 })
    decipher.setAAD(Buffer.from(holder)).setAuthTag(sealed.subarray(-16))
    return Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
  } catch {
    return undefined
  }
}

function derive(secret: string, salt: Uint8Array, cost: KeyDerivation): Promise<Uint8Array> {
  return argon2id({
    password: secret.normalize('NFC'),
    salt,
    parallelism: 1,
    iterations: cost.iterations,
    memorySize: cost.memoryKiB,
    hashLength: 32,
    outputType: 'binary',
  })
}

/** What stands for a sign-in name in the keyring, and tells it from the same name in another association. */
export function signInNameHash(keyring: Keyring, signInName: string): string {
  return createHmac('sha256', keyring.nameSalt).update(signInName.normalize('NFC').trim().toLowerCase()).digest('base64')
}

/** Letters and digits that are not mistaken for one another on paper. */
const codeSigns = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

function newRecoveryCode(): string {
  const signs = [...randomBytes(32)].map((byte) => codeSigns[byte % codeSigns.length])
  return Array.from({ length: 8 }, (_, group) => signs.slice(group * 4, group * 4 + 4).join('')).join('-')
}

function plainCode(code: string): string {
  return code.toUpperCase().replace(/[^A-Z0-9]/gu, '')
}
