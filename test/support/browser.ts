import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import chromium from '@sparticuz/chromium'
import { chromium as playwright, type Browser } from 'playwright-core'
import { build, type UserConfig } from 'vite'
import config from '../../electron.vite.config.ts'

const launchArguments = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
]

/** Starts the Chromium that comes with the project's packages. Close it when done. */
export async function launchBrowser(): Promise<Browser> {
  return await playwright.launch({ executablePath: await chromium.executablePath(), args: launchArguments })
}

/**
 * Builds the window as it is shipped, but in another mode: in `test` the gallery is part of it.
 * @returns the folder of the built window
 */
export async function buildWindow(mode: 'production' | 'test', name: string): Promise<string> {
  const outDir = join(tmpdir(), `talan-window-${name}-${process.pid}`)
  const renderer = (config as { renderer: UserConfig }).renderer
  await build({ ...renderer, mode, base: './', configFile: false, logLevel: 'error', build: { ...renderer.build, outDir, emptyOutDir: true } })
  return outDir
}

export interface TestHost {
  /** Where the window is, without a slash at the end. */
  readonly address: string
  close(): Promise<void>
}

/** Answers on the loopback address with a web-standard handler, such as `windowHost(root, core)`. */
export async function serve(handle: (request: Request) => Promise<Response>): Promise<TestHost> {
  const server: Server = createServer((incoming, outgoing) => {
    const request = new Request(`http://${incoming.headers.host}${incoming.url}`, { method: incoming.method ?? 'GET', headers: incoming.headers as Record<string, string> })
    void answer(request, outgoing)
  })
  async function answer(request: Request, outgoing: ServerResponse) {
    const response = await handle(request)
    outgoing.writeHead(response.status, Object.fromEntries(response.headers))
    outgoing.end(Buffer.from(await response.arrayBuffer()))
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
