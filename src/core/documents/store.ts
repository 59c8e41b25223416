import { randomBytes } from 'node:crypto'

/** A file that the core made, waiting to be fetched. */
export interface MadeDocument {
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array
}

/** Keeps made files in memory under unguessable names until newer ones push them out or the session that had them made ends. */
export interface DocumentStore {
  /** @param session the session that had the document made */
  put(document: MadeDocument, session?: string | null): string
  get(id: string, isLiving: (session: string | null) => boolean): MadeDocument | undefined
  clear(): void
}

const kept = 20

/** An empty store; the oldest document goes when there are too many. */
export function makeDocumentStore(): DocumentStore {
  const documents = new Map<string, { document: MadeDocument; session: string | null }>()
  return {
    put(document, session = null) {
      const id = randomBytes(24).toString('base64url')
      documents.set(id, { document, session })
      if (documents.size > kept) documents.delete(documents.keys().next().value as string)
      return id
    },
    get(id, isLiving) {
      for (const [made, { session }] of documents) if (!isLiving(session)) documents.delete(made)
      return documents.get(id)?.document
    },
    clear: () => documents.clear(),
  }
}
