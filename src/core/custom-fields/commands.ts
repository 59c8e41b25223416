import type { CustomField, CustomSubject, CustomValue, CustomValues } from '#contract/custom-fields.ts'
import { ValidationFailure, type FieldFinding } from '#shared/result.ts'
import type { Call } from '#core/call.ts'
import type { NewRow, ReadDb, Writer } from '#core/db/writer.ts'
import { visibleFields } from './queries.ts'
import { columnsOf, missingFindings, tidied } from './rules.ts'

/** Whose values are written, and whether she is being registered. */
export interface ValuesOf {
  readonly subject: CustomSubject
  readonly subjectId: string
  readonly isNew: boolean
}

/**
 * Writes the values that are given, in the transaction of what they belong to. Fields that are left out stay as they are.
 * @throws ValidationFailure at `customValues.<field>` for a value that is not the field's, a required one that is missing, and a field that the user may not see
 */
export async function writeCustomValues(writer: Writer, { user }: Pick<Call, 'user'>, { subject, subjectId, isNew }: ValuesOf, values: CustomValues): Promise<void> {
  const fields = await visibleFields(writer.db, subject, user.roles)
  const given = new Map(Object.entries(values).map(([id, value]) => [id, tidied(value)]))
  const unknown: FieldFinding[] = [...given.keys()].filter((id) => !fields.some((field) => field.id === id)).map((id) => ({ path: `customValues.${id}`, rule: 'common.unknownField', params: { field: id } }))
  const findings = [...unknown, ...missingFindings(fields, given, isNew), ...fields.flatMap((field) => misfits(field, given.get(field.id)))]
  if (findings.length > 0) throw new ValidationFailure(findings)
  for (const field of fields) {
    const value = given.get(field.id)
    if (value !== undefined) await writeValue(writer, field, subjectId, value)
  }
}

/**
 * Reads a value of one field that somebody with a user's roles sees, as it is written; null takes away what is there.
 * @throws ValidationFailure at `fieldId` or `value`
 */
export async function readCustomValue(db: ReadDb, { user }: Pick<Call, 'user'>, { subject, fieldId, value: typed }: { subject: CustomSubject; fieldId: string; value: CustomValue }): Promise<{ field: CustomField; value: CustomValue }> {
  const field = (await visibleFields(db, subject, user.roles)).find(({ id }) => id === fieldId)
  if (!field) throw new ValidationFailure([{ path: 'fieldId', rule: 'common.notAChoice' }])
  const value = tidied(typed)
  const findings: FieldFinding[] = value === null && field.isRequired ? [{ path: 'value', rule: 'common.required' }] : misfits(field, value).map((finding) => ({ ...finding, path: 'value' }))
  if (findings.length > 0) throw new ValidationFailure(findings)
  return { field, value }
}

/** Writes one value of a field for many. That it is one of the field's, and that the user may see it, is for the caller to have asked. */
export async function writeCustomValueOfMany(writer: Writer, field: CustomField, subjectIds: readonly string[], value: CustomValue): Promise<void> {
  for (const subjectId of subjectIds) await writeValue(writer, field, subjectId, value)
}

/** Whether a value is one of a field's. */
export function fitsField(field: CustomField, value: CustomValue): boolean {
  return value !== null && !('rule' in columnsOf(field, value))
}

/**
 * Writes values that fit their fields, of many rows at once and as fast as may be; `isNew` says that nobody has a value yet.
 * Who may see the fields, and whether the values fit, is for the caller to have asked.
 */
export async function writeManyCustomValues(writer: Writer, fields: readonly CustomField[], rows: readonly { readonly subjectId: string; readonly isNew: boolean; readonly values: CustomValues }[]): Promise<void> {
  const known = new Map(fields.map((field) => [field.id, field]))
  const fresh: NewRow<'customValues'>[] = []
  for (const { subjectId, isNew, values } of rows) {
    for (const [fieldId, value] of Object.entries(values)) {
      const field = known.get(fieldId)
      if (!field || value === null) continue
      const columns = columnsOf(field, value)
      if ('rule' in columns) continue
      if (isNew) fresh.push({ fieldId, subjectId, ...columns })
      else await writeValue(writer, field, subjectId, value)
    }
  }
  await writer.insertMany('customValues', fresh)
}

function misfits(field: CustomField, value: CustomValue | undefined): FieldFinding[] {
  if (value === undefined || value === null) return []
  const columns = columnsOf(field, value)
  return 'rule' in columns ? [{ path: `customValues.${field.id}`, ...columns }] : []
}

async function writeValue(writer: Writer, field: CustomField, subjectId: string, value: CustomValue): Promise<void> {
  const held = await writer.db.selectFrom('customValues').select('id').where('fieldId', '=', field.id).where('subjectId', '=', subjectId).executeTakeFirst()
  if (value === null) {
    if (held) await writer.delete('customValues', held.id)
    return
  }
  const columns = columnsOf(field, value)
  if ('rule' in columns) return
  if (held) await writer.update('customValues', held.id, columns)
  else await writer.insert('customValues', { fieldId: field.id, subjectId, ...columns })
}
