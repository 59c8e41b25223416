import { implement } from '@orpc/server'
import { contract } from '#contract/index.ts'
import type { Permission, Role } from '#contract/permissions.ts'
import type { Clock } from '#shared/clock.ts'
import type { AssociationFile } from './association-file.ts'
import type { Store } from './db/store.ts'
import type { Act } from './db/writer.ts'
import type { DocumentStore } from './documents/store.ts'
import type { MailTransport } from './mail-transport.ts'
import type { Associations } from './security/associations.ts'

/** The user behind a call. */
export interface CallUser {
  readonly id: string
  readonly displayName: string
  /** The person in the register that the user is, so that nobody approves her own claim. */
  readonly personId: string | null
  readonly roles: readonly Role[]
  readonly permissions: ReadonlySet<Permission>
}

/** One call through the door: who, what, when, and the opened association. */
export interface Call {
  readonly clock: Clock
  readonly associations: Associations
  readonly documents: DocumentStore
  /** The way out for e-mail; none where the host has not given one. */
  readonly mailTransport?: MailTransport | undefined
  readonly token: string | null
  /** The procedure called, as `people.create`. */
  readonly procedure: string
  /** The association's file that the user came in by. Throws `SignedOut` where nobody is signed in, or another file has been opened since. */
  readonly file: AssociationFile
  /** The store of that file. */
  readonly store: Store
  /** The signed-in user. Throws `SignedOut` where nobody is signed in. */
  readonly user: CallUser
  /** Who does what and why, for the journal. */
  act(reason?: string): Act
}

/** Nobody is signed in, or the session has ended. */
export class SignedOut extends Error {
  constructor() {
    super('signed out')
    this.name = 'SignedOut'
  }
}

/** What comes with a request before anybody knows whose it is. */
export interface Arrival {
  readonly clock: Clock
  readonly associations: Associations
  readonly documents: DocumentStore
  readonly mailTransport?: MailTransport | undefined
  readonly token: string | null
  readonly reportFault: ReportFault
}

/** Where unexpected errors go: a reference number for people, the procedure, and the error for the log. */
export type ReportFault = (reference: string, procedure: string, error: unknown) => void

/** Where every slice's router begins: the contract's procedures, to be bound to services that take a `Call`. */
export const os = implement(contract).$context<{ readonly arrival: Arrival; readonly call: Call }>()
