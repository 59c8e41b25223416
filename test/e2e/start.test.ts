import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..', '..')
let folder: string
let started: { readonly child: ChildProcess; readonly ended: Promise<number | null> } | undefined

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'talan-start-'))
})
afterEach(async () => {
  started?.child.kill('SIGKILL')
  await started?.ended
  rmSync(folder, { recursive: true, force: true })
})

/** Starts Talan as a person does, and gives its first line on standard output, or its end. */
function start(argv: readonly string[], environment: Record<string, string | undefined> = {}): Promise<{ line: string; error: string; code: number | null }> {
  const child = spawn(process.execPath, ['--import', './scripts/require-node.mjs', 'scripts/start.ts', ...argv], {
    cwd: root,
    env: { ...process.env, DISPLAY: undefined, WAYLAND_DISPLAY: undefined, TALAN_LANGUAGE: undefined, ...environment },
  })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  started = { child, ended }
  let output = ''
  let error = ''
  child.stderr.on('data', (chunk: Buffer) => (error += chunk.toString()))
  return new Promise((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      if (output.includes('\n')) resolve({ line: output.trim(), error, code: null })
    })
    void ended.then((code) => resolve({ line: output.trim(), error: error.trim(), code }))
  })
}

const addressIn = (line: string) => /http:\/\/127\.0\.0\.1:\d+\/\?key=[\w-]+/u.exec(line)?.[0] ?? ''

describe.runIf(process.platform === 'linux')('npm start without a display', () => {
  it('opens in browser mode, and says so and where in one line', async () => {
    const { line } = await start(['--data', join(folder, 'data')])
    expect(line).toMatch(/^Talan är öppen i webbläsarläge \(datorn har ingen skärm att visa fönster på\): http:\/\/127\.0\.0\.1:\d+\/\?key=\S+$/u)
    expect(statSync(join(folder, 'data')).mode & 0o777).toBe(0o700)
    const welcome = await fetch(addressIn(line), { redirect: 'manual' })
    const cookie = welcome.headers.get('set-cookie')?.split(';')[0] ?? ''
    const page = await fetch(new URL('/', addressIn(line)), { headers: { cookie } })
    expect(await page.text()).toContain('<title>Talan</title>')
  })

  it('ends when it is told to', async () => {
    const { line } = await start(['--browser', '--data', join(folder, 'data')])
    started?.child.kill('SIGTERM')
    expect(await started?.ended).toBe(0)
    await expect(fetch(addressIn(line))).rejects.toThrow()
  })

  it('speaks English when asked to', async () => {
    const { line } = await start(['--language', 'en', '--browser'], { TALAN_DATA: join(folder, 'data') })
    expect(line).toContain('Talan is open in browser mode (as asked for)')
  })

  it('tells what can be asked of it, and ends', async () => {
    const { line } = await start(['--help'])
    for (const option of ['--data MAPP', '--browser', '--port NUMMER', '--language sv|en']) expect(line).toContain(option)
    expect(await started?.ended).toBe(0)
    expect((await start(['-h', '--language', 'en'])).line).toContain('Start Talan with npm start')
  })

  it.each([
    ['an option that there is not', ['--sideways'], 'Talan kan inte läsa "--sideways".'],
    ['an option without its value', ['--data'], 'Talan kan inte läsa "--data".'],
    ['a word too many', ['här'], 'Talan kan inte läsa "här".'],
    ['a port that is none', ['--port', 'åtta'], 'Talan kan inte läsa "--port åtta".'],
    ['a port that is too high', ['--port', '99999'], 'Talan kan inte läsa "--port 99999".'],
    ['a language that it does not speak', ['--language', 'fi'], 'Talan kan inte läsa "--language fi".'],
  ])('meets %s with a sentence and the options', async (_what, argv, sentence) => {
    const { error, code, line } = await start(argv)
    expect(code).toBe(2)
    expect(line).toBe('')
    expect(error).toContain(sentence)
    expect(error).toContain('--data MAPP')
    expect(error).not.toMatch(/^\s+at /mu)
  })

  it('says what to do when the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    const { port } = other.address() as AddressInfo
    const { error, code } = await start(['--port', String(port), '--data', join(folder, 'data')])
    other.close()
    expect(code).toBe(1)
    expect(error).toContain(`Porten ${port} används av ett annat program. Välj en annan.`)
  })

  it('says what to do when its folder cannot be used', async () => {
    const { error, code } = await start(['--browser', '--data', '/dev/null/talan'])
    expect(code).toBe(1)
    expect(error).toContain('Talan kan inte använda sin mapp för data')
  })
})
