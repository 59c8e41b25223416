import { messages, type Language } from './index.ts'
import { sv } from './sv/index.ts'

/** Where the words stand for what a procedure did, as a heading in the history. What has none of its own is said to be a change. */
export function didKey(procedure: string): 'journal.did.other' {
  const [domain = '', name = ''] = procedure.split('.')
  const known = (sv.journal.did as unknown as Record<string, Record<string, string> | undefined>)[domain]
  // Every such key takes no values, as the one that is named here.
  return known && name in known ? (`journal.did.${domain}.${name}` as 'journal.did.other') : 'journal.did.other'
}

/** What a column is called where people read of a change, or of what is kept about them: mostly the same in every table. */
export function columnLabel(language: Language, table: string, column: string): string {
  const { fields, fieldsOf } = messages[language].journal
  return (fieldsOf as Record<string, Record<string, string>>)[table]?.[column] ?? (fields as Record<string, string>)[column] ?? column
}
