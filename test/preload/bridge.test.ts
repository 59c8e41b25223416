import { EventEmitter } from 'node:events'
import { describe, expect, it } from 'vitest'
import { makeBridge } from '../../src/preload/bridge.ts'

/** The main process as the preload sees it. */
function mainProcess() {
  const events = new EventEmitter()
  const invoked: unknown[][] = []
  const ipc = {
    invoke: async (...invocation: unknown[]) => invoked.push(invocation),
    on: (channel: string, listener: (...values: unknown[]) => void) => events.on(channel, listener),
    off: (channel: string, listener: (...values: unknown[]) => void) => events.off(channel, listener),
  }
  return { bridge: makeBridge(ipc as unknown as Parameters<typeof makeBridge>[0]), events, invoked }
}

describe('what the window may ask of its host', () => {
  it('is these functions and nothing else', () => {
    const { bridge } = mainProcess()
    expect(Object.entries(bridge).map(([name, value]) => `${name}: ${typeof value}`)).toMatchInlineSnapshot(`
      [
        "about: function",
        "saveDocument: function",
        "openSaved: function",
        "showSaved: function",
        "openAddress: function",
        "openAssociationFolder: function",
        "canRemember: function",
        "remember: function",
        "recall: function",
        "forget: function",
        "setMenu: function",
        "coreState: function",
        "restartCore: function",
        "onCommand: function",
        "onCoreState: function",
      ]
    `)
  })

  it('goes to one channel a call, with one object', async () => {
    const { bridge, invoked } = mainProcess()
    await bridge.saveDocument({ documentId: 'abc' })
    expect(invoked).toEqual([['talan:saveDocument', { documentId: 'abc' }]])
  })

  it('hears the value of an event, never the event, until it stops listening', () => {
    const { bridge, events } = mainProcess()
    const heard: unknown[][] = []
    const stop = bridge.onCommand((...values) => heard.push(values))
    events.emit('talan:command', { sender: 'an event object' }, 'goToPeople')
    stop()
    events.emit('talan:command', {}, 'goToStart')
    expect(heard).toEqual([['goToPeople']])
    expect(events.listenerCount('talan:command')).toBe(0)
  })
})
