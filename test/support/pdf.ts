import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { World } from './world.ts'

/** A document that the core has made. */
export async function documentOf(world: Pick<World, 'core'>, { documentId }: { documentId: string }): Promise<Uint8Array> {
  const response = await world.core.handle(new Request(`http://talan/documents/${documentId}`))
  return new Uint8Array(await response.arrayBuffer())
}

/** The words of a PDF as they stand on the page, by poppler where the machine has it. */
export function pdfText(bytes: Uint8Array): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'talan-pdf-'))
  try {
    writeFileSync(join(folder, 'a.pdf'), bytes)
    return execFileSync('pdftotext', ['-layout', join(folder, 'a.pdf'), '-'], { encoding: 'utf8' })
  } catch {
    return undefined
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
