import { setImmediate as yieldToOthers } from 'node:timers/promises'

/** Says how far one has got, lets others have their turn, and throws where the work is to stop. */
export type Tell<Event> = (event: Event) => Promise<void>

/**
 * Makes events of work that tells how far it has got from within, as inside a transaction; the last one is its result.
 * Stopped by the signal, or by nobody listening any longer, the work throws where it tells next.
 */
export async function* told<Event, Last>(signal: AbortSignal | undefined, work: (tell: Tell<Event>) => Promise<Last>): AsyncGenerator<Event | Last> {
  const waiting: (Event | typeof end)[] = []
  const own = new AbortController()
  let wake = () => {}
  const push = (event: Event | typeof end) => {
    waiting.push(event)
    wake()
  }
  const tell: Tell<Event> = async (event) => {
    push(event)
    await yieldToOthers()
    signal?.throwIfAborted()
    own.signal.throwIfAborted()
  }
  const done = work(tell).finally(() => push(end))
  // Whoever waits hears of a failure below; without a listener it must not bring the program down.
  done.catch(() => undefined)
  try {
    for (;;) {
      if (waiting.length === 0) await new Promise<void>((resolve) => (wake = resolve))
      const event = waiting.shift() as Event | typeof end
      if (event === end) break
      yield event
    }
    yield await done
  } finally {
    own.abort()
    await done.catch(() => undefined)
  }
}

/** Stands in the line where the work has ended. */
const end = Symbol('end')
