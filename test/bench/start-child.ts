import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

if (process.argv[2] === 'core') {
  // @ts-expect-error It is plain JavaScript, so that any Node can read it.
  await import('../../scripts/require-node.mjs')
  const [{ createCore }, { coreClient }] = [await import('#core/core.ts'), await import('#contract/client.ts')]
  const folder = mkdtempSync(join(tmpdir(), 'talan-bench-'))
  const core = createCore({ dataFolder: folder })
  await coreClient(core.handle).session.status()
  rmSync(folder, { recursive: true })
}
// The clock of a process begins with the process.
console.log(JSON.stringify({ milliseconds: performance.now() }))
