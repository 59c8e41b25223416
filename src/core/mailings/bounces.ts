import type { InputOf } from '#contract/base.ts'
import type { mailings } from '#contract/mailings.ts'
import { emailsIn } from '#shared/contact.ts'
import { RuleViolation, ValidationFailure } from '#shared/result.ts'
import type { Call } from '#core/call.ts'
import { notProtected } from '#core/people/index.ts'
import { loadMailing } from './audience.ts'
import { smsAddressOf } from './rules.ts'

/** These send what comes back; nobody has them. */
const senders = /^(?:mailer-daemon|postmaster|no-?reply)@/u

/**
 * Records that e-mails of a mailing came back, by the addresses in a text: a list, or what the mail server wrote. Everybody who got it at
 * such an address is marked, also where several share it, and whose text message the provider took there. To one who is protected, or is reached through one, nothing leads from an address.
 * @throws NotFound, ValidationFailure where the day cannot be or no address is in the text, RuleViolation `mailings.notSent`
 */
export async function markBounced(call: Call, { id, text, returnedOn }: InputOf<typeof mailings.markBounced>): Promise<{ count: number; unknown: string[] }> {
  if (returnedOn > call.clock.today()) throw new ValidationFailure([{ path: 'returnedOn', rule: 'mailings.inFuture' }])
  const addresses = emailsIn(text).filter((address) => !senders.test(address))
  if (addresses.length === 0) throw new ValidationFailure([{ path: 'text', rule: 'mailings.noAddresses' }])
  await loadMailing(call.store.db, id)
  const server = await call.store.db.selectFrom('mailServers').select('smsAddress').executeTakeFirst()
  return call.store.transact(call.act(), async (writer) => {
    const rows = await writer.db
      .selectFrom('mailingRecipients')
      .innerJoin('persons', 'persons.id', 'mailingRecipients.personId')
      .leftJoin('persons as contacts', 'contacts.id', 'mailingRecipients.viaPersonId')
      .select(['mailingRecipients.id', 'mailingRecipients.channel', 'mailingRecipients.address', 'mailingRecipients.sentOn', 'mailingRecipients.returnedOn', 'contacts.isProtected as isContactProtected'])
      .where('mailingRecipients.mailingId', '=', id)
      .where('mailingRecipients.channel', 'in', server?.smsAddress ? ['email', 'sms'] : ['email'])
      .where(...notProtected)
      .execute()
    const named = new Set(addresses)
    const writtenTo = ({ channel, address }: (typeof rows)[number]) => (channel === 'sms' ? smsAddressOf(server?.smsAddress ?? '', address) : address).toLowerCase()
    const among = rows.filter((row) => row.isContactProtected !== 1 && named.has(writtenTo(row)))
    const back = among.filter(({ sentOn }) => sentOn !== null)
    if (among.length > 0 && back.length === 0) throw new RuleViolation('mailings.notSent')
    if (back.some(({ sentOn }) => sentOn !== null && returnedOn < sentOn)) throw new ValidationFailure([{ path: 'returnedOn', rule: 'mailings.returnedBeforeSent' }])
    const fresh = back.filter((row) => row.returnedOn === null)
    for (const row of fresh) await writer.update('mailingRecipients', row.id, { returnedOn })
    const known = new Set(back.map(writtenTo))
    return { count: fresh.length, unknown: addresses.filter((address) => !known.has(address)) }
  })
}
