import { join } from 'node:path'
import { createCore } from '#core/core.ts'
import { errorFields, openLog } from '#core/log.ts'
import { smtpTransport } from '#mail/smtp.ts'
import { messages, translator, type Language } from '#shared/i18n/index.ts'
import { startWebHost } from './server.ts'

/** Why the app is shown in a browser instead of a window of its own. */
export type BrowserModeReason = Exclude<keyof (typeof messages)['sv']['hosts']['web'], 'address' | 'closing' | 'building' | 'fetchingElectron' | 'buildFailed' | 'portTaken'>

/** How to start the browser mode. */
export interface BrowserModeOptions {
  readonly dataFolder: string
  readonly windowRoot: string
  readonly reason: BrowserModeReason
  readonly port?: number
  readonly language: Language
}

/** A running browser mode. */
export interface BrowserMode {
  /** What to tell the person who started the app: why it is in a browser, and where to open it. */
  readonly line: string
  end(): Promise<void>
}

/**
 * Starts the app in browser mode.
 * @throws the system's error where the port is taken
 */
export async function startBrowserMode(options: BrowserModeOptions): Promise<BrowserMode> {
  const log = openLog(join(options.dataFolder, 'logs'))
  const core = createCore({
    dataFolder: options.dataFolder,
    mailTransport: smtpTransport(),
    reportFault: (reference, procedure, error) => log('unexpected', { reference, procedure, ...errorFields(error) }),
  })
  const host = await startWebHost({
    core: (request) => core.handle(request),
    windowRoot: options.windowRoot,
    language: options.language,
    ...(options.port !== undefined && { port: options.port }),
  })
  const reason = messages[options.language].hosts.web[options.reason]
  return {
    line: translator(options.language)('hosts.web.address', { reason, address: host.newAddress() }),
    end: async () => {
      await host.close()
      await core.close()
    },
  }
}
