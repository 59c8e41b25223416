/**
 * Passes requests from one process to another and answers back, so that uploads, downloads and the stream of
 * changes flow as they come. Each body is sent a chunk at a time, when its reader asks for more: a slow reader never
 * makes the other side pile up memory. Nobody in between looks at what is passed.
 */

/** One end of a message channel between two processes. */
export interface RelayPort {
  send(message: RelayMessage): void
  listen(listener: (message: RelayMessage) => void): void
}

type HeaderList = readonly (readonly [string, string])[]

/**
 * What the two sides say. `request` and `abort` come from the asking side, `head` and `failed` from the answering one.
 * The rest is about the one body that flows from the sender of `chunk`, `end` and `broken` to the sender of `more` and `enough`.
 */
export type RelayMessage =
  | { readonly kind: 'request'; readonly id: number; readonly method: string; readonly url: string; readonly headers: HeaderList; readonly hasBody: boolean }
  | { readonly kind: 'head'; readonly id: number; readonly status: number; readonly headers: HeaderList; readonly hasBody: boolean }
  | { readonly kind: 'chunk'; readonly id: number; readonly bytes: Uint8Array }
  | { readonly kind: 'abort' | 'failed' | 'end' | 'broken' | 'more' | 'enough'; readonly id: number }

/** The asking side. */
export interface RelayClient {
  /** Answers as the other side does; 503 when it is gone. Rejects only when the caller has aborted. */
  handle(request: Request): Promise<Response>
  /** The other side is gone: every open request is answered 503 and every open body breaks off. */
  close(): void
}

/** The answer when the core is not there. The window knows it by its status. */
export function unavailable(): Response {
  return Response.json({ code: 'CORE_UNAVAILABLE' }, { status: 503, headers: { 'retry-after': '1' } })
}

/** Begins the asking side of a relay. */
export function relayClient(port: RelayPort): RelayClient {
  const exchanges = new Map<number, Asking>()
  let lastId = 0
  let isClosed = false

  const settle = (exchange: Asking) => {
    if (exchange.isAnswered && !exchange.incoming && !exchange.outgoing) exchanges.delete(exchange.id)
  }

  const answer = (exchange: Asking, response: Response) => {
    exchange.isAnswered = true
    exchange.resolve(response)
    settle(exchange)
  }

  port.listen((message) => {
    const exchange = exchanges.get(message.id)
    if (!exchange || passBody(exchange, message)) return
    if (message.kind === 'failed') answer(exchange, unavailable())
    if (message.kind !== 'head') return
    if (message.hasBody) receiveBody(port, exchange, () => settle(exchange))
    answer(exchange, new Response(exchange.incoming?.stream ?? null, { status: message.status, headers: headersOf(message.headers) }))
  })

  const ask = (request: Request, resolve: (response: Response) => void, reject: (reason: unknown) => void) => {
    const exchange: Asking = { id: ++lastId, resolve, isAnswered: false }
    exchanges.set(exchange.id, exchange)
    if (request.body) sendBody(port, exchange, request.body, () => settle(exchange))
    request.signal.addEventListener('abort', () => {
      if (!exchanges.delete(exchange.id)) return
      breakOff(exchange)
      port.send({ kind: 'abort', id: exchange.id })
      reject(request.signal.reason)
    })
    const { method, url, body } = request
    port.send({ kind: 'request', id: exchange.id, method, url, headers: [...request.headers], hasBody: body !== null })
  }

  return {
    handle: async (request) => {
      if (isClosed) return unavailable()
      request.signal.throwIfAborted()
      return await new Promise<Response>((resolve, reject) => {
        ask(request, resolve, reject)
      })
    },
    close: () => {
      isClosed = true
      for (const exchange of exchanges.values()) {
        breakOff(exchange)
        if (!exchange.isAnswered) answer(exchange, unavailable())
      }
      exchanges.clear()
    },
  }
}

/** Begins the answering side of a relay: every request that arrives is given to `handle`. */
export function relayServer(port: RelayPort, handle: (request: Request) => Promise<Response>): void {
  const exchanges = new Map<number, Answering>()

  const finish = (exchange: Answering) => {
    exchanges.delete(exchange.id)
    if (!exchange.incoming) return
    exchange.incoming.broken()
    port.send({ kind: 'enough', id: exchange.id })
  }

  const respond = (exchange: Answering, response: Response) => {
    if (exchange.aborter.signal.aborted) {
      response.body?.cancel().catch(ignore)
      return
    }
    port.send({ kind: 'head', id: exchange.id, status: response.status, headers: [...response.headers], hasBody: response.body !== null })
    if (response.body) sendBody(port, exchange, response.body, () => finish(exchange))
    else finish(exchange)
  }

  const answer = async (message: RelayMessage & { kind: 'request' }) => {
    const exchange: Answering = { id: message.id, aborter: new AbortController() }
    exchanges.set(exchange.id, exchange)
    if (message.hasBody) receiveBody(port, exchange, ignore)
    try {
      respond(exchange, await handle(requestOf(message, exchange)))
    } catch {
      if (!exchange.aborter.signal.aborted) port.send({ kind: 'failed', id: exchange.id })
      finish(exchange)
    }
  }

  port.listen((message) => {
    if (message.kind === 'request') {
      void answer(message)
      return
    }
    const exchange = exchanges.get(message.id)
    if (!exchange) return
    if (message.kind === 'abort') {
      exchanges.delete(message.id)
      breakOff(exchange)
    }
    if (message.kind === 'abort' || message.kind === 'enough') exchange.aborter.abort()
    passBody(exchange, message)
  })
}

function requestOf(message: RelayMessage & { kind: 'request' }, exchange: Answering): Request {
  return new Request(message.url, {
    method: message.method,
    headers: headersOf(message.headers),
    signal: exchange.aborter.signal,
    ...(exchange.incoming && { body: exchange.incoming.stream, duplex: 'half' as const }),
  })
}

/** One request and its answer, as either side sees it. */
interface Exchange {
  readonly id: number
  /** The body that arrives here, while it does. */
  incoming?: Incoming | undefined
  /** The body that is sent from here, while it is. */
  outgoing?: Outgoing | undefined
}

interface Asking extends Exchange {
  readonly resolve: (response: Response) => void
  isAnswered: boolean
}

interface Answering extends Exchange {
  readonly aborter: AbortController
}

interface Incoming {
  readonly stream: ReadableStream<Uint8Array<ArrayBuffer>>
  chunk(bytes: Uint8Array): void
  end(): void
  broken(): void
}

interface Outgoing {
  more(): Promise<void>
  enough(): void
}

/** Gives a message about a body to the body; tells whether it was one. */
function passBody(exchange: Exchange, message: RelayMessage): boolean {
  switch (message.kind) {
    case 'chunk':
      exchange.incoming?.chunk(message.bytes)
      return true
    case 'end':
      exchange.incoming?.end()
      return true
    case 'broken':
      exchange.incoming?.broken()
      return true
    case 'more':
      void exchange.outgoing?.more()
      return true
    case 'enough':
      exchange.outgoing?.enough()
      return true
    default:
      return false
  }
}

function breakOff(exchange: Exchange): void {
  exchange.incoming?.broken()
  exchange.outgoing?.enough()
}

/** Receives a body; asks for more only when its reader wants it. */
function receiveBody(port: RelayPort, exchange: Exchange, done: () => void): void {
  const { id } = exchange
  let controller!: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>
  const finish = (how: () => void) => {
    if (!exchange.incoming) return
    exchange.incoming = undefined
    how()
    done()
  }
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start: (own) => {
      controller = own
    },
    pull: () => port.send({ kind: 'more', id }),
    cancel: () => finish(() => port.send({ kind: 'enough', id })),
  })
  exchange.incoming = {
    stream,
    chunk: (bytes) => controller.enqueue(bytes as Uint8Array<ArrayBuffer>),
    end: () => finish(() => controller.close()),
    broken: () => finish(() => controller.error(new Error('The other side broke off'))),
  }
}

/** Sends a body; reads the next chunk only when asked. */
function sendBody(port: RelayPort, exchange: Exchange, body: ReadableStream<Uint8Array>, done: () => void): void {
  const { id } = exchange
  const reader = body.getReader()
  const finish = (kind?: 'end' | 'broken') => {
    if (!exchange.outgoing) return
    exchange.outgoing = undefined
    if (kind) port.send({ kind, id })
    done()
  }
  exchange.outgoing = {
    more: async () => {
      try {
        const next = await reader.read()
        if (!exchange.outgoing) return
        if (next.done) finish('end')
        else port.send({ kind: 'chunk', id, bytes: compact(next.value) })
      } catch {
        finish('broken')
      }
    },
    enough: () => {
      finish()
      reader.cancel().catch(ignore)
    },
  }
}

/** Only the bytes themselves: a view is cloned between processes with all of the buffer behind it. */
function compact(bytes: Uint8Array): Uint8Array {
  return bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice()
}

function headersOf(list: HeaderList): [string, string][] {
  return list.map(([name, value]) => [name, value])
}

function ignore(): void {
  // Nothing is left to do: the other side has already been told.
}
