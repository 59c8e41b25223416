import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/**
 * Secrets that lie in the file but are read by nobody, such as the password of the e-mail server. They are sealed with a key derived
 * from the file's own, so that neither the table nor the journal, which keeps every value, holds them in clear.
 * @param purpose what the secret is for; one that is moved to another place does not open
 */
export function seal(fileKey: Uint8Array, purpose: string, secret: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', derivedKey(fileKey, purpose), nonce)
  return Buffer.concat([nonce, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64')
}

/** @returns the secret, or undefined where it was sealed with another key or has been altered */
export function unseal(fileKey: Uint8Array, purpose: string, sealed: string): string | undefined {
  const bytes = Buffer.from(sealed, 'base64')
  try {
    const decipher = createDecipheriv('aes-256-gcm', derivedKey(fileKey, purpose), bytes.subarray(0, 12), { authTagLength: 16 }).setAuthTag(bytes.subarray(-16))
    return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString('utf8')
  } catch {
    return undefined
  }
}

function derivedKey(fileKey: Uint8Array, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', fileKey, new Uint8Array(), purpose, 32))
}
