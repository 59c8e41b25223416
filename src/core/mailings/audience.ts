import { expressionBuilder, type ExpressionWrapper, type SqlBool } from 'kysely'
import { z } from 'zod'
import type { MailingKind, MergeField } from '#contract/mailings.ts'
import { personSelection } from '#contract/person-filters.ts'
import type { LocalDate } from '#shared/dates.ts'
import type { RuleFinding } from '#shared/i18n/index.ts'
import { NotFound } from '#shared/result.ts'
import { invitedRoster, rosterOn } from '#core/bodies/index.ts'
import type { Call } from '#core/call.ts'
import type { Database, Row } from '#core/db/schema.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { childReachOf, isOwedFee, needsOf, notProtected, onlyProtected, selectedIds, unprotected } from '#core/people/index.ts'
import { inChunks } from '#core/db/in-chunks.ts'
import { readMergeSource, type MergeSource } from './merge-values.ts'
import { fieldsIn, missingField, notForHer, returnedKey, routesTo, viaOutsider, type Addressee, type Channel, type Route } from './rules.ts'

/** Whom a mailing is for: those who can stand in lists, and those who are reached by hand. */
export interface Audience {
  readonly personIds: readonly string[]
  readonly protectedIds: readonly string[]
}

const storedSelection = z.object(personSelection)

/** The selection of a mailing to the register, as it was stored. */
export function selectionOf({ filterJson }: Pick<Row<'mailings'>, 'filterJson'>) {
  return storedSelection.parse(filterJson === null ? {} : JSON.parse(filterJson))
}

/**
 * Everybody a mailing is for, each once, in order of name. Deputies are of a body's audience like anybody else, and invited to a meeting by the body's rule.
 * A filter of the register is not tried on protected persons, since their number would then tell what they are: all of them are counted.
 */
export async function audienceOf(call: Call, mailing: Row<'mailings'>): Promise<Audience> {
  const { db } = call.store
  if (mailing.audience === 'register') {
    const hidden = await db.selectFrom('persons').select('id').where(...onlyProtected).execute()
    const { filter, ...selection } = selectionOf(mailing)
    // Nothing is sent to the dead, and nobody looks for a way to reach them.
    const living = { ...selection, filter: [...filter, { field: 'deceased' as const, operator: 'no' as const, values: [] }] }
    return { personIds: await selectedIds(call, living), protectedIds: hidden.map(({ id }) => id) }
  }
  const ids = await chosenIds(db, mailing, call.clock.today())
  const rows = await inChunks(ids, (some) => db.selectFrom('persons').select(['id', 'nameSort', 'isProtected']).where('id', 'in', some).execute())
  const sorted = rows.toSorted((a, b) => (a.nameSort < b.nameSort ? -1 : a.nameSort > b.nameSort ? 1 : a.id < b.id ? -1 : 1))
  return { personIds: unprotected(sorted).map(({ id }) => id), protectedIds: sorted.filter((row) => row.isProtected === 1).map(({ id }) => id) }
}

async function chosenIds(db: ReadDb, { id, audience, bodyId, courseRoundId, meetingId }: Row<'mailings'>, today: LocalDate): Promise<string[]> {
  if (audience === 'body' && bodyId !== null) {
    const meeting = meetingId === null ? undefined : await db.selectFrom('meetings').select(['id', 'bodyId', 'heldOn']).where('id', '=', meetingId).executeTakeFirst()
    return (meeting ? await invitedRoster(db, meeting) : await rosterOn(db, bodyId, today)).map(({ person }) => person.id)
  }
  if (audience === 'courseRound' && courseRoundId !== null) {
    const rows = await db.selectFrom('courseParticipants').select('personId').where('courseRoundId', '=', courseRoundId).where('leftOn', 'is', null).execute()
    return rows.map(({ personId }) => personId)
  }
  const rows = await db.selectFrom('mailingChoices').select('personId').where('mailingId', '=', id).execute()
  return rows.map(({ personId }) => personId)
}

/** One who gets a mailing, and how. */
export interface Planned extends Route {
  readonly personId: string
  readonly isEasyRead: boolean
}

export interface Plan {
  readonly planned: readonly Planned[]
  readonly unreached: readonly { readonly personId: string; readonly finding: RuleFinding }[]
  readonly leftOut: readonly { readonly finding: RuleFinding; readonly count: number }[]
  readonly protectedCount: number
  readonly source: MergeSource
}

/**
 * Works out who gets a mailing by which channel, who cannot be reached and why, and who is left out.
 * @param byNeeds whether those who need easy Swedish get the text that is written in it
 */
export async function planMailing(call: Call, mailing: Row<'mailings'>, byNeeds = true): Promise<Plan> {
  const { store: { db }, clock, user } = call
  const today = clock.today()
  const { personIds, protectedIds } = await audienceOf(call, mailing)
  const [persons, needs, consenting, owing, source] = await Promise.all([
    readAddressees(db, personIds, today),
    byNeeds ? inEasyRead(db, personIds, today) : new Set<string>(),
    consentingIds(db),
    owingIds(db, mailing),
    readMergeSource(db, { mailing, personIds, fields: fieldsOf(mailing), sender: user.displayName, today }),
  ])
  const planned: Planned[] = []
  const unreached: { personId: string; finding: RuleFinding }[] = []
  const leftOut = new Map<string, { finding: RuleFinding; count: number }>()
  for (const personId of personIds) {
    const person = persons.get(personId)
    if (!person) continue
    const refusal = notForHer(mailing.kind as MailingKind, { hasConsent: consenting.has(personId), owesFee: owing.has(personId) })
    if (refusal) {
      leftOut.set(refusal.rule, { finding: refusal, count: (leftOut.get(refusal.rule)?.count ?? 0) + 1 })
      continue
    }
    const isEasyRead = mailing.easyBody !== null && needs.has(personId)
    const routes = routesTo(person)
    const gap = missingField([mailing.subject, bodyFor(mailing, isEasyRead)], source.valuesOf(personId), source.reasonsOf(personId))
    if ('rule' in routes) unreached.push({ personId, finding: routes })
    else if (gap) unreached.push({ personId, finding: gap })
    else planned.push(...routes.map((route) => ({ personId, isEasyRead, ...route })))
  }
  return { planned, unreached, leftOut: [...leftOut.values()], protectedCount: protectedIds.length, source }
}

/** The body that somebody gets: in easy Swedish where that is what she needs and it has been written. */
export function bodyFor({ body, easyBody }: Pick<Row<'mailings'>, 'body' | 'easyBody'>, isEasyRead: boolean): string {
  return isEasyRead && easyBody !== null ? easyBody : body
}

/** Every merge field that a mailing uses. */
export function fieldsOf({ subject, body, easyBody }: Pick<Row<'mailings'>, 'subject' | 'body' | 'easyBody'>): ReadonlySet<MergeField> {
  return new Set([subject, body, easyBody ?? ''].flatMap(fieldsIn))
}

/** Who of these needs easy Swedish on a day. */
export async function inEasyRead(db: ReadDb, personIds: readonly string[], today: LocalDate): Promise<ReadonlySet<string>> {
  const found = new Set<string>()
  await inChunks(personIds, async (ids) => {
    for (const [id, needs] of await needsOf(db, ids, today)) if (needs.some(({ need }) => need === 'easyRead')) found.add(id)
    return []
  })
  return found
}

/** Who is on the newsletter's list now. */
async function consentingIds(db: ReadDb): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('newsletterConsents').select('personId').where('withdrawnOn', 'is', null).execute()
  return new Set(rows.map(({ personId }) => personId))
}

/**
 * Recipients for whom a mailing was prepared and who are to get nothing any longer: protected since, or reached through one who is;
 * dead; off the newsletter's list; owing no fee.
 */
export function isLeftOut(): ExpressionWrapper<Database, 'mailingRecipients', SqlBool> {
  const eb = expressionBuilder<Database, 'mailingRecipients'>()
  const receiver = eb.selectFrom('persons').select('persons.id').whereRef('persons.id', '=', 'mailingRecipients.personId')
  const contact = eb.selectFrom('persons').select('persons.id').whereRef('persons.id', '=', 'mailingRecipients.viaPersonId')
  const mailing = eb.selectFrom('mailings').select('mailings.id').whereRef('mailings.id', '=', 'mailingRecipients.mailingId')
  const consent = eb.selectFrom('newsletterConsents').select('newsletterConsents.id').whereRef('newsletterConsents.personId', '=', 'mailingRecipients.personId').where('newsletterConsents.withdrawnOn', 'is', null)
  const owed = eb
    .selectFrom('membershipFees')
    .innerJoin('mailings', (join) => join.onRef('mailings.year', '=', 'membershipFees.year').onRef('mailings.id', '=', 'mailingRecipients.mailingId'))
    .select('membershipFees.id')
    .whereRef('membershipFees.personId', '=', 'mailingRecipients.personId')
    .where('membershipFees.amountOre', 'is not', null)
    .where(isOwedFee())
  return eb.or([
    eb.exists(receiver.where(({ or, eb: is }) => or([is(...onlyProtected), is('persons.deceasedOn', 'is not', null)]))),
    eb.exists(contact.where(...onlyProtected)),
    eb.and([eb.exists(mailing.where('mailings.kind', '=', 'newsletter')), eb.not(eb.exists(consent))]),
    eb.and([eb.exists(mailing.where('mailings.kind', '=', 'fee')), eb.not(eb.exists(owed))]),
  ])
}

/** Who owes the fee that a mailing asks for. */
async function owingIds(db: ReadDb, { kind, year }: Row<'mailings'>): Promise<ReadonlySet<string>> {
  if (kind !== 'fee' || year === null) return new Set()
  const rows = await db.selectFrom('membershipFees').select('personId').where('year', '=', year).where(isOwedFee()).where('amountOre', 'is not', null).execute()
  return new Set(rows.map(({ personId }) => personId))
}

const reachColumns = ['id', 'givenName', 'familyName', 'careOf', 'street', 'postcode', 'town', 'countryCode', 'email', 'phone', 'otherPhone', 'isProtected', 'deceasedOn'] as const
type ReachRow = Pick<Row<'persons'>, (typeof reachColumns)[number]>

function reachOf({ givenName, familyName, careOf, street, postcode, town, countryCode, email, phone, otherPhone }: ReachRow) {
  return { name: `${givenName} ${familyName}`, careOf, street, postcode, town, countryCode, email, phone, otherPhone }
}

function viaOf(row: ReachRow) {
  return { id: row.id, isProtected: row.isProtected === 1, isDeceased: row.deceasedOn !== null, ...reachOf(row) }
}

/** Whom the mailing is for as the rules see them. Protected persons are passed over. */
export async function readAddressees(db: ReadDb, personIds: readonly string[], today: LocalDate): Promise<ReadonlyMap<string, Addressee>> {
  const rows = await inChunks(personIds, (ids) =>
    db.selectFrom('persons').select([...reachColumns, 'preferredChannel', 'contactPersonId', 'contactName', 'contactPhone', 'contactEmail']).where('id', 'in', ids).where(...notProtected).execute(),
  )
  const children = await childReachOf(db, rows.map(({ id }) => id), today)
  const viaIds = [...rows.flatMap(({ contactPersonId }) => contactPersonId ?? []), ...[...children.values()].flatMap(({ guardianIds }) => guardianIds)]
  const [contacts, returned] = await Promise.all([
    inChunks(viaIds, (ids) => db.selectFrom('persons').select([...reachColumns, 'preferredChannel']).where('id', 'in', ids).execute()),
    returnedOf(db, personIds),
  ])
  const contactOf = new Map(contacts.map((row) => [row.id, row]))
  return new Map(
    rows.map((row) => {
      const contact = row.contactPersonId === null ? undefined : contactOf.get(row.contactPersonId)
      const child = children.get(row.id)
      return [
        row.id,
        {
          ...reachOf(row), preferredChannel: row.preferredChannel as Channel, isDeceased: row.deceasedOn !== null, returned: returned.get(row.id) ?? new Set<string>(),
          via: contact ? viaOf(contact) : row.contactName === null ? null : viaOutsider({ name: row.contactName, phone: row.contactPhone, email: row.contactEmail }),
          guardians: [
            ...(child?.guardianIds ?? []).flatMap((id) => contactOf.get(id) ?? []).map((guardian) => ({ ...viaOf(guardian), preferredChannel: guardian.preferredChannel as Channel })),
            ...(child?.outsiders ?? []).map(viaOutsider),
          ],
          childFinding: child?.finding,
        },
      ]
    }),
  )
}

async function returnedOf(db: ReadDb, personIds: readonly string[]): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const rows = await inChunks(personIds, (ids) => db.selectFrom('mailingRecipients').select(['personId', 'channel', 'address']).where('personId', 'in', ids).where('returnedOn', 'is not', null).execute())
  return new Map([...Map.groupBy(rows, (row) => row.personId)].map(([id, all]) => [id, new Set(all.map(({ channel, address }) => returnedKey(channel as Channel, address)))]))
}

/** A mailing's row. @throws NotFound */
export async function loadMailing(db: ReadDb, id: string): Promise<Row<'mailings'>> {
  const row = await db.selectFrom('mailings').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound()
  return row
}
