import { setTimeout as wait } from 'node:timers/promises'
import type { InputOf } from '#contract/base.ts'
import type { mailings, MailingSendEvent } from '#contract/mailings.ts'
import { messages as sentences, type RuleFinding } from '#shared/i18n/index.ts'
import { Conflict, NotFound, RuleViolation } from '#shared/result.ts'
import type { Call } from '#core/call.ts'
import type { Row } from '#core/db/schema.ts'
import { mailFaults, type MailFault, type MailOutcome } from '#core/mail-transport.ts'
import { loadMailing, readAddressees } from './audience.ts'
import { emailBytes, type EmailAttachment } from './eml.ts'
import { messageIdOf, openSender, outcomeRules, type Sender } from './mail-server.ts'
import { attachmentsOf, messagesOf, recipientRows, type Message } from './messages.ts'
import { attemptOf, failuresInARow, nextRoutes, smsAddressOf, takesOver, type Channel, type FailureCode } from './rules.ts'

/** What ends the run at once, and says nothing about the message: a fault of the connection, or that the domain of the provider of text messages is refused. */
type Fault = MailFault | 'smsProvider'
/** What became of one message here: what the server answered, or that a fact was missing so that it was never handed over. */
type Outcome = Exclude<MailOutcome, 'unknownDomain'> | Fault | 'fieldMissing'
type Tally = Record<'sent' | 'returned' | 'failed' | 'unsure', number>

/**
 * Sends the e-mails of a mailing that have not been sent, or its text messages through a provider that takes them as e-mail, one to
 * each receiver, telling how far it has got. It can be stopped between two messages and goes on where it was the next time.
 * @throws RuleViolation `mailings.notPrepared`, `mailings.noSmsProvider`, `mailings.nothingToSend`, `mailings.countChanged`, and those of `openSender`
 */
export async function sendMailing(call: Call, { id, channel, count }: InputOf<typeof mailings.send>, signal?: AbortSignal): Promise<AsyncGenerator<MailingSendEvent>> {
  const sender = await openSender(call)
  if (channel === 'sms' && sender.smsAddress === null) throw new RuleViolation('mailings.noSmsProvider')
  const mailing = await loadMailing(call.store.db, id)
  if (mailing.preparedAt === null) throw new RuleViolation('mailings.notPrepared')
  const { messages } = await messagesOf(call, mailing, channel)
  const waiting = messages.filter(({ recipient }) => attemptOf(recipient) === 'waiting')
  if (waiting.length === 0) throw new RuleViolation('mailings.nothingToSend')
  if (waiting.length !== count) throw new RuleViolation('mailings.countChanged', { count: waiting.length })
  return steps(call, { mailing, channel, sender, messages: waiting, attachments: channel === 'sms' ? [] : await attachmentsOf(call.store.db, id) }, signal)
}

interface Run {
  readonly mailing: Row<'mailings'>
  readonly channel: 'email' | 'sms'
  readonly sender: Sender
  readonly messages: readonly Message[]
  readonly attachments: readonly EmailAttachment[]
}

async function* steps(call: Call, run: Run, signal: AbortSignal | undefined): AsyncGenerator<MailingSendEvent> {
  const { channel, messages, sender } = run
  const tally: Tally = { sent: 0, returned: 0, failed: 0, unsure: 0 }
  const latest: Outcome[] = []
  /** Numbers refused before any was taken: that may be the provider's address, which is the same for all, and is not said of a number until another has been taken. */
  const doubted: Message[] = []
  let stopped: RuleFinding | null = null
  let done = 0
  async function conclude(message: Message, outcome: Outcome) {
    await settle(call, message, outcome)
    if (!isFault(outcome)) tally[tallied[outcome]] += 1
  }
  const connection = sender.transport(sender.server)
  try {
    for (const message of messages) {
      yield { kind: 'progress', done, total: messages.length }
      if (done > 0) await wait(sender.pauseSeconds * 1000, undefined, { signal }).catch(() => undefined)
      if (signal?.aborted) break
      if (await begin(call, run, message)) {
        const outcome: Outcome = message.gap ? 'fieldMissing' : outcomeBy(channel, await connection.send({ from: sender.from.address, ...written(call, run, message) }))
        if (channel === 'sms' && outcome === 'unknownRecipient' && !latest.includes('accepted')) doubted.push(message)
        else await conclude(message, outcome)
        if (isFault(outcome)) {
          stopped = { rule: outcomeRules[outcome] }
          break
        }
        if (outcome === 'accepted') for (const earlier of doubted.splice(0)) await conclude(earlier, 'unknownRecipient')
        latest.push(outcome)
        if (failuresInARow(latest, channel)) {
          stopped = { rule: 'mailings.stoppedAfterFailures' }
          done += 1
          break
        }
      }
      done += 1
    }
  } finally {
    connection.close()
    for (const message of doubted) await conclude(message, 'refused')
  }
  yield { kind: 'finished', ...tally, remaining: messages.length - done, stopped }
}

const tallied: Record<Exclude<Outcome, Fault>, keyof Tally> = { accepted: 'sent', unknownRecipient: 'returned', refused: 'failed', later: 'failed', fieldMissing: 'failed', unsure: 'unsure' }

function isFault(outcome: Outcome): outcome is Fault {
  return outcome === 'smsProvider' || (mailFaults as readonly string[]).includes(outcome)
}

/** A domain that is refused is the receiver's own in an e-mail address, and the provider's in that of a text message. */
function outcomeBy(channel: Run['channel'], outcome: MailOutcome): Outcome {
  if (outcome !== 'unknownDomain') return outcome
  return channel === 'sms' ? 'smsProvider' : 'unknownRecipient'
}

/** To whom a message is handed over, and its bytes. A text message has nothing that only concerns who reads e-mail. */
function written(call: Call, { mailing, channel, sender, attachments }: Run, { recipient, address, subject, text }: Message): { to: string; bytes: Uint8Array } {
  const isSms = channel === 'sms'
  const to = isSms ? smsAddressOf(sender.smsAddress ?? '', address) : address
  const asked = `mailto:${sender.replyTo ?? sender.from.address}?subject=${encodeURIComponent(sentences.sv.mailings.unsubscribeSubject)}`
  const bytes = emailBytes({
    from: sender.from, to, subject: isSms ? (sender.smsSubject ?? '') : subject, text, attachments,
    sending: { at: call.clock.now(), messageId: messageIdOf(sender, recipient.id), replyTo: sender.replyTo, unsubscribe: mailing.kind === 'newsletter' && !isSms ? asked : null },
  })
  return { to, bytes }
}

/**
 * Writes down that a message is about to be handed over, before it is. Says no where another run or somebody by hand
 * has got there first, and where she is no longer to have it.
 * What is begun and never settled is never sent again by itself.
 */
async function begin(call: Call, { mailing, channel }: Run, { recipient: { id } }: Message): Promise<boolean> {
  return call.store.transact(call.act(), async (writer) => {
    const [row] = await recipientRows(writer.db, mailing, channel, id)
    if (!row || attemptOf(row) !== 'waiting') return false
    await writer.update('mailingRecipients', id, { attemptedAt: writer.now, failure: null })
    return true
  })
}

/** Writes down what became of it. A refused address is a letter that came back the same day. */
async function settle(call: Call, { recipient: { id, attemptedAt, failure } }: Message, outcome: Outcome): Promise<void> {
  if (outcome === 'unsure') return
  const today = call.clock.today()
  const sent = { sentOn: today, sentByUserId: call.user.id }
  const patch = isFault(outcome)
    ? { attemptedAt, failure }
    : outcome === 'accepted'
      ? sent
      : outcome === 'unknownRecipient'
        ? { ...sent, returnedOn: today, failure: 'unknownRecipient' satisfies FailureCode }
        : { failure: outcome satisfies FailureCode }
  await call.store.transact(call.act(), (writer) => writer.update('mailingRecipients', id, patch))
}

/** Lets one about whom it is unsure be written to the next time. @throws NotFound, Conflict, RuleViolation `mailings.notUnsure` */
export async function retryRecipient(call: Call, { id, version }: InputOf<typeof mailings.retry>) {
  await call.store.transact(call.act(), async (writer) => {
    const row = await writer.db.selectFrom('mailingRecipients').select(['sentOn', 'attemptedAt', 'failure']).where('id', '=', id).executeTakeFirst()
    if (!row) throw new NotFound()
    if (attemptOf(row) !== 'unsure') throw new RuleViolation('mailings.notUnsure')
    await writer.update('mailingRecipients', id, { attemptedAt: null }, version)
  })
  return {}
}

/**
 * Lets one whom a mailing did not reach have it by the next channel. What came back stays as it was, and a row of its own is added;
 * what never left is moved.
 * @throws NotFound, Conflict, RuleViolation `mailings.alreadyReached`, and why nothing else reaches her
 */
export async function tryNextChannel(call: Call, { id, version }: InputOf<typeof mailings.tryNextChannel>): Promise<{ channel: Channel }> {
  return call.store.transact(call.act(), async (writer) => {
    const row = await writer.db.selectFrom('mailingRecipients').selectAll().where('id', '=', id).executeTakeFirst()
    const person = row && (await readAddressees(writer.db, [row.personId], call.clock.today())).get(row.personId)
    if (!row || !person) throw new NotFound()
    const isLost = row.returnedOn !== null
    if (!isLost && (attemptOf(row) !== 'waiting' || row.failure === null)) throw new RuleViolation('mailings.alreadyReached')
    const others = await writer.db.selectFrom('mailingRecipients').select(['personId', 'viaPersonId', 'viaName', 'position']).where('mailingId', '=', row.mailingId).orderBy('position', 'desc').execute()
    if (others.some((other) => takesOver(other, row))) throw new RuleViolation('mailings.alreadyReached')
    const routes = nextRoutes(person, { ...row, channel: row.channel as Channel })
    if ('rule' in routes) throw new RuleViolation(routes.rule, routes.params)
    if (row.version !== version) throw new Conflict()
    const fresh = routes.map(({ channel, address, viaPersonId, viaName }) => ({ channel, address, viaPersonId, viaName, sentOn: null, sentByUserId: null, returnedOn: null, attemptedAt: null, failure: null }))
    const [moved, added] = isLost ? [[], fresh] : [fresh.slice(0, 1), fresh.slice(1)]
    for (const patch of moved) await writer.update('mailingRecipients', id, patch)
    const next = (others[0]?.position ?? 0) + 1
    for (const [index, values] of added.entries()) await writer.insert('mailingRecipients', { mailingId: row.mailingId, personId: row.personId, position: next + index, ...values })
    return { channel: routes[0].channel }
  })
}
