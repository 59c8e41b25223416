import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron'
import { pageAddress } from './security.ts'

/**
 * How every window is made: sandboxed, without Node, with web security. Nothing here depends on the environment.
 * @param hasDevTools whether developer tools may be opened; never in a packaged app
 */
export function windowOptions(preload: string, hasDevTools: boolean): BrowserWindowConstructorOptions {
  return {
    title: 'Talan',
    name: 'main',
    width: 1280,
    height: 860,
    minWidth: 480,
    minHeight: 400,
    show: false,
    autoHideMenuBar: false,
    // Electron keeps size and place between starts by itself; one that is too old to know the option ignores it.
    windowStatePersistence: true,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      experimentalFeatures: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
      spellcheck: false,
      devTools: hasDevTools,
    },
  }
}

/** Makes a window and shows it when its page is painted. */
export function openWindow(Window: typeof BrowserWindow, preload: string, hasDevTools: boolean): BrowserWindow {
  const window = new Window(windowOptions(preload, hasDevTools))
  window.once('ready-to-show', () => window.show())
  void window.loadURL(pageAddress)
  return window
}
