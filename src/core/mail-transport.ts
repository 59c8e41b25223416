/**
 * The way out for e-mail. The core opens no sockets: each host hands it a transport, and what comes back of a message is one
 * of a few words, never the server's own, since those may quote the receiver's address.
 */

/** A server that takes e-mail in, as the association has described it. The connection is always encrypted. */
export interface MailServer {
  readonly host: string
  readonly port: number
  /** `tls` is encrypted from the first byte (port 465 as a rule); `startTls` before anything is said (587). */
  readonly security: MailSecurity
  /** Null where the server asks for no sign-in. */
  readonly userName: string | null
  readonly password: string | null
}

export type MailSecurity = 'startTls' | 'tls'

/** One message to one receiver. */
export interface OutgoingMail {
  readonly from: string
  readonly to: string
  /** The whole message with its headers (RFC 5322). */
  readonly bytes: Uint8Array
}

/** What is wrong with the connection rather than with a message, so that nothing more is tried. */
export const mailFaults = ['unreachable', 'notEncrypted', 'certificate', 'signIn', 'sender'] as const
export type MailFault = (typeof mailFaults)[number]

/**
 * What became of a message. `unknownRecipient`: the address is refused for good; `unknownDomain`: its domain is. `refused`: the message
 * or the sender is, which says nothing about the address. `later`: it may be tried again. `unsure`: the connection broke when the message was under
 * way, so nobody can tell. A fault: it was not sent.
 */
export type MailOutcome = 'accepted' | 'unknownRecipient' | 'unknownDomain' | 'refused' | 'later' | 'unsure' | MailFault

/** A server to hand messages to, one at a time. It is connected to at the first message. */
export interface MailConnection {
  /** Never throws. */
  send(mail: OutgoingMail): Promise<MailOutcome>
  close(): void
}

/** Makes a connection to a server. */
export type MailTransport = (server: MailServer) => MailConnection
