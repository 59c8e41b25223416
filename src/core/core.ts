import { RPCHandler } from '@orpc/server/fetch'
import { systemClock, type Clock } from '#shared/clock.ts'
import type { OpenEngine } from './association-file.ts'
import { changeStream } from './change-stream.ts'
import { makeDocumentStore } from './documents/store.ts'
import type { MailTransport } from './mail-transport.ts'
import { router } from './router.ts'
import { refreshSearchEntries } from './search/index.ts'
import { makeAssociations } from './security/associations.ts'
import { defaultDerivation, type KeyDerivation } from './security/keyring.ts'
import type { Call, ReportFault } from './call.ts'

/** What a host decides for the core. Only the data folder is needed. */
export interface CoreOptions {
  /** Where this installation keeps its associations. */
  readonly dataFolder: string
  readonly clock?: Clock
  /** Idle minutes until a session ends; 10 unless said otherwise. */
  readonly idleMinutes?: number
  readonly derivation?: KeyDerivation
  /** Opens another engine than the encrypted file. */
  readonly openEngine?: OpenEngine
  /** The way out for e-mail. Without one nothing can be sent from here. */
  readonly mailTransport?: MailTransport
  /** Hears of every unexpected error. The default writes its kind to standard error. */
  readonly reportFault?: ReportFault
}

/** The whole of Talan behind one door. */
export interface Core {
  /** Answers `/rpc/…`, `/changes` and `/documents/…`; anything else is 404. Never throws. */
  handle(request: Request): Promise<Response>
  close(): Promise<void>
}

/** Header that carries the session's token. */
export const sessionHeader = 'x-talan-session'

/** Stands in the call's place until the call is admitted; every procedure is. */
const unadmitted = Object.freeze({}) as Call

/** Builds the core: the only place that puts its parts together. */
export function createCore(options: CoreOptions): Core {
  const clock = options.clock ?? systemClock
  const idleMinutes = options.idleMinutes ?? 10
  const documents = makeDocumentStore()
  const reportFault = options.reportFault ?? reportToStandardError
  const associations = makeAssociations({
    dataFolder: options.dataFolder, clock, derivation: options.derivation ?? defaultDerivation, idleMinutes, afterWrite: refreshSearchEntries, openEngine: options.openEngine,
  })
  const procedures = new RPCHandler(router)

  return {
    async handle(request) {
      const { pathname } = new URL(request.url)
      const token = request.headers.get(sessionHeader)
      if (pathname.startsWith('/rpc/')) {
        const arrival = { clock, associations, documents, token, reportFault, mailTransport: options.mailTransport }
        const { matched, response } = await procedures.handle(request, { prefix: '/rpc', context: { arrival, call: unadmitted } })
        if (matched) return response
      }
      if (pathname === '/changes') return changeStream(associations, token, request.signal)
      if (pathname.startsWith('/documents/')) return documentResponse(documents.get(pathname.slice('/documents/'.length), (session) => associations.sessions.isLiving(session)))
      return new Response(null, { status: 404 })
    },
    async close() {
      documents.clear()
      await associations.close()
    },
  }
}

function documentResponse(document: ReturnType<ReturnType<typeof makeDocumentStore>['get']>): Response {
  if (!document) return new Response(null, { status: 404 })
  return new Response(document.bytes as Uint8Array<ArrayBuffer>, {
    headers: {
      'content-type': document.mediaType,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(document.name)}`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
  })
}

/** The name and place of an error say where to look; its message could hold personal data and is left out. */
function reportToStandardError(reference: string, procedure: string, error: unknown): void {
  const place = error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => line.trim().startsWith('at ')).slice(0, 6).join('\n') : ''
  process.stderr.write(`${reference} ${procedure} ${error instanceof Error ? error.name : typeof error}\n${place}\n`)
}
