import { z } from 'zod'

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
