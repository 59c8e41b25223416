import { describe, expect, it } from 'vitest'
import { contract } from '#contract/index.ts'
import type { ProcedureMeta } from '#contract/base.ts'
import { parseSpec } from '#core/db/columns.ts'
import { tables } from '#core/db/schema.ts'
import { sv } from '#shared/i18n/index.ts'
import { columnLabel } from '#shared/i18n/journal-words.ts'

/** Columns that no history shows: keys, what the program works with, and numbers that only payers may read. */
const hidden = new Set(['id', 'version', 'nameSort', 'createdAt', 'identityNumber', 'clearingNumber', 'accountNumber', 'payerName', 'payerText', 'snapshotJson', 'filterJson', 'columnsJson', 'pairsJson', 'headingsHash', 'mappingJson', 'savedAt', 'entryId'])
const journalTables = new Set(['journalEntries', 'journalChanges', 'formDrafts'])

/** Those that need only be allowed to read, and still journal that something was given out. */
const readsAndNotes = /Document$|^recover$/u
/** Procedures that write nothing, or whose writing is another procedure's. */
const silent = /^(?:session\.(?!recover$)|association\.removeDemo|users\.list|backups\.(?:list|listAtSignIn|make)|imports\.(?:preview|list|mappings)|memberships\.(?:preview|list))/u

describe('The history', () => {
  it('has a name for every table and every column that it can show', () => {
    for (const [table, columns] of Object.entries(tables)) {
      if (journalTables.has(table)) continue
      expect(sv.journal.tables, table).toHaveProperty(table)
      for (const [column, spec] of Object.entries(columns)) if (!hidden.has(column)) expect(sv.journal.fields, `${table}.${column} (${parseSpec(spec).kind})`).toHaveProperty(column)
    }
  })

  it('calls a column by what it is in its table, where that differs', () => {
    expect([columnLabel('sv', 'membershipConfirmations', 'method'), columnLabel('sv', 'bodies', 'method')]).toEqual(['Sätt', 'Metod'])
    expect([columnLabel('sv', 'proposals', 'outcome'), columnLabel('sv', 'associationSupport', 'outcome')]).toEqual(['Svar', 'Vad det ledde till'])
    expect([columnLabel('en', 'proposals', 'answer'), columnLabel('en', 'meetingAnswers', 'answer')]).toEqual(['The host’s answer', 'Answer'])
  })

  it('names by table only columns that there are, and only where the name differs', () => {
    for (const [table, labels] of Object.entries(sv.journal.fieldsOf)) {
      for (const [column, label] of Object.entries(labels)) {
        expect(tables[table as keyof typeof tables], table).toHaveProperty(column)
        expect(label).not.toBe((sv.journal.fields as Record<string, string>)[column])
      }
    }
  })

  it('says in words what every writing procedure did', () => {
    for (const [domain, group] of Object.entries(contract)) {
      for (const [name, procedure] of Object.entries(group)) {
        const { permission } = procedure['~orpc'].meta as ProcedureMeta
        const reads = permission.endsWith('.read') || (permission === 'signedIn' && !name.startsWith('undo')) || /^preview(?:$|[A-Z])/u.test(name)
        if ((!reads || readsAndNotes.test(name)) && !silent.test(`${domain}.${name}`)) expect(sv.journal.did, `${domain}.${name}`).toHaveProperty([domain, name])
      }
    }
  })
})
