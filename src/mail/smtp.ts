import { Readable } from 'node:stream'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { MailConnection, MailOutcome, MailServer, MailTransport, OutgoingMail } from '#core/mail-transport.ts'

/** What a test may change; nobody else has a reason to. */
export interface SmtpOptions {
  /** Whom to trust instead of the system's own list, as PEM. Whether a certificate is tried is no option: it always is. */
  readonly ca?: string
}

/** Long enough for a slow server, short enough for one who waits. */
const timeouts = { connectionTimeout: 20_000, greetingTimeout: 20_000, dnsTimeout: 20_000, socketTimeout: 60_000 }

/** Many servers take no more than so many messages by one connection. */
const messagesPerConnection = 50

/**
 * E-mail by SMTP, the only place that knows how. Every connection is encrypted with TLS 1.2 or later, and a certificate
 * that does not hold ends it. Nothing is logged: what the server says may quote addresses.
 */
export function smtpTransport(options: SmtpOptions = {}): MailTransport {
  return (server) => smtpConnection(server, options)
}

interface Open {
  readonly connection: SMTPConnection
  sent: number
  isLost: boolean
}

function smtpConnection(server: MailServer, options: SmtpOptions): MailConnection {
  let open: Open | undefined
  const close = () => {
    open?.connection.close()
    open = undefined
  }

  async function send(mail: OutgoingMail): Promise<MailOutcome> {
    if (open && (open.isLost || open.sent >= messagesPerConnection)) close()
    const isUsed = open !== undefined
    if (!open) {
      const connected = await connect(server, options)
      if (typeof connected === 'string') return connected
      open = connected
    }
    const outcome = await sendBy(open, mail)
    // After anything but a yes the two sides may not agree on where they are. The next message begins anew.
    if (outcome.kind !== 'accepted') close()
    // A server may hang up between two messages. Nothing of this one had left, so it is tried by a connection of its own.
    return isUsed && outcome.isBeforeMessage && (outcome.kind === 'unreachable' || outcome.isHangUp) ? send(mail) : outcome.kind
  }

  return { send, close }
}

/** What nodemailer's errors carry. */
interface SmtpError {
  readonly code?: string
  readonly originalCode?: string
  readonly command?: string
  readonly response?: string
  readonly responseCode?: number
}

function connect({ host, port, security, userName, password }: MailServer, { ca }: SmtpOptions): Promise<Open | MailOutcome> {
  const connection = new SMTPConnection({
    host, port, secure: security === 'tls', requireTLS: true,
    // The name of the computer is nothing to tell.
    name: '[127.0.0.1]', ...timeouts, logger: false,
    tls: { minVersion: 'TLSv1.2', rejectUnauthorized: true, ...(ca !== undefined && { ca }) },
  })
  const open: Open = { connection, sent: 0, isLost: false }
  return new Promise((resolve) => {
    const fail = (error: SmtpError) => {
      // Closing makes the connection say that it has ended, which is not why.
      resolve(connectFault(error))
      connection.close()
    }
    connection.on('error', fail)
    connection.on('end', () => {
      open.isLost = true
      resolve('unreachable')
    })
    connection.connect((error) => {
      if (error) fail(error)
      else if (userName === null) resolve(open)
      else {
        connection.login({ user: userName, pass: password ?? '' }, (refusal) => {
          if (refusal) fail(refusal)
          else resolve(open)
        })
      }
    })
  })
}

function connectFault({ code, originalCode = '', responseCode = 0 }: SmtpError): MailOutcome {
  if (/CERT|ALTNAME|ISSUER|LEAF_SIGNATURE|SELF_SIGNED/u.test(originalCode)) return 'certificate'
  if (code === 'EAUTH') return responseCode >= 400 && responseCode < 500 ? 'unreachable' : 'signIn'
  return code === 'ETLS' || /SSL|TLS/u.test(originalCode) ? 'notEncrypted' : 'unreachable'
}

interface Sent {
  readonly kind: MailOutcome
  /** Whether the server had not begun to take the message itself in. */
  readonly isBeforeMessage: boolean
  readonly isHangUp: boolean
}

function sendBy(open: Open, { from, to, bytes }: OutgoingMail): Promise<Sent> {
  let isUnderWay = false
  // Read only once the server has said that it takes the message.
  const message = Readable.from((function* () {
    isUnderWay = true
    yield bytes
  })())
  return new Promise((resolve) => {
    open.connection.send({ from, to: [to], size: bytes.byteLength }, message, (error) => {
      open.sent += 1
      resolve({ kind: error ? sendOutcome(error, isUnderWay) : 'accepted', isBeforeMessage: !isUnderWay, isHangUp: error?.responseCode === 421 })
    })
  })
}

/** There is no such domain, it takes no e-mail, or there is no way to it (RFC 3463, RFC 7505). */
const ofDomain: ReadonlySet<string> = new Set(['5.1.2', '5.1.10', '5.4.4'])

function sendOutcome({ code, command, response = '', responseCode = 0 }: SmtpError, isUnderWay: boolean): MailOutcome {
  if (responseCode >= 400 && responseCode < 500) return 'later'
  if (responseCode < 500) {
    // Too large for what the server has said it takes, or an address that it cannot be handed at all.
    if (code === 'EMESSAGE' || code === 'EENVELOPE') return 'refused'
    return isUnderWay ? 'unsure' : 'unreachable'
  }
  const [, status = ''] = /^\d{3}[ -](5\.\d{1,3}\.\d{1,3})\b/u.exec(response) ?? []
  // 5.7 is a refusal of the sender or of what is sent (RFC 3463), and says nothing about the address.
  if (command === 'RCPT TO') return status.startsWith('5.7.') ? 'refused' : ofDomain.has(status) ? 'unknownDomain' : 'unknownRecipient'
  return command === 'MAIL FROM' && responseCode !== 552 ? 'sender' : 'refused'
}
