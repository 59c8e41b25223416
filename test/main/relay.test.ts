import { MessageChannel, type MessagePort } from 'node:worker_threads'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { relayClient, relayServer, type RelayMessage, type RelayPort } from '../../src/main/relay.ts'

const channels: MessageChannel[] = []

function portOf(port: MessagePort, sent: RelayMessage[] = []): RelayPort {
  return {
    send: (message) => {
      sent.push(message)
      port.postMessage(message)
    },
    listen: (listener) => port.on('message', listener),
  }
}

/** A core that answers by `handle`, behind a relay over a real message channel. */
function relayTo(handle: (request: Request) => Promise<Response>) {
  const channel = new MessageChannel()
  channels.push(channel)
  const sentByCore: RelayMessage[] = []
  relayServer(portOf(channel.port2, sentByCore), handle)
  return { client: relayClient(portOf(channel.port1)), sentByCore }
}

const ask = (path: string, init?: RequestInit) => new Request(`app://talan${path}`, init)
const soon = () => new Promise((resolve) => setTimeout(resolve, 20))

afterEach(() => {
  for (const { port1, port2 } of channels.splice(0)) {
    port1.close()
    port2.close()
  }
})

describe('a request through the relay', () => {
  it('arrives as it was asked and is answered as it was answered', async () => {
    const { client } = relayTo(async (request) =>
      Response.json(
        { method: request.method, path: new URL(request.url).pathname, csrf: request.headers.get('x-csrf-token'), body: await request.json() },
        { status: 201, headers: { 'x-one': '1' } },
      ),
    )
    const response = await client.handle(ask('/rpc/people/create', { method: 'POST', headers: { 'x-csrf-token': 'orpc' }, body: '{"name":"Åsa"}' }))
    expect(response.status).toBe(201)
    expect(response.headers.get('x-one')).toBe('1')
    expect(await response.json()).toEqual({ method: 'POST', path: '/rpc/people/create', csrf: 'orpc', body: { name: 'Åsa' } })
  })

  it('may have no body, and neither need its answer', async () => {
    const { client } = relayTo(async (request) => new Response(null, { status: request.body ? 400 : 204 }))
    const response = await client.handle(ask('/rpc/session/close'))
    expect(response.status).toBe(204)
    expect(response.body).toBeNull()
  })

  it('carries a file unchanged both ways', async () => {
    const { client } = relayTo(async (request) => new Response(await request.bytes()))
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200_000 }), async (bytes) => {
        const response = await client.handle(ask('/rpc/imports/read', { method: 'POST', body: bytes.slice() }))
        expect(Buffer.compare(await response.bytes(), bytes)).toBe(0)
      }),
      { numRuns: 20 },
    )
  })

  it('does not mix up answers that overtake one another', async () => {
    const { client } = relayTo(async (request) => {
      const wait = Number(new URL(request.url).searchParams.get('wait'))
      await new Promise((resolve) => setTimeout(resolve, wait))
      return new Response(String(wait))
    })
    const answers = await Promise.all([30, 10, 0, 20].map((wait) => client.handle(ask(`/?wait=${wait}`)).then((response) => response.text())))
    expect(answers).toEqual(['30', '10', '0', '20'])
  })

  it('streams: the first change is seen before the last has happened', async () => {
    let say!: (text: string) => void
    let end!: () => void
    const { client } = relayTo(async () => {
      const { readable, writable } = new TransformStream<string, string>()
      const writer = writable.getWriter()
      say = (text) => void writer.write(text)
      end = () => void writer.close()
      return new Response(readable.pipeThrough(new TextEncoderStream()))
    })
    const response = await client.handle(ask('/changes'))
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
    say('one')
    expect((await reader.read()).value).toBe('one')
    say('two')
    expect((await reader.read()).value).toBe('two')
    end()
    expect((await reader.read()).done).toBe(true)
  })

  it('sends no more of a download than its reader takes', async () => {
    const { client, sentByCore } = relayTo(async () => {
      return new Response(new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(1000)) }))
    })
    const response = await client.handle(ask('/documents/large'))
    await soon()
    expect(sentByCore.filter(({ kind }) => kind === 'chunk').length).toBeLessThan(5)
    await response.body?.cancel()
  })

  it('sends only the bytes of a view, not the buffer behind it', async () => {
    const behind = new TextEncoder().encode('hemligt|offentligt')
    const { client, sentByCore } = relayTo(async () => new Response(new ReadableStream({
      start: (controller) => {
        controller.enqueue(behind.subarray(8))
        controller.close()
      },
    })))
    expect(await (await client.handle(ask('/'))).text()).toBe('offentligt')
    const chunk = sentByCore.find((message) => message.kind === 'chunk')
    expect(chunk?.bytes.buffer.byteLength).toBe(10)
  })
})

describe('what breaks off', () => {
  it('aborts the work in the core when the window leaves before the answer', async () => {
    let aborted = false
    const { client } = relayTo((request) => new Promise((_resolve, reject) => {
      request.signal.addEventListener('abort', () => {
        aborted = true
        reject(request.signal.reason)
      })
    }))
    const aborter = new AbortController()
    const answer = client.handle(ask('/rpc/reports/make', { signal: aborter.signal }))
    await soon()
    aborter.abort()
    await expect(answer).rejects.toThrow('aborted')
    await soon()
    expect(aborted).toBe(true)
  })

  it('ends the stream in the core when the window stops reading', async () => {
    let cancelled = false
    const { client } = relayTo(async () => new Response(new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(10)),
      cancel: () => {
        cancelled = true
      },
    })))
    const response = await client.handle(ask('/changes'))
    await response.body?.cancel()
    await soon()
    expect(cancelled).toBe(true)
  })

  it('answers 503 when the core’s door throws', async () => {
    const { client } = relayTo(async () => {
      throw new Error('a bug')
    })
    expect((await client.handle(ask('/'))).status).toBe(503)
  })

  it('breaks a download off where the core does, so that half a file is not taken for a whole', async () => {
    const { client } = relayTo(async () => {
      let count = 0
      return new Response(new ReadableStream({
        pull: (controller) => (++count < 3 ? controller.enqueue(new Uint8Array(10)) : controller.error(new Error('the disk is gone'))),
      }))
    })
    const response = await client.handle(ask('/documents/1'))
    await expect(response.bytes()).rejects.toThrow('broke off')
  })

  it('stops an upload that the core does not want to read', async () => {
    let cancelled = false
    const { client } = relayTo(async () => new Response('too large', { status: 413 }))
    const body = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(10)),
      cancel: () => {
        cancelled = true
      },
    })
    const response = await client.handle(ask('/rpc/imports/read', { method: 'POST', body, duplex: 'half' } as RequestInit))
    expect(response.status).toBe(413)
    expect(await response.text()).toBe('too large')
    await soon()
    expect(cancelled).toBe(true)
  })

  it('answers every open request 503 when the core dies, and every later one too', async () => {
    const { client } = relayTo((request) =>
      request.url.endsWith('/changes')
        ? Promise.resolve(new Response(new ReadableStream({ pull: () => new Promise(() => undefined) })))
        : new Promise(() => undefined),
    )
    const streaming = await client.handle(ask('/changes'))
    const open = client.handle(ask('/rpc/people/list'))
    await soon()
    client.close()
    expect((await open).status).toBe(503)
    await expect(streaming.text()).rejects.toThrow('broke off')
    expect((await client.handle(ask('/rpc/people/list'))).status).toBe(503)
  })
})
