import type { InputOf } from '#contract/base.ts'
import type { Mailing, MailingAnswer, MailingKind, MailingPreview, MailingRecipient, MailingRow, mailings, newsletter, Subscriber } from '#contract/mailings.ts'
import { channels } from '#contract/person-choices.ts'
import type { LocalDate } from '#shared/dates.ts'
import type { RuleFinding } from '#shared/i18n/index.ts'
import type { Call } from '#core/call.ts'
import type { Row } from '#core/db/schema.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { notProtected, personRef, personRefColumns, unprotected } from '#core/people/index.ts'
import { bodyFor, inEasyRead, isLeftOut, loadMailing, planMailing, readAddressees, selectionOf, type Plan, type Planned } from './audience.ts'
import { inChunks } from '#core/db/in-chunks.ts'
import { titlesOf } from './merge-values.ts'
import { recipientRows } from './messages.ts'
import { attemptOf, failureFinding, filled, mailingState, nextRoutes, recipientState, returnedKey, routesTo, takesOver, throughWhom, whyLeftOut, type Channel } from './rules.ts'

/** A window of the mailings. */
export async function listMailings({ store: { db } }: Call, { state, sort, descending, offset, limit }: InputOf<typeof mailings.list>): Promise<{ total: number; rows: MailingRow[] }> {
  let query = db.selectFrom('mailings')
  if (state === 'draft') query = query.where('preparedAt', 'is', null)
  else if (state) {
    query = query.where('preparedAt', 'is not', null).where((eb) => {
      const having = (isSent: boolean) =>
        eb.exists(eb.selectFrom('mailingRecipients').select('mailingRecipients.id').whereRef('mailingRecipients.mailingId', '=', 'mailings.id').where('sentOn', isSent ? 'is not' : 'is', null).$if(!isSent, (one) => one.where(({ not }) => not(isLeftOut()))))
      if (state === 'prepared') return eb.not(having(true))
      return state === 'sent' ? eb.and([having(true), eb.not(having(false))]) : eb.and([having(true), having(false)])
    })
  }
  const direction = descending ? 'desc' : 'asc'
  const { total } = await query.select((eb) => eb.fn.countAll().as('total')).executeTakeFirstOrThrow()
  const rows = await query.selectAll('mailings').orderBy(sort, direction).orderBy('mailings.id', direction).offset(offset).limit(limit).execute()
  return { total: Number(total), rows: await mailingRows(db, rows) }
}

async function mailingRows(db: ReadDb, rows: readonly Row<'mailings'>[]): Promise<MailingRow[]> {
  const ids = rows.map(({ id }) => id)
  const [titles, users, recipients, answered] = await Promise.all([
    titlesOf(db, rows),
    inChunks(rows.map((row) => row.createdByUserId), (some) => db.selectFrom('users').select(['id', 'displayName']).where('id', 'in', some).execute()),
    inChunks(ids, (some) =>
      db
        .selectFrom('mailingRecipients')
        .select((eb) => ['mailingId', eb.fn.countAll().filterWhere(({ or, not, eb: is }) => or([is('sentOn', 'is not', null), not(isLeftOut())])).as('total'), eb.fn.count('sentOn').as('sent'), eb.fn.count('returnedOn').as('returned')])
        .where('mailingId', 'in', some)
        .groupBy('mailingId')
        .execute(),
    ),
    inChunks(ids, (some) =>
      db
        .selectFrom('mailingRecipients')
        .innerJoin('mailingAnswers', 'mailingAnswers.recipientId', 'mailingRecipients.id')
        .select((eb) => ['mailingId', eb.fn.count('mailingRecipients.id').distinct().as('answered')])
        .where('mailingId', 'in', some)
        .where('answer', 'in', ['yes', 'no', 'maybe'])
        .groupBy('mailingId')
        .execute(),
    ),
  ])
  const nameOf = new Map(users.map((user) => [user.id, user.displayName]))
  const countsOf = new Map(recipients.map((row) => [row.mailingId, row]))
  const answeredOf = new Map(answered.map((row) => [row.mailingId, Number(row.answered)]))
  return rows.map(({ id, version, kind, subject, audience, createdAt, createdByUserId, preparedAt }, index) => {
    const own = countsOf.get(id)
    const counts = { total: Number(own?.total ?? 0), sent: Number(own?.sent ?? 0), returned: Number(own?.returned ?? 0), answered: answeredOf.get(id) ?? 0 }
    return {
      id, version, kind: kind as MailingRow['kind'], subject, title: titles[index] ?? subject, audience: audience as MailingRow['audience'], state: mailingState({ isPrepared: preparedAt !== null, ...counts }),
      createdAt, createdBy: nameOf.get(createdByUserId) ?? '', preparedAt, counts,
    }
  })
}

/** One mailing with its recipients. @throws NotFound */
export async function readMailing({ store: { db }, user, clock }: Call, id: string): Promise<Mailing> {
  const row = await loadMailing(db, id)
  const [[listed], body, round, meeting, persons, recipients, attachments, emails, textMessages] = await Promise.all([
    mailingRows(db, [row]),
    row.bodyId === null ? undefined : db.selectFrom('bodies').select(['id', 'name']).where('id', '=', row.bodyId).executeTakeFirst(),
    row.courseRoundId === null
      ? undefined
      : db.selectFrom('courseRounds').innerJoin('trainings', 'trainings.id', 'trainingId').select(['courseRounds.id', 'courseRounds.name', 'trainings.name as trainingName']).where('courseRounds.id', '=', row.courseRoundId).executeTakeFirst(),
    row.meetingId === null
      ? undefined
      : db.selectFrom('meetings').innerJoin('bodies', 'bodies.id', 'bodyId').select(['meetings.id', 'bodies.name', 'meetings.heldOn']).where('meetings.id', '=', row.meetingId).executeTakeFirst(),
    db.selectFrom('mailingChoices').innerJoin('persons', 'persons.id', 'personId').select(personRefColumns).where('mailingId', '=', id).orderBy('persons.isProtected').orderBy('persons.nameSort').execute(),
    recipientsOf(db, row, { mayReadNeeds: user.permissions.has('people.readSensitive'), today: clock.today() }),
    db.selectFrom('mailingAttachments').select(['id', 'version', 'name', 'byteCount']).where('mailingId', '=', id).orderBy('name').orderBy('id').execute(),
    recipientRows(db, row, 'email'),
    recipientRows(db, row, 'sms'),
  ])
  const { text, filter } = selectionOf(row)
  return {
    ...(listed as MailingRow), body: row.body, easyBody: row.easyBody, selection: { text, filterCount: filter.length }, filter, year: row.year,
    bodyRef: body ?? null, courseRound: round ? { id: round.id, name: `${round.trainingName}, ${round.name}` } : null,
    meeting: meeting ? { id: meeting.id, name: `${meeting.name} ${meeting.heldOn}` } : null, persons: persons.map(personRef), recipients, attachments,
    unsentEmailCount: emails.filter((email) => attemptOf(email) === 'waiting').length, unsentSmsCount: textMessages.filter((one) => attemptOf(one) === 'waiting').length,
  }
}

/**
 * The recipients of a mailing in order of name. What is protected now is not shown, also where it was not when the mailing was prepared.
 * Who needs it in easy Swedish is asked of today, is kept nowhere, and is shown to those who may read needs.
 */
async function recipientsOf(db: ReadDb, { id: mailingId, kind, easyBody }: Row<'mailings'>, { mayReadNeeds, today }: { mayReadNeeds: boolean; today: LocalDate }): Promise<MailingRecipient[]> {
  const rows = await db
    .selectFrom('mailingRecipients')
    .innerJoin('persons', 'persons.id', 'mailingRecipients.personId')
    .leftJoin('persons as contacts', 'contacts.id', 'viaPersonId')
    .leftJoin('users', 'users.id', 'sentByUserId')
    .select([
      'mailingRecipients.id', 'mailingRecipients.version', 'channel', 'address', 'sentOn', 'returnedOn', 'attemptedAt', 'failure', 'position', 'viaPersonId', 'viaName', ...personRefColumns, 'contacts.id as contactId', 'contacts.givenName as contactGivenName',
      'contacts.familyName as contactFamilyName', 'contacts.isProtected as isContactProtected', 'persons.deceasedOn', 'users.displayName as sentBy',
    ])
    .select(isLeftOut().as('isLeftOut'))
    .where('mailingId', '=', mailingId)
    .orderBy('mailingRecipients.position')
    .execute()
  const lost = rows.filter((row) => row.returnedOn !== null || row.failure !== null).map(({ personId }) => personId)
  const [answers, needing, addressees] = await Promise.all([
    answersOf(db, rows.map(({ id }) => id)),
    mayReadNeeds && easyBody !== null ? inEasyRead(db, rows.map(({ personId }) => personId), today) : new Set<string>(),
    readAddressees(db, lost, today),
  ])
  const rowsOf = Map.groupBy(rows, ({ personId }) => personId)
  return rows.map((row) => {
    const isLast = !rowsOf.get(row.personId)?.some((later) => takesOver(later, row))
    const addressee = isLast && (row.returnedOn !== null || row.failure !== null) ? addressees.get(row.personId) : undefined
    const next = addressee && nextRoutes(addressee, { ...row, channel: row.channel as Channel })
    const isHidden = row.isProtected === 1 || row.isContactProtected === 1
    const own = (answers.get(row.id) ?? []).map((answer) => (isHidden ? { ...answer, note: null } : answer))
    const state = recipientState({ ...row, isLeftOut: Boolean(row.isLeftOut), answers: own.map(({ answer }) => answer) })
    const failure = state !== 'leftOut' ? failureFinding(row) : isHidden ? null : whyLeftOut(kind as MailingKind, row.deceasedOn !== null)
    return {
      id: row.id, version: row.version, person: personRef(row), channel: row.channel as Channel, address: isHidden ? null : row.address,
      via: isHidden ? null : row.contactId === null ? row.viaName : `${row.contactGivenName} ${row.contactFamilyName}`, isEasyRead: needing.has(row.personId), failure, nextChannel: next && !('rule' in next) ? next[0].channel : null, sentOn: row.sentOn, sentBy: row.sentBy, returnedOn: row.returnedOn,
      state, answers: own,
    }
  })
}

async function answersOf(db: ReadDb, recipientIds: readonly string[]): Promise<ReadonlyMap<string, MailingAnswer[]>> {
  const rows = await inChunks(recipientIds, (ids) =>
    db
      .selectFrom('mailingAnswers')
      .innerJoin('users', 'users.id', 'recordedByUserId')
      .selectAll('mailingAnswers')
      .select('users.displayName as recordedBy')
      .where('recipientId', 'in', ids)
      .orderBy('mailingAnswers.answeredOn', 'desc')
      .orderBy('mailingAnswers.createdAt', 'desc')
      .orderBy('mailingAnswers.id', 'desc')
      .execute(),
  )
  const answers = new Map<string, MailingAnswer[]>()
  for (const { id, version, recipientId, answer, answeredOn, channel, note, recordedBy } of rows) {
    answers.set(recipientId, [...(answers.get(recipientId) ?? []), { id, version, answer: answer as MailingAnswer['answer'], answeredOn, channel: channel as Channel, note, recordedBy }])
  }
  return answers
}

/** Who gets a mailing and how, before anything is settled. One who may not read needs sees the ordinary text for all. @throws NotFound */
export async function previewMailing(call: Call, id: string): Promise<MailingPreview> {
  const { db } = call.store
  const mailing = await loadMailing(db, id)
  const plan = await planMailing(call, mailing, call.user.permissions.has('people.readSensitive'))
  const groups = channels.flatMap((channel) => {
    const own = plan.planned.filter((one) => one.channel === channel)
    return own[0] ? [{ channel, own, first: own[0] }] : []
  })
  const named = await inChunks([...groups.map(({ first }) => first.personId), ...plan.unreached.map(({ personId }) => personId)], (ids) =>
    db.selectFrom('persons').select(personRefColumns).where('id', 'in', ids).execute(),
  )
  const refOf = new Map(named.map((row) => [row.personId, personRef(row)]))
  const ref = (personId: string) => refOf.get(personId) ?? { id: personId, name: null, memberNumber: null, isProtected: true }
  return {
    channels: groups.map(({ channel, own, first }) => ({
      channel, count: own.length, fallbackCount: own.filter((one) => one.isFallback).length, easyReadCount: own.filter((one) => one.isEasyRead).length,
      viaCount: own.filter((one) => throughWhom(one) !== null).length, sample: { person: ref(first.personId), ...sampleOf(mailing, first, plan) },
    })),
    unreached: plan.unreached.map(({ personId, finding }) => ({ person: ref(personId), finding })),
    leftOut: [...plan.leftOut],
    protectedCount: plan.protectedCount,
  }
}

function sampleOf(mailing: Row<'mailings'>, { personId, address, isEasyRead }: Planned, { source }: Plan) {
  const values = source.valuesOf(personId)
  return { to: address, isEasyRead, subject: filled(mailing.subject, values), text: filled(bodyFor(mailing, isEasyRead), values) }
}

/** What has gone to a person, what to mind the next time, and her consents to the newsletter. */
export async function mailingsOfPerson({ store: { db }, clock }: Call, personId: string) {
  const [rows, consents] = await Promise.all([
    db
      .selectFrom('mailingRecipients')
      .innerJoin('mailings', 'mailings.id', 'mailingId')
      .select(['mailingRecipients.id', 'mailingId', 'subject', 'mailings.bodyId', 'mailings.courseRoundId', 'mailings.meetingId', 'mailings.year', 'channel', 'sentOn', 'returnedOn', 'attemptedAt', 'failure', 'preparedAt', 'mailings.createdAt'])
      .select(isLeftOut().as('isLeftOut'))
      .where('personId', '=', personId)
      .orderBy('mailings.createdAt', 'desc')
      .execute(),
    subscriberRows(db).where('newsletterConsents.personId', '=', personId).orderBy('consentedOn', 'desc').execute(),
  ])
  const [titles, answers] = await Promise.all([titlesOf(db, rows), answersOf(db, rows.map(({ id }) => id))])
  return {
    sent: rows.map((row, index) => {
      const own = answers.get(row.id) ?? []
      return {
        mailingId: row.mailingId, title: titles[index] ?? row.subject, channel: row.channel as Channel, sentOn: row.sentOn, at: row.preparedAt ?? row.createdAt, answer: own[0]?.answer ?? null,
        state: recipientState({ ...row, isLeftOut: Boolean(row.isLeftOut), answers: own.map(({ answer }) => answer) }),
      }
    }),
    warnings: await warningsOf(db, personId, clock.today()),
    consents: consents.map(shownSubscriber),
  }
}

const returnedRules = {
  email: 'mailings.cameBackEmail', letter: 'mailings.cameBackLetter', sms: 'mailings.cameBackSms', phone: 'mailings.cameBackPhone',
} as const satisfies Record<Channel, RuleFinding['rule']>
const nextRules = {
  email: 'mailings.insteadByEmail', letter: 'mailings.insteadByLetter', sms: 'mailings.insteadBySms', phone: 'mailings.insteadByPhone',
} as const satisfies Record<Channel, RuleFinding['rule']>

/** An address that something came back from and that is still the person's own, with what reaches her instead. */
async function warningsOf(db: ReadDb, personId: string, today: Parameters<typeof readAddressees>[2]): Promise<RuleFinding[]> {
  const person = (await readAddressees(db, [personId], today)).get(personId)
  if (!person || person.returned.size === 0) return []
  const before = routesTo({ ...person, returned: new Set() })
  const lost = 'rule' in before ? undefined : before.find(({ channel, address }) => person.returned.has(returnedKey(channel, address)))
  if (!lost) return []
  const now = routesTo(person)
  return [{ rule: returnedRules[lost.channel] }, { rule: 'rule' in now ? 'mailings.allReturned' : nextRules[now[0].channel] }]
}

function subscriberRows(db: ReadDb) {
  return db
    .selectFrom('newsletterConsents')
    .innerJoin('persons', 'persons.id', 'newsletterConsents.personId')
    .select(['newsletterConsents.id', 'newsletterConsents.version', 'consentedOn', 'way', 'withdrawnOn', ...personRefColumns])
}

type SubscriberRow = Awaited<ReturnType<ReturnType<typeof subscriberRows>['execute']>>[number]

function shownSubscriber(row: SubscriberRow): Subscriber {
  return { id: row.id, version: row.version, person: personRef(row), consentedOn: row.consentedOn, way: row.way as Subscriber['way'], withdrawnOn: row.withdrawnOn }
}

/** A window of the newsletter's list. Protected identities are counted and not listed. */
export async function listSubscribers({ store: { db } }: Call, { shows, sort, descending, offset, limit }: InputOf<typeof newsletter.list>) {
  let query = subscriberRows(db)
  if (shows !== 'all') query = query.where('withdrawnOn', shows === 'current' ? 'is' : 'is not', null)
  const direction = descending ? 'desc' : 'asc'
  const all = await query.orderBy(sort === 'name' ? 'persons.nameSort' : 'consentedOn', direction).orderBy('newsletterConsents.id', direction).execute()
  const listed = unprotected(all)
  return { total: listed.length, protectedCount: all.length - listed.length, rows: listed.slice(offset, offset + limit).map(shownSubscriber) }
}

/** Who gets the newsletter by e-mail, for the mailing tool. */
export async function newsletterAddresses(db: ReadDb) {
  return db
    .selectFrom('newsletterConsents')
    .innerJoin('persons', 'persons.id', 'newsletterConsents.personId')
    .select(['persons.givenName', 'persons.familyName', 'persons.email', 'consentedOn'])
    .where('withdrawnOn', 'is', null)
    .where(...notProtected)
    .where('persons.email', 'is not', null)
    .orderBy('persons.nameSort')
    .execute()
}


/** The course rounds that one can write to, the latest first. */
export async function listCourseRounds(db: ReadDb): Promise<{ id: string; name: string }[]> {
  const rows = await db
    .selectFrom('courseRounds')
    .innerJoin('trainings', 'trainings.id', 'trainingId')
    .select(['courseRounds.id', 'courseRounds.name', 'trainings.name as trainingName'])
    .orderBy('courseRounds.startsOn', 'desc')
    .orderBy('courseRounds.id')
    .limit(200)
    .execute()
  return rows.map(({ id, name, trainingName }) => ({ id, name: `${trainingName}, ${name}` }))
}
