import { contextBridge, ipcRenderer } from 'electron'
import { makeBridge } from './bridge.ts'

contextBridge.exposeInMainWorld('talan', makeBridge(ipcRenderer))
