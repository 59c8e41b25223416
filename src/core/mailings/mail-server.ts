import type { InputOf } from '#contract/base.ts'
import type { mailings, MailServerSettings } from '#contract/mailings.ts'
import { readEmail } from '#shared/contact.ts'
import { newId } from '#shared/ids.ts'
import { messages } from '#shared/i18n/index.ts'
import { Conflict, NotFound, RuleViolation, ValidationFailure } from '#shared/result.ts'
import type { Call } from '#core/call.ts'
import type { Row } from '#core/db/schema.ts'
import type { MailOutcome, MailSecurity, MailServer, MailTransport } from '#core/mail-transport.ts'
import { seal, unseal } from '#core/security/seal.ts'
import { emailBytes, type Email } from './eml.ts'

type ServerRow = Row<'mailServers'>

const purpose = 'talan mail server password'

/** The server as it is shown, without its password, and what a new one would begin with. */
export async function readServer({ store: { db } }: Call) {
  const [row, association] = await Promise.all([db.selectFrom('mailServers').selectAll().executeTakeFirst(), db.selectFrom('association').select(['name', 'email']).executeTakeFirstOrThrow()])
  return { server: row ? shownServer(row) : null, suggested: { fromAddress: association.email ?? '', fromName: association.name } }
}

function shownServer({ version, host, port, security, userName, sealedPassword, fromAddress, fromName, replyTo, pauseSeconds, smsAddress, smsSubject }: ServerRow): MailServerSettings {
  return { version, host, port, security: security as MailSecurity, userName, hasPassword: sealedPassword !== null, fromAddress, fromName, replyTo, pauseSeconds, smsAddress, smsSubject }
}

/**
 * Describes the server that e-mail is sent by. The password is kept sealed, and is asked for anew when it would be said to another server or for
 * another user: otherwise one who may change the server could have it sent to her own.
 * @throws Conflict, ValidationFailure `mailings.passwordNeeded`
 */
export async function updateServer(call: Call, { version, password, ...fields }: InputOf<typeof mailings.updateServer>) {
  const { replyTo, smsAddress } = fields
  const columns = { ...fields, fromAddress: addressIn(fields.fromAddress), replyTo: replyTo === null ? null : addressIn(replyTo), smsAddress: smsAddress === null ? null : addressIn(smsAddress) }
  await call.store.transact(call.act(), async (writer) => {
    const row = await writer.db.selectFrom('mailServers').selectAll().executeTakeFirst()
    if ((row?.version ?? null) !== version) throw new Conflict()
    const isSame = row?.host === fields.host && row.port === fields.port && row.security === fields.security && row.userName === fields.userName
    if (fields.userName !== null && password === null && !(isSame && row.sealedPassword !== null)) throw new ValidationFailure([{ path: 'password', rule: 'mailings.passwordNeeded' }])
    const kept = isSame ? row.sealedPassword : null
    const sealedPassword = fields.userName === null ? null : password === null ? kept : seal(call.file.key, purpose, password)
    if (row) await writer.update('mailServers', row.id, { ...columns, sealedPassword })
    else await writer.insert('mailServers', { ...columns, sealedPassword })
  })
  return {}
}

function addressIn(text: string): string {
  return readEmail(text).value ?? text
}

/** Forgets the server. @throws NotFound, Conflict */
export async function removeServer(call: Call, { version }: InputOf<typeof mailings.removeServer>) {
  await call.store.transact(call.act(), async (writer) => {
    const row = await writer.db.selectFrom('mailServers').select('id').executeTakeFirst()
    if (!row) throw new NotFound()
    await writer.delete('mailServers', row.id, version)
  })
  return {}
}

/** What it takes to send: the way out, the server with its password opened, and how messages are headed. */
export interface Sender {
  readonly id: string
  readonly transport: MailTransport
  readonly server: MailServer
  readonly from: NonNullable<Email['from']>
  readonly replyTo: string | null
  readonly pauseSeconds: number
  /** Where a provider takes text messages, with `{nummer}` for the number. */
  readonly smsAddress: string | null
  readonly smsSubject: string | null
}

/** @throws RuleViolation `mailings.noTransport`, `mailings.noServer`, `mailings.passwordLost` */
export async function openSender(call: Call): Promise<Sender> {
  if (!call.mailTransport) throw new RuleViolation('mailings.noTransport')
  const row = await call.store.db.selectFrom('mailServers').selectAll().executeTakeFirst()
  if (!row) throw new RuleViolation('mailings.noServer')
  const password = row.sealedPassword === null ? null : unseal(call.file.key, purpose, row.sealedPassword)
  if (password === undefined) throw new RuleViolation('mailings.passwordLost')
  const { id, host, port, security, userName, fromAddress, fromName, replyTo, pauseSeconds, smsAddress, smsSubject } = row
  return { id, transport: call.mailTransport, server: { host, port, security: security as MailSecurity, userName, password }, from: { name: fromName, address: fromAddress }, replyTo, pauseSeconds, smsAddress, smsSubject }
}

/** An identifier for a message, in the sender's own domain. The same message has the same one, however often it is tried. */
export function messageIdOf({ from: { address } }: Pick<Sender, 'from'>, id: string): string {
  return `${id}@${address.slice(address.lastIndexOf('@') + 1)}`
}

/** Why nothing more is sent, or why a test was not. */
export const outcomeRules = {
  unreachable: 'mailings.serverUnreachable', notEncrypted: 'mailings.serverNotEncrypted', certificate: 'mailings.serverCertificate', signIn: 'mailings.serverSignIn', sender: 'mailings.serverSender',
  unknownRecipient: 'mailings.addressRefused', unknownDomain: 'mailings.addressRefused', smsProvider: 'mailings.smsProviderRefused', refused: 'mailings.messageRefused', later: 'mailings.tryLater', unsure: 'mailings.unsure',
} as const satisfies Record<Exclude<MailOutcome, 'accepted'> | 'smsProvider', string>

/** Sends a message to oneself by the server as it is saved. @throws RuleViolation that says what is wrong */
export async function sendTest(call: Call, { to }: InputOf<typeof mailings.sendTest>) {
  const sender = await openSender(call)
  const { test } = messages.sv.mailings.server
  const connection = sender.transport(sender.server)
  try {
    const address = addressIn(to)
    const outcome = await connection.send({
      from: sender.from.address, to: address,
      bytes: emailBytes({ from: sender.from, to: address, ...test, sending: { at: call.clock.now(), messageId: messageIdOf(sender, newId()), replyTo: sender.replyTo, unsubscribe: null } }),
    })
    if (outcome !== 'accepted') throw new RuleViolation(outcomeRules[outcome])
  } finally {
    connection.close()
  }
  await call.store.transact(call.act(), async (writer) => writer.note('mailServers', sender.id))
  return {}
}
