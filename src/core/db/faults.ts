import { RuleViolation } from '#shared/result.ts'
import type { RuleCode } from '#shared/i18n/index.ts'

const sentences: Readonly<Record<string, RuleCode>> = {
  SQLITE_NOTADB: 'association.fileDamaged',
  SQLITE_CORRUPT: 'association.fileDamaged',
  SQLITE_FULL: 'association.diskFull',
  ENOSPC: 'association.diskFull',
  SQLITE_READONLY: 'association.fileNotWritable',
  SQLITE_CANTOPEN: 'association.fileNotWritable',
  SQLITE_IOERR: 'association.fileNotWritable',
  EACCES: 'association.fileNotWritable',
  EPERM: 'association.fileNotWritable',
  EROFS: 'association.fileNotWritable',
}

/** Whether a row names another that is not there: said by SQLite, or by PostgreSQL. */
export function isMissingReference(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'SQLITE_CONSTRAINT_FOREIGNKEY' || error.code === '23503')
}

/** Whether an error says that a database file is damaged. */
export function isDamage(error: unknown): boolean {
  return ruleOf(error) === 'association.fileDamaged'
}

/** Turns what a disk or a database file can do to us into a sentence; any other error is given back as it was. */
export function asStorageFault(error: unknown): unknown {
  const rule = ruleOf(error)
  return rule ? new RuleViolation(rule) : error
}

function ruleOf(error: unknown): RuleCode | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return sentences[code] ?? sentences[code.split('_').slice(0, 2).join('_')]
}
