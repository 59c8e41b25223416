import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'

const root = join(import.meta.dirname, '..', '..', '..')
/** Puts a real Electron on machines that cannot download one; beside the project, not in it. */
const runtime = join(root, '..', 'shared', 'electron-runtime')

/** Why the real window cannot be tested on this machine; undefined where it can. */
export const obstacle = !existsSync(join(runtime, 'prepare')) ? 'no Electron runtime beside the project' : !hasDisplay() ? 'neither a display nor Xvfb' : undefined

function hasDisplay(): boolean {
  return Boolean(process.env['DISPLAY']) || ['/usr/bin/Xvfb', '/usr/local/bin/Xvfb'].some((path) => existsSync(path))
}

/** The desktop app in a real Electron, with empty folders of its own. */
export interface Desktop {
  readonly app: ElectronApplication
  readonly page: Page
  readonly dataFolder: string
  /** What the page complained about: refused content, errors. */
  readonly complaints: string[]
  /** What the app's log says, an object a line. */
  log(): Record<string, unknown>[]
  /** Chooses a command in the menu bar, by its id. */
  choose(command: string): Promise<void>
  /** The process that the core runs in. */
  coreProcess(): Promise<number | undefined>
  close(): Promise<void>
}

/** Stages the built project, gives it a display, and opens its window. */
export async function openDesktop(): Promise<Desktop> {
  const folder = mkdtempSync(join(tmpdir(), 'talan-desktop-'))
  const executablePath = join(execFileSync(join(runtime, 'prepare'), { encoding: 'utf8' }).trim(), 'electron')
  const staged = execFileSync(join(runtime, 'stage'), [join(folder, 'app')], { cwd: root, encoding: 'utf8' }).trim()
  const display = await openDisplay()
  const dataFolder = join(folder, 'data')
  const app = await _electron.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', staged],
    env: { ...definedEnvironment(), DISPLAY: display.name, HOME: folder, XDG_CONFIG_HOME: join(folder, 'config'), ELECTRON_USER_DATA: join(folder, 'user'), TALAN_DATA: dataFolder },
  })
  const complaints: string[] = []
  const page = await app.firstWindow()
  page.setDefaultTimeout(15_000)
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (/Content Security Policy|Refused to/u.test(message.text())) complaints.push(message.text())
  })
  const logFile = join(await app.evaluate(({ app: electron }) => electron.getPath('logs')), 'talan.log')
  return {
    app, page, dataFolder, complaints,
    log: () => readFileSync(logFile, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>),
    choose: (command) => app.evaluate(({ Menu }, id) => Menu.getApplicationMenu()?.getMenuItemById(id)?.click(), command),
    coreProcess: () => app.evaluate(({ app: electron }) => electron.getAppMetrics().find(({ name }) => name === 'Talan core')?.pid),
    close: async () => {
      await app.close()
      display.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
}

/** The display there is, else a virtual one. */
async function openDisplay(): Promise<{ name: string; close(): void }> {
  const existing = process.env['DISPLAY']
  if (existing) return { name: existing, close: () => undefined }
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1440x1000x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  return { name: `:${await displayNumber(server)}`, close: () => void server.kill() }
}

function displayNumber(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.stdio[3]?.once('data', (bytes: Buffer) => resolve(bytes.toString().trim()))
  })
}
