import { MessageChannel } from 'node:worker_threads'
import { describe, expect, it } from 'vitest'
import type { CoreState } from '#shared/bridge.ts'
import { relayServer, type RelayMessage } from '../../src/main/relay.ts'
import { restartDelays, superviseCore, type CoreNotice, type CoreProcess, type CoreRefusal } from '../../src/main/supervisor.ts'

/** A world with cores that can be made ready and killed, and a clock that moves only when told. */
function world(isStuck = false) {
  const states: (CoreState | CoreRefusal)[] = []
  const cores: { ready(): void; refuse(): void; die(): void; ended: string }[] = []
  const timers: { callback: () => void; milliseconds: number }[] = []

  const start = (): CoreProcess => {
    const { port1, port2 } = new MessageChannel()
    let exited: () => void = () => undefined
    relayServer(
      { send: (message) => port2.postMessage(message), listen: (listener) => port2.on('message', listener) },
      async (request) => (request.url.endsWith('/slow') ? await new Promise<Response>(() => undefined) : new Response('answered')),
    )
    const say = (notice: CoreNotice) => port2.postMessage(notice)
    const core = {
      ended: '',
      ready: () => say({ kind: 'ready' }),
      refuse: () => say({ kind: 'refused', reason: 'dataFolderUnusable' }),
      die: () => {
        port1.close()
        exited()
      },
    }
    cores.push(core)
    return {
      send: (message) => port1.postMessage(message),
      onMessage: (listener) => port1.on('message', (message: CoreNotice | RelayMessage) => listener(message)),
      onExit: (listener) => {
        exited = listener
      },
      close: () => {
        core.ended = 'closing'
        if (!isStuck) core.die()
      },
      kill: () => {
        core.ended = 'killed'
        core.die()
      },
    }
  }

  const supervisor = superviseCore({
    start,
    onState: (state, refusal) => states.push(refusal ?? state),
    later: (callback, milliseconds) => timers.push({ callback, milliseconds }),
  })
  const elapse = (milliseconds: number) => {
    const due = timers.findIndex((timer) => timer.milliseconds === milliseconds)
    expect(due).toBeGreaterThanOrEqual(0)
    timers.splice(due, 1)[0]!.callback()
  }
  return { supervisor, states, cores, elapse }
}

const soon = () => new Promise((resolve) => setTimeout(resolve, 10))
const request = (path = '/') => new Request(`app://talan${path}`)
const answerTo = async (answer: Promise<Response>) => (await answer).status

describe('the supervisor', () => {
  it('lets requests wait while the core is starting', async () => {
    const { supervisor, cores } = world()
    const answer = supervisor.handle(request())
    cores[0]!.ready()
    expect(await answerTo(answer)).toBe(200)
    await supervisor.stop()
  })

  it('answers open requests 503 when the core dies, and starts it again', async () => {
    const { supervisor, states, cores, elapse } = world()
    cores[0]!.ready()
    await soon()
    const open = supervisor.handle(request('/slow'))
    await soon()
    cores[0]!.die()
    expect(await answerTo(open)).toBe(503)
    const later = supervisor.handle(request())
    elapse(restartDelays[0]!)
    cores[1]!.ready()
    expect(await answerTo(later)).toBe(200)
    expect(states).toEqual(['ready', 'restarting', 'ready'])
    await supervisor.stop()
  })

  it('gives up after three new starts and says so to those who wait', async () => {
    const { supervisor, states, cores, elapse } = world()
    const answer = supervisor.handle(request())
    for (const delay of restartDelays) {
      cores.at(-1)!.die()
      elapse(delay)
    }
    cores.at(-1)!.die()
    expect(cores).toHaveLength(4)
    expect(states).toEqual(['restarting', 'restarting', 'restarting', 'stopped'])
    expect(await answerTo(answer)).toBe(503)
    expect(await answerTo(supervisor.handle(request()))).toBe(503)
  })

  it('can be started anew by a person after it gave up', async () => {
    const { supervisor, cores, elapse } = world()
    for (const delay of restartDelays) {
      cores.at(-1)!.die()
      elapse(delay)
    }
    cores.at(-1)!.die()
    supervisor.restart()
    cores.at(-1)!.ready()
    expect(await answerTo(supervisor.handle(request()))).toBe(200)
    cores.at(-1)!.die()
    expect(supervisor.state()).toBe('restarting')
    await supervisor.stop()
  })

  it('forgets old crashes when the core has run well for a minute', async () => {
    const { supervisor, cores, elapse } = world()
    for (let crash = 0; crash < 2; crash += 1) {
      cores.at(-1)!.die()
      elapse(restartDelays[crash]!)
    }
    cores.at(-1)!.ready()
    await soon()
    elapse(60_000)
    cores.at(-1)!.die()
    elapse(restartDelays[0]!)
    cores.at(-1)!.ready()
    await soon()
    expect(supervisor.state()).toBe('ready')
    await supervisor.stop()
  })

  it('does not try again when the data folder cannot be used', async () => {
    const { supervisor, states, cores } = world()
    cores[0]!.refuse()
    await soon()
    cores[0]!.die()
    expect(states).toEqual(['dataFolderUnusable'])
    expect(cores).toHaveLength(1)
    expect(await answerTo(supervisor.handle(request()))).toBe(503)
  })

  it('lets the core end by itself when the app ends, and does not start it again', async () => {
    const { supervisor, cores } = world()
    cores[0]!.ready()
    await soon()
    await supervisor.stop()
    expect(cores.map(({ ended }) => ended)).toEqual(['closing'])
    expect(await answerTo(supervisor.handle(request()))).toBe(503)
  })

  it('kills a core that does not end within five seconds', async () => {
    const { supervisor, cores, elapse } = world(true)
    cores[0]!.ready()
    await soon()
    const stopped = supervisor.stop()
    elapse(5_000)
    await stopped
    expect(cores.map(({ ended }) => ended)).toEqual(['killed'])
  })
})
