/**
 * Reads the cells of an Excel workbook. Only the parts that hold cells are unpacked, under a cap, and handed to exceljs;
 * pictures, drawings, comments, external links and the like never reach it, and nothing is written to temporary files.
 */
import Excel from 'exceljs'
import { zipSync } from 'fflate'
import { fromSpreadsheetDate } from '#shared/dates.ts'
import { RuleViolation } from '#shared/result.ts'
import { listZip, unpackEntry, type ZipEntry } from './read-zip.ts'
import type { Cell, ReadingLimits, Sheet } from './spreadsheet-reader.ts'

/** A workbook that is honest has some tens of parts, and its text packs to a tenth or so. */
const mostEntries = 5_000
const highestRatio = 300
const ratioMattersFrom = 5_000_000

/** The parts with cell values and what is needed to understand them. */
const wantedPart = /^\/?(?:\[Content_Types\]\.xml|_rels\/\.rels|xl\/(?:workbook|sharedStrings|styles)\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/worksheets\/(?:_rels\/)?sheet\d+\.xml(?:\.rels)?)$/iu

/** What exceljs need not look at in a sheet. */
const ignoreNodes = [
  'autoFilter', 'colBreaks', 'conditionalFormatting', 'dataValidations', 'drawing', 'extLst', 'headerFooter', 'legacyDrawing', 'pageMargins', 'pageSetup',
  'picture', 'printOptions', 'rowBreaks', 'sheetFormatPr', 'sheetProtection', 'sheetViews', 'tableParts',
]

const noCells: readonly Cell[] = []

/** The sheets of a workbook. Throws a RuleViolation that says what to do where the file cannot be used. */
export async function readXlsx(bytes: Uint8Array, limits: ReadingLimits): Promise<Sheet[]> {
  const entries = listed(bytes)
  refuseUnusable(entries, limits)
  const workbook = await load(clean(bytes, entries))
  return workbook.worksheets.map((sheet) => readSheet(sheet, limits))
}

function listed(bytes: Uint8Array): ZipEntry[] {
  try {
    return listZip(bytes)
  } catch {
    throw new RuleViolation('imports.fileDamaged')
  }
}

function refuseUnusable(entries: readonly ZipEntry[], limits: ReadingLimits): void {
  const names = new Set(entries.map((entry) => entry.name.replace(/^\//u, '').toLowerCase()))
  if (entries.some((entry) => entry.isEncrypted)) throw new RuleViolation('imports.fileEncrypted')
  if (entries.length > mostEntries || unpacksTooLarge(entries, limits)) throw new RuleViolation('imports.fileUnpacksTooLarge')
  if (names.has('xl/vbaproject.bin')) throw new RuleViolation('imports.macroFile')
  if (names.has('xl/workbook.bin')) throw new RuleViolation('imports.oldExcel')
  if (names.has('mimetype') && names.has('content.xml')) throw new RuleViolation('imports.openDocument')
  if (!names.has('xl/workbook.xml')) throw new RuleViolation('imports.notASpreadsheet')
}

function unpacksTooLarge(entries: readonly ZipEntry[], limits: ReadingLimits): boolean {
  const total = entries.reduce((sum, entry) => sum + entry.unpackedSize, 0)
  return total > limits.unpackedBytes || entries.some((entry) => entry.unpackedSize > ratioMattersFrom && entry.unpackedSize > highestRatio * entry.packedSize)
}

/** The same workbook with nothing but its cells, stored unpacked. */
function clean(bytes: Uint8Array, entries: readonly ZipEntry[]): Uint8Array {
  try {
    const parts = entries.filter((entry) => wantedPart.test(entry.name)).map((entry) => [entry.name.replace(/^\//u, ''), cleanPart(unpackEntry(bytes, entry))])
    return zipSync(Object.fromEntries(parts) as Record<string, Uint8Array>, { level: 0 })
  } catch {
    throw new RuleViolation('imports.fileDamaged')
  }
}

/**
 * Refuses entities, which spreadsheets have no use for, and takes away the prefix that some programs
 * write before every element (`<x:row>`), since exceljs does not know it.
 */
function cleanPart(part: Uint8Array): Uint8Array {
  const start = Buffer.from(part.buffer, part.byteOffset, Math.min(part.byteLength, 4_096)).toString('utf8')
  if (start.includes('<!DOCTYPE') || start.includes('<!ENTITY')) throw new RangeError('A part of the workbook declares entities')
  const prefix = /<(\w+):(?:worksheet|workbook|sst|styleSheet|Relationships|Types)[\s>]/u.exec(start)?.[1]
  if (prefix === undefined) return part
  const whole = Buffer.from(part.buffer, part.byteOffset, part.byteLength).toString('utf8')
  return Buffer.from(whole.replaceAll(`<${prefix}:`, '<').replaceAll(`</${prefix}:`, '</'))
}

async function load(bytes: Uint8Array): Promise<Excel.Workbook> {
  const workbook = new Excel.Workbook()
  try {
    await workbook.xlsx.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer, { ignoreNodes })
  } catch {
    throw new RuleViolation('imports.fileDamaged')
  }
  return workbook
}

function readSheet(sheet: Excel.Worksheet, limits: ReadingLimits): Sheet {
  const rows: (readonly Cell[])[] = []
  let filled = 0
  sheet.eachRow((row, rowNumber) => {
    const cells = readRow(row, limits)
    if (cells.length === 0) return
    if (++filled > limits.rows) throw new RuleViolation('imports.tooManyRows', { max: limits.rows })
    while (rows.length < rowNumber - 1) rows.push(noCells)
    rows.push(cells)
  })
  return { name: sheet.name, rows, isHidden: sheet.state !== 'visible', hiddenColumns: hiddenColumns(sheet, rows) }
}

function readRow(row: Excel.Row, limits: ReadingLimits): readonly Cell[] {
  const cells: Cell[] = []
  row.eachCell((cell, column) => {
    const value = cell.type === Excel.ValueType.Merge ? null : readValue(cell.value)
    if (value === null || value === '') return
    if (column > limits.columns) throw new RuleViolation('imports.tooManyColumns', { max: limits.columns })
    while (cells.length < column - 1) cells.push(null)
    cells.push(value)
  })
  return cells
}

/** A cell's value as plainly as can be: text of rich text, the result of a formula, the address of a mail link. */
function readValue(value: Excel.CellValue): Cell {
  if (value === null || value === undefined) return null
  if (typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (value instanceof Date) {
    const date = fromSpreadsheetDate(value)
    return date ? { date } : null
  }
  if ('richText' in value) return value.richText.map((part) => part.text).join('')
  if ('hyperlink' in value) return readLink(readValue(value.text), value.hyperlink)
  if ('formula' in value || 'sharedFormula' in value) return readValue(value.result)
  return null
}

/** The text of a link, or its mail address where the text is only a word. */
function readLink(text: Cell, address: string | undefined): Cell {
  const mailAddress = /^mailto:([^?]+)/iu.exec(address ?? '')?.[1]
  return mailAddress !== undefined && !(typeof text === 'string' && text.includes('@')) ? decodeURIComponent(mailAddress) : text
}

function hiddenColumns(sheet: Excel.Worksheet, rows: readonly (readonly Cell[])[]): number[] {
  const widest = rows.reduce((most, row) => Math.max(most, row.length), 0)
  return Array.from({ length: widest }, (_, index) => index).filter((index) => sheet.getColumn(index + 1).hidden)
}
