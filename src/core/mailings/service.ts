import type { InputOf } from '#contract/base.ts'
import type { FieldNeed, mailings, newsletter } from '#contract/mailings.ts'
import { addDays } from '#shared/dates.ts'
import { NotFound, RuleViolation, ValidationFailure, type FieldFinding } from '#shared/result.ts'
import type { Call } from '#core/call.ts'
import { deleteNotesOn } from '#core/db/notes-on.ts'
import type { Row } from '#core/db/schema.ts'
import type { ReadDb, Writer } from '#core/db/writer.ts'
import { refuseForbiddenFilters } from '#core/people/index.ts'
import { audienceOf, loadMailing, planMailing } from './audience.ts'
import { inChunks } from '#core/db/in-chunks.ts'
import { recipientRows } from './messages.ts'
import { attemptOf, textFindings } from './rules.ts'

type Input<Name extends keyof typeof mailings> = InputOf<(typeof mailings)[Name]>

/** Begins a mailing as a draft. @throws ValidationFailure */
export async function createMailing(call: Call, input: Input<'create'>): Promise<{ id: string }> {
  const { personIds, ...columns } = await checkedColumns(call, input)
  const id = await call.store.transact(call.act(), async (writer) => {
    const mailingId = await writer.insert('mailings', { ...columns, createdAt: writer.now, createdByUserId: call.user.id, preparedAt: null })
    await chooseOnly(writer, mailingId, personIds)
    return mailingId
  })
  return { id }
}

/** Changes a draft. @throws NotFound, Conflict, ValidationFailure, RuleViolation `mailings.alreadyPrepared` */
export async function updateMailing(call: Call, { id, version, ...input }: Input<'update'>) {
  const { personIds, ...columns } = await checkedColumns(call, input)
  await call.store.transact(call.act(), async (writer) => {
    refusePrepared(await loadMailing(writer.db, id))
    await writer.update('mailings', id, columns, version)
    await chooseOnly(writer, id, personIds)
  })
  return {}
}

/** Keeps only what belongs to the kind of audience, and refuses what cannot be filled or found. */
async function checkedColumns(call: Call, input: Input<'create'>) {
  const { kind, subject, body, easyBody, audience, selection, year } = input
  const bodyId = audience === 'body' ? input.bodyId : null
  const courseRoundId = audience === 'courseRound' ? input.courseRoundId : null
  const personIds = audience === 'persons' ? [...new Set(input.personIds)] : []
  const known = new Set<FieldNeed>(['nothing', ...(input.meetingId ? (['meeting', 'body'] as const) : []), ...(bodyId ? (['body'] as const) : []), ...(courseRoundId ? (['courseRound'] as const) : []), ...(year === null ? [] : (['year'] as const))])
  const findings: FieldFinding[] = textFindings({ subject, body, easyBody }, known)
  if (audience === 'body' && bodyId === null) findings.push({ path: 'bodyId', rule: 'common.required' })
  if (audience === 'courseRound' && courseRoundId === null) findings.push({ path: 'courseRoundId', rule: 'common.required' })
  if (audience === 'persons' && personIds.length === 0) findings.push({ path: 'personIds', rule: 'mailings.nobodyChosen' })
  if (kind === 'fee' && year === null) findings.push({ path: 'year', rule: 'common.required' })
  findings.push(...(await missingRows(call.store.db, { bodyId, courseRoundId, meetingId: input.meetingId, personIds })))
  if (findings.length > 0) throw new ValidationFailure(findings)
  if (audience === 'register') await refuseForbiddenFilters(call, selection.filter)
  return { kind, subject, body, easyBody, audience, filterJson: audience === 'register' ? JSON.stringify(selection) : null, bodyId, courseRoundId, meetingId: input.meetingId, year, personIds }
}

async function missingRows(db: ReadDb, { bodyId, courseRoundId, meetingId, personIds }: { bodyId: string | null; courseRoundId: string | null; meetingId: string | null; personIds: readonly string[] }): Promise<FieldFinding[]> {
  const lacks = async (table: 'bodies' | 'courseRounds' | 'meetings', id: string | null) => id !== null && !(await db.selectFrom(table).select('id').where('id', '=', id).executeTakeFirst())
  const found = await inChunks(personIds, (ids) => db.selectFrom('persons').select('id').where('id', 'in', ids).execute())
  return [
    ...((await lacks('bodies', bodyId)) ? [{ path: 'bodyId', rule: 'common.notAChoice' } as const] : []),
    ...((await lacks('courseRounds', courseRoundId)) ? [{ path: 'courseRoundId', rule: 'common.notAChoice' } as const] : []),
    ...((await lacks('meetings', meetingId)) ? [{ path: 'meetingId', rule: 'common.notAChoice' } as const] : []),
    ...(found.length < personIds.length ? [{ path: 'personIds', rule: 'common.notAChoice' } as const] : []),
  ]
}

async function chooseOnly(writer: Writer, mailingId: string, personIds: readonly string[]): Promise<void> {
  const chosen = await writer.db.selectFrom('mailingChoices').select(['id', 'personId']).where('mailingId', '=', mailingId).execute()
  for (const { id, personId } of chosen) if (!personIds.includes(personId)) await writer.delete('mailingChoices', id)
  const fresh = personIds.filter((personId) => !chosen.some((one) => one.personId === personId))
  await writer.insertMany('mailingChoices', fresh.map((personId) => ({ mailingId, personId })))
}

function refusePrepared({ preparedAt }: Row<'mailings'>): void {
  if (preparedAt !== null) throw new RuleViolation('mailings.alreadyPrepared')
}

/** Throws away a mailing of which nothing has gone out. @throws NotFound, Conflict, RuleViolation `mailings.alreadySent` */
export async function removeMailing(call: Call, { id, version }: Input<'remove'>) {
  await call.store.transact(call.act(), async (writer) => {
    const recipients = await writer.db.selectFrom('mailingRecipients').select(['id', 'sentOn', 'attemptedAt', 'failure']).where('mailingId', '=', id).execute()
    const answered = await writer.db.selectFrom('mailingAnswers').innerJoin('mailingRecipients', 'mailingRecipients.id', 'recipientId').select('mailingAnswers.id').where('mailingId', '=', id).executeTakeFirst()
    if (answered || recipients.some((recipient) => attemptOf(recipient) !== 'waiting')) throw new RuleViolation('mailings.alreadySent')
    for (const recipient of recipients) await writer.delete('mailingRecipients', recipient.id)
    await chooseOnly(writer, id, [])
    for (const file of await writer.db.selectFrom('mailingAttachments').select('id').where('mailingId', '=', id).execute()) await writer.delete('mailingAttachments', file.id)
    await deleteNotesOn(writer, id)
    await writer.delete('mailings', id, version)
  })
  return {}
}

/** Settles who gets a mailing, by which channel, at which address. @throws NotFound, Conflict, RuleViolation `mailings.nobodyReached`, `mailings.alreadyPrepared` */
export async function prepareMailing(call: Call, { id, version }: Input<'prepare'>): Promise<{ count: number }> {
  const mailing = await loadMailing(call.store.db, id)
  refusePrepared(mailing)
  const { planned } = await planMailing(call, mailing)
  if (planned.length === 0) throw new RuleViolation('mailings.nobodyReached')
  await call.store.transact(call.act(), async (writer) => {
    await writer.update('mailings', id, { preparedAt: writer.now }, version)
    await writer.insertMany(
      'mailingRecipients',
      planned.map(({ personId, channel, address, viaPersonId, viaName }, position) => ({
        mailingId: id, personId, position, channel, address, viaPersonId, viaName, sentOn: null, sentByUserId: null, returnedOn: null, attemptedAt: null, failure: null,
      })),
    )
  })
  return { count: planned.length }
}

/** Records that what goes by a channel has been sent; what already was keeps its day. @throws ValidationFailure, RuleViolation `mailings.notPrepared` */
export async function markSent(call: Call, { id, channel, sentOn }: Input<'markSent'>): Promise<{ count: number }> {
  if (sentOn > call.clock.today()) throw new ValidationFailure([{ path: 'sentOn', rule: 'mailings.inFuture' }])
  return call.store.transact(call.act(), async (writer) => {
    const mailing = await loadMailing(writer.db, id)
    if (mailing.preparedAt === null) throw new RuleViolation('mailings.notPrepared')
    const rows = (await recipientRows(writer.db, mailing, channel)).filter((row) => row.sentOn === null)
    for (const row of rows) await writer.update('mailingRecipients', row.id, { sentOn, sentByUserId: call.user.id })
    return { count: rows.length }
  })
}

/** Records that something came back, so that the address is passed over the next time. @throws NotFound, Conflict, RuleViolation `mailings.notSent` */
export async function markReturned(call: Call, { id, version, returnedOn }: Input<'markReturned'>) {
  if (returnedOn > call.clock.today()) throw new ValidationFailure([{ path: 'returnedOn', rule: 'mailings.inFuture' }])
  await call.store.transact(call.act(), async (writer) => {
    const row = await writer.db.selectFrom('mailingRecipients').select('sentOn').where('id', '=', id).executeTakeFirst()
    if (!row) throw new NotFound()
    if (row.sentOn === null) throw new RuleViolation('mailings.notSent')
    if (returnedOn < row.sentOn) throw new ValidationFailure([{ path: 'returnedOn', rule: 'mailings.returnedBeforeSent' }])
    await writer.update('mailingRecipients', id, { returnedOn }, version)
  })
  return {}
}

/** Records an answer, or how a call went. One who has answered has been reached, so a call is then made. @throws NotFound, ValidationFailure */
export async function recordAnswer(call: Call, { recipientId, answer, answeredOn, channel, note }: Input<'recordAnswer'>): Promise<{ id: string }> {
  if (answeredOn > call.clock.today()) throw new ValidationFailure([{ path: 'answeredOn', rule: 'mailings.inFuture' }])
  const id = await call.store.transact(call.act(), async (writer) => {
    const recipient = await writer.db.selectFrom('mailingRecipients').select(['personId', 'channel', 'sentOn']).where('id', '=', recipientId).executeTakeFirst()
    if (!recipient) throw new NotFound()
    const isReached = answer !== 'noAnswer' && answer !== 'callAgain'
    if (recipient.channel === 'phone' && recipient.sentOn === null && isReached) await writer.update('mailingRecipients', recipientId, { sentOn: answeredOn, sentByUserId: call.user.id })
    return writer.insert('mailingAnswers', { recipientId, personId: recipient.personId, answer, answeredOn, channel, note, recordedByUserId: call.user.id, createdAt: writer.now })
  })
  return { id }
}

/** @throws NotFound, Conflict */
export async function removeAnswer(call: Call, { id, version }: Input<'removeAnswer'>) {
  await call.store.transact(call.act(), (writer) => writer.delete('mailingAnswers', id, version))
  return {}
}

/** Opens who of the audience is protected, for a reason. Their addresses are not shown: they are written to through the authority. @throws NotFound */
export async function openProtectedAudience(call: Call, { id, reason }: Input<'openProtected'>) {
  const { protectedIds } = await audienceOf(call, await loadMailing(call.store.db, id))
  return call.store.transact(call.act(reason), async (writer) => {
    writer.note('mailings', id)
    const rows = await inChunks(protectedIds, (ids) => writer.db.selectFrom('persons').select(['id', 'givenName', 'familyName', 'memberNumber', 'nameSort']).where('id', 'in', ids).execute())
    for (const row of rows) writer.note('persons', row.id)
    const sorted = rows.toSorted((a, b) => (a.nameSort < b.nameSort ? -1 : 1))
    return { persons: sorted.map((row) => ({ id: row.id, name: `${row.givenName} ${row.familyName}`, memberNumber: row.memberNumber })) }
  })
}

/** Writes a text as it reads from today; the version before is kept with its days. @throws ValidationFailure, NotFound */
export async function saveTemplate(call: Call, { id: ownId, standard, ...words }: Input<'saveTemplate'>): Promise<{ id: string }> {
  const findings = textFindings(words)
  if (findings.length > 0) throw new ValidationFailure(findings)
  const today = call.clock.today()
  const id = await call.store.transact(call.act(), async (writer) => {
    let query = writer.db.selectFrom('mailingTemplates').selectAll().where('endsOn', 'is', null)
    query = ownId === null ? query.where('standardText', '=', standard) : query.where('id', '=', ownId)
    const current = ownId === null && standard === null ? undefined : await query.executeTakeFirst()
    if (ownId !== null && !current) throw new NotFound()
    if (current && current.startsOn === today) {
      await writer.update('mailingTemplates', current.id, words)
      return current.id
    }
    if (current) await writer.update('mailingTemplates', current.id, { endsOn: addDays(today, -1) })
    return writer.insert('mailingTemplates', { ...words, standardText: current ? current.standardText : standard, startsOn: today, endsOn: null })
  })
  return { id }
}

/** Ends a text of the association's own; a standard text then reads as it did at first. @throws NotFound, Conflict */
export async function endTemplate(call: Call, { id, version }: Input<'endTemplate'>) {
  const today = call.clock.today()
  await call.store.transact(call.act(), async (writer) => {
    const row = await writer.db.selectFrom('mailingTemplates').select('startsOn').where('id', '=', id).executeTakeFirst()
    if (!row) throw new NotFound()
    if (row.startsOn === today) await writer.delete('mailingTemplates', id, version)
    else await writer.update('mailingTemplates', id, { endsOn: addDays(today, -1) }, version)
  })
  return {}
}

/** Changes where the window of the envelopes is. */
export async function updateMailingSettings(call: Call, { window: letterWindow }: Input<'updateSettings'>) {
  await call.store.transact(call.act(), async (writer) => {
    const row = await writer.db.selectFrom('mailingSettings').select('id').executeTakeFirst()
    if (row) await writer.update('mailingSettings', row.id, { letterWindow })
    else await writer.insert('mailingSettings', { letterWindow })
  })
  return {}
}

/** Records a yes to the newsletter. @throws NotFound, ValidationFailure, RuleViolation `mailings.alreadySubscribed` */
export async function consentToNewsletter(call: Call, fields: InputOf<typeof newsletter.consent>): Promise<{ id: string }> {
  if (fields.consentedOn > call.clock.today()) throw new ValidationFailure([{ path: 'consentedOn', rule: 'mailings.inFuture' }])
  const id = await call.store.transact(call.act(), async (writer) => {
    if (!(await writer.db.selectFrom('persons').select('id').where('id', '=', fields.personId).executeTakeFirst())) throw new NotFound()
    const current = await writer.db.selectFrom('newsletterConsents').select('id').where('personId', '=', fields.personId).where('withdrawnOn', 'is', null).executeTakeFirst()
    if (current) throw new RuleViolation('mailings.alreadySubscribed')
    return writer.insert('newsletterConsents', { ...fields, withdrawnOn: null })
  })
  return { id }
}

/** Takes a person off the newsletter's list from now on. @throws NotFound, Conflict */
export async function withdrawFromNewsletter(call: Call, { id, version }: InputOf<typeof newsletter.withdraw>) {
  await call.store.transact(call.act(), (writer) => writer.update('newsletterConsents', id, { withdrawnOn: call.clock.today() }, version))
  return {}
}
