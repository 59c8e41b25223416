import { createWriteStream } from 'node:fs'
import { access, rename, rm } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** The kinds of documents that Talan makes. Only these are opened in other programs. */
const openable: ReadonlySet<string> = new Set(['.xlsx', '.csv', '.pdf', '.xml', '.ics', '.docx', '.txt', '.json', '.png'])

/** Whether a file may be opened in another program: only documents of the kinds that Talan makes. */
export function isOpenable(path: string): boolean {
  return openable.has(extname(path).toLowerCase())
}

/** The name that a document's answer gives it, without anything that could lead out of a folder or hide its ending. */
export function documentName(response: Response): string {
  const disposition = response.headers.get('content-disposition') ?? ''
  const encoded = /filename\*=UTF-8''([^;]+)/iu.exec(disposition)?.[1]
  const plain = /filename="([^"]+)"/iu.exec(disposition)?.[1]
  const name = encoded === undefined ? plain : decoded(encoded)
  const safe = basename((name ?? '').replaceAll('\\', '/')).replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069<>:"|?*]/gu, '').replace(/^\.+/u, '').trim()
  return safe.slice(0, 120) || 'dokument'
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

/** Writes a stream to a file whole or not at all: what was there before stays until all of the new is on the disk. */
export async function saveWhole(body: NonNullable<Response['body']>, path: string): Promise<void> {
  const partial = `${path}.${randomBytes(4).toString('hex')}.part`
  try {
    await pipeline(Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]), createWriteStream(partial, { mode: 0o600, flush: true }))
    await rename(partial, path)
  } catch (error) {
    await rm(partial, { force: true })
    throw error
  }
}

/** Keeps the paths of saved files away from the window, which gets a token for each. */
export function fileTokens() {
  const paths = new Map<string, string>()
  return {
    /** A new token for a path. */
    give(path: string): string {
      const token = randomBytes(24).toString('base64url')
      paths.set(token, path)
      return token
    },
    /** The path behind a token, when its file is still there. */
    async find(token: string): Promise<string | undefined> {
      const path = paths.get(token)
      if (path === undefined) return undefined
      return await access(path).then(() => path, () => undefined)
    },
  }
}
