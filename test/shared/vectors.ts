import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../../../shared/vectors/', import.meta.url))

/** Whether the folder with expected results is beside the project; tests that need it say that they skipped where it is not. */
export const hasVectors = existsSync(folder)

/** Expected results from other implementations, by file name. */
export function readVectors(name: string): unknown {
  return JSON.parse(readFileSync(`${folder}${name}.json`, 'utf8'))
}
