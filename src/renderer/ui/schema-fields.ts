import { z } from 'zod'
import type { FieldFinding } from '#shared/result.ts'
import type { RuleCode, RuleParams } from '#shared/i18n/index.ts'

/**
 * Whether the field at a path must be filled in: `true` when the schema takes neither nothing, null nor an empty text,
 * `false` when it does, undefined when the schema cannot be followed there, the field is a yes-or-no, or
 * a choice is made from the start.
 */
export function isRequiredAt(schema: z.ZodType, path: string): boolean | undefined {
  const field = path.split('.').reduce<z.ZodType | undefined>((at, key) => at && childOf(at, key), schema)
  if (!field || inner(field) instanceof z.ZodBoolean || inner(field) instanceof z.ZodArray) return undefined
  if ([null, ''].some((empty) => field.safeParse(empty).success)) return false
  if (field instanceof z.ZodDefault) return undefined
  return !field.safeParse(undefined).success
}

function childOf(schema: z.ZodType, key: string): z.ZodType | undefined {
  const plain = inner(schema)
  if (plain instanceof z.ZodObject) return plain.shape[key] as z.ZodType | undefined
  if (plain instanceof z.ZodArray) return plain.element as z.ZodType
  return undefined
}

/** The schema behind optional, nullable, default and pipes. */
function inner(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault) return inner(schema.unwrap() as z.ZodType)
  if (schema instanceof z.ZodPipe) return inner(schema.in as z.ZodType)
  return schema
}

/** What a schema has against some values, as findings with the parameters that their sentences need. */
export function findingsOf(issues: readonly z.core.$ZodIssue[]): FieldFinding[] {
  return issues.map((issue) => ({ path: issue.path.join('.'), ...findingOfIssue(issue) }))
}

function findingOfIssue(issue: z.core.$ZodIssue): { rule: RuleCode; params?: RuleParams } {
  const params = limits(issue)
  const rule = isRuleCode(issue.message) && !isLimitOfNumber(issue) ? issue.message : fallbackRule(issue)
  const said = isNothing(issue) ? 'common.required' : rule
  return params ? { rule: said, params } : { rule: said }
}

/** Messages of ours are rule codes; those of the library are English sentences. */
function isRuleCode(message: string): message is RuleCode {
  return /^[a-zA-Z]+\.[a-zA-Z]+$/u.test(message)
}

function isNothing(issue: z.core.$ZodIssue): boolean {
  return (issue.code === 'invalid_type' || issue.code === 'invalid_value') && (issue.input === null || issue.input === undefined || issue.input === '')
}

/** A number's schema lends its "write an amount" to its limits too; there the limit says more. */
function isLimitOfNumber(issue: z.core.$ZodIssue): boolean {
  return (issue.code === 'too_big' || issue.code === 'too_small') && issue.origin !== 'string' && issue.origin !== 'array'
}

function fallbackRule(issue: z.core.$ZodIssue): RuleCode {
  switch (issue.code) {
    case 'too_big':
      return issue.origin === 'string' ? 'common.tooLong' : 'common.tooLarge'
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array' ? 'common.required' : 'common.tooSmall'
    case 'invalid_value':
      return 'common.notAChoice'
    default:
      return 'common.invalid'
  }
}

function limits(issue: z.core.$ZodIssue): RuleParams | undefined {
  if (issue.code === 'too_big') return { max: Number(issue.maximum) }
  if (issue.code === 'too_small') return { min: Number(issue.minimum) }
  return undefined
}
