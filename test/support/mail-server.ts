import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { makeCertificate, type Certificate } from './certificate.ts'

/** A message that the server has taken in. */
export interface ReceivedMail {
  readonly from: string
  readonly to: readonly string[]
  readonly raw: string
}

/** A real SMTP server on this computer, with TLS by a certificate of its own. */
export interface MailServerUnderTest {
  readonly host: string
  readonly port: number
  /** Whom to trust in order to trust the server. */
  readonly ca: string
  readonly received: ReceivedMail[]
  /** How many connections there have been. */
  connections(): number
  /** What the server says no to, and how: at the receiver, or when the message has been taken in. */
  readonly refusals: { recipient: Map<string, { code: number; message: string }>; message: Map<string, { code: number; message: string }> }
  /** Receivers at whose message the server drops the connection without a word, after it has taken it in. */
  readonly dropped: Set<string>
  /** Ends every connection, as a server does with one that has been idle. */
  hangUp(): void
  close(): Promise<void>
}

export const mailAccount = { userName: 'kansliet', password: 'hemligt-lösenord-åäö' } as const

interface Options {
  readonly security?: 'startTls' | 'tls'
  readonly certificate?: Certificate
  readonly server?: SMTPServerOptions
}

/** Starts an SMTP server on a free port. It wants a sign-in, and speaks of nothing before the connection is encrypted. */
export async function startMailServer({ security = 'startTls', certificate = makeCertificate('localhost'), server: own = {} }: Options = {}): Promise<MailServerUnderTest> {
  const received: ReceivedMail[] = []
  const refusals: MailServerUnderTest['refusals'] = { recipient: new Map(), message: new Map() }
  const dropped = new Set<string>()
  let connections = 0
  const refuse = ({ code, message }: { code: number; message: string }) => Object.assign(new Error(message), { responseCode: code })
  const server = new SMTPServer({
    ...certificate, secure: security === 'tls', logger: false, disableReverseLookup: true, closeTimeout: 100,
    onConnect(_session, done) {
      connections += 1
      done()
    },
    onAuth: ({ username, password }, _session, done) => (username === mailAccount.userName && password === mailAccount.password ? done(null, { user: username }) : done(new Error('Wrong name or password'))),
    onRcptTo({ address }, _session, done) {
      const refusal = refusals.recipient.get(address)
      done(refusal ? refuse(refusal) : null)
    },
    async onData(stream, session, done) {
      const raw = await text(stream)
      const { mailFrom, rcptTo } = session.envelope
      const to = rcptTo.map(({ address }) => address)
      const refusal = to.flatMap((address) => refusals.message.get(address) ?? [])[0]
      if (!refusal) received.push({ from: mailFrom ? mailFrom.address : '', to, raw })
      if (to.some((address) => dropped.has(address))) for (const connection of server.connections) (connection as unknown as { _socket: { destroy(): void } })._socket.destroy()
      else done(refusal ? refuse(refusal) : null)
    },
    ...own,
  })
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => void server.listen(0, 'localhost', () => resolve()))
  return {
    host: 'localhost', port: (server.server.address() as AddressInfo).port, ca: certificate.cert, received, refusals, dropped,
    connections: () => connections,
    hangUp: () => {
      for (const connection of server.connections) connection.close()
    },
    close: () => new Promise((resolve) => {
      server.close(() => resolve())
    }),
  }
}
