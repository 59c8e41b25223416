import { isDefinedError, ORPCError, type ORPCErrorCode } from '@orpc/client'
import type { FieldFinding } from '#shared/result.ts'
import type { BridgeAnswer } from '#shared/bridge.ts'
import { sentence, type Language, type RuleCode, type RuleFinding } from '#shared/i18n/index.ts'

/** The desktop app refuses something native, with a rule that says why. */
export class BridgeRefusal extends Error {
  readonly finding: RuleFinding
  constructor(rule: RuleCode) {
    super(rule)
    this.name = 'BridgeRefusal'
    this.finding = { rule }
  }
}

/** What the desktop app answered; throws its refusal. */
export function bridgeValue<Value>(answer: BridgeAnswer<Value>): Value {
  if ('rule' in answer) throw new BridgeRefusal(answer.rule)
  return answer.value
}

/** The findings that name a field of the form; empty when the error is about something else. */
export function fieldFindings(error: unknown): readonly FieldFinding[] {
  if (!isOwnError(error) || error.code !== 'VALIDATION') return []
  return (error.data as { fields: readonly FieldFinding[] }).fields
}

/** What an error has to say, as a finding of the catalogue. */
export function findingOf(error: unknown): RuleFinding {
  if (error instanceof BridgeRefusal) return error.finding
  if (!isOwnError(error)) return { rule: isNoAnswer(error) ? 'ui.noAnswer' : 'ui.unexpectedHere' }
  switch (error.code) {
    case 'RULE_VIOLATION':
      return error.data as RuleFinding
    case 'VALIDATION':
      return fieldFindings(error)[0] ?? { rule: 'common.invalid' }
    case 'NOT_FOUND':
      return { rule: 'common.notFound' }
    case 'CONFLICT':
      return { rule: 'common.changedBySomeoneElse' }
    case 'SIGNED_OUT':
      return { rule: 'common.signedOut' }
    case 'NOT_ALLOWED':
      return { rule: 'common.notAllowed' }
    case 'UNEXPECTED':
      return { rule: 'common.unexpected', params: { reference: (error.data as { reference: string }).reference } }
    default:
      return { rule: error.status === 503 ? 'hosts.coreUnavailable' : 'ui.unexpectedHere' }
  }
}

/** The sentence of an error, in a language. */
export function errorSentence(error: unknown, language: Language): string {
  return sentence(findingOf(error), language)
}

/** Whether the session has ended and the window should show the sign-in screen. */
export function isSignedOut(error: unknown): boolean {
  return isOwnError(error) && error.code === 'SIGNED_OUT'
}

function isOwnError(error: unknown): error is ORPCError<ORPCErrorCode, unknown> {
  return error instanceof ORPCError || isDefinedError(error as Error)
}

/** `fetch` rejects with a TypeError when nobody answers. */
function isNoAnswer(error: unknown): boolean {
  return error instanceof TypeError
}
