import type { ExpressionBuilder } from 'kysely'
import type { membershipKinds, personSorts } from '#contract/people.ts'
import type { PersonCondition } from '#contract/person-filters.ts'
import { activeOn, type LocalDate } from '#shared/dates.ts'
import { findMunicipality } from '#shared/postal.ts'
import { sortKey } from '#shared/swedish-text.ts'
import { keptInStep, type ChangedRow } from '#core/db/kept.ts'
import type { Database, Row } from '#core/db/schema.ts'
import type { Store } from '#core/db/store.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { rememberedFitting } from './filters.ts'
import { unprotected } from './protected.ts'

/**
 * The order of the register and what it is filtered by, held in memory so that any page of any sort and filter, with its
 * total, is there at once: counting and skipping in SQL would read every row before the page. Commits keep it in step.
 */

type Sort = (typeof personSorts)[number]
type MembershipKind = (typeof membershipKinds)[number]

/** Which persons of the register are wanted: those who fit every condition. */
export interface RegisterFilter {
  readonly conditions: readonly PersonCondition[]
  /** Only these persons, where a search has been made. */
  readonly among?: readonly string[] | undefined
}

export interface RegisterPage {
  /** How many persons fit the filter. */
  readonly total: number
  /** The identifiers of the page's persons, in order. */
  readonly ids: readonly string[]
}

/** A page of the register. Protected identities are left out; persons without the value sorted by come last. */
export async function registerPage(
  store: Store,
  today: LocalDate,
  filter: RegisterFilter,
  { sort, descending, offset, limit }: { sort: Sort; descending: boolean; offset: number; limit: number },
): Promise<RegisterPage> {
  const register = await registerOf(store, today)
  const order = await orderOf(register, store.db, sort)
  const { demand, undecided } = decide(register, filter.conditions)
  if (demand === 'nobody') return { total: 0, ids: [] }
  const fitting = undecided.length === 0 ? undefined : await rememberedFitting(store, undecided, today)
  const slots = chosenSlots(register, order, [filter.among, fitting].filter((ids) => ids !== undefined))
  return pageOf(register, slots, demand, { descending, offset, limit })
}

/** Above this many it is quicker to walk the whole order and look each one up than to sort those who are wanted. */
const sortable = 1000

/** The order's slots that belong to persons of every list of identifiers. */
function chosenSlots(register: Register, order: Order, lists: readonly (readonly string[])[]): Pick<Order, 'filled' | 'blank'> {
  const [shortest, ...others] = lists.toSorted((a, b) => a.length - b.length)
  if (!shortest) return order
  const rest = others.map((ids) => new Set(ids))
  const slots = shortest.flatMap((id) => (rest.every((ids) => ids.has(id)) ? (register.slotOf.get(id) ?? []) : []))
  if (slots.length <= sortable) return ordered(slots, order)
  const isChosen = new Uint8Array(register.ids.length)
  for (const slot of slots) isChosen[slot] = 1
  return { filled: order.filled.filter((slot) => isChosen[slot]), blank: order.blank.filter((slot) => isChosen[slot]) }
}

/** The persons, each in a slot of her own; a slot that nobody is in belongs to no order. */
interface Register {
  readonly today: LocalDate
  readonly ids: string[]
  readonly slotOf: Map<string, number>
  /** Bits: see `traits`, and above them the municipality's number. */
  readonly traits: number[]
  readonly municipalityNumbers: Map<string | null, number>
  readonly nameKeys: string[]
  readonly byName: Order
  /** Made when first asked for; the order by name always is. */
  readonly orders: Map<Sort, Order>
}

/** Slots in order: those with a value, then those without, each with the same value by name. */
interface Order {
  readonly keys: (string | null)[]
  readonly compare: (a: number, b: number) => number
  filled: number[]
  blank: number[]
}

const traits = { hasEmail: 1, hasBeenMember: 2, hasEndedMembership: 4, main: 8, family: 16, supporting: 32, honorary: 64 } as const
const anyCurrent = traits.main | traits.family | traits.supporting | traits.honorary

/** Where a municipality's number begins in the bits. */
const municipalityShift = 8
const everyMunicipality = -1 << municipalityShift

/** What the bits of a person must be. */
interface Demand {
  readonly mask: number
  readonly wanted: number
  /** At least one bit of each of these. */
  readonly oneOf: readonly number[]
}

const anybody: Demand = { mask: 0, wanted: 0, oneOf: [] }

/** What the bits must be for the conditions that they know, and the conditions that are left for SQL. */
function decide(register: Register, conditions: readonly PersonCondition[]): { demand: Demand | 'nobody'; undecided: PersonCondition[] } {
  let demand: Demand | 'nobody' = anybody
  const undecided: PersonCondition[] = []
  for (const condition of conditions) {
    const own = demandOf(register, condition)
    if (!own) undecided.push(condition)
    else if (demand !== 'nobody') demand = both(demand, own)
  }
  return { demand, undecided }
}

/** What fits two demands; nobody where one wants what the other refuses. */
function both(a: Demand, b: Demand): Demand | 'nobody' {
  if (((a.wanted ^ b.wanted) & a.mask & b.mask) !== 0) return 'nobody'
  return { mask: a.mask | b.mask, wanted: a.wanted | b.wanted, oneOf: [...a.oneOf, ...b.oneOf] }
}

/** What a condition demands of the bits, or nothing where they do not know. */
function demandOf(register: Register, { field, operator, values }: PersonCondition): Demand | undefined {
  if (field === 'email') return { ...anybody, mask: traits.hasEmail, wanted: operator === 'yes' ? traits.hasEmail : 0 }
  if (operator !== 'is') return undefined
  if (field === 'membershipKind') return { ...anybody, oneOf: [values.reduce<number>((bits, kind) => bits | traits[kind as MembershipKind], 0)] }
  if (values.length > 1) return undefined
  if (field === 'municipality') return { ...anybody, mask: everyMunicipality, wanted: bitsOfMunicipality(register, values[0] as string) }
  return field === 'membership' ? membershipDemands[values[0] as string] : undefined
}

const membershipDemands: Readonly<Record<string, Demand>> = {
  none: { ...anybody, mask: traits.hasBeenMember },
  ended: { ...anybody, mask: traits.hasEndedMembership | anyCurrent, wanted: traits.hasEndedMembership },
  current: { ...anybody, oneOf: [anyCurrent] },
}

/** The bits of a municipality, which is numbered when it is first met. */
function bitsOfMunicipality({ municipalityNumbers }: Register, code: string | null): number {
  let number = municipalityNumbers.get(code)
  if (number === undefined) municipalityNumbers.set(code, (number = municipalityNumbers.size))
  return number << municipalityShift
}

function pageOf(register: Register, { filled, blank }: Pick<Order, 'filled' | 'blank'>, demand: Demand, window: { descending: boolean; offset: number; limit: number }): RegisterPage {
  const ids: string[] = []
  const place = window.descending ? (index: number) => filled.length - 1 - index : (index: number) => index
  const total = take(register, filled, place, demand, { ...window, ids, before: 0 })
  return { ids, total: take(register, blank, (index) => index, demand, { ...window, ids, before: total }) }
}

/** Walks a list, takes the identifiers of those in the window and gives how many fit so far. */
function take(register: Register, list: readonly number[], place: (index: number) => number, { mask, wanted, oneOf }: Demand, window: { offset: number; limit: number; ids: string[]; before: number }): number {
  const { traits: held, ids: all } = register
  let total = window.before
  for (let index = 0; index < list.length; index += 1) {
    const slot = list[place(index)] as number
    const bits = held[slot] as number
    if ((bits & mask) !== wanted || lacksOne(bits, oneOf)) continue
    if (total >= window.offset && window.ids.length < window.limit) window.ids.push(all[slot] as string)
    total += 1
  }
  return total
}

function lacksOne(bits: number, oneOf: readonly number[]): boolean {
  for (const choices of oneOf) if ((bits & choices) === 0) return true
  return false
}

function ordered(slots: readonly number[], order: Order): Pick<Order, 'filled' | 'blank'> {
  const sorted = slots.toSorted(order.compare)
  return { filled: sorted.filter((slot) => order.keys[slot] !== null), blank: sorted.filter((slot) => order.keys[slot] === null) }
}

const registerOf = keptInStep<Register>({ tables: ['persons', 'memberships'], load: (store, today) => load(store.db, today), mend })

const baseColumns = ['persons.id', 'nameSort', 'municipalityCode'] as const

function hasEmail(eb: ExpressionBuilder<Database, 'persons'>) {
  return eb.case().when('email', 'is', null).then(0).else(1).end().as('hasEmail')
}

/** Reads the tables as they lie and puts them in order here, which is several times faster than along an index. */
async function load(db: ReadDb, today: LocalDate): Promise<Register> {
  const persons = await db.selectFrom('persons').select(baseColumns).select(hasEmail).select('isProtected').execute()
  const register = emptyRegister(today)
  fill(register.byName, unprotected(persons).map((person) => place(register, person)))
  const memberships = await db.selectFrom('memberships').select(['personId', 'kind', 'startsOn', 'endsOn']).execute()
  for (const membership of memberships) addMembership(register, membership)
  return register
}

function emptyRegister(today: LocalDate): Register {
  const ids: string[] = []
  const nameKeys: string[] = []
  const byName = emptyOrder(nameKeys, nameKeys, ids)
  return { today, ids, slotOf: new Map(), traits: [], municipalityNumbers: new Map(), nameKeys, byName, orders: new Map([['name', byName]]) }
}

function emptyOrder(keys: (string | null)[], nameKeys: readonly string[], ids: readonly string[]): Order {
  const compare = (a: number, b: number) => compareKeys(keys[a], keys[b]) || compareKeys(nameKeys[a], nameKeys[b]) || compareKeys(ids[a], ids[b])
  return { keys, compare, filled: [], blank: [] }
}

function compareKeys(a: string | null | undefined, b: string | null | undefined): number {
  if (a === b) return 0
  if (a === null || a === undefined) return 1
  if (b === null || b === undefined) return -1
  return a < b ? -1 : 1
}

/** Puts a person in her slot, or in a new one. */
function place(register: Register, person: { id: string; nameSort: string; municipalityCode: string | null; hasEmail: number | bigint | string }): number {
  const slot = register.slotOf.get(person.id) ?? register.ids.length
  register.ids[slot] = person.id
  register.slotOf.set(person.id, slot)
  register.nameKeys[slot] = person.nameSort
  register.traits[slot] = (Number(person.hasEmail) === 1 ? traits.hasEmail : 0) | bitsOfMunicipality(register, person.municipalityCode)
  return slot
}

function addMembership(register: Register, membership: Pick<Row<'memberships'>, 'personId' | 'kind' | 'startsOn' | 'endsOn'>): void {
  const slot = register.slotOf.get(membership.personId)
  if (slot === undefined) return
  let held = (register.traits[slot] as number) | traits.hasBeenMember
  if (activeOn(membership, register.today)) held |= traits[membership.kind as MembershipKind]
  else if (membership.endsOn !== null && membership.endsOn < register.today) held |= traits.hasEndedMembership
  register.traits[slot] = held
}

type OtherSort = Exclude<Sort, 'name'>

/** Digits compare as numbers, so that member 9 comes before member 10. */
function numericKey(text: string): string {
  return text.replace(/\d+/gu, (digits) => digits.padStart(12, '0'))
}

const keyOf: Record<OtherSort, (value: string) => string> = {
  memberNumber: numericKey,
  birthDate: (value) => value,
  town: sortKey,
  municipalityCode: (value) => sortKey(findMunicipality(value)?.name ?? value),
  email: (value) => value,
}

async function orderOf(register: Register, db: ReadDb, sort: Sort): Promise<Order> {
  const known = register.orders.get(sort)
  if (known || sort === 'name') return known ?? register.byName
  const values = await db.selectFrom('persons').select(['id', `${sort} as value`]).execute()
  const order = emptyOrder(register.ids.map(() => null), register.nameKeys, register.ids)
  const remembered = new Map<string, string>()
  for (const { id, value } of values) {
    const slot = register.slotOf.get(id)
    if (slot !== undefined && value !== null) order.keys[slot] = rememberedKey(remembered, keyOf[sort], value)
  }
  fill(order, register.byName.filled)
  register.orders.set(sort, order)
  return order
}

function rememberedKey(remembered: Map<string, string>, key: (value: string) => string, value: string): string {
  let made = remembered.get(value)
  if (made === undefined) remembered.set(value, (made = key(value)))
  return made
}

/** Sorts the different values, and those alike among themselves, which is quicker than sorting all. */
function fill(order: Order, slots: readonly number[]): void {
  const groups = Map.groupBy(slots, (slot) => order.keys[slot] ?? null)
  order.blank = groups.get(null)?.toSorted(order.compare) ?? []
  const keys = [...groups.keys()].filter((key) => key !== null).toSorted()
  order.filled = keys.flatMap((key) => groups.get(key)?.toSorted(order.compare) ?? [])
}

/** Brings the persons of the changed rows up to date. */
async function mend(register: Register, db: ReadDb, changes: readonly ChangedRow[]): Promise<boolean> {
  const changed = [...new Set(changes.map((change) => (change.tableName === 'persons' ? change.rowId : change.subjectId)).filter((id) => id !== null))]
  if (changed.length === 0) return true
  const rows = await db.selectFrom('persons').select(baseColumns).select(['memberNumber', 'birthDate', 'town', 'email', 'isProtected']).select(hasEmail).where('persons.id', 'in', changed).execute()
  const persons = unprotected(rows)
  const memberships = await db.selectFrom('memberships').select(['personId', 'kind', 'startsOn', 'endsOn']).where('personId', 'in', changed).execute()
  takeOut(register, changed, new Set(persons.map((person) => person.id)))
  for (const person of persons) putIn(register, place(register, person), person)
  for (const membership of memberships) addMembership(register, membership)
  return true
}

/** Takes persons out of every order, and gives up the slots of those who do not stay. */
function takeOut(register: Register, ids: readonly string[], staying: ReadonlySet<string>): void {
  for (const id of ids) {
    const slot = register.slotOf.get(id)
    if (slot === undefined) continue
    for (const { filled, blank } of register.orders.values()) if (!remove(filled, slot)) remove(blank, slot)
    if (!staying.has(id)) register.slotOf.delete(id)
  }
}

function remove(list: number[], slot: number): boolean {
  const index = list.indexOf(slot)
  if (index >= 0) list.splice(index, 1)
  return index >= 0
}

function putIn(register: Register, slot: number, person: Record<OtherSort, string | null>): void {
  for (const [sort, order] of register.orders) {
    if (sort !== 'name') {
      const value = person[sort]
      order.keys[slot] = value === null ? null : keyOf[sort](value)
    }
    const list = order.keys[slot] === null ? order.blank : order.filled
    list.splice(insertionPoint(list, slot, order.compare), 0, slot)
  }
}

function insertionPoint(list: readonly number[], slot: number, compare: Order['compare']): number {
  let [low, high] = [0, list.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (compare(list[middle] as number, slot) < 0) low = middle + 1
    else high = middle
  }
  return low
}
