/**
 * Starts Talan: in a window of its own where that is possible, else in the browser, saying why.
 *
 *   npm start -- [--data FOLDER] [--browser] [--port NUMBER] [--language sv|en]
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { dataFolder, makeDataFolder } from '#core/data-folder.ts'
import { languages, messages, translator, type Language } from '#shared/i18n/index.ts'
import { startBrowserMode, type BrowserModeReason } from '../src/web/index.ts'
import { buildIfStale, buildIsStale } from './build.ts'
import { electronBinary } from './electron-binary.ts'

const root = join(import.meta.dirname, '..')
const { values } = parseArgs({
  options: { data: { type: 'string' }, browser: { type: 'boolean' }, port: { type: 'string' }, language: { type: 'string' } },
})
const language = languages.find((one) => one === (values.language ?? process.env['TALAN_LANGUAGE'])) ?? 'sv'
const words = messages[language].hosts.web
const folder = dataFolder(values.data)

await start()

async function start(): Promise<void> {
  try {
    makeDataFolder(folder)
  } catch {
    return fail(messages[language].hosts.rules.dataFolderUnusable)
  }
  if (buildIsStale()) {
    tell(words.building)
    try {
      await buildIfStale()
    } catch (error) {
      return fail(words.buildFailed, error)
    }
  }
  const obstacle = await openWindow()
  if (obstacle) await openBrowserMode(obstacle)
}

/** Opens the window. @returns why it could not be opened; undefined when it has been opened and closed again */
async function openWindow(): Promise<BrowserModeReason | undefined> {
  if (values.browser || values.port !== undefined) return 'chosen'
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) return 'noDisplay'
  if (process.platform === 'linux' && process.getuid?.() === 0) return 'superuser'
  const program = await electronBinary(() => tell(words.fetchingElectron))
  return program === undefined ? 'noElectron' : await runElectron(program)
}

/** An Electron that ends with a fault so soon, in milliseconds, never showed its window. */
const soon = 10_000

async function runElectron(program: string): Promise<BrowserModeReason | undefined> {
  const { ELECTRON_RUN_AS_NODE: _unwanted, ...environment } = process.env
  const startedAt = performance.now()
  const electron = spawn(program, [root, `--data=${folder}`], { stdio: 'ignore', env: environment })
  const code = await new Promise<number | null>((resolve) => electron.once('error', () => resolve(1)).once('close', resolve))
  return code !== 0 && performance.now() - startedAt < soon ? 'electronFailed' : undefined
}

async function openBrowserMode(reason: BrowserModeReason): Promise<void> {
  const port = Number(values.port ?? 0)
  try {
    const { line, end } = await startBrowserMode({ dataFolder: folder, windowRoot: join(root, 'out', 'renderer'), reason, port, language })
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end().then(() => process.exit(0)))
    console.log(line)
  } catch {
    fail(translator(language satisfies Language)('hosts.web.portTaken', { port: String(values.port) }))
  }
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`)
}

function fail(sentence: string, error?: unknown): void {
  tell(sentence)
  if (error instanceof Error) tell(error.message)
  process.exitCode = 1
}
