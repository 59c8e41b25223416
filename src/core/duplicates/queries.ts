import type { InputOf } from '#contract/base.ts'
import type { duplicates, DuplicateReason, MentionedPerson } from '#contract/duplicates.ts'
import { readEmail, readPhone } from '#shared/contact.ts'
import { foldForSearch, sortKey } from '#shared/swedish-text.ts'
import type { Call } from '#core/call.ts'
import type { Row } from '#core/db/schema.ts'
import { inChunks } from '#core/db/in-chunks.ts'
import { findByWords, type SearchHit } from '#core/db/search-index.ts'
import type { Store } from '#core/db/store.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { notProtected, personSortKey, unprotected } from '#core/people/index.ts'
import { compared, hintScore, likelyScore, likeness, orderedPair, type Compared, type ComparedColumns } from './rules.ts'
import { comparedColumns, isSearching, lastFoundPairs } from './search.ts'

type Typed = InputOf<typeof duplicates.similar>

const mostHints = 5
/** Of those who share a date of birth, an e-mail address or a telephone, this many are looked at. */
const mostSharing = 500
/** Of those whose names begin alike, this many are looked at. */
const lookedAt = 1_000
const mentionedColumns = [...comparedColumns, 'memberNumber', 'town'] as const
type MentionedRow = ComparedColumns & Pick<Row<'persons'>, 'id' | 'memberNumber' | 'town'>

/** The persons whom somebody being registered may be, most likely first. Asked while one types. */
export async function listSimilar({ store }: Call, typed: Typed) {
  const fresh = compared({ ...storedForms(typed), formerName: null, identityNumber: null, gender: null, isProtected: 0 })
  const rows = await likelyRows(store, typed)
  const hints = rows.map((row) => ({ row, ...likeness(fresh, compared(row)) })).filter(({ score, reasons }) => score >= hintScore && reasons.length > 0)
  return hints
    .toSorted((a, b) => b.score - a.score)
    .slice(0, mostHints)
    .map(({ row, reasons }) => ({ person: mentioned(row), reasons: [...reasons] }))
}

/** What was typed in the form in which the register keeps it; what cannot be read yet counts as nothing. */
function storedForms(typed: Typed) {
  const phone = (number: string | null) => (number ? (readPhone(number).value?.written ?? null) : null)
  return {
    givenName: typed.givenName ?? '', familyName: typed.familyName ?? '', birthDate: typed.birthDate, street: typed.street, postcode: typed.postcode,
    email: typed.email ? (readEmail(typed.email).value ?? null) : null, phone: phone(typed.phone), otherPhone: phone(typed.otherPhone),
  }
}

/** Those with the same date of birth, e-mail or telephone, and those whose name begins alike, either way round, or was so before. */
async function likelyRows(store: Store, typed: Typed): Promise<MentionedRow[]> {
  const { birthDate, email, phone, otherPhone, givenName, familyName } = storedForms(typed)
  const persons = store.db.selectFrom('persons').select(mentionedColumns)
  const found = new Map<string, MentionedRow>()
  const add = (rows: readonly MentionedRow[]) => rows.forEach((row) => found.set(row.id, row))
  const addHits = async (hits: readonly SearchHit[]) => {
    if (hits.length > 0) add(unprotected(await persons.where('id', 'in', hits.map((hit) => hit.entityId)).execute()))
  }
  const words = [birthDate?.replaceAll('-', ''), email, phone?.replace(/\D/gu, ''), otherPhone?.replace(/\D/gu, '')].filter((word) => word !== undefined && word !== null)
  for (const word of words) {
    const hits = await findByWords(store.engine, store.db, 'folded', [foldForSearch(word)], ['person'], mostSharing)
    await addHits(hits)
  }
  // The search knows former names too.
  const names = foldForSearch(`${givenName} ${familyName}`).split(' ').filter(Boolean)
  if (givenName !== '' && familyName !== '') await addHits(await findByWords(store.engine, store.db, 'folded', names, ['person'], mostSharing))
  for (const [family, given] of [[familyName, givenName], [givenName, familyName]] as const) {
    if (family === '' || given === '') continue
    for (const beginning of new Set([personSortKey(given, family).slice(0, sortKey(`${family} `).length + 1), sortKey(family).slice(0, 4)])) {
      add(await persons.where(...notProtected).where('nameSort', '>=', beginning).where('nameSort', '<', `${beginning}\uffff`).orderBy('nameSort').limit(lookedAt).execute())
    }
  }
  return [...found.values()]
}

/** The pairs of the last search that still stand: both are there, neither is protected or dismissed, and as they are now they are alike. */
export async function listPairs({ store }: Call, { offset, limit }: InputOf<typeof duplicates.list>) {
  const last = await lastFoundPairs(store.db)
  if (!last) return { isSearching: isSearching(store), searchedAt: null, total: 0, pairs: [] }
  const dismissed = new Set((await store.db.selectFrom('duplicateDismissals').select(['firstPersonId', 'secondPersonId']).execute()).map((row) => `${row.firstPersonId} ${row.secondPersonId}`))
  const open = last.pairs.filter(([one, other]) => !dismissed.has(orderedPair(one, other).join(' ')))
  const persons = await personsOf(store.db, open.flat())
  const pairs: { first: MentionedPerson; second: MentionedPerson; score: number; reasons: DuplicateReason[] }[] = []
  for (const [firstId, secondId] of open) {
    const [first, second] = [persons.get(firstId), persons.get(secondId)]
    if (!first || !second) continue
    const { score, reasons } = likeness(first.compared, second.compared)
    if (score >= likelyScore) pairs.push({ first: mentioned(first.row), second: mentioned(second.row), score, reasons: [...reasons] })
  }
  return { isSearching: isSearching(store), searchedAt: last.searchedAt, total: pairs.length, pairs: pairs.toSorted((a, b) => b.score - a.score).slice(offset, offset + limit) }
}

async function personsOf(db: ReadDb, ids: readonly string[]): Promise<Map<string, { row: MentionedRow; compared: Compared }>> {
  const rows = unprotected(await inChunks(ids, (some) => db.selectFrom('persons').select(mentionedColumns).where('id', 'in', some).execute()))
  return new Map(rows.map((row) => [row.id, { row, compared: compared(row) }]))
}

function mentioned({ id, givenName, familyName, memberNumber, birthDate, town }: MentionedRow): MentionedPerson {
  return { id, name: `${givenName} ${familyName}`, memberNumber, birthDate, town }
}
