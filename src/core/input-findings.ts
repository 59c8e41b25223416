import { sv, type RuleCode } from '#shared/i18n/index.ts'
import type { FieldFinding } from '#shared/result.ts'

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
    return { path, ...finding(issue) }
  })
}

function finding(issue: Issue): Omit<FieldFinding, 'path'> {
  const params = paramsOf(issue)
  if (isRuleCode(issue.message)) return params ? { rule: issue.message, params } : { rule: issue.message }
  switch (issue.code) {
    case 'unrecognized_keys':
      return { rule: 'common.unknownField', params: { field: (issue.keys ?? []).join(', ') } }
    case 'invalid_value':
      return { rule: 'common.notAChoice' }
    case 'too_big':
      return params ? { rule: issue.origin === 'string' ? 'common.tooLong' : 'common.tooLarge', params } : { rule: 'common.invalid' }
    case 'too_small':
      return params && issue.origin !== 'string' && issue.origin !== 'array' ? { rule: 'common.tooSmall', params } : { rule: 'common.required' }
    case 'invalid_type':
      return { rule: /received undefined/u.test(issue.message) ? 'common.required' : 'common.invalid' }
    default:
      return { rule: 'common.invalid' }
  }
}

function paramsOf(issue: Issue): Record<string, number> | undefined {
  if (issue.maximum !== undefined) return { max: Number(issue.maximum) }
  if (issue.minimum !== undefined) return { min: Number(issue.minimum) }
  return undefined
}

function isRuleCode(message: string): message is RuleCode {
  const [domain, rule] = message.split('.')
  const rules = (sv as Record<string, { rules?: Record<string, string> }>)[domain ?? '']?.rules
  return rules !== undefined && Object.hasOwn(rules, rule ?? '')
}
