import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contentSecurityPolicy, windowFile, windowHost, withWindowHeaders } from '#core/window-files.ts'

let folder: string
let root: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'talan-window-'))
  root = join(folder, 'renderer')
  await mkdir(join(root, 'assets'), { recursive: true })
  await writeFile(join(root, 'index.html'), '<!doctype html><title>Talan</title>')
  await writeFile(join(root, 'assets', 'index-abc123.js'), 'export {}')
  await writeFile(join(root, 'notes.md'), 'not part of the window')
  await writeFile(join(root, '.hidden.json'), '{}')
  await writeFile(join(folder, 'secret.json'), '{"secret":true}')
  await symlink(join(folder, 'secret.json'), join(root, 'linked.json'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('the window’s files', () => {
  it('serves the page at the root with the content security policy as a header', async () => {
    const response = await windowFile(root, 'app://talan/')
    expect(response?.status).toBe(200)
    expect(response?.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(response?.headers.get('content-security-policy')).toBe(contentSecurityPolicy)
    expect(response?.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response?.headers.get('cache-control')).toBe('no-cache')
    expect(await response?.text()).toContain('Talan')
  })

  it('serves scripts with their type, to be kept for ever', async () => {
    const response = await windowFile(root, 'http://127.0.0.1:4711/assets/index-abc123.js?v=1')
    expect(response?.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(response?.headers.get('cache-control')).toContain('immutable')
  })

  it.each([
    ['a file that is not there', 'app://talan/missing.js'],
    ['a folder', 'app://talan/assets'],
    ['a kind of file that is not part of a window', 'app://talan/notes.md'],
    ['a hidden file', 'app://talan/.hidden.json'],
    ['a parent folder', 'app://talan/../secret.json'],
    ['a parent folder, encoded', 'app://talan/%2e%2e/secret.json'],
    ['a parent folder, slash encoded', 'app://talan/..%2fsecret.json'],
    ['a parent folder, encoded twice', 'app://talan/%252e%252e%252fsecret.json'],
    ['a parent folder with a backslash', 'app://talan/..\\secret.json'],
    ['a parent folder with an encoded backslash', 'app://talan/..%5csecret.json'],
    ['a NUL in the name', 'app://talan/index.html%00.js'],
    ['an absolute path', 'app://talan//etc/passwd.json'],
    ['an absolute path, encoded', 'app://talan/%2fetc%2fpasswd.json'],
    ['a drive letter', 'app://talan/C:/secret.json'],
    ['a symbolic link that leads out', 'app://talan/linked.json'],
    ['a broken escape', 'app://talan/%E0%A4%A.js'],
    ['something that is no address', 'nonsense'],
  ])('has no %s', async (_name, url) => {
    expect(await windowFile(root, url)).toBeUndefined()
  })

  it('never gives the file beside the window, however it is asked for', async () => {
    const part = fc.constantFrom('..', '.', '/', '%2e', '%2f', '\\', '%5c', 'assets', 'secret.json', '%00', '~', '//')
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 10 }), async (parts) => {
        const response = await windowFile(root, `app://talan/${parts.join('')}`)
        expect((await response?.text()) ?? '').not.toContain('secret')
      }),
    )
  })
})

describe('the headers of every answer', () => {
  it('are added without changing what the answer says', async () => {
    const response = withWindowHeaders(new Response('{}', { status: 422, headers: { 'content-type': 'application/json' } }))
    expect(response.status).toBe(422)
    expect(response.headers.get('content-type')).toBe('application/json')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(await response.text()).toBe('{}')
  })
})

describe('a host', () => {
  const host = (method: string, path: string) =>
    windowHost(root, async (request) => new Response(`core ${new URL(request.url).pathname}`))(new Request(`app://talan${path}`, { method }))

  it.each(['/rpc/people/list', '/documents/abc', '/changes'])('hands %s to the core', async (path) => {
    const response = await host('POST', path)
    expect(await response.text()).toBe(`core ${path}`)
    expect(response.headers.get('content-security-policy')).toBe(contentSecurityPolicy)
  })

  it('serves all else from the window’s files', async () => {
    expect(await (await host('GET', '/')).text()).toContain('Talan')
    expect((await host('GET', '/changesx')).status).toBe(404)
    expect((await host('GET', '/rpc')).status).toBe(404)
    expect((await host('POST', '/')).status).toBe(405)
  })
})
