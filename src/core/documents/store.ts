import { randomBytes } from 'node:crypto'

/** A file that the core made, waiting to be fetched. */
export interface MadeDocument {
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array
}

/** Keeps made files in memory under unguessable names until they are fetched or pushed out by newer ones. */
export interface DocumentStore {
  put(document: MadeDocument): string
  get(id: string): MadeDocument | undefined
  clear(): void
}

const kept = 20

export function makeDocumentStore(): DocumentStore {
  const documents = new Map<string, MadeDocument>()
  return {
    put(document) {
      const id = randomBytes(24).toString('base64url')
      documents.set(id, document)
      if (documents.size > kept) documents.delete(documents.keys().next().value as string)
      return id
    },
    get: (id) => documents.get(id),
    clear: () => documents.clear(),
  }
}
