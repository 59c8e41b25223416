import { foldForSearch, foldLoosely } from '#shared/swedish-text.ts'
import type { Permission } from '#contract/permissions.ts'
import type { searchKinds } from '#contract/search.ts'
import type { Call } from '#core/call.ts'
import type { Store } from '#core/db/store.ts'
import { signedWords } from './dated.ts'
import { fewHits } from './found-by.ts'
import { alsoInAddresses, withJoinedFigures } from './person-words.ts'
import { allByWords, findByBeginning, findByWords, type SearchHit } from '#core/db/search-index.ts'

type SearchKind = (typeof searchKinds)[number]

/** Which permission lets a user find which kind of thing. */
const permissionFor: Record<SearchKind, Permission> = {
  person: 'people.read',
  organisation: 'organisations.read',
  body: 'bodies.read',
  training: 'trainings.read',
  proposal: 'proposals.read',
  meeting: 'meetings.read',
  claim: 'claims.read',
  courseRound: 'trainings.read',
}

/** What is found by its day too, and stands after what has a name of its own. */
const datedKinds: ReadonlySet<SearchKind> = new Set(['meeting', 'claim', 'courseRound'])

/** A shorter text fits most meetings there are, and says nothing of which. */
const shortestDated = 3

/** A shorter text begins streets without number. */
const shortestAddress = 3

/**
 * Finds by the beginnings of words: first what begins with the text, in order, then what holds the words,
 * and, when that gives little, what holds them when å, ä and ö are written a and o, with figures put together, or in addresses.
 * Meetings and the like come last.
 */
export async function find(store: Store, text: string, wanted: readonly SearchKind[], limit: number, held: ReadonlySet<Permission>): Promise<SearchHit[]> {
  const allowed = wanted.filter((kind) => held.has(permissionFor[kind]))
  const [kinds, dated] = [allowed.filter((kind) => !datedKinds.has(kind)), allowed.filter((kind) => datedKinds.has(kind))]
  const folded = foldForSearch(text).trim()
  const words = folded.split(' ').filter(Boolean)
  if (words.length === 0) return []
  const hits = new Map<string, SearchHit>()
  const add = (found: readonly SearchHit[]) => found.forEach((hit) => hits.set(hit.entityId, hits.get(hit.entityId) ?? hit))
  if (kinds.length > 0) add(await findByBeginning(store.engine, store.db, folded, kinds, limit))
  if (kinds.length > 0 && hits.size < limit) add(await findByWords(store.engine, store.db, 'folded', words, kinds, limit))
  if (kinds.length > 0 && hits.size < fewHits) add(await findByWords(store.engine, store.db, 'loose', looseWords(text), kinds, limit))
  const joined = withJoinedFigures(folded)
  if (kinds.length > 0 && joined !== undefined && hits.size < fewHits) add(await findByWords(store.engine, store.db, 'loose', looseWords(joined), kinds, limit))
  // Several words that give somebody are a name that is being typed; asking where she lives at every key would cost more than it gives.
  const mayBeAddress = folded.length >= shortestAddress && hits.size < (words.length === 1 ? fewHits : 1)
  if (kinds.includes('person') && mayBeAddress) add(await findByWords(store.engine, store.db, 'loose', alsoInAddresses(looseWords(joined ?? text)), ['person'], limit))
  const signed = signedWords(foldLoosely(text))
  if (dated.length > 0 && signed.length > 0 && folded.length >= shortestDated && hits.size < limit) add(await findByWords(store.engine, store.db, 'loose', signed, dated, limit, true))
  return [...hits.values()].slice(0, limit)
}

/** The kinds that narrow a list. Proposals, meetings, claims and course rounds have none here: their lists are narrowed by whose they are. */
type NarrowingKind = Exclude<SearchKind, 'proposal' | 'meeting' | 'claim' | 'courseRound'>

/**
 * The ids that narrow a list to what somebody searches for, every one that fits, in no order: a list is counted, sorted and given out whole.
 * Nothing where she searches for nothing, so that the list stays whole.
 */
export async function searchedIds({ store, user }: Call, text: string, kind: NarrowingKind): Promise<readonly string[] | undefined> {
  const words = foldForSearch(text).trim().split(' ').filter(Boolean)
  if (words.length === 0) return undefined
  if (!user.permissions.has(permissionFor[kind])) return []
  const ids = await allByWords(store.engine, store.db, 'folded', words, [kind])
  if (ids.length >= fewHits) return ids
  const loose = looseWords(withJoinedFigures(foldForSearch(text)) ?? text)
  const further = [loose, ...(kind === 'person' ? [alsoInAddresses(loose)] : [])]
  const found = await Promise.all([looseWords(text), ...further].map((asked) => allByWords(store.engine, store.db, 'loose', asked, [kind])))
  return [...new Set([...ids, ...found.flat()])]
}

function looseWords(text: string): string[] {
  return foldLoosely(text).trim().split(' ').filter(Boolean)
}
