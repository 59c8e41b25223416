import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { windowHost, withWindowHeaders } from '#core/window-files.ts'
import { languages, messages, type Language } from '#shared/i18n/index.ts'
import { gatekeeper } from './admission.ts'

/** What a loopback host serves. */
export interface WebHostOptions {
  /** The core's door. */
  readonly core: (request: Request) => Promise<Response>
  /** The folder of the built window. */
  readonly windowRoot: string
  /** The port to listen on; any free one where it is left out. */
  readonly port?: number
  /** The language of what is said to one who comes by the wrong way, where the browser asks for none that there is. */
  readonly language?: Language
}

/** A running loopback host. */
export interface WebHost {
  /** A new address to open. It works once; the browser that opens it is remembered until the host closes. */
  newAddress(): string
  close(): Promise<void>
}

/** The largest request that is taken in, in bytes. Larger member lists do not exist. */
export const largestRequest = 64 * 1024 * 1024

/** Only this computer can reach the server. */
const loopback = '127.0.0.1'

/**
 * Serves window and core to a browser on this computer.
 * @throws the system's error where the port is taken
 */
export async function startWebHost(options: WebHostOptions): Promise<WebHost> {
  const server = createServer({ requestTimeout: 0 })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port ?? 0, loopback, () => resolve())
  })
  const { port } = server.address() as AddressInfo
  const gate = gatekeeper([`${loopback}:${port}`, `localhost:${port}`])
  const answer = windowHost(options.windowRoot, options.core)
  const respond = async (incoming: IncomingMessage, signal: AbortSignal): Promise<Response> => {
    const words = messages[languageOf(incoming) ?? options.language ?? 'sv'].hosts.rules
    const verdict = gate.judge(incoming)
    if (verdict.kind === 'welcome') return new Response(null, { status: 303, headers: { location: '/', 'set-cookie': verdict.cookie } })
    if (verdict.kind === 'refused') return plain(403, words[verdict.rule])
    if (Number(incoming.headers['content-length'] ?? 0) > largestRequest) return plain(413, words.tooLarge)
    const body = limitedBody(incoming)
    const response = await answer(requestOf(incoming, body?.stream, signal)).catch(() => plain(503, words.coreUnavailable))
    return body?.isTooLarge() ? plain(413, words.tooLarge) : response
  }

  server.on('request', (incoming, outgoing) => {
    const aborter = new AbortController()
    outgoing.once('close', () => aborter.abort())
    respond(incoming, aborter.signal)
      .then((response) => send(withWindowHeaders(response), outgoing))
      .catch(() => outgoing.destroy())
  })

  return {
    newAddress: () => `http://${loopback}:${port}/?key=${gate.newKey()}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** The first that the browser asks for of the languages there are. */
function languageOf({ headers }: IncomingMessage): Language | undefined {
  const asked = (headers['accept-language'] ?? '').split(',').map((range) => range.trim().slice(0, 2).toLowerCase())
  return asked.map((code) => languages.find((language) => language === code)).find((language) => language !== undefined)
}

function plain(status: number, sentence: string): Response {
  return new Response(sentence, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } })
}

function requestOf(incoming: IncomingMessage, body: ReadableStream<Uint8Array> | undefined, signal: AbortSignal): Request {
  const headers = Object.entries(incoming.headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as [string, string]] : []))
  return new Request(`http://${incoming.headers.host}${incoming.url}`, {
    method: incoming.method ?? 'GET',
    headers,
    signal,
    ...(body && { body, duplex: 'half' as const }),
  })
}

/** The body of a request, broken off when it grows too large: its stated length may be left out. */
function limitedBody(incoming: IncomingMessage) {
  if (incoming.method === 'GET' || incoming.method === 'HEAD') return undefined
  let bytes = 0
  const counter = new TransformStream<Uint8Array, Uint8Array>({
    transform: (chunk, controller) => {
      bytes += chunk.byteLength
      if (bytes > largestRequest) controller.error(new Error('The request is too large'))
      else controller.enqueue(chunk)
    },
  })
  const stream = (Readable.toWeb(incoming) as unknown as ReadableStream<Uint8Array>).pipeThrough(counter)
  return { stream, isTooLarge: () => bytes > largestRequest }
}

async function send(response: Response, outgoing: ServerResponse): Promise<void> {
  outgoing.writeHead(response.status, [...response.headers].flat())
  outgoing.flushHeaders()
  if (response.body) await pipeline(Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]), outgoing)
  else outgoing.end()
}
