import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contentSecurityPolicy } from '#core/window-files.ts'
import { largestRequest, startWebHost, type WebHost } from '../../src/web/server.ts'

let folder: string
let host: WebHost
let origin: string
let cookie: string
const asked: { path: string; body: string }[] = []
let changesAborted = false

/** A door as the core's: notes what reaches it. */
async function core(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url)
  if (pathname === '/changes') {
    request.signal.addEventListener('abort', () => {
      changesAborted = true
    })
    return new Response(new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode('data: one\n\n')) }))
  }
  asked.push({ path: pathname, body: await request.text() })
  return Response.json({ reached: pathname })
}

interface Answer {
  readonly status: number
  readonly headers: Record<string, unknown>
  readonly text: string
}

/** Asks as any program can: with whatever headers, and a path as it is written. */
function ask(path: string, { method = 'GET', headers = {}, body = '' }: { method?: string; headers?: Record<string, string>; body?: string } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(`${origin}/`, { method, headers, path }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text: Buffer.concat(chunks).toString() }))
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

const pathOf = (address: string) => address.slice(origin.length)
/** A call from the own page. */
const own = (more: Record<string, string> = {}) => ({ cookie, origin, 'sec-fetch-site': 'same-origin', ...more })

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'talan-web-'))
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Talan</title>')
  host = await startWebHost({ core, windowRoot: folder })
  const address = host.newAddress()
  origin = new URL(address).origin
  cookie = String((await ask(pathOf(address))).headers['set-cookie']).split(';')[0]!
})
afterAll(async () => {
  await host.close()
  await rm(folder, { recursive: true, force: true })
})

describe('the address of a start', () => {
  it('is on this computer only', () => {
    expect(new URL(host.newAddress()).hostname).toBe('127.0.0.1')
  })

  it('is exchanged for a cookie that scripts and other sites cannot use, and for an address without the key', async () => {
    const answer = await ask(pathOf(host.newAddress()))
    expect(answer.status).toBe(303)
    expect(answer.headers['location']).toBe('/')
    expect(String(answer.headers['set-cookie'])).toMatch(/^talan=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/u)
  })

  it('works once', async () => {
    const path = pathOf(host.newAddress())
    expect((await ask(path)).status).toBe(303)
    const again = await ask(path)
    expect(again.status).toBe(403)
    expect(again.headers['set-cookie']).toBeUndefined()
    expect(again.text).toContain('Starta om Talan')
    expect((await ask(path, { headers: { 'accept-language': 'de-DE,en-GB;q=0.8,sv;q=0.5' } })).text).toContain('Restart Talan')
  })

  it('cannot be guessed', async () => {
    expect((await ask('/?key=guess')).status).toBe(403)
    expect((await ask('/?key=')).status).toBe(403)
  })
})

describe('the own page', () => {
  it('is served with the same policy as in the desktop app', async () => {
    const answer = await ask('/', { headers: { cookie, 'sec-fetch-site': 'none' } })
    expect(answer.status).toBe(200)
    expect(answer.text).toContain('Talan')
    expect(answer.headers['content-security-policy']).toBe(contentSecurityPolicy)
  })

  it('reaches the core', async () => {
    const answer = await ask('/rpc/people/list', { method: 'POST', headers: own({ 'content-type': 'application/json' }), body: '{"json":{}}' })
    expect(answer.text).toBe('{"reached":"/rpc/people/list"}')
    expect(asked.at(-1)).toEqual({ path: '/rpc/people/list', body: '{"json":{}}' })
  })

  it('hears of changes as they happen, and the core hears when it leaves', async () => {
    const aborter = new AbortController()
    const response = await fetch(`${origin}/changes`, { headers: { cookie }, signal: aborter.signal })
    const reader = response.body!.getReader()
    expect(new TextDecoder().decode((await reader.read()).value)).toBe('data: one\n\n')
    aborter.abort()
    await reader.closed.catch(() => undefined)
    await expect.poll(() => changesAborted).toBe(true)
  })

  it('does not get files from outside the window', async () => {
    expect((await ask('/../../../../etc/passwd', { headers: { cookie } })).status).toBe(404)
    expect((await ask('/%2e%2e/%2e%2e/etc/passwd', { headers: { cookie } })).status).toBe(404)
    expect((await ask('//', { headers: { cookie } })).status).toBe(404)
  })

  it.each([
    ['stated', { 'content-length': String(largestRequest + 1) }],
    ['sent', { 'transfer-encoding': 'chunked' }],
  ])('is told in a sentence when a request is %s to be too large', async (_how, headers) => {
    const answer = await new Promise<string>((resolve) => {
      const sent = httpRequest(`${origin}/rpc/imports/read`, { method: 'POST', headers: own(headers) }, (response) => {
        response.setEncoding('utf8').on('data', resolve)
      })
      sent.on('error', () => undefined)
      const chunk = Buffer.alloc(1024 * 1024)
      const write = (left: number) => void (left > 0 && sent.write(chunk, () => write(left - 1)))
      write('transfer-encoding' in headers ? largestRequest / chunk.length + 1 : 1)
    })
    expect(answer).toContain('för stor')
  })
})

describe('everybody else', () => {
  const before = () => asked.length

  it.each([
    ['another name that leads here (DNS rebinding)', { host: 'evil.example:80' }],
    ['another name with the right port', { host: 'evil.example' }],
  ])('is refused under %s', async (_what, headers) => {
    const count = before()
    const answer = await ask('/rpc/session/status', { method: 'POST', headers: own(headers) })
    expect(answer.status).toBe(403)
    expect(asked).toHaveLength(count)
  })

  it.each([
    ['a form on another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site', 'content-type': 'application/x-www-form-urlencoded' }],
    ['a form in a page without an origin', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
    ['another server on this computer', { origin: 'http://127.0.0.1:1', 'sec-fetch-site': 'same-site' }],
    ['a page that hides its origin', { origin: '', 'sec-fetch-site': 'cross-site' }],
  ])('is refused as %s, even with the cookie', async (_what, headers) => {
    const count = before()
    const answer = await ask('/rpc/association/removeDemo', { method: 'POST', headers: { cookie, ...headers }, body: 'json=%7B%7D' })
    expect(answer.status).toBe(403)
    expect(asked).toHaveLength(count)
  })

  it('is refused when it posts without saying from where', async () => {
    expect((await ask('/rpc/session/status', { method: 'POST', headers: { cookie } })).status).toBe(403)
  })

  it('is refused when another site asks the browser to read', async () => {
    expect((await ask('/documents/abc', { headers: { cookie, 'sec-fetch-site': 'cross-site' } })).status).toBe(403)
  })

  it.each([
    ['without a cookie', {}],
    ['with a made-up cookie', { cookie: 'talan=made-up' }],
    ['with a longer cookie', { cookie: `talan=${'a'.repeat(43)}` }],
  ])('gets neither page nor core %s', async (_what, headers) => {
    const count = before()
    expect((await ask('/', { headers })).status).toBe(403)
    expect((await ask('/rpc/session/status', { method: 'POST', headers: { origin, ...headers } })).status).toBe(403)
    expect(asked).toHaveLength(count)
  })

  it('cannot use the server as a proxy', async () => {
    expect((await ask('http://example.org/', { headers: { cookie } })).status).toBe(403)
  })
})
