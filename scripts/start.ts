/**
 * Starts Talan: in a window of its own where that is possible, else in the browser, saying why.
 *
 *   npm start -- [--data DIR] [--browser] [--port NUMBER] [--language sv|en]
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { dataFolder, makeDataFolder } from '#core/data-folder.ts'
import { messages, translator } from '#shared/i18n/index.ts'
import { languageOf } from '../src/cli/arguments.ts'
import { startBrowserMode, type BrowserModeReason } from '../src/web/index.ts'
import { buildIfStale, buildIsStale } from './build.ts'
import { electronBinary } from './electron-binary.ts'
import { readStartArguments, startHelp, WrongArgument, wrongStart, type StartArguments } from './start-arguments.ts'

const root = join(import.meta.dirname, '..')
const asked = readArguments()
const { language } = asked
const words = messages[language].hosts.web
const folder = dataFolder(asked.data)

await start()

/** What the command line asks for. Asked for help, or for what there is not, Talan says what there is and ends. */
function readArguments(): StartArguments {
  const argv = process.argv.slice(2)
  try {
    const read = readStartArguments(argv, process.env)
    if (!read.wantsHelp) return read
    console.log(startHelp(read.language))
    return process.exit(0)
  } catch (error) {
    if (!(error instanceof WrongArgument)) throw error
    tell(wrongStart(error, languageOf(argv, process.env)))
    return process.exit(2)
  }
}

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
  if (asked.isInBrowser) return 'chosen'
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
  const port = asked.port ?? 0
  try {
    const { line, end } = await startBrowserMode({ dataFolder: folder, windowRoot: join(root, 'out', 'renderer'), reason, port, language })
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end().then(() => process.exit(0)))
    console.log(line)
    tell(words.closing)
  } catch {
    fail(translator(language)('hosts.web.portTaken', { port: String(port) }))
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
