/**
 * Reads the cells of an Excel workbook (ECMA-376, SpreadsheetML). Only the parts that hold cells are unpacked, each under a cap;
 * pictures, drawings, comments, external links and the like are never looked at, and nothing is written to temporary files.
 */
import { RuleViolation } from '#shared/result.ts'
import type { ReadingLimits, Sheet } from './spreadsheet.ts'
import { readSheetCells, type WorkbookContext } from './read-xlsx-sheet.ts'
import { attributeNamed, walkXml } from './read-xml.ts'
import { listZip, unpackEntry, type ZipEntry } from './read-zip.ts'

/** A workbook that is honest has some tens of parts, and its text packs to a tenth or so. */
const mostEntries = 5_000
const highestRatio = 300
const ratioMattersFrom = 5_000_000

/** The sheets of a workbook. Throws a RuleViolation that says what to do where the file cannot be used. */
export function readXlsx(bytes: Uint8Array, limits: ReadingLimits): Sheet[] {
  const entries = orDamaged(() => listZip(bytes))
  refuseUnusable(entries, limits)
  return orDamaged(() => readWorkbook(partsOf(bytes, entries), limits))
}

/** What goes wrong while a file is read, other than what has a sentence already, is that the file is damaged. */
function orDamaged<Value>(read: () => Value): Value {
  try {
    return read()
  } catch (error) {
    throw error instanceof RuleViolation ? error : new RuleViolation('imports.fileDamaged')
  }
}

function refuseUnusable(entries: readonly ZipEntry[], limits: ReadingLimits): void {
  const names = new Set(entries.map(({ name }) => plainName(name)))
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

/** Reads the text of a part by its path, or gives nothing where there is no such part. */
type Parts = (path: string) => string | undefined

function partsOf(bytes: Uint8Array, entries: readonly ZipEntry[]): Parts {
  const byName = new Map(entries.map((entry) => [plainName(entry.name), entry]))
  const decoder = new TextDecoder()
  return (path) => {
    const entry = byName.get(plainName(path))
    return entry && decoder.decode(unpackEntry(bytes, entry))
  }
}

function plainName(path: string): string {
  return path.replace(/^\//u, '').toLowerCase()
}

function readWorkbook(parts: Parts, limits: ReadingLimits): Sheet[] {
  const { sheets, countsFrom1904 } = readSheetList(parts('xl/workbook.xml') ?? '')
  const targets = readRelationships(parts('xl/_rels/workbook.xml.rels'))
  const context: WorkbookContext = { sharedStrings: readSharedStrings(parts('xl/sharedStrings.xml')), isDateFormat: readDateFormats(parts('xl/styles.xml')), countsFrom1904 }
  const read = new Set<string>()
  return sheets.flatMap(({ name, relationship, isHidden }) => {
    const path = inFolder('xl', targets.get(relationship) ?? '')
    // A part that is listed a thousand times is read once: the cap on what is unpacked then caps the work too.
    const xml = read.has(path) ? undefined : parts(path)
    read.add(path)
    if (xml === undefined) return []
    const links = readRelationships(parts(path.replace(/([^/]+)$/u, '_rels/$1.rels')))
    return [{ name, isHidden, ...readSheetCells(xml, links, context, limits) }]
  })
}

interface ListedSheet {
  readonly name: string
  readonly relationship: string
  readonly isHidden: boolean
}

function readSheetList(xml: string): { sheets: ListedSheet[]; countsFrom1904: boolean } {
  const sheets: ListedSheet[] = []
  let countsFrom1904 = false
  walkXml(xml, {
    open(name, attributes) {
      if (name === 'workbookPr') countsFrom1904 = /^(?:1|true)$/u.test(attributes['date1904'] ?? '')
      if (name === 'sheet') sheets.push({ name: attributes['name'] ?? '', relationship: attributeNamed(attributes, 'id') ?? '', isHidden: (attributes['state'] ?? 'visible') !== 'visible' })
    },
  })
  return { sheets, countsFrom1904 }
}

function readRelationships(xml: string | undefined): ReadonlyMap<string, string> {
  const targets = new Map<string, string>()
  if (xml !== undefined) walkXml(xml, { open: (name, { Id = '', Target = '' }) => void (name === 'Relationship' && targets.set(Id, Target)) })
  return targets
}

function inFolder(folder: string, target: string): string {
  return target.startsWith('/') ? target.slice(1) : `${folder}/${target}`
}

/** The texts that cells refer to; each is the runs of its rich text together, without their reading aids. */
function readSharedStrings(xml: string | undefined): string[] {
  const strings: string[] = []
  if (xml === undefined) return strings
  let text = ''
  let isInText = false
  let isInAid = false
  walkXml(xml, {
    open(name) {
      if (name === 'si') text = ''
      else if (name === 't') isInText = true
      else if (name === 'rPh') isInAid = true
    },
    text(content) {
      if (isInText && !isInAid) text += content
    },
    close(name) {
      if (name === 'si') strings.push(text)
      else if (name === 't') isInText = false
      else if (name === 'rPh') isInAid = false
    },
  })
  return strings
}

/** For each cell format in order, whether it is a date's. */
function readDateFormats(xml: string | undefined): boolean[] {
  const written = new Map<string, string>()
  const isDate: boolean[] = []
  let isInFormats = false
  if (xml === undefined) return isDate
  walkXml(xml, {
    open(name, attributes) {
      if (name === 'numFmt') written.set(attributes['numFmtId'] ?? '', attributes['formatCode'] ?? '')
      else if (name === 'cellXfs') isInFormats = true
      else if (name === 'xf' && isInFormats) isDate.push(isDateFormat(attributes['numFmtId'] ?? '0', written))
    },
    close(name) {
      if (name === 'cellXfs') isInFormats = false
    },
  })
  return isDate
}

/** The date formats that are built in, and any other that writes year, month or day outside quotes and brackets. */
function isDateFormat(id: string, written: ReadonlyMap<string, string>): boolean {
  const code = written.get(id)
  if (code === undefined) return /^(?:1[4-7]|22|2[7-9]|3[0-6]|5[0-8])$/u.test(id)
  return /[ymd]/iu.test(code.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|General/giu, ''))
}
