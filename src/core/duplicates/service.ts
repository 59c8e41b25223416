import type { InputOf } from '#contract/base.ts'
import type { duplicates, MergeFeeSide, MergePreview } from '#contract/duplicates.ts'
import { maskAccountNumber } from '#shared/bank-account.ts'
import { sumOre } from '#shared/money.ts'
import { birthDateOf } from '#shared/personal-id.ts'
import { Conflict, NotFound, RuleViolation, ValidationFailure, refuse } from '#shared/result.ts'
import type { Call } from '#core/call.ts'
import { tables, type Row } from '#core/db/schema.ts'
import type { ReadDb, Writer } from '#core/db/writer.ts'
import { maySee } from '#core/journal/index.ts'
import { notProtected, personRef, personRefColumns, personSortKey } from '#core/people/index.ts'
import { planMerge, type MergePlan, type MergeStep } from './merge-plan.ts'
import { asideOf, choicesFor, feeField, mergedFields, mergedPerson, proposedChoice, shownValue, type Aside, type FeeSide } from './merge-rules.ts'
import { orderedPair } from './rules.ts'

type Input<Name extends keyof typeof duplicates> = InputOf<(typeof duplicates)[Name]>
type PersonRow = Row<'persons'>
type Pair = Input<'preview'>
type Sides = Record<'kept' | 'other', PersonRow>

const fields = mergedFields(Object.keys(tables.persons))
/** Accounts are chosen between like a field, though they are rows of their own. */
const accountField = 'paymentAccount'

/** Says for good that two registrations are two persons. Said twice it is said once. @throws NotFound */
export async function dismissPair(call: Call, { firstPersonId: one, secondPersonId: other }: Input<'dismiss'>): Promise<{ id: string }> {
  const [firstPersonId, secondPersonId] = orderedPair(one, other)
  const id = await call.store.transact(call.act(), async (writer) => {
    const persons = await writer.db.selectFrom('persons').select('id').where('id', 'in', [firstPersonId, secondPersonId]).where(...notProtected).execute()
    if (persons.length < 2) throw new NotFound()
    const known = await writer.db.selectFrom('duplicateDismissals').select('id').where('firstPersonId', '=', firstPersonId).where('secondPersonId', '=', secondPersonId).executeTakeFirst()
    return known?.id ?? writer.insert('duplicateDismissals', { firstPersonId, secondPersonId })
  })
  return { id }
}

/** What a merge would do. @throws RuleViolation `duplicates.isProtected` where either has protected identity */
export async function previewMerge(call: Call, pair: Pair): Promise<MergePreview> {
  const sides = await readSides(call.store.db, pair)
  if (isProtected(sides)) throw new RuleViolation('duplicates.isProtected')
  return previewOf(call, call.store.db, sides)
}

/** The same where either has protected identity: who looked and why is journalled on those who have. */
export async function previewProtectedMerge(call: Call, { reason, ...pair }: Input<'previewProtected'>): Promise<MergePreview> {
  return call.store.transact(call.act(reason), async (writer) => {
    const sides = await readSides(writer.db, pair)
    for (const person of [sides.kept, sides.other]) if (person.isProtected === 1) writer.note('persons', person.id)
    return previewOf(call, writer.db, sides)
  })
}

async function readSides(db: ReadDb, { keptId, otherId }: Pair): Promise<Sides> {
  if (keptId === otherId) throw new ValidationFailure([{ path: 'otherId', rule: 'duplicates.samePerson' }])
  const rows = await db.selectFrom('persons').selectAll().where('id', 'in', [keptId, otherId]).execute()
  const [kept, other] = [rows.find((row) => row.id === keptId), rows.find((row) => row.id === otherId)]
  if (!kept || !other) throw new NotFound()
  return { kept, other }
}

function isProtected({ kept, other }: Sides): boolean {
  return kept.isProtected === 1 || other.isProtected === 1
}

async function previewOf(call: Call, db: ReadDb, { kept, other }: Sides): Promise<MergePreview> {
  const plan = await planMerge(db, { keptId: kept.id, otherId: other.id, account: undefined, choices: {}, today: call.clock.today() })
  const shown = fields
    .map((field) => ({ field, kept: shownValue(kept, field), other: shownValue(other, field), choices: choicesFor(field), chosen: proposedChoice(kept, other, field) }))
    .filter((field) => field.kept !== null || field.other !== null)
  return {
    kept: sideOf(kept),
    other: sideOf(other),
    fields: [...(await withContactNames(db, shown)), ...(plan.hasTwoAccounts && mayChooseAccount(call) ? [await accountChoice(db, { kept, other })] : [])],
    fees: plan.fees.map(({ year, kept: own, other: others, chosen }) => ({ field: feeField(year), year, kept: feeSideOf(own), other: feeSideOf(others), chosen })),
    ...movesOf(call, plan),
    notices: [...plan.notices],
    obstacles: obstaclesOf(call, { kept, other }, plan),
    willBeProtected: isProtected({ kept, other }),
  }
}

/** How many rows go over: by table those that the reader may know of, the rest in one sum, for a count of sensitive facts tells that there are some. */
function movesOf({ user }: Call, { moves }: MergePlan): Pick<MergePreview, 'moves' | 'otherMoves'> {
  const [seen, unseen] = [[...moves].filter(([table]) => maySee(user, table)), [...moves].filter(([table]) => !maySee(user, table))]
  return { moves: seen.map(([table, count]) => ({ table, count })), otherMoves: unseen.reduce((sum, [, count]) => sum + count, 0) }
}

function feeSideOf({ amountOre, payments, isWithdrawn }: FeeSide): MergeFeeSide {
  const amounts = payments.map((payment) => payment.amountOre)
  const days = payments.map(({ paidOn }) => paidOn).toSorted()
  return { amountOre, paidOre: amounts.every((amount) => amount !== null) ? sumOre(amounts) : null, paidOn: days.at(-1) ?? null, isWithdrawn }
}

function sideOf({ id, version, givenName, familyName, memberNumber, createdAt }: PersonRow) {
  return { id, version, name: `${givenName} ${familyName}`, memberNumber, createdAt }
}

/** A field that refers to a person is shown by her name, or by what may be shown of her. */
async function withContactNames(db: ReadDb, shown: MergePreview['fields']): Promise<MergePreview['fields']> {
  const nameOf = async (id: string | null) => {
    const row = id === null ? undefined : await db.selectFrom('persons').select(personRefColumns).where('id', '=', id).executeTakeFirst()
    const person = row && personRef(row)
    return person ? (person.name ?? person.memberNumber ?? '•') : null
  }
  return Promise.all(shown.map(async (field) => (field.field.endsWith('PersonId') ? { ...field, kept: await nameOf(field.kept), other: await nameOf(field.other) } : field)))
}

/** Where money goes is decided by those who may register accounts. */
function mayChooseAccount({ user }: Call): boolean {
  return user.permissions.has('claims.write')
}

async function accountChoice(db: ReadDb, { kept, other }: Sides): Promise<MergePreview['fields'][number]> {
  const masked = async (personId: string) => {
    const account = await latestAccount(db, personId)
    return account ? maskAccountNumber(account) : null
  }
  return { field: accountField, kept: await masked(kept.id), other: await masked(other.id), choices: ['kept', 'other'], chosen: await proposedAccount(db, { kept, other }) }
}

function latestAccount(db: ReadDb, personId: string): Promise<Row<'paymentAccounts'> | undefined> {
  return db.selectFrom('paymentAccounts').selectAll().where('personId', '=', personId).orderBy('startsOn', 'desc').limit(1).executeTakeFirst()
}

async function proposedAccount(db: ReadDb, { kept, other }: Sides): Promise<'kept' | 'other'> {
  const [own, others] = [await latestAccount(db, kept.id), await latestAccount(db, other.id)]
  return others && (!own || others.startsOn > own.startsOn) ? 'other' : 'kept'
}

function obstaclesOf(call: Call, { kept, other }: Sides, plan: MergePlan) {
  // They are two persons: what else differs is no news, and can be as much as all the meetings that both went to.
  if (kept.identityNumber !== null && other.identityNumber !== null && kept.identityNumber !== other.identityNumber) return [{ rule: 'duplicates.identityNumbersDiffer' as const }]
  const obstacles = [...plan.obstacles]
  if (plan.hasTwoAccounts && !mayChooseAccount(call)) obstacles.push({ rule: 'duplicates.accountsDiffer' })
  return obstacles
}

/**
 * Makes two registrations one: everything that names the other comes to name the one who stays, and the other is gone.
 * One entry of the journal, taken back as one.
 * @throws RuleViolation with the first obstacle; Conflict when either has been changed since the preview
 */
export async function mergePersons(call: Call, { keptId, otherId, keptVersion, otherVersion, choices, reason }: Input<'merge'>): Promise<{ id: string }> {
  await call.store.transact(call.act(reason || undefined), async (writer) => {
    const sides = await readSides(writer.db, { keptId, otherId })
    const { kept, other } = sides
    if (isProtected(sides)) refuseUnlessOpened(call, reason)
    if (kept.version !== keptVersion || other.version !== otherVersion) throw new Conflict()
    const account = choices[accountField] ?? (await proposedAccount(writer.db, sides))
    const plan = await planMerge(writer.db, { keptId, otherId, account, choices, today: call.clock.today() })
    const [obstacle] = obstaclesOf(call, sides, plan)
    refuse(obstacle)
    const patch = personPatch(sides, choices)
    for (const step of plan.steps) await take(writer, step)
    // Before the one who stays gets the other's numbers, which no two may have.
    await writer.delete('persons', otherId)
    await writer.update('persons', keptId, patch)
    const aside = asideOf(sides, patch, call.clock.today())
    await keepAside(writer, keptId, aside)
    await writer.insert('personMerges', { keptPersonId: keptId, mergedPersonId: otherId, memberNumber: aside.memberNumber })
  })
  return { id: keptId }
}

/** What was not chosen is added to what the person has, unless it is there already. */
async function keepAside(writer: Writer, personId: string, { contacts, address }: Aside): Promise<void> {
  const known = await writer.db.selectFrom('contactDetails').select(['value', 'position']).where('personId', '=', personId).execute()
  const fresh = contacts.filter(({ value }) => known.every((detail) => detail.value !== value))
  const last = Math.max(0, ...known.map(({ position }) => position))
  for (const [index, contact] of fresh.entries()) await writer.insert('contactDetails', { personId, ...contact, label: null, position: last + 1 + index })
  if (address) await writer.insert('personAddresses', { personId, ...address })
}

function refuseUnlessOpened({ user }: Call, reason: string): void {
  if (!user.permissions.has('people.openProtected')) throw new RuleViolation('duplicates.isProtected')
  if (reason === '') throw new ValidationFailure([{ path: 'reason', rule: 'common.required' }])
}

function personPatch({ kept, other }: Sides, choices: Input<'merge'>['choices']): Partial<PersonRow> {
  const patch = mergedPerson(kept, other, choices, fields) as Partial<PersonRow>
  const born = patch.identityNumber ? birthDateOf(patch.identityNumber) : null
  if (born !== null && patch.birthDate && patch.birthDate !== born) throw new ValidationFailure([{ path: 'birthDate', rule: 'people.birthDateDiffers' }])
  return { ...patch, nameSort: personSortKey(patch.givenName ?? kept.givenName, patch.familyName ?? kept.familyName) }
}

async function take(writer: Writer, step: MergeStep): Promise<void> {
  if (step.kind === 'delete') await writer.delete(step.table, step.id)
  else if (step.kind === 'update') await writer.update(step.table, step.id, step.patch)
  else await writer.insert(step.table, step.row)
}
