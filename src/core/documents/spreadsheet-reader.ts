/**
 * Reads the tables that people hand in: Excel workbooks and text files. What cannot be used is refused with one sentence
 * that says what to do, and nothing is unpacked before its size is known.
 */
import { RuleViolation } from '#shared/result.ts'
import { readTextTable } from './read-text-table.ts'
import { readXlsx } from './read-xlsx.ts'
import type { ReadingLimits, Sheet, Spreadsheet } from './spreadsheet.ts'

export const defaultLimits: ReadingLimits = { bytes: 25_000_000, unpackedBytes: 150_000_000, rows: 20_000, headRows: 40, columns: 300 }

/**
 * Reads a spreadsheet whose kind is told by its content; the name only helps to say what to do.
 * @throws RuleViolation with a sentence of `imports.rules`
 */
export function readSpreadsheet(bytes: Uint8Array, fileName: string, limits: ReadingLimits = defaultLimits): Spreadsheet {
  if (bytes.length === 0) throw new RuleViolation('imports.fileEmpty')
  if (bytes.length > limits.bytes) throw new RuleViolation('imports.fileTooLarge', { max: Math.floor(limits.bytes / 1_000_000) })
  if (/\.(?:xlsm|xltm|xlam)$/iu.test(fileName)) throw new RuleViolation('imports.macroFile')
  const sheets = readSheets(bytes, limits)
  if (sheets.every((sheet) => sheet.rows.length === 0)) throw new RuleViolation('imports.fileEmpty')
  return { sheets }
}

function readSheets(bytes: Uint8Array, limits: ReadingLimits): Sheet[] {
  if (beginsWith(bytes, [0x50, 0x4b])) return readXlsx(bytes, limits)
  if (beginsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])) throw new RuleViolation(isEncryptedWorkbook(bytes) ? 'imports.fileEncrypted' : 'imports.oldExcel')
  return [readTextTable(bytes, '', limits)]
}

function beginsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte)
}

/** A workbook with a password is kept in the old container format, in a stream of this name. */
function isEncryptedWorkbook(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from('EncryptedPackage', 'utf16le'))
}
