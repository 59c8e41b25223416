/**
 * Who may speak to the loopback server. Every page in the same browser, and every program on the computer, can reach
 * it; only the page that was opened with this start's address may.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** What is to happen to a request. */
export type Verdict =
  | { readonly kind: 'admitted' }
  /** The key of the address was right: the browser gets its cookie and goes on without the key. */
  | { readonly kind: 'welcome'; readonly cookie: string }
  | { readonly kind: 'refused'; readonly rule: 'foreignRequest' | 'wrongAddress' }

/** Judges requests for as long as the server runs. */
export interface Gatekeeper {
  judge(request: Pick<IncomingMessage, 'method' | 'url' | 'headers'>): Verdict
  /** A new key for the address. It opens once. */
  newKey(): string
}

const cookieName = 'talan'

/** @param hosts the spellings of this server's own address, `127.0.0.1:4711`; a request for any other is refused */
export function gatekeeper(hosts: readonly string[]): Gatekeeper {
  const keys = new Set<string>()
  const cookie = secret()

  const judge: Gatekeeper['judge'] = ({ method = '', url = '', headers }) => {
    const { host = '' } = headers
    if (!hosts.includes(host) || !url.startsWith('/')) return { kind: 'refused', rule: 'foreignRequest' }
    const key = URL.parse(url, `http://${host}`)?.searchParams.get('key') ?? undefined
    if (method === 'GET' && key !== undefined && keys.delete(key)) {
      return { kind: 'welcome', cookie: `${cookieName}=${cookie}; HttpOnly; SameSite=Strict; Path=/` }
    }
    if (!isFromOwnPage(method, host, headers)) return { kind: 'refused', rule: 'foreignRequest' }
    return isSame(cookieOf(headers), cookie) ? { kind: 'admitted' } : { kind: 'refused', rule: 'wrongAddress' }
  }

  return {
    judge,
    newKey: () => {
      const key = secret()
      keys.add(key)
      return key
    },
  }
}

/** Whether the request comes from a page of this server. One that may change something has to prove it. */
function isFromOwnPage(method: string, host: string, headers: IncomingMessage['headers']): boolean {
  const isReading = method === 'GET' || method === 'HEAD'
  const { origin } = headers
  if (origin === undefined ? !isReading : origin !== `http://${host}`) return false
  const site = headers['sec-fetch-site']
  return site === undefined || site === 'same-origin' || (site === 'none' && isReading)
}

function cookieOf(headers: IncomingMessage['headers']): string {
  const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim())
  return pairs.find((pair) => pair.startsWith(`${cookieName}=`))?.slice(cookieName.length + 1) ?? ''
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}

function secret(): string {
  return randomBytes(32).toString('base64url')
}
