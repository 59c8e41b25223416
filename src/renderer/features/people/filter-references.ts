import type { FilterField } from '#contract/person-filters.ts'
import { client } from '#renderer/api/index.ts'
import type { Choice } from '#renderer/ui/index.ts'
import { foldLoosely } from '#shared/swedish-text.ts'

export type ReferenceKind = NonNullable<FilterField['refersTo']> | 'tag'

interface References {
  /** What can be picked, for what was typed. */
  search(text: string, signal: AbortSignal): Promise<readonly Choice[]>
  /** The name of one that was picked. */
  name(id: string, signal: AbortSignal): Promise<string>
}

/** How what a filter refers to is found and named: by the search, or in a list that is short enough to have at once. */
export const references: Record<ReferenceKind, References> = {
  body: searched('body', async (id, signal) => (await client.bodies.read({ id }, { signal })).name),
  organisation: searched('organisation', async (id, signal) => (await client.organisations.read({ id }, { signal })).name),
  training: searched('training', async (id, signal) => (await client.trainings.read({ id }, { signal })).name),
  subjectArea: listed((signal) => client.competences.listAreas({}, { signal })),
  tag: listed((signal) => client.tags.list({}, { signal })),
}

function searched(kind: 'body' | 'organisation' | 'training', name: References['name']): References {
  return {
    name,
    search: async (text, signal) => (await client.search.find({ text, kinds: [kind] }, { signal })).map(({ id, title, detail }) => ({ id, label: title, detail })),
  }
}

/** What is archived is no longer offered, but keeps its name where it is used. */
function listed(list: (signal: AbortSignal) => Promise<readonly { id: string; name: string; archivedAt?: string | null }[]>): References {
  return {
    name: async (id, signal) => (await list(signal)).find((one) => one.id === id)?.name ?? '…',
    search: async (text, signal) =>
      (await list(signal)).filter(({ name, archivedAt }) => !archivedAt && foldLoosely(name).includes(foldLoosely(text))).map(({ id, name }) => ({ id, label: name })),
  }
}
