import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { serverSentEvents } from '#renderer/api/live.ts'

async function read(chunks: readonly string[]) {
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(new TextEncoder().encode(chunk))
      controller.close()
    },
  })
  const events = []
  for await (const event of serverSentEvents(body)) events.push(event)
  return events
}

describe('the stream of changes', () => {
  it('reads events with and without names, and comments as events without data', async () => {
    expect(await read(['data: {"tables":["people"]}\n\n', ': alive\n\n', 'event: progress\ndata: 1\ndata: 2\n\n'])).toEqual([
      { event: 'message', data: '{"tables":["people"]}' },
      { event: 'message', data: '' },
      { event: 'progress', data: '1\n2' },
    ])
  })

  it('reads the same wherever the stream is cut', async () => {
    const text = 'data: åäö\r\n\r\nevent: x\ndata: två\n\n'
    const whole = await read([text])
    await fc.assert(
      fc.asyncProperty(fc.nat(text.length), async (cut) => {
        expect(await read([text.slice(0, cut), text.slice(cut)])).toEqual(whole)
      }),
    )
  })
})
