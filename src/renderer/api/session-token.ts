/** The session's token: in memory only, so that a reload or a closed window signs out. */
let token: string | undefined
const listeners = new Set<() => void>()

export function getSessionToken(): string | undefined {
  return token
}

/** Sets or forgets the token, and tells those who hold connections in its name. */
export function setSessionToken(next: string | undefined): void {
  token = next
  for (const listener of listeners) listener()
}

export function onSessionToken(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The headers that every request to the core carries. */
export function sessionHeaders(): Record<string, string> {
  return token === undefined ? {} : { 'x-talan-session': token }
}
