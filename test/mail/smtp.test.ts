import { afterEach, describe, expect, it } from 'vitest'
import type { MailServer } from '#core/mail-transport.ts'
import { smtpTransport } from '#mail/smtp.ts'
import { makeCertificate } from '#test/support/certificate.ts'
import { mailAccount, startMailServer, type MailServerUnderTest } from '#test/support/mail-server.ts'

const mail = (to: string) => ({ from: 'kansliet@example.se', to, bytes: new TextEncoder().encode(`From: kansliet@example.se\r\nTo: ${to}\r\nSubject: Hej\r\n\r\nHej!\r\n`) })

let server: MailServerUnderTest
afterEach(() => server.close())

const described = (changes: Partial<MailServer> = {}): MailServer => ({ host: server.host, port: server.port, security: 'startTls', ...mailAccount, ...changes })

/** What becomes of one message to one server. */
async function sendTo(to: string, changes: Partial<MailServer> = {}, ca: string | undefined = server.ca) {
  const connection = smtpTransport(ca === undefined ? {} : { ca })(described(changes))
  try {
    return await connection.send(mail(to))
  } finally {
    connection.close()
  }
}

describe('An e-mail', () => {
  it.each(['startTls', 'tls'] as const)('goes to its one receiver, encrypted and signed in (%s)', async (security) => {
    server = await startMailServer({ security })
    expect(await sendTo('anna@example.se', { security })).toBe('accepted')
    expect(server.received).toMatchObject([{ from: 'kansliet@example.se', to: ['anna@example.se'] }])
    expect(server.received[0]?.raw).toContain('Hej!')
  })

  it('goes by the connection that is open, and by a new one after a refusal or when the server has hung up', async () => {
    server = await startMailServer()
    server.refusals.recipient.set('borta@example.se', { code: 550, message: '5.1.1 No such user' })
    const connection = smtpTransport({ ca: server.ca })(described())
    expect([await connection.send(mail('a@example.se')), await connection.send(mail('b@example.se'))]).toEqual(['accepted', 'accepted'])
    expect(server.connections()).toBe(1)
    expect([await connection.send(mail('borta@example.se')), await connection.send(mail('c@example.se'))]).toEqual(['unknownRecipient', 'accepted'])
    expect(server.connections()).toBe(2)
    server.hangUp()
    expect(await connection.send(mail('d@example.se'))).toBe('accepted')
    expect(server.received.map(({ to }) => to[0])).toEqual(['a@example.se', 'b@example.se', 'c@example.se', 'd@example.se'])
    connection.close()
  })

  it('that is refused is told apart by whether the address, its domain, the message or the moment is at fault', async () => {
    server = await startMailServer()
    server.refusals.recipient.set('okand@example.se', { code: 550, message: '5.1.1 <okand@example.se>: no such user' })
    server.refusals.recipient.set('anna@fel.example', { code: 550, message: '5.1.2 <anna@fel.example>: Domain not found' })
    server.refusals.recipient.set('policy@example.se', { code: 550, message: '5.7.1 Relaying denied' })
    server.refusals.recipient.set('full@example.se', { code: 452, message: '4.2.2 Mailbox full' })
    server.refusals.message.set('skrap@example.se', { code: 554, message: '5.7.1 Looks like spam' })
    server.refusals.message.set('sedan@example.se', { code: 451, message: '4.3.0 Try again' })
    expect(await sendTo('okand@example.se')).toBe('unknownRecipient')
    expect(await sendTo('anna@fel.example')).toBe('unknownDomain')
    expect(await sendTo('policy@example.se')).toBe('refused')
    expect(await sendTo('full@example.se')).toBe('later')
    expect(await sendTo('skrap@example.se')).toBe('refused')
    expect(await sendTo('sedan@example.se')).toBe('later')
    expect(server.received).toEqual([])
  })

  it('is neither sent nor unsent when the connection breaks while the server has it', async () => {
    server = await startMailServer()
    server.dropped.add('anna@example.se')
    expect(await sendTo('anna@example.se')).toBe('unsure')
    expect(server.received).toHaveLength(1)
  })

  it('is not sent by a name and a password that the server does not know', async () => {
    server = await startMailServer()
    expect(await sendTo('anna@example.se', { password: 'fel' })).toBe('signIn')
    expect(server.received).toEqual([])
  })

  it('is not sent where nobody answers', async () => {
    server = await startMailServer()
    await server.close()
    expect(await sendTo('anna@example.se')).toBe('unreachable')
  })
})

describe('A connection', () => {
  it('is never made without encryption, whatever the server offers', async () => {
    server = await startMailServer({ server: { disabledCommands: ['STARTTLS'], authOptional: true } })
    expect(await sendTo('anna@example.se', { userName: null })).toBe('notEncrypted')
    expect(await sendTo('anna@example.se', { security: 'tls' })).toBe('notEncrypted')
    expect(server.received).toEqual([])
  })

  it('is ended where the certificate is nobody’s we trust, another host’s, or has expired', async () => {
    server = await startMailServer()
    const connection = smtpTransport()(described())
    expect(await connection.send(mail('anna@example.se'))).toBe('certificate')
    await server.close()
    server = await startMailServer({ certificate: makeCertificate('mail.example.se') })
    expect(await sendTo('anna@example.se')).toBe('certificate')
    await server.close()
    server = await startMailServer({ security: 'tls', certificate: makeCertificate('localhost', { isExpired: true }) })
    expect(await sendTo('anna@example.se', { security: 'tls' })).toBe('certificate')
    expect(server.received).toEqual([])
  })

  it('is not made by an older TLS than 1.2', async () => {
    server = await startMailServer({ security: 'tls', server: { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } })
    expect(await sendTo('anna@example.se', { security: 'tls' })).toBe('notEncrypted')
  })
})
