// Loaded before anything else, in plain JavaScript that any Node can read: the sources are TypeScript,
// and the SQLite addon crashes without a word on older versions.
import module from 'node:module'

const oldest = 24
const running = Number(process.versions.node.split('.')[0])

if (running < oldest) {
  process.stderr.write(
    `Talan behöver Node ${oldest} eller nyare, men det här är Node ${process.versions.node}. Kör "npm ci" i mappen och försök igen: då följer rätt Node med.\n`,
  )
  process.exit(1)
}

// What Node has compiled is kept for the next start, which is a third quicker for it. Where it cannot be kept, nothing is.
const { cacheFolder } = await import('../src/core/data-folder.ts')
module.enableCompileCache(cacheFolder())
