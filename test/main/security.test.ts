import { EventEmitter } from 'node:events'
import type { App, IpcMainInvokeEvent, Session } from 'electron'
import { describe, expect, it } from 'vitest'
import { guardNavigation, guardSession, isOwnAddress, isTrustedSender, mayLoad, mayUse } from '../../src/main/security.ts'

const foreign = [
  'https://example.org/', 'http://127.0.0.1:4711/', 'file:///etc/passwd', 'app://other/', 'app://talan.example.org/', 'app://talan@evil/', 'app://evil@talan/',
  'javascript:alert(1)', 'about:blank', 'chrome://settings', 'ws://talan/', '', 'nonsense',
]

describe('addresses', () => {
  it('of the window’s own page are its own', () => {
    for (const address of ['app://talan/', 'app://talan/#/people', 'app://talan/assets/x.js']) expect(isOwnAddress(address)).toBe(true)
  })

  it.each(foreign)('elsewhere are not: %s', (address) => {
    expect(isOwnAddress(address)).toBe(false)
    expect(mayLoad(address)).toBe(false)
  })

  it('that the page made itself may be loaded', () => {
    expect(mayLoad('blob:app://talan/1')).toBe(true)
    expect(mayLoad('data:image/png;base64,')).toBe(true)
  })
})

/** A session that remembers what it was told, as Electron's does. */
function session() {
  const handlers: Record<string, (...values: never[]) => unknown> = {}
  const remember = (name: string) => (handler: (...values: never[]) => unknown) => {
    handlers[name] = handler
  }
  guardSession({
    webRequest: { onBeforeRequest: remember('load') },
    setPermissionRequestHandler: remember('request'),
    setPermissionCheckHandler: remember('check'),
    setDevicePermissionHandler: remember('device'),
    setDisplayMediaRequestHandler: remember('display'),
  } as unknown as Session)
  const decide = (name: string, ...values: unknown[]) => handlers[name]!(...(values as never[]))
  const ask = (name: string, before: unknown[], after: unknown[] = []) => {
    let answered: unknown
    handlers[name]!(...([...before, (answer: unknown) => (answered = answer), ...after] as never[]))
    return answered
  }
  return { decide, ask }
}

describe('a guarded session', () => {
  it('loads nothing from the network', () => {
    const { ask } = session()
    expect(ask('load', [{ url: 'https://example.org/font.woff2' }])).toEqual({ cancel: true })
    expect(ask('load', [{ url: 'app://talan/index.html' }])).toEqual({ cancel: false })
  })

  it('denies permissions, also to the own page, but for copying and full screen', () => {
    const { ask, decide } = session()
    for (const permission of ['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal', 'display-capture', 'hid', 'fileSystem']) {
      expect(ask('request', [null, permission], [{ requestingUrl: 'app://talan/' }])).toBe(false)
      expect(decide('check', null, permission, 'app://talan/')).toBe(false)
      expect(mayUse(permission, 'app://talan/')).toBe(false)
    }
    expect(ask('request', [null, 'clipboard-sanitized-write'], [{ requestingUrl: 'app://talan/' }])).toBe(true)
    expect(ask('request', [null, 'clipboard-sanitized-write'], [{ requestingUrl: 'https://example.org/' }])).toBe(false)
    expect(decide('device', {})).toBe(false)
    expect(ask('display', [{}])).toEqual({})
  })
})

describe('every page', () => {
  it('stays at its own address, opens no windows and holds no other pages', () => {
    const app = new EventEmitter()
    guardNavigation(app as unknown as App)
    let openHandler: () => unknown = () => undefined
    const contents = Object.assign(new EventEmitter(), {
      setWindowOpenHandler: (handler: () => unknown) => {
        openHandler = handler
      },
    })
    app.emit('web-contents-created', {}, contents)
    const wasPrevented = (name: string, url: string) => {
      let prevented = false
      contents.emit(name, { url, preventDefault: () => (prevented = true) })
      return prevented
    }
    expect(wasPrevented('will-navigate', 'https://example.org/')).toBe(true)
    expect(wasPrevented('will-navigate', 'app://talan/')).toBe(false)
    expect(wasPrevented('will-redirect', 'https://example.org/')).toBe(true)
    expect(wasPrevented('will-attach-webview', 'app://talan/')).toBe(true)
    expect(openHandler()).toEqual({ action: 'deny' })
  })
})

describe('calls to the main process', () => {
  const from = (frame: unknown) => isTrustedSender({ senderFrame: frame } as IpcMainInvokeEvent)

  it('are heard from the top frame of the own page only', () => {
    expect(from({ url: 'app://talan/#/people', parent: null })).toBe(true)
    expect(from({ url: 'app://talan/', parent: {} })).toBe(false)
    expect(from({ url: 'https://example.org/', parent: null })).toBe(false)
    expect(from(null)).toBe(false)
  })
})
