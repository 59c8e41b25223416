import Excel from 'exceljs'
import * as fc from 'fast-check'
import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { defaultLimits, readSpreadsheet } from '#core/documents/spreadsheet-reader.ts'
import { toSpreadsheetDate } from '#shared/dates.ts'
import { sentence } from '#shared/i18n/index.ts'
import { RuleViolation } from '#shared/result.ts'

const text = (content: string) => new TextEncoder().encode(content)

async function workbookBytes(fill: (workbook: Excel.Workbook) => void): Promise<Uint8Array> {
  const workbook = new Excel.Workbook()
  fill(workbook)
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

function firstRows(bytes: Uint8Array, name = 'lista.csv') {
  return readSpreadsheet(bytes, name).sheets[0]?.rows
}

function refusal(bytes: Uint8Array, name = 'lista.xlsx', limits = defaultLimits): string {
  try {
    readSpreadsheet(bytes, name, limits)
  } catch (error) {
    if (!(error instanceof RuleViolation)) throw error
    expect(sentence(error.finding, 'sv')).not.toContain('imports.')
    return error.finding.rule.slice('imports.'.length)
  }
  return 'read'
}

/** A workbook made by hand, with every part given. */
function rawWorkbook(parts: Record<string, string>): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries({ ...bareWorkbook, ...parts }).map(([name, content]) => [name, text(content)])))
}

const bareWorkbook = {
  '[Content_Types].xml': '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
  'xl/workbook.xml':
    '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Blad1" sheetId="1" r:id="rId1"/></sheets></workbook>',
  'xl/_rels/workbook.xml.rels':
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
  'xl/worksheets/sheet1.xml': sheetXml('<row r="1"><c r="A1" t="inlineStr"><is><t>Namn</t></is></c></row>'),
}

function sheetXml(rows: string): string {
  return `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`
}

describe('a workbook', () => {
  it('gives values as plainly as can be, each at its own row and column', async () => {
    const bytes = await workbookBytes((workbook) => {
      const sheet = workbook.addWorksheet('Medlemmar')
      sheet.mergeCells('A1:C1')
      sheet.getCell('A1').value = 'Medlemslista 2026'
      sheet.getRow(3).values = ['Anna', 7, true, toSpreadsheetDate('1964-08-23')]
      sheet.getCell('A5').value = { richText: [{ text: 'An' }, { font: { bold: true }, text: 'na' }] }
      sheet.getCell('B5').value = { formula: 'B3*2', result: 14 }
      sheet.getCell('C5').value = { text: 'Mejla', hyperlink: 'mailto:anna@exempel.se?subject=Hej' }
      sheet.getCell('D5').value = { text: 'bo@exempel.se', hyperlink: 'mailto:bo@exempel.se' }
      sheet.getCell('F5').value = { error: '#N/A' }
      sheet.getCell('G5').value = { formula: 'A1', result: toSpreadsheetDate('2026-01-05') }
      sheet.getColumn(2).hidden = true
      workbook.addWorksheet('Gömt', { state: 'hidden' })
    })
    const { sheets } = readSpreadsheet(bytes, 'lista.xlsx')
    expect(sheets[0]).toEqual({
      name: 'Medlemmar',
      isHidden: false,
      hiddenColumns: [1],
      rows: [
        ['Medlemslista 2026'],
        [],
        ['Anna', 7, true, { date: '1964-08-23' }],
        [],
        ['Anna', 14, 'anna@exempel.se', 'bo@exempel.se', null, null, { date: '2026-01-05' }],
      ],
    })
    expect(sheets[1]).toMatchObject({ name: 'Gömt', isHidden: true, rows: [] })
  })

  it('gives every row what it is merged with above, and a title only its own cell', async () => {
    const bytes = await workbookBytes((workbook) => {
      const sheet = workbook.addWorksheet('Medlemmar')
      sheet.addRows([['Medlemmar'], ['Namn', 'Ort'], ['Anna', 'Gimo'], ['Bo', null], ['Cia', null], [], ['Dan', null]])
      sheet.mergeCells('A1:B1')
      sheet.mergeCells('B3:B5')
    })
    expect(firstRows(bytes, 'lista.xlsx')).toEqual([['Medlemmar'], ['Namn', 'Ort'], ['Anna', 'Gimo'], ['Bo', 'Gimo'], ['Cia', 'Gimo'], [], ['Dan']])
  })

  it('counts dates from 1904 where the workbook says so', async () => {
    const bytes = await workbookBytes((workbook) => {
      workbook.properties.date1904 = true
      workbook.addWorksheet('Blad').getCell('A1').value = toSpreadsheetDate('1964-08-23')
    })
    expect(firstRows(bytes, 'mac.xlsx')).toEqual([[{ date: '1964-08-23' }]])
  })

  it('is read when its elements carry a prefix, as some programs write them', async () => {
    const sheet = '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>Namn</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>'
    expect(firstRows(rawWorkbook({ 'xl/worksheets/sheet1.xml': sheet }), 'lista.xlsx')).toEqual([['Namn']])
  })

  it('keeps what a cell holds and not how it is shown or read out', () => {
    const sheet = sheetXml('<row><c t="str"><f>A2</f><v>fem</v></c><c t="inlineStr"><is><r><t>An</t></r><r><t>na_x000D_</t></r><rPh sb="0" eb="1"><t>アンナ</t></rPh></is></c><c t="d"><v>2026-01-05T00:00:00</v></c><c t="e"><v>#REF!</v></c><c><v>1E3</v></c></row><row r="4"><c r="B4"><v>1</v></c></row>')
    expect(firstRows(rawWorkbook({ 'xl/worksheets/sheet1.xml': sheet }))).toEqual([['fem', 'Anna\r', { date: '2026-01-05' }, null, 1000], [], [], [null, 1]])
  })

  it('is read as exceljs reads it', async () => {
    const value = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null), fc.date({ min: toSpreadsheetDate('1900-03-02'), max: toSpreadsheetDate('2100-01-01'), noInvalidDate: true }))
    await fc.assert(fc.asyncProperty(fc.array(fc.array(value, { maxLength: 6 }), { minLength: 1, maxLength: 6 }), async (rows) => {
      const bytes = await workbookBytes((workbook) => workbook.addWorksheet('Blad').addRows([['Namn'], ...rows]))
      const theirs = new Excel.Workbook()
      await theirs.xlsx.load(bytes.buffer as ArrayBuffer)
      const cells = (firstRows(bytes) ?? []).flatMap((row, rowIndex) => row.map((cell, column) => [rowIndex, column, cell] as const))
      for (const [rowIndex, column, cell] of cells) {
        const expected = theirs.worksheets[0]?.getCell(rowIndex + 1, column + 1).value
        if (cell === null) expect([null, '']).toContain(expected)
        else expect(cell).toEqual(expected instanceof Date ? { date: expected.toISOString().slice(0, 10) } : expected)
      }
    }), { numRuns: 40 })
  })

  it('is read whatever it is called', () => {
    expect(firstRows(rawWorkbook({}), 'lista.csv')).toEqual([['Namn']])
  })
})

describe('a text file', () => {
  it.each([
    ['semicolons', 'Namn;Ort\nÅsa;Umeå\n'],
    ['commas', 'Namn,Ort\r\nÅsa,Umeå\r\n'],
    ['tabs', 'Namn\tOrt\nÅsa\tUmeå'],
    ['a line that says the separator', 'sep=;\nNamn;Ort\nÅsa;Umeå'],
    ['a byte order mark', '\ufeffNamn;Ort\nÅsa;Umeå'],
  ])('is read with %s', async (_, content) => {
    expect(firstRows(text(content))).toEqual([['Namn', 'Ort'], ['Åsa', 'Umeå']])
  })

  it('keeps commas inside names and line breaks inside quotes', async () => {
    expect(firstRows(text('Namn;Adress\nÖberg, Åsa;"Gatan 1\nlgh 2"\n\nEk, Bo;'))).toEqual([['Namn', 'Adress'], ['Öberg, Åsa', 'Gatan 1\nlgh 2'], [], ['Ek, Bo']])
  })

  it('is read in Windows-1252 and UTF-16', async () => {
    const windows = Uint8Array.from('Namn;Ort\nÅsa;Umeå', (letter) => letter.charCodeAt(0))
    expect(firstRows(windows)).toEqual([['Namn', 'Ort'], ['Åsa', 'Umeå']])
    const utf16 = new Uint8Array(Buffer.from('\ufeffNamn\tOrt\nÅsa\tUmeå', 'utf16le'))
    expect(firstRows(utf16, 'lista.txt')).toEqual([['Namn', 'Ort'], ['Åsa', 'Umeå']])
  })

  it('whose quotation marks would make one row of many is refused, with the row', () => {
    expect(refusal(text('Förnamn;Ort\nAnna;"Uppsala\nBo;Tierp\n'), 'lista.csv')).toBe('quoteMisplaced')
    expect(refusal(text('Förnamn;Ort\nAnna;Gimo\n"Bo" Ek;"Tierp"\n'), 'lista.csv')).toBe('quoteMisplaced')
    expect(() => readSpreadsheet(text('Förnamn;Ort\nAnna;Gimo\nBo;"Tierp\n'), 'lista.csv')).toThrow(expect.objectContaining({ finding: { rule: 'imports.quoteMisplaced', params: { row: 3 } } }))
    expect(firstRows(text('Namn;Ort\nKarl "Kalle" Ek;Gimo'))).toEqual([['Namn', 'Ort'], ['Karl "Kalle" Ek', 'Gimo']])
  })

  it('has no title row that changes the separator', async () => {
    expect(firstRows(text('Medlemslista, utskriven av kansliet, 2026\nNamn;Ort\nÅsa;Umeå\nBo;Lund'))).toEqual([['Medlemslista, utskriven av kansliet, 2026'], ['Namn', 'Ort'], ['Åsa', 'Umeå'], ['Bo', 'Lund']])
  })
})

describe('a file that cannot be used is refused with one sentence', () => {
  it('when it is empty, too large or no spreadsheet', async () => {
    expect(refusal(new Uint8Array())).toBe('fileEmpty')
    expect(refusal(text(' \n\n'))).toBe('fileEmpty')
    expect(refusal(await workbookBytes((workbook) => void workbook.addWorksheet('Tomt')))).toBe('fileEmpty')
    expect(refusal(new Uint8Array(2_000_000), 'a.csv', { ...defaultLimits, bytes: 1_000_000 })).toBe('fileTooLarge')
    expect(refusal(text('%PDF-1.7 …'))).toBe('notASpreadsheet')
    expect(refusal(Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0]))).toBe('notASpreadsheet')
    expect(refusal(Uint8Array.from([0xff, 0xfe, 0, 0, ...[...'Namn'].flatMap((letter) => [letter.charCodeAt(0), 0, 0, 0])]), 'i-utf-32.csv')).toBe('notASpreadsheet')
    expect(refusal(text('<html><table></table></html>'), 'lista.xls')).toBe('notASpreadsheet')
    expect(refusal(zipSync({ 'brev.txt': text('Hej') }))).toBe('notASpreadsheet')
  })

  it('when it is an old workbook, has a password or macros, or is of another office suite', async () => {
    const container = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...Array<number>(600).fill(0)])
    expect(refusal(container, 'lista.xls')).toBe('oldExcel')
    expect(refusal(Uint8Array.from([...container, ...Buffer.from('EncryptedPackage', 'utf16le')]))).toBe('fileEncrypted')
    expect(refusal(rawWorkbook({ 'xl/vbaProject.bin': 'macro' }))).toBe('macroFile')
    expect(refusal(rawWorkbook({}), 'lista.xlsm')).toBe('macroFile')
    expect(refusal(zipSync({ 'xl/workbook.bin': text('') }), 'lista.xlsb')).toBe('oldExcel')
    expect(refusal(zipSync({ mimetype: text('application/vnd.oasis.opendocument.spreadsheet'), 'content.xml': text('') }), 'lista.ods')).toBe('openDocument')
  })

  it('when it would unpack to too much, before anything is unpacked', async () => {
    const bomb = zipSync({ ...entriesOf(bareWorkbook), 'xl/media/image1.png': new Uint8Array(20_000_000) })
    expect(bomb.length).toBeLessThan(100_000)
    expect(refusal(bomb)).toBe('fileUnpacksTooLarge')
    expect(refusal(rawWorkbook({}), 'a.xlsx', { ...defaultLimits, unpackedBytes: 100 })).toBe('fileUnpacksTooLarge')
    const many = zipSync(Object.fromEntries(Array.from({ length: 5_100 }, (_, index) => [`xl/media/${index}`, new Uint8Array()])))
    expect(refusal(many)).toBe('fileUnpacksTooLarge')
  })

  it('when it claims to unpack to less than it does', async () => {
    const honest = zipSync({ ...entriesOf(bareWorkbook), 'xl/worksheets/sheet1.xml': text(sheetXml(' '.repeat(3_000_000))) })
    expect(refusal(withClaimedSize(honest, 'xl/worksheets/sheet1.xml', 1_000))).toBe('fileDamaged')
  })

  it('when it is cut off, or its parts are broken', async () => {
    const whole = await workbookBytes((workbook) => void (workbook.addWorksheet('Blad').getCell('A1').value = 'Namn'))
    expect(refusal(whole.subarray(0, whole.length - 200))).toBe('fileDamaged')
    const garbled = whole.slice()
    garbled[Buffer.from(whole).indexOf('xl/worksheets/sheet1.xml') + 40]! ^= 0x41
    expect(refusal(garbled)).toBe('fileDamaged')
    expect(refusal(rawWorkbook({ 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row' }))).toMatch(/fileDamaged|fileEmpty/u)
  })

  it('when a row says that it stands where no row can', () => {
    const far = sheetXml('<row r="2000000000"><c r="A2000000000" t="inlineStr"><is><t>Namn</t></is></c></row>')
    expect(refusal(rawWorkbook({ 'xl/worksheets/sheet1.xml': far }))).toBe('fileDamaged')
  })

  it('and reads a sheet once that is listed over and over', () => {
    const listed = '<sheet name="Blad" sheetId="1" r:id="rId1"/>'.repeat(1000)
    const again = rawWorkbook({ 'xl/workbook.xml': bareWorkbook['xl/workbook.xml'].replace(/<sheet .*?\/>/u, listed) })
    expect(readSpreadsheet(again, 'lista.xlsx').sheets).toHaveLength(1)
  })

  it('when it declares entities, which are never expanded', async () => {
    const billionLaughs = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>${sheetXml('<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row>').slice(21)}`
    expect(refusal(rawWorkbook({ 'xl/worksheets/sheet1.xml': billionLaughs }))).toBe('fileDamaged')
  })

  it('when å, ä and ö were lost on the way', async () => {
    expect(refusal(text('Namn;Ort\nÃ…sa;UmeÃ¥'), 'a.csv')).toBe('wrongEncoding')
    expect(refusal(text('Namn;Ort\n\ufffdsa;Ume\ufffd'), 'a.csv')).toBe('wrongEncoding')
    const dos = Uint8Array.from([...text('Namn;Ort\nH'), 0x86, ...text('kan;Sk'), 0x94, ...text('vde')])
    expect(refusal(dos, 'a.csv')).toBe('wrongEncoding')
    const mac = Uint8Array.from([...text('Namn;Ort\nH'), 0x8c, ...text('kan;Sk'), 0x9a, ...text('vde')])
    expect(refusal(mac, 'a.csv')).toBe('wrongEncoding')
    expect(refusal(text('Namn;Ort\nDušan;Bollnas'), 'a.csv')).toBe('read')
    const pasted = Uint8Array.from([...text('Förnamn;Ort\nÅsa;Gävle\n'), 0xc5, ...text('ke;Gimo')])
    expect(refusal(pasted, 'a.csv')).toBe('wrongEncoding')
  })

  it('when it has too many rows or columns', async () => {
    const few = { ...defaultLimits, rows: 8, headRows: 2, columns: 5 }
    expect(refusal(text('a;b\n'.repeat(11)), 'a.csv', few)).toBe('tooManyRows')
    expect(refusal(text('a;b;;;;;;'), 'a.csv', few)).toBe('read')
    expect(refusal(text('a;b;c;d;e;f'), 'a.csv', few)).toBe('tooManyColumns')
    const wide = await workbookBytes((workbook) => void (workbook.addWorksheet('Blad').getCell('F1').value = 'x'))
    expect(refusal(wide, 'a.xlsx', few)).toBe('tooManyColumns')
    const long = await workbookBytes((workbook) => workbook.addWorksheet('Blad').addRows(Array.from({ length: 11 }, () => ['x'])))
    expect(refusal(long, 'a.xlsx', few)).toBe('tooManyRows')
  })
})

function entriesOf(parts: Record<string, string>): Record<string, Uint8Array> {
  return Object.fromEntries(Object.entries(parts).map(([name, content]) => [name, text(content)]))
}

/** The zip with another claim of an entry's unpacked size in its directory. */
function withClaimedSize(zip: Uint8Array, name: string, size: number): Uint8Array {
  const changed = zip.slice()
  const buffer = Buffer.from(changed.buffer)
  const nameAt = buffer.lastIndexOf(name)
  buffer.writeUInt32LE(size, nameAt - 46 + 24)
  return changed
}
