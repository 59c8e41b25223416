import { join } from 'node:path'
import { createCore } from '#core/core.ts'
import { errorFields, openLog } from '#core/log.ts'
import { messages, translator, type Language } from '#shared/i18n/index.ts'
import { startWebHost } from './server.ts'

/** Why the app is shown in a browser instead of a window of its own. */
export type BrowserModeReason = Exclude<keyof (typeof messages)['sv']['hosts']['web'], 'address' | 'building' | 'fetchingElectron' | 'buildFailed' | 'portTaken'>

/** How to start the browser mode. */
export interface BrowserModeOptions {
  readonly dataFolder: string
  readonly windowRoot: string
  readonly reason: BrowserModeReason
  readonly port?: number
  readonly language: Language
  /** Shows a line to the person who started the app. */
  readonly say: (line: string) => void
}

/**
 * Starts the app in browser mode and says in one line why, and where to open it.
 * @returns how to end it
 */
export async function startBrowserMode(options: BrowserModeOptions): Promise<() => Promise<void>> {
  const log = openLog(join(options.dataFolder, 'logs'))
  const core = createCore({
    dataFolder: options.dataFolder,
    reportFault: (reference, procedure, error) => log('unexpected', { reference, procedure, ...errorFields(error) }),
  })
  const host = await startWebHost({
    core: (request) => core.handle(request),
    windowRoot: options.windowRoot,
    language: options.language,
    ...(options.port !== undefined && { port: options.port }),
  })
  const reason = messages[options.language].hosts.web[options.reason]
  options.say(translator(options.language)('hosts.web.address', { reason, address: host.newAddress() }))
  return async () => {
    await host.close()
    await core.close()
  }
}
