/**
 * A member list as it is read: what its columns hold, and by what its persons are known again.
 */
import type { InputOf } from '#contract/base.ts'
import { customFieldIdOf, customKeyOf, isCustomKey, type CustomField } from '#contract/custom-fields.ts'
import { personKeys, type ImportKey, type ImportPreviewShown, type ImportProgress, type imports } from '#contract/imports.ts'
import type { LocalDate } from '#shared/dates.ts'
import type { RuleFinding } from '#shared/i18n/index.ts'
import { RuleViolation } from '#shared/result.ts'
import type { Call } from '#core/call.ts'
import { visibleFields } from '#core/custom-fields/index.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { readSpreadsheet } from '#core/documents/spreadsheet-reader.ts'
import { findTable, mappingFindings, type Table } from './import-mapping.ts'
import { rememberedReading, type RememberedReading } from './import-mappings.ts'
import type { Matching } from './import-match.ts'
import { filledInBy } from './import-overwriting.ts'
import type { Tell } from './import-telling.ts'

/** The file, and what was decided about it. */
export type List = Pick<InputOf<(typeof imports)['preview']>, 'file' | 'columns' | 'keys' | 'choices'>

/** A list as it is read: what its columns hold, by what its persons are known again, and where that was taken from. */
export interface ReadList {
  readonly table: Table
  readonly source: ImportPreviewShown['source']
  readonly keys: readonly ImportKey[]
  readonly possibleKeys: readonly ImportKey[]
  /** The custom fields that columns hold. */
  readonly fields: readonly CustomField[]
}

/** The table in the file, with its columns and keys as they were chosen, kept from before, or recognised. @throws RuleViolation where it is no list */
export async function readList(db: ReadDb, roles: Call['user']['roles'], { file, columns, keys }: List, tell: Tell<ImportProgress>): Promise<ReadList> {
  await tell({ kind: 'progress', stage: 'opening', done: 0, total: 0 })
  const usable = await visibleFields(db, 'person', roles)
  const found = findTable(readSpreadsheet(new Uint8Array(await file.arrayBuffer()), file.name), usable)
  if (!found) throw new RuleViolation('imports.noHeadings')
  if (found.rows.length === 0) throw new RuleViolation('imports.noRows')
  const remembered = await rememberedReading(db, found.columns.map(({ heading }) => heading))
  const table = withoutUnknownFields(columns ? withChosen(found, columns) : remembered ? withRemembered(found, remembered) : found, usable)
  const possibleKeys = possibleKeysOf(table, usable)
  return {
    table,
    source: remembered ? { kind: 'mapping', id: remembered.id, name: remembered.name } : found.templateName === null ? null : { kind: 'template', name: found.templateName },
    keys: (keys ?? remembered?.keys ?? personKeys).filter((key) => possibleKeys.includes(key)),
    possibleKeys,
    fields: usable.filter(({ id }) => table.columns.some(({ target }) => target?.field === customKeyOf(id))),
  }
}

function withChosen(table: Table, columns: NonNullable<List['columns']>): Table {
  const chosen = new Map(columns.map(({ index, field, year, overwrite }) => [index, field && { field, ...(year === null ? {} : { year }), ...(overwrite && { overwrite }) }]))
  return { ...table, columns: table.columns.map((column) => ({ ...column, target: chosen.get(column.index) ?? null })) }
}

function withRemembered(table: Table, { targets }: RememberedReading): Table {
  return { ...table, columns: table.columns.map((column, index) => ({ ...column, target: targets[index] ?? null })) }
}

/** A field that has been archived since, or that these roles do not see, is left out. */
function withoutUnknownFields(table: Table, usable: readonly CustomField[]): Table {
  const isKnown = (field: string) => !isCustomKey(field) || usable.some(({ id }) => id === customFieldIdOf(field))
  return { ...table, columns: table.columns.map((column) => (column.target && !isKnown(column.target.field) ? { ...column, target: null } : column)) }
}

/** By what the persons of a list with these columns can be known again. */
function possibleKeysOf({ columns }: Table, usable: readonly CustomField[]): ImportKey[] {
  const held = new Set(columns.map(({ target }) => target?.field))
  const hasBirthDate = held.has('birthDate') || held.has('identityNumber')
  return [
    ...personKeys.filter((key) => ({ memberNumber: held.has('memberNumber'), identityNumber: held.has('identityNumber'), emailAndName: held.has('email'), nameAndBirthDate: hasBirthDate })[key]),
    ...usable.filter(({ type }) => type === 'text' || type === 'number').map(({ id }) => customKeyOf(id)).filter((key) => held.has(key)),
  ]
}

/** How the list is held against the register. */
export function matchingOf({ table, keys }: ReadList, today: LocalDate, municipalities: Matching['municipalities']): Matching {
  return { today, keys, municipalities, filledIn: filledInBy(table.columns.map(({ target }) => target)) }
}

/** Why nothing can be imported with these columns. */
export function problemsOf({ table, keys, possibleKeys }: ReadList): RuleFinding[] {
  const findings = mappingFindings(table.columns.map((column) => column.target))
  return keys.length === 0 && possibleKeys.some((key) => !isCustomKey(key)) ? [...findings, { rule: 'imports.noKeys' as const }] : findings
}
