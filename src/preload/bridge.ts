import type { IpcRenderer } from 'electron'
import { bridgeCalls, type BridgeCalls, type TalanBridge } from '#shared/bridge.ts'

/** Makes the bridge. Neither the channel to the main process nor its events are within the window's reach. */
export function makeBridge(ipc: Pick<IpcRenderer, 'invoke' | 'on' | 'off'>): TalanBridge {
  const calls = Object.fromEntries(bridgeCalls.map((name) => [name, (input: unknown) => ipc.invoke(`talan:${name}`, input)]))
  const subscription =
    <Value>(channel: string) =>
    (listener: (value: Value) => void) => {
      const forward = (_event: unknown, value: Value) => listener(value)
      ipc.on(channel, forward)
      return () => void ipc.off(channel, forward)
    }
  return { ...(calls as unknown as BridgeCalls), onCommand: subscription('talan:command'), onCoreState: subscription('talan:coreState') }
}
