import type { CoreState } from '#shared/bridge.ts'
import { relayClient, unavailable, type RelayClient, type RelayMessage } from './relay.ts'

/** What the core process says about itself, beside what it relays. */
export type CoreNotice = { readonly kind: 'ready' } | { readonly kind: 'refused'; readonly reason: CoreRefusal }

/** What the core process is told, beside what is relayed: to finish what it is writing, close its file and end. */
export interface CoreOrder {
  readonly kind: 'close'
}

/** Why the core could not be made at all: its data folder cannot be used. Anything else ends the process. */
export type CoreRefusal = 'dataFolderUnusable'

/** A running core process. */
export interface CoreProcess {
  send(message: RelayMessage): void
  onMessage(listener: (message: CoreNotice | RelayMessage) => void): void
  onExit(listener: () => void): void
  /** Asks the core to finish what it is writing, close its file and end. */
  close(): void
  kill(): void
}

/** What the supervisor needs of its surroundings. */
export interface SupervisorOptions {
  start(): CoreProcess
  onState(state: CoreState, refusal?: CoreRefusal): void
  /** Calls back after a number of milliseconds. */
  later(callback: () => void, milliseconds: number): void
}

/** Keeps a core process running and passes requests to it. */
export interface Supervisor {
  /** Answers as the core does. Waits while the core is starting; 503 when it dies before it has answered, or is stopped. */
  handle(request: Request): Promise<Response>
  state(): CoreState
  /** Starts a stopped core anew, with all its chances. */
  restart(): void
  /** Ends the core for good. Resolves when its process is gone; one that does not end by itself is killed. */
  stop(): Promise<void>
}

/** How long to wait before each new start, in milliseconds. When all are used up the core stays stopped. */
export const restartDelays: readonly number[] = [250, 1_000, 4_000]

/** A core that has run so long, in milliseconds, has all its chances again. */
const healthyAfter = 60_000

/** How long a core may take to end by itself, in milliseconds. */
const closesWithin = 5_000

/** Starts the core and starts it again when it dies: three times, with longer and longer waits. */
export function superviseCore(options: SupervisorOptions): Supervisor {
  let current: { readonly process: CoreProcess; readonly relay: RelayClient } | undefined
  let state: CoreState = 'starting'
  let restarts = 0
  let whenStopped: (() => void) | undefined
  const waiting: (() => void)[] = []

  const enter = (next: CoreState, refusal?: CoreRefusal) => {
    state = next
    options.onState(next, refusal)
    if (next !== 'ready' && next !== 'stopped') return
    for (const proceed of waiting.splice(0)) proceed()
  }

  const begin = () => {
    if (whenStopped) return
    const process = options.start()
    const { relay, receive } = relayOver(process)
    current = { process, relay }
    const isCurrent = () => current?.process === process

    process.onMessage((message) => {
      if (!isCurrent()) return
      if (message.kind === 'ready') {
        enter('ready')
        options.later(() => {
          if (isCurrent() && state === 'ready') restarts = 0
        }, healthyAfter)
      } else if (message.kind === 'refused') {
        restarts = restartDelays.length
        enter('stopped', message.reason)
      } else {
        receive(message)
      }
    })
    process.onExit(() => {
      relay.close()
      if (!isCurrent()) return
      current = undefined
      if (whenStopped) whenStopped()
      else recover()
    })
  }

  const recover = () => {
    const delay = restartDelays[restarts]
    if (state === 'stopped') return
    if (delay === undefined) {
      enter('stopped')
      return
    }
    restarts += 1
    enter('restarting')
    options.later(begin, delay)
  }

  begin()

  return {
    handle: async (request) => {
      if (state === 'starting' || state === 'restarting') {
        await new Promise<void>((resolve) => {
          waiting.push(resolve)
        })
      }
      return state === 'ready' && current ? await current.relay.handle(request) : unavailable()
    },
    state: () => state,
    restart: () => {
      if (state !== 'stopped') return
      restarts = 0
      enter('starting')
      begin()
    },
    stop: () =>
      new Promise((resolve) => {
        const ending = current
        whenStopped = resolve
        enter('stopped')
        if (!ending) return resolve()
        ending.process.close()
        options.later(() => ending.process.kill(), closesWithin)
      }),
  }
}

function relayOver(process: CoreProcess) {
  let receive: (message: RelayMessage) => void = () => undefined
  const relay = relayClient({
    send: (message) => process.send(message),
    listen: (listener) => {
      receive = listener
    },
  })
  return { relay, receive: (message: RelayMessage) => receive(message) }
}
