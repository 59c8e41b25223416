import { z } from 'zod'
import { isId } from '#shared/ids.ts'
import type { RuleCode } from '#shared/i18n/index.ts'
import { id, instant, procedure, text, version } from './base.ts'
import { roles } from './permissions.ts'

/** What a field of the association's own can be about. */
export const customSubjects = ['person', 'organisation', 'body'] as const
export type CustomSubject = (typeof customSubjects)[number]

export const customTypes = ['text', 'longText', 'number', 'money', 'date', 'yesNo', 'choice', 'multipleChoice'] as const
export type CustomType = (typeof customTypes)[number]

/**
 * A value of a custom field: text, a civil date as text or the chosen alternative; a whole number or öre; yes or no; the chosen alternatives.
 * Which of them a field takes follows from its type.
 */
export const customValue = z.union([z.string().max(4000, 'common.tooLong'), z.int(), z.boolean(), z.array(z.string().max(100)).max(50)]).nullable()
export type CustomValue = z.output<typeof customValue>

/** Values by their fields' identifiers. Fields that are left out stay as they are; one that stands in a form untouched has no value. */
export const customValues = z.record(id, customValue.optional().transform((value) => value ?? null))
export type CustomValues = z.output<typeof customValues>
export type TypedCustomValues = z.input<typeof customValues>

const field = z.object({ id, subject: z.enum(customSubjects), name: z.string(), type: z.enum(customTypes), choices: z.array(z.string()), isRequired: z.boolean() })
export type CustomField = z.output<typeof field>

/** A person's custom field where it stands among the register's own, in filters and columns: `custom:` and its identifier. */
export type CustomKey = `custom:${string}`
const customPrefix = 'custom:'

/** The name of a custom field among the register's own. */
export function customKeyOf(fieldId: string): CustomKey {
  return `${customPrefix}${fieldId}`
}

/** Which custom field is meant; nothing for one of the register's own. */
export function customFieldIdOf(name: string): string | undefined {
  return name.startsWith(customPrefix) ? name.slice(customPrefix.length) : undefined
}

/** Whether a custom field is meant, and not one of the register's own. */
export function isCustomKey(name: string): name is CustomKey {
  return customFieldIdOf(name) !== undefined
}

export const customKey = z.string().refine((name) => isId(customFieldIdOf(name) ?? ''), 'common.invalid' satisfies RuleCode) as unknown as z.ZodType<CustomKey, CustomKey>

const definition = field.extend({
  version,
  visibleToRoles: z.array(z.enum(roles)),
  archivedAt: instant.nullable(),
  /** How many have a value. */
  valueCount: z.int(),
})
export type CustomFieldDefinition = z.output<typeof definition>

const described = {
  name: text(80),
  type: z.enum(customTypes),
  /** For a choice: its alternatives, in order. */
  choices: z.array(text(100)).max(50, 'common.tooLarge').default([]),
  /** Demanded when somebody registers by hand; a list that is imported need not have it. */
  isRequired: z.boolean().default(false),
  /** Who sees it and may fill it in; nobody else knows that it is there. */
  visibleToRoles: z.array(z.enum(roles)).min(1, 'common.required'),
}

export const customFields = {
  list: procedure({ permission: 'signedIn', summary: 'The custom fields that one’s roles may see, in order' })
    .input(z.strictObject({ subject: z.enum(customSubjects) }))
    .output(z.array(field)),
  definitions: procedure({ permission: 'association.manage', summary: 'Every custom field as it is defined, archived ones too' })
    .input(z.strictObject({}).optional())
    .output(z.array(definition)),
  create: procedure({ permission: 'association.manage', summary: 'Add a custom field; it stands last' })
    .input(z.strictObject({ subject: z.enum(customSubjects), ...described }))
    .output(z.object({ id })),
  update: procedure({ permission: 'association.manage', summary: 'Change a custom field; its type only while nobody has a value' })
    .input(z.strictObject({ id, version, ...described }))
    .output(z.object({})),
  move: procedure({ permission: 'association.manage', summary: 'Move a custom field one step up or down' })
    .input(z.strictObject({ id, direction: z.enum(['up', 'down']) }))
    .output(z.object({})),
  archive: procedure({ permission: 'association.manage', summary: 'Hide a custom field everywhere; its values are kept' }).input(z.strictObject({ id, version })).output(z.object({})),
  restore: procedure({ permission: 'association.manage', summary: 'Show an archived custom field again' }).input(z.strictObject({ id, version })).output(z.object({})),
}
