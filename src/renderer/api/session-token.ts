/** The session's token: in memory only, so that a reload or a closed window signs out. */
let token: string | undefined

/** Tells, in this tab alone and only that, that somebody is signed in; what is still here after a reload was lost by it. */
const mark = 'talan.signedIn'
let wasReloaded = readMark()

function readMark(): boolean {
  return typeof window !== 'undefined' && window.sessionStorage.getItem(mark) !== null
}

/** Whether somebody was signed in here until the page was loaded anew. */
export function wasSignedOutByReload(): boolean {
  return wasReloaded
}
const listeners = new Set<() => void>()

export function getSessionToken(): string | undefined {
  return token
}

/** Sets or forgets the token, and tells those who hold connections in its name. */
export function setSessionToken(next: string | undefined): void {
  token = next
  wasReloaded = false
  if (typeof window !== 'undefined') {
    if (next === undefined) window.sessionStorage.removeItem(mark)
    else window.sessionStorage.setItem(mark, 'yes')
  }
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
