/**
 * The desktop app. The main process makes windows, menus and dialogs and looks after the core's process;
 * it opens no sockets and reads nothing of what passes between window and core.
 */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { app, BrowserWindow, dialog, ipcMain, Menu, protocol, safeStorage, session, shell, utilityProcess } from 'electron'
import { ORPCError } from '@orpc/client'
import { coreClient } from '#contract/client.ts'
import { dataFolder } from '#core/data-folder.ts'
import { errorFields, openLog } from '#core/log.ts'
import { windowHost } from '#core/window-files.ts'
import type { BridgeAnswer, CoreState } from '#shared/bridge.ts'
import type { Command } from '#shared/commands.ts'
import { messages, type Language, type RuleCode } from '#shared/i18n/index.ts'
import { answerBridgeCall, bridgeChannels } from './bridge.ts'
import { makeHost } from './host.ts'
import { menuTemplate } from './menu.ts'
import type { RelayMessage } from './relay.ts'
import { rememberedSignIns } from './remembered.ts'
import { guardNavigation, guardSession, isTrustedSender } from './security.ts'
import { superviseCore, type CoreNotice, type CoreProcess, type CoreRefusal, type Supervisor } from './supervisor.ts'
import { openWindow } from './windows.ts'

const built = join(import.meta.dirname, '..')
const logFolder = app.getPath('logs')
const log = openLog(logFolder)

// Where the system itself cannot sandbox (a container without user namespaces), whoever starts the app says so.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true } },
])
guardNavigation(app)

/** Commands that need nobody to be signed in: what the menu holds until the window says otherwise. */
const commandsForAnyone: readonly Command[] = ['textLarger', 'textSmaller', 'textNormal', 'showShortcuts']

let window: BrowserWindow | undefined
let language: Language = 'sv'

process.on('uncaughtException', crash)
process.on('unhandledRejection', crash)

if (app.requestSingleInstanceLock()) {
  app.on('second-instance', showWindow)
  void app.whenReady().then(begin)
} else {
  app.quit()
}

function begin(): void {
  log('started', { version: app.getVersion(), platform: process.platform })
  const supervisor = superviseCore({ start: startCore, onState: tellState, later: (callback, milliseconds) => setTimeout(callback, milliseconds).unref() })
  guardSession(session.defaultSession)
  protocol.handle('app', pageHost(supervisor))
  answerWindows(supervisor)
  setMenu(language, commandsForAnyone)
  showWindow()
  app.on('activate', showWindow)
  app.on('window-all-closed', () => app.quit())
  endCoreBeforeQuitting(supervisor)
}

/** Answers the window's page; an address of any other host is not found. */
function pageHost(supervisor: Supervisor): (request: Request) => Promise<Response> {
  const answer = windowHost(join(built, 'renderer'), (request) => supervisor.handle(request))
  return async (request) => (new URL(request.url).host === 'talan' ? await answer(request) : new Response(null, { status: 404 }))
}

function startCore(): CoreProcess {
  const { values } = parseArgs({ args: process.argv.slice(1), options: { data: { type: 'string' } }, strict: false })
  const folder = dataFolder(typeof values.data === 'string' ? values.data : undefined)
  const child = utilityProcess.fork(join(import.meta.dirname, 'core-process.js'), [folder, logFolder], {
    serviceName: 'Talan core',
    execArgv: [],
    env: coreEnvironment(),
  })
  child.on('exit', (exitCode) => log('exited', { process: 'core', exitCode }))
  return {
    send: (message) => child.postMessage(message),
    onMessage: (listener) => child.on('message', (message: CoreNotice | RelayMessage) => listener(message)),
    onExit: (listener) => child.once('exit', listener),
    close: () => child.postMessage({ kind: 'close' }),
    kill: () => void child.kill(),
  }
}

/** The core needs the time zone's and the temporary folder's names and nothing else of the environment. */
function coreEnvironment(): Record<string, string> {
  const wanted = ['TZ', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot']
  return Object.fromEntries(wanted.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])))
}

function tellState(state: CoreState, refusal?: CoreRefusal): void {
  log('core', { state, ...(refusal && { reason: refusal }) })
  if (window && !window.isDestroyed()) window.webContents.send('talan:coreState', state)
  if (refusal) dialog.showErrorBox(messages[language].common.appName, messages[language].hosts.rules[refusal])
}

function answerWindows(supervisor: Supervisor): void {
  const host = makeHost({
    dialog,
    shell,
    remembered: rememberedSignIns(safeStorage, process.platform, join(app.getPath('userData'), 'remembered')),
    version: app.getVersion(),
    platform: process.platform,
    downloads: app.getPath('downloads'),
    window: () => window ?? showWindow(),
    core: (request) => supervisor.handle(request),
    openAssociation: (folder) => openAssociation(supervisor, folder),
    coreState: () => supervisor.state(),
    restartCore: () => supervisor.restart(),
    setMenu,
  })
  for (const [name, channel] of bridgeChannels) {
    ipcMain.handle(channel, (event, input: unknown) => answerBridgeCall(name, host, isTrustedSender(event), input))
  }
}

async function openAssociation(supervisor: Supervisor, folder: string): Promise<BridgeAnswer<{ id: string }>> {
  try {
    const { current } = await coreClient((request) => supervisor.handle(request)).session.openFolder({ folder })
    return { value: { id: current.id } }
  } catch (error) {
    const rule = error instanceof ORPCError && error.code === 'RULE_VIOLATION' ? (error.data as { rule: RuleCode }).rule : undefined
    return { rule: rule ?? 'hosts.coreUnavailable' }
  }
}

function showWindow(): BrowserWindow {
  if (window) {
    if (window.isMinimized()) window.restore()
    window.focus()
    return window
  }
  const opened = openWindow(BrowserWindow, join(built, 'preload', 'index.cjs'), !app.isPackaged)
  let reloadsLeft = 3
  opened.on('closed', () => {
    window = undefined
  })
  opened.webContents.on('render-process-gone', (_event, { reason }) => {
    log('exited', { process: 'window', reason })
    if (reason === 'clean-exit') return
    if (reloadsLeft > 0) opened.reload()
    else crash(new Error('The window keeps crashing'))
    reloadsLeft -= 1
  })
  window = opened
  return opened
}

function setMenu(chosen: Language, available: readonly Command[]): void {
  language = chosen
  const give = (command: Command) => window?.webContents.send('talan:command', command)
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(chosen, process.platform, (command) => available.includes(command), give)))
}

function endCoreBeforeQuitting(supervisor: Supervisor): void {
  let hasEnded = false
  app.on('will-quit', (event) => {
    if (hasEnded) return
    event.preventDefault()
    void supervisor.stop().then(() => {
      hasEnded = true
      app.quit()
    })
  })
}

/** Something unforeseen in the main process: it is logged, said in plain words, and the app starts anew. */
function crash(error: unknown): void {
  log('crashed', { process: 'main', ...errorFields(error) })
  const words = messages[language].hosts.dialogs
  const chosen = app.isReady()
    ? dialog.showMessageBoxSync({ type: 'error', title: words.crashedTitle, message: words.crashedMessage, buttons: [words.crashedButton, words.quitButton], defaultId: 0, cancelId: 1 })
    : 1
  if (chosen === 0) app.relaunch()
  app.exit(1)
}
