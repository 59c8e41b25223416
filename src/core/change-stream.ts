import type { Associations } from './security/associations.ts'

/**
 * Tells an open window, as server-sent events, which tables each commit changed, so that it can read them again. It ends with the session.
 * @returns 401 when nobody is signed in
 */
export function changeStream(associations: Associations, token: string | null, signal: AbortSignal): Response {
  if (!associations.sessions.userOf(token)) return new Response(null, { status: 401 })
  const encoder = new TextEncoder()
  let stop: (() => void) | undefined
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(encoder.encode(': listening\n\n'))
      stop = associations.onCommit(({ tables }) => {
        if (associations.sessions.isLiving(token)) return controller.enqueue(encoder.encode(`data: ${JSON.stringify({ tables: [...tables] })}\n\n`))
        stop?.()
        controller.close()
      })
      signal.addEventListener('abort', () => stop?.(), { once: true })
    },
    cancel: () => stop?.(),
  })
  return new Response(stream, { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' } })
}
