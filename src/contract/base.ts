import { oc } from '@orpc/contract'
import { z } from 'zod'
import { isLocalDate, isLocalTime, type Instant, type LocalDate, type LocalTime } from '#shared/dates.ts'
import { isId } from '#shared/ids.ts'
import type { RuleCode } from '#shared/i18n/index.ts'
import type { Permission } from './permissions.ts'

/** What the door must know of a procedure before it lets a call in. */
export interface ProcedureMeta {
  /** `anyone` needs no sign-in, `signedIn` any user; otherwise the user must hold the permission. */
  readonly permission: Permission | 'anyone' | 'signedIn'
  /** One line for people: what the procedure does. Shown by the command line. */
  readonly summary: string
}

const ruleCode = z.string() as unknown as z.ZodType<RuleCode>
const params = z.record(z.string(), z.union([z.string(), z.number()])).optional()

/** What a rule says: a code, and what its sentence names. */
export const finding = z.object({ rule: ruleCode, params })

/** The errors that are part of every procedure's promise. Anything else is a bug and carries only a reference number. */
const expectedErrors = {
  VALIDATION: { status: 422, data: z.object({ fields: z.array(z.object({ path: z.string(), ...finding.shape })) }) },
  RULE_VIOLATION: { status: 409, data: finding },
  NOT_FOUND: { status: 404 },
  CONFLICT: { status: 409 },
  SIGNED_OUT: { status: 401 },
  NOT_ALLOWED: { status: 403 },
  UNEXPECTED: { status: 500, data: z.object({ reference: z.string() }) },
} as const

/** Begins a procedure of the contract. Without a permission it does not compile. */
export function procedure(meta: ProcedureMeta) {
  return oc.$meta<ProcedureMeta>({ permission: 'signedIn', summary: '' }).errors(expectedErrors).meta(meta)
}

interface WithInput {
  readonly '~orpc': { readonly inputSchema?: z.ZodType | undefined }
}

/** What a procedure's service is handed: its input as the schema has read it, defaults filled in. */
export type InputOf<Procedure extends WithInput> = z.output<NonNullable<Procedure['~orpc']['inputSchema']>>
/** What a procedure is sent: its input before the schema has read it. */
export type SentTo<Procedure extends WithInput> = z.input<NonNullable<Procedure['~orpc']['inputSchema']>>

/** Field schemas. Every message is a rule code, so that window and command line can say it in the reader's language. */
export const id = z.string().refine(isId, 'common.invalid' satisfies RuleCode)
export const localDate = z.string().refine(isLocalDate, 'common.notADate' satisfies RuleCode) as unknown as z.ZodType<LocalDate, LocalDate>
export const localTime = z.string().refine(isLocalTime, 'common.notATime' satisfies RuleCode) as unknown as z.ZodType<LocalTime, LocalTime>
export const instant = z.string() as unknown as z.ZodType<Instant, Instant>
/** Whole öre. */
export const ore = z.int('common.notAnAmount' satisfies RuleCode)
/** A row's version, for noticing that somebody else changed it. */
export const version = z.int().min(1)
/** Text of at most `max` characters that says something. */
export const text = (max = 200) =>
  z.string('common.required' satisfies RuleCode).trim().min(1, 'common.required' satisfies RuleCode).max(max, 'common.tooLong' satisfies RuleCode)
/** Text that may be left out; an empty string becomes null. */
export const optionalText = (max = 200) =>
  z.string().trim().max(max, 'common.tooLong' satisfies RuleCode).transform((value) => (value === '' ? null : value)).nullable().default(null)

/** A window of a long list: rows from `offset`, at most 500. */
export const page = { offset: z.int().min(0).default(0), limit: z.int().min(1).max(500).default(100) }
