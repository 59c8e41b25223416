import { customSubjects, type CustomField, type CustomFieldDefinition, type CustomSubject, type CustomType, type CustomValues } from '#contract/custom-fields.ts'
import type { Role } from '#contract/permissions.ts'
import type { Call } from '#core/call.ts'
import type { Row } from '#core/db/schema.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { isVisibleTo, readTexts, valueOf } from './rules.ts'

type Held = readonly Role[]

/** A field as it is defined. */
export function readField(row: Row<'customFields'>) {
  return {
    id: row.id, subject: row.subject as CustomSubject, name: row.name, type: row.valueType as CustomType, choices: readTexts(row.choicesJson), isRequired: row.isRequired === 1,
    visibleToRoles: readTexts(row.visibleToRolesJson) as Role[],
  }
}

/** The fields in use that somebody with these roles may see and fill in, in order. */
export async function visibleFields(db: ReadDb, subject: CustomSubject, held: Held): Promise<CustomField[]> {
  const rows = await db.selectFrom('customFields').selectAll().where('subject', '=', subject).where('archivedAt', 'is', null).orderBy('position').orderBy('id').execute()
  return rows
    .map(readField)
    .filter(({ visibleToRoles }) => isVisibleTo(visibleToRoles, held))
    .map(({ visibleToRoles: _visibleToRoles, ...field }) => field)
}

/** The values that somebody with these roles may see of one person, organisation or body; fields without a value are left out. */
export async function customValuesOf(db: ReadDb, { subject, subjectId, roles }: { subject: CustomSubject; subjectId: string; roles: Held }): Promise<CustomValues> {
  const fields = new Map((await visibleFields(db, subject, roles)).map((field) => [field.id, field]))
  const rows = await db.selectFrom('customValues').selectAll().where('subjectId', '=', subjectId).execute()
  return Object.fromEntries(rows.flatMap((row) => {
    const field = fields.get(row.fieldId)
    return field ? [[field.id, valueOf(field.type, row)]] : []
  }))
}

export type PersonField = ReturnType<typeof readField> & Pick<Row<'customFields'>, 'archivedAt'>

/** The definitions of persons' fields by their identifiers, archived ones too and whoever sees them. */
export async function personFieldsOf(db: ReadDb, fieldIds: readonly string[]): Promise<ReadonlyMap<string, PersonField>> {
  if (fieldIds.length === 0) return new Map()
  const rows = await db.selectFrom('customFields').selectAll().where('subject', '=', 'person').where('id', 'in', [...new Set(fieldIds)]).execute()
  return new Map(rows.map((row) => [row.id, { ...readField(row), archivedAt: row.archivedAt }]))
}

/** What persons have in some fields, by the persons' identifiers. Who may see them is for the caller to ask first. */
export async function valuesOfPersons(db: ReadDb, fieldIds: readonly string[], personIds: readonly string[]): Promise<ReadonlyMap<string, CustomValues>> {
  const fields = await personFieldsOf(db, fieldIds)
  if (fields.size === 0 || personIds.length === 0) return new Map()
  const rows = await db.selectFrom('customValues').selectAll().where('fieldId', 'in', [...fields.keys()]).where('subjectId', 'in', personIds).execute()
  const groups = Map.groupBy(rows, ({ subjectId }) => subjectId)
  return new Map([...groups].map(([personId, own]) => [personId, Object.fromEntries(own.flatMap((row) => {
    const field = fields.get(row.fieldId)
    return field ? [[field.id, valueOf(field.type, row)]] : []
  }))]))
}

/** What everybody has in some fields, by whose they are. Who may see them is for the caller to ask first. */
export async function valuesOfFields(db: ReadDb, fields: readonly CustomField[]): Promise<ReadonlyMap<string, CustomValues>> {
  if (fields.length === 0) return new Map()
  const types = new Map(fields.map(({ id, type }) => [id, type]))
  const rows = await db.selectFrom('customValues').selectAll().where('fieldId', 'in', [...types.keys()]).execute()
  const groups = Map.groupBy(rows, ({ subjectId }) => subjectId)
  return new Map([...groups].map(([subjectId, own]) => [subjectId, Object.fromEntries(own.map((row) => [row.fieldId, valueOf(types.get(row.fieldId) as CustomType, row)]))]))
}

/** Which of these values the history may show to somebody with these roles, by the identifiers of their fields. */
export async function visibleFieldIds(db: ReadDb, fieldIds: readonly string[], roles: Held): Promise<ReadonlySet<string>> {
  if (fieldIds.length === 0) return new Set()
  const rows = await db.selectFrom('customFields').selectAll().where('id', 'in', [...new Set(fieldIds)]).execute()
  return new Set(rows.map(readField).filter(({ visibleToRoles }) => isVisibleTo(visibleToRoles, roles)).map(({ id }) => id))
}

/** Every field as it is defined, with how many have a value. */
export async function listDefinitions({ store: { db } }: Call): Promise<CustomFieldDefinition[]> {
  const [rows, counts] = await Promise.all([
    db.selectFrom('customFields').selectAll().orderBy('position').orderBy('id').execute(),
    db.selectFrom('customValues').select('fieldId').select((eb) => eb.fn.countAll().as('count')).groupBy('fieldId').execute(),
  ])
  const countOf = new Map(counts.map(({ fieldId, count }) => [fieldId, Number(count)]))
  const place = (subject: string) => customSubjects.indexOf(subject as CustomSubject)
  return rows
    .toSorted((a, b) => place(a.subject) - place(b.subject))
    .map((row) => ({ ...readField(row), version: row.version, archivedAt: row.archivedAt, valueCount: countOf.get(row.id) ?? 0 }))
}
