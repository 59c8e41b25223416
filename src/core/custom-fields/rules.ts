import { z } from 'zod'
import type { CustomField, CustomType, CustomValue } from '#contract/custom-fields.ts'
import type { Role } from '#contract/permissions.ts'
import { isLocalDate, type LocalDate } from '#shared/dates.ts'
import type { RuleCode, RuleFinding } from '#shared/i18n/index.ts'
import type { Ore } from '#shared/money.ts'
import type { FieldFinding } from '#shared/result.ts'

/** Where a value lies: each kind in a column of its own, so that none is kept as text that another kind is read out of. */
export interface ValueColumns {
  readonly valueText: string | null
  readonly valueNumber: number | null
  readonly valueOre: Ore | null
  readonly valueOn: LocalDate | null
  readonly isYes: 0 | 1 | null
  readonly valueChoicesJson: string | null
}

const noValue: ValueColumns = { valueText: null, valueNumber: null, valueOre: null, valueOn: null, isYes: null, valueChoicesJson: null }

/** The largest whole number that both engines keep in an ordinary column. */
const largestNumber = 2_147_483_647

const choicesSchema = z.array(z.string())

/** Reads a list of texts as it is stored. */
export function readTexts(json: string): string[] {
  return choicesSchema.parse(JSON.parse(json))
}

/** Whether somebody with these roles sees a field. */
export function isVisibleTo(visibleToRoles: readonly string[], held: readonly Role[]): boolean {
  return held.some((role) => visibleToRoles.includes(role))
}

/** What is typed as it is kept: nothing for an empty text or no alternatives at all. */
export function tidied(value: CustomValue): CustomValue {
  if (typeof value === 'string') return value.trim() === '' ? null : value.trim()
  return Array.isArray(value) && value.length === 0 ? null : value
}

type Placing = (value: Exclude<CustomValue, null>, choices: readonly string[]) => Partial<ValueColumns> | RuleCode

const placings: Record<CustomType, Placing> = {
  text: (value) => (typeof value === 'string' ? (value.length > 200 || value.includes('\n') ? 'common.tooLong' : { valueText: value }) : 'common.invalid'),
  longText: (value) => (typeof value === 'string' ? { valueText: value } : 'common.invalid'),
  number: (value) => (typeof value === 'number' ? (Math.abs(value) <= largestNumber ? { valueNumber: value } : 'customFields.numberTooLarge') : 'common.notANumber'),
  money: (value) => (typeof value === 'number' ? { valueOre: value } : 'common.notAnAmount'),
  date: (value) => (typeof value === 'string' && isLocalDate(value) ? { valueOn: value } : 'common.notADate'),
  yesNo: (value) => (typeof value === 'boolean' ? { isYes: value ? 1 : 0 } : 'common.invalid'),
  choice: (value, choices) => (typeof value === 'string' && choices.includes(value) ? { valueText: value } : 'common.notAChoice'),
  multipleChoice: (value, choices) =>
    Array.isArray(value) && value.every((choice) => choices.includes(choice)) ? { valueChoicesJson: JSON.stringify(choices.filter((choice) => value.includes(choice))) } : 'common.notAChoice',
}

/** The columns of a value that has been tidied, or why it is not one of the field's. */
export function columnsOf({ type, choices }: Pick<CustomField, 'type' | 'choices'>, value: Exclude<CustomValue, null>): ValueColumns | RuleFinding {
  const placed = placings[type](value, choices)
  return typeof placed === 'string' ? { rule: placed } : { ...noValue, ...placed }
}

/** A value read back from its column. */
export function valueOf(type: CustomType, row: ValueColumns): CustomValue {
  switch (type) {
    case 'text':
    case 'longText':
    case 'choice':
      return row.valueText
    case 'number':
      return row.valueNumber
    case 'money':
      return row.valueOre
    case 'date':
      return row.valueOn
    case 'yesNo':
      return row.isYes === null ? null : row.isYes === 1
    default:
      return row.valueChoicesJson === null ? null : readTexts(row.valueChoicesJson)
  }
}

/** Which required fields are left empty: on registration all that were not given, on a change only those that are emptied. */
export function missingFindings(fields: readonly Pick<CustomField, 'id' | 'isRequired'>[], given: ReadonlyMap<string, CustomValue>, isNew: boolean): FieldFinding[] {
  return fields
    .filter(({ id, isRequired }) => isRequired && (given.has(id) ? given.get(id) === null : isNew))
    .map(({ id }) => ({ path: `customValues.${id}`, rule: 'common.required' }))
}

/** A field's definition as far as it can be refused. */
export interface Described {
  readonly name: string
  readonly type: CustomType
  readonly choices: readonly string[]
}

const choiceTypes: readonly CustomType[] = ['choice', 'multipleChoice']

/** What cannot be of a new or changed definition, beside others about the same thing. */
export function definitionFindings({ name, type, choices }: Described, others: readonly { readonly name: string }[]): FieldFinding[] {
  const findings: FieldFinding[] = []
  const folded = name.toLocaleLowerCase('sv')
  if (others.some((other) => other.name.toLocaleLowerCase('sv') === folded)) findings.push({ path: 'name', rule: 'customFields.nameTaken' })
  const kept = keptChoices(type, choices)
  if (choiceTypes.includes(type) && kept.length < 2) findings.push({ path: 'choices', rule: 'customFields.tooFewChoices' })
  if (new Set(kept).size !== kept.length) findings.push({ path: 'choices', rule: 'customFields.choiceTwice' })
  return findings
}

/** Refuses a change that the values there are would not fit: another type, or an alternative taken away that somebody has. */
export function changeFinding(before: Described, after: Described, values: readonly ValueColumns[]): FieldFinding | undefined {
  if (values.length === 0) return undefined
  if (before.type !== after.type) return { path: 'type', rule: 'customFields.typeInUse', params: { count: values.length } }
  if (!choiceTypes.includes(after.type)) return undefined
  const used = values.flatMap((row) => valueOf(after.type, row) ?? []) as string[]
  const lost = used.find((choice) => !after.choices.includes(choice))
  return lost === undefined ? undefined : { path: 'choices', rule: 'customFields.choiceInUse', params: { choice: lost } }
}

/** The alternatives of a type that has any. */
export function keptChoices(type: CustomType, choices: readonly string[]): readonly string[] {
  return choiceTypes.includes(type) ? choices : []
}
