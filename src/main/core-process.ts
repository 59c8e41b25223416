/**
 * The core's own process. It holds the opened file and parses what people hand in, so that neither can harm the
 * windows; the main process passes requests to it. When anything unexpected happens it ends, and is started again:
 * the app never goes on with a broken database connection.
 */
import { createCore } from '#core/core.ts'
import { makeDataFolder } from '#core/data-folder.ts'
import { errorFields, openLog, type Log } from '#core/log.ts'
import { smtpTransport } from '#mail/smtp.ts'
import { relayServer, type RelayMessage } from './relay.ts'
import type { CoreNotice, CoreOrder } from './supervisor.ts'

const port = process.parentPort
const [folder = '', logFolder = ''] = process.argv.slice(-2)
const log = openLog(logFolder)

process.on('uncaughtException', (error) => endBecause(log, error))
process.on('unhandledRejection', (error) => endBecause(log, error))
begin()

function begin(): void {
  try {
    makeDataFolder(folder)
  } catch (error) {
    log('refused', errorFields(error))
    say({ kind: 'refused', reason: 'dataFolderUnusable' })
    return
  }
  const core = createCore({
    dataFolder: folder,
    mailTransport: smtpTransport(),
    reportFault: (reference, procedure, error) => log('unexpected', { reference, procedure, ...errorFields(error) }),
  })
  let receive: (message: RelayMessage) => void = () => undefined
  relayServer(
    {
      send: (message) => port.postMessage(message),
      listen: (listener) => {
        receive = listener
      },
    },
    (request) => core.handle(request),
  )
  port.on('message', ({ data }: { data: RelayMessage | CoreOrder }) => {
    if (data.kind !== 'close') receive(data)
    else void core.close().finally(() => process.exit(0))
  })
  say({ kind: 'ready' })
}

function say(notice: CoreNotice): void {
  port.postMessage(notice)
}

function endBecause(to: Log, error: unknown): void {
  to('crashed', { process: 'core', ...errorFields(error) })
  process.exit(1)
}
