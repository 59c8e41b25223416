import { describe, expect, it } from 'vitest'
import { windowOptions } from '../../src/main/windows.ts'

describe('every window', () => {
  it('is sandboxed and isolated, without Node, whatever else is set', () => {
    expect(windowOptions('/preload.cjs', false).webPreferences).toMatchObject({
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
      spellcheck: false,
      devTools: false,
    })
  })

  it('has developer tools only where asked', () => {
    expect(windowOptions('/preload.cjs', true).webPreferences?.devTools).toBe(true)
  })

  it('keeps its size and place between starts', () => {
    expect(windowOptions('/preload.cjs', false)).toMatchObject({ name: 'main', windowStatePersistence: true })
  })
})
