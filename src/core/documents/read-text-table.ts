/**
 * Reads a table in a text file: CSV with semicolons, commas, tabs or bars, in the encodings that Swedish programs write.
 */
import Papa from 'papaparse'
import { RuleViolation } from '#shared/result.ts'
import type { Cell, ReadingLimits, Sheet } from './spreadsheet.ts'

/** Of two separators that occur as often, the first listed is taken: commas also stand in names and amounts. */
const separators = [';', '\t', ',', '|']

/** The one sheet of a text file. Throws a RuleViolation that says what to do where the file cannot be used. */
export function readTextTable(bytes: Uint8Array, name: string, limits: ReadingLimits): Sheet {
  const { text, separator } = withoutSeparatorLine(decode(bytes))
  if (text.includes('\u0000')) throw new RuleViolation('imports.notASpreadsheet')
  if (text.trim() === '') throw new RuleViolation('imports.fileEmpty')
  if (/^\s*(?:<\?xml|<!doctype|<html|<table|\{\\rtf|%PDF)/iu.test(text)) throw new RuleViolation('imports.notASpreadsheet')
  const { data, errors } = Papa.parse<string[]>(text, { delimiter: separator ?? guessSeparator(text), skipEmptyLines: false, preview: limits.rows + limits.headRows + 2 })
  // A quotation mark in the wrong place makes one cell of many rows.
  const misquoted = errors.find(({ type }) => type === 'Quotes')
  if (misquoted) throw new RuleViolation('imports.quoteMisplaced', { row: (misquoted.row ?? 0) + 1 })
  const rows = data.map((fields) => readRow(fields, limits))
  while (rows.at(-1)?.length === 0) rows.pop()
  if (rows.length > limits.rows + limits.headRows) throw new RuleViolation('imports.tooManyRows', { max: limits.rows })
  return { name, rows, isHidden: false, hiddenColumns: [] }
}

function readRow(fields: readonly string[], limits: ReadingLimits): readonly Cell[] {
  const cells: Cell[] = fields.map((field) => (field.trim() === '' ? null : field))
  while (cells.length > 0 && cells.at(-1) === null) cells.pop()
  if (cells.length > limits.columns) throw new RuleViolation('imports.tooManyColumns', { max: limits.columns })
  return cells
}

/** The text of a file in UTF-8, UTF-16 with byte order mark, or Windows-1252; refuses what none of them can be. */
function decode(bytes: Uint8Array): string {
  const text = decodeUnicode(bytes)
  if (text !== undefined) return refuseIf(wasEncodedWrongly(text), text)
  const guess = new TextDecoder('windows-1252').decode(bytes)
  return refuseIf(isFromDosOrOldMac(guess) || wasEncodedWrongly(guess), guess)
}

function refuseIf(isGarbled: boolean, text: string): string {
  if (isGarbled) throw new RuleViolation('imports.wrongEncoding')
  return text
}

function decodeUnicode(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  if (bytes.includes(0)) throw new RuleViolation('imports.notASpreadsheet')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** Whether å, ä and ö were lost before the file was written: replaced by `\ufffd`, or encoded twice (`Ã¥`). */
function wasEncodedWrongly(text: string): boolean {
  return text.includes('\ufffd') || /Ã[\u0080-\u00bf…„†–—•€šœžŸ]/u.test(text)
}

/** Whether the letters å, ä and ö of DOS or an old Mac came out as signs within words (`Upp†kra`, `HŒkan`). */
function isFromDosOrOldMac(text: string): boolean {
  return !/[åäöÅÄÖ]/u.test(text) && /[†„”™Ž\u008f]\p{Ll}|\p{L}[†„”ŒŠš]\p{L}/u.test(text)
}

/** Excel's own first line, `sep=;`, says the separator and is no row of the table. */
function withoutSeparatorLine(text: string): { text: string; separator?: string } {
  const line = /^sep=(.)\r?\n/iu.exec(text)
  return line?.[1] ? { text: text.slice(line[0].length), separator: line[1] } : { text }
}

/** The sign that stands in most lines equally: the one with the highest median count among the first lines. */
function guessSeparator(text: string): string {
  const lines = text.slice(0, 100_000).split(/\r\n|\n|\r/u).filter((line) => line.trim() !== '').slice(0, 100)
  const scored = separators.map((separator) => ({ separator, score: median(lines.map((line) => line.replace(/"[^"]*"/gu, '').split(separator).length - 1)) }))
  return scored.reduce((best, candidate) => (candidate.score > best.score ? candidate : best)).separator
}

function median(counts: readonly number[]): number {
  return counts.toSorted((a, b) => a - b)[Math.floor(counts.length / 2)] ?? 0
}
