/**
 * The window's own files (page, scripts, styles, fonts), served alike by every host.
 */
import { readFile, realpath } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'

/** The content types the window is built of. A file of any other kind is not served. */
const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.wasm': 'application/wasm',
}

/**
 * What the window may load and do. The one inline style is React Aria's, fixed by its hash.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ')

const windowHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

/** The same response with the headers that every answer to the window carries; what it already says is kept. */
export function withWindowHeaders(response: Response): Response {
  const headers = new Headers(windowHeaders)
  response.headers.forEach((value, name) => headers.set(name, value))
  if (!headers.has('cache-control')) headers.set('cache-control', 'no-store')
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers })
}

/**
 * The window's file at an address, or undefined where there is none: `/` is the page. Nothing outside `root`
 * can be reached, by no spelling of the way there, nor through a symbolic link.
 */
export async function windowFile(root: string, requestUrl: string): Promise<Response | undefined> {
  const path = safePath(requestUrl)
  const contentType = path === undefined ? undefined : contentTypes[extname(path)]
  if (path === undefined || contentType === undefined) return undefined
  const bytes = await readInside(root, path)
  if (bytes === undefined) return undefined
  return withWindowHeaders(new Response(bytes, { headers: { 'content-type': contentType, 'cache-control': cacheControl(path) } }))
}

/** The door's own paths; everything else is a file of the window. */
const corePaths = /^\/(?:rpc|documents)\/|^\/changes$/u

/**
 * How every host answers a window: the core's paths by the core, the rest from the window's files, all with the same headers.
 * @param root the folder of the built window
 * @param core the core's door, or what leads to it
 */
export function windowHost(root: string, core: (request: Request) => Promise<Response>): (request: Request) => Promise<Response> {
  return async (request) => {
    if (corePaths.test(new URL(request.url).pathname)) return withWindowHeaders(await core(request))
    if (request.method !== 'GET' && request.method !== 'HEAD') return withWindowHeaders(new Response(null, { status: 405 }))
    return (await windowFile(root, request.url)) ?? withWindowHeaders(new Response(null, { status: 404 }))
  }
}

/** Built assets carry a hash of their content in their names and never change; the page itself is always asked for anew. */
function cacheControl(path: string): string {
  return path.startsWith('assets/') ? 'private, max-age=31536000, immutable' : 'no-cache'
}

function safePath(requestUrl: string): string | undefined {
  try {
    const path = decodeURIComponent(new URL(requestUrl).pathname)
    if (path === '/') return 'index.html'
    return /^(?:\/[\w@~-][\w.@~-]*)+$/u.test(path) && !path.includes('..') ? path.slice(1) : undefined
  } catch {
    return undefined
  }
}

async function readInside(root: string, path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    const realRoot = await realpath(root)
    const file = await realpath(join(realRoot, path))
    return file.startsWith(realRoot + sep) ? await readFile(file) : undefined
  } catch {
    return undefined
  }
}
