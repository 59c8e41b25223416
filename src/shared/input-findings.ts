import { sv, type RuleCode, type RuleParams } from './i18n/index.ts'
import type { FieldFinding } from './result.ts'

/** What a schema says of a value it refuses, as far as we read it. */
interface Issue {
  readonly message: string
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined
  readonly code?: string
  readonly keys?: readonly string[]
  readonly input?: unknown
  readonly origin?: string
  readonly maximum?: number | bigint
  readonly minimum?: number | bigint
}

/** Turns a schema's issues into findings with a rule each; a message that already is a rule code is kept. */
export function findingsOf(issues: readonly Issue[]): FieldFinding[] {
  return issues.map((issue) => {
    const path = (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.')
    const params = paramsOf(issue)
    const rule = ruleOf(issue)
    return params ? { path, rule, params } : { path, rule }
  })
}

/** Control characters, which no keyboard writes and no screen shows; and halves of characters. */
const unreadable = /[\p{Cc}--[\t\n\r]]|\p{Cs}/v

/** A finding for each text, however deep within what is handed in, that holds what nobody can have meant to write. */
export function unreadableTexts(input: unknown, path = ''): FieldFinding[] {
  if (typeof input === 'string') return unreadable.test(input) ? [{ path, rule: 'common.unreadableSigns' }] : []
  if (typeof input !== 'object' || input === null || input instanceof Blob) return []
  return Object.entries(input).flatMap(([key, value]) => unreadableTexts(value, path === '' ? key : `${path}.${key}`))
}

function ruleOf(issue: Issue): RuleCode {
  if (isLeftOut(issue)) return 'common.required'
  if (isRuleCode(issue.message) && !isLimitOfNumber(issue)) return issue.message
  switch (issue.code) {
    case 'unrecognized_keys':
      return 'common.unknownField'
    case 'invalid_value':
      return 'common.notAChoice'
    case 'too_big':
      return issue.origin === 'string' ? 'common.tooLong' : 'common.tooLarge'
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array' ? 'common.required' : 'common.tooSmall'
    default:
      return 'common.invalid'
  }
}

/** Nothing was given where something is needed. Where the issue does not tell the value, its message says that it was undefined. */
function isLeftOut(issue: Issue): boolean {
  if (issue.code !== 'invalid_type' && issue.code !== 'invalid_value') return false
  if ('input' in issue) return issue.input === undefined || issue.input === null || issue.input === ''
  return issue.message.endsWith('received undefined')
}

/** A number's schema lends its "write an amount" to its limits too; there the limit says more. */
function isLimitOfNumber({ code, origin }: Issue): boolean {
  return (code === 'too_big' || code === 'too_small') && origin !== 'string' && origin !== 'array'
}

function paramsOf({ code, maximum, minimum, keys }: Issue): RuleParams | undefined {
  if (code === 'unrecognized_keys') return { field: (keys ?? []).join(', ') }
  if (maximum !== undefined) return { max: Number(maximum) }
  if (minimum !== undefined) return { min: Number(minimum) }
  return undefined
}

function isRuleCode(message: string): message is RuleCode {
  const [domain, rule] = message.split('.')
  const rules = (sv as Record<string, { rules?: Record<string, string> }>)[domain ?? '']?.rules
  return rules !== undefined && Object.hasOwn(rules, rule ?? '')
}
