import type { QueryClient } from '@tanstack/react-query'
import { getSessionToken, onSessionToken, sessionHeaders } from './session-token.ts'

const shortestWait = 500
const longestWait = 30_000
/** Changes that come close together refresh the window once, in milliseconds. */
const gatherFor = 40

/**
 * Keeps every open window fresh: listens to the core's stream of changes and refetches what is on the screen.
 * Begins again by itself when the stream breaks or another user signs in.
 * @returns how to stop
 */
export function followChanges(queryClient: QueryClient): () => void {
  let connection = new AbortController()
  const restart = () => {
    connection.abort()
    connection = new AbortController()
    if (getSessionToken() !== undefined) void keepListening(connection.signal, refresher(queryClient))
  }
  const forget = onSessionToken(restart)
  restart()
  return () => {
    forget()
    connection.abort()
  }
}

async function keepListening(signal: AbortSignal, onChange: () => void): Promise<void> {
  let wait = shortestWait
  let isFirst = true
  while (!signal.aborted) {
    const startedWell = await listen(signal, () => {
      if (!isFirst) onChange()
      isFirst = false
    }, onChange)
    wait = startedWell ? shortestWait : Math.min(wait * 2, longestWait)
    await pause(wait, signal)
  }
}

/** Listens until the stream ends. Tells whether it ever began. */
async function listen(signal: AbortSignal, onOpen: () => void, onChange: () => void): Promise<boolean> {
  let hasBegun = false
  try {
    const response = await fetch('/changes', { headers: { accept: 'text/event-stream', ...sessionHeaders() }, signal })
    if (!response.ok || !response.body) return false
    hasBegun = true
    onOpen()
    for await (const event of serverSentEvents(response.body)) if (event.data !== '') onChange()
  } catch {
    // A broken stream is met by listening again; an aborted one by not doing so.
  }
  return hasBegun
}

/** Reads server-sent events as they come. */
export async function* serverSentEvents(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<{ event: string; data: string }> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    const blocks = (rest + value).replaceAll('\r\n', '\n').split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) yield readEvent(block)
  }
}

function readEvent(block: string): { event: string; data: string } {
  const field = (name: string) =>
    block
      .split('\n')
      .filter((line) => line.startsWith(`${name}:`))
      .map((line) => line.slice(name.length + 1).replace(/^ /u, ''))
      .join('\n')
  return { event: field('event') || 'message', data: field('data') }
}

function refresher(queryClient: QueryClient): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  return () => {
    clearTimeout(timer)
    timer = setTimeout(() => void queryClient.invalidateQueries(), gatherFor)
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
