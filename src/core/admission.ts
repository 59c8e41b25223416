import { ORPCError, ValidationError } from '@orpc/server'
import type { ProcedureMeta } from '#contract/base.ts'
import { newId } from '#shared/ids.ts'
import { findingsOf, unreadableTexts } from '#shared/input-findings.ts'
import { Conflict, NotFound, RuleViolation, ValidationFailure } from '#shared/result.ts'
import type { AssociationFile } from './association-file.ts'
import { asStorageFault } from './db/faults.ts'
import { os, SignedOut, type Arrival, type Call, type CallUser, type ReportFault } from './call.ts'
import { userOfCall } from './security/service.ts'

/**
 * Stands before every procedure: finds the user, holds her to the procedure's permission,
 * and turns every refusal into one of the contract's errors.
 */
export const admit = os.middleware(async ({ context: { arrival }, path, procedure, next }, input) => {
  const name = path.join('.')
  const { permission } = procedure['~orpc'].meta
  try {
    const file = permission === 'anyone' ? undefined : arrival.associations.opened()
    const user = permission === 'anyone' ? undefined : await userOfCall(arrival)
    if (permission !== 'anyone') refuseUnlessAllowed(user, permission)
    const unreadable = unreadableTexts(input)
    if (unreadable.length > 0) throw new ValidationFailure(unreadable)
    return await next({ context: { call: callOf(arrival, name, user, file) } })
  } catch (error) {
    throw asExpectedError(error, name, arrival.reportFault)
  }
})

function refuseUnlessAllowed(user: CallUser | undefined, permission: Exclude<ProcedureMeta['permission'], 'anyone'>): void {
  if (!user) throw new SignedOut()
  if (permission !== 'signedIn' && !user.permissions.has(permission)) throw expected('NOT_ALLOWED')
}

function callOf(arrival: Arrival, procedure: string, user: CallUser | undefined, file: AssociationFile | undefined): Call {
  const ownFile = () => {
    if (!user || !file || arrival.associations.opened() !== file) throw new SignedOut()
    return file
  }
  return {
    clock: arrival.clock,
    associations: arrival.associations,
    documents: { ...arrival.documents, put: (document) => arrival.documents.put(document, arrival.token) },
    mailTransport: arrival.mailTransport,
    token: arrival.token,
    procedure,
    get file() {
      return ownFile()
    },
    get store() {
      return ownFile().store
    },
    get user() {
      if (!user) throw new SignedOut()
      return user
    },
    act: (reason) => ({ userId: user?.id ?? null, procedure, ...(reason === undefined ? {} : { reason }) }),
  }
}

const statuses = { VALIDATION: 422, RULE_VIOLATION: 409, NOT_FOUND: 404, CONFLICT: 409, SIGNED_OUT: 401, NOT_ALLOWED: 403, UNEXPECTED: 500 } as const

function expected(code: keyof typeof statuses, data?: unknown): ORPCError<string, unknown> {
  return new ORPCError(code, { defined: true, status: statuses[code], data, message: code })
}

/** The contract's error for anything a service can throw. What is not expected is reported, and carries a reference number only. */
export function asExpectedError(thrown: unknown, procedure: string, reportFault: ReportFault): ORPCError<string, unknown> {
  const error = asStorageFault(thrown)
  if (error instanceof ORPCError) {
    if (error.code in statuses) return error
    if (error.cause instanceof ValidationError && error.code === 'BAD_REQUEST') return expected('VALIDATION', { fields: findingsOf(error.cause.issues) })
    if (error.code === 'BAD_REQUEST') return expected('VALIDATION', { fields: [{ path: '', rule: 'common.invalid' }] })
  }
  if (error instanceof RuleViolation) return expected('RULE_VIOLATION', error.finding)
  if (error instanceof ValidationFailure) return expected('VALIDATION', { fields: error.fields })
  if (error instanceof NotFound) return expected('NOT_FOUND')
  if (error instanceof Conflict) return expected('CONFLICT')
  if (error instanceof SignedOut) return expected('SIGNED_OUT')
  const reference = newId().slice(-8).toUpperCase()
  reportFault(reference, procedure, error)
  return expected('UNEXPECTED', { reference })
}
