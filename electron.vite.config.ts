import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const source = (path: string) => resolve(import.meta.dirname, 'src', path)

/**
 * What every other part of the window leans on, in a file of its own so that it always runs first:
 * zod together with the setting that forbids it to make code, and the order of the style layers.
 */
const first = /[\\/]node_modules[\\/]zod[\\/]|[\\/]zod-without-eval\.ts$|[\\/]layers\.css$/u

/**
 * Three builds. Main and the core process are ES modules that find their packages in node_modules; a sandboxed
 * preload must be one CommonJS file. Options go under `rolldownOptions`: Vite 8 may ignore `rollupOptions` silently.
 */
export default defineConfig({
  main: {
    build: {
      target: 'node20',
      sourcemap: false,
      rolldownOptions: { input: { index: source('main/index.ts'), 'core-process': source('main/core-process.ts') } },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      rolldownOptions: { input: { index: source('preload/index.ts') }, output: { format: 'cjs', entryFileNames: '[name].cjs' } },
    },
  },
  renderer: {
    root: source('renderer'),
    plugins: [react()],
    build: {
      target: 'chrome130',
      sourcemap: false,
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: source('renderer/index.html'),
        output: { codeSplitting: { groups: [{ name: 'first', test: first, priority: 1 }] } },
      },
    },
  },
})
