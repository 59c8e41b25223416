import { PassThrough } from 'node:stream'
import Excel from 'exceljs'
import { describe, expect, it } from 'vitest'
import { cleanText, sheetNames, type WorkbookModel, type WorkbookRow, type WorkbookSheet } from '#core/documents/workbook.ts'
import { workbookBytes, writeWorkbook } from '#core/documents/xlsx.ts'

const members: WorkbookSheet = {
  name: 'Medlemmar',
  title: 'Medlemmar',
  lines: ['Per den 31 december 2025.'],
  columns: [
    { header: 'Namn', type: 'text' },
    { header: 'Personnummer', type: 'identifier' },
    { header: 'Född', type: 'date' },
    { header: 'Möten', type: 'integer' },
    { header: 'Arvode', type: 'ore' },
    { header: 'Andel', type: 'percent' },
    { header: 'Avstår arvode', type: 'boolean' },
  ],
  rows: [
    ['Åsa Öberg', '196408233234', '1964-08-23', 12, 213_120, 3_142, false],
    ['=SUM(A1:A9)', '075301', '2000-02-29', { note: 'färre än 5' }, 0, null, true],
  ],
  totals: [['Summa', null, null, 12, 213_120, null, null]],
}

function book(...sheets: readonly WorkbookSheet[]): WorkbookModel {
  return { title: 'Rapport', creator: 'Föreningen', language: 'sv', createdAt: '2026-11-21T10:00:00.000Z', sheets }
}

async function readBack(model: WorkbookModel): Promise<Excel.Workbook> {
  const workbook = new Excel.Workbook()
  await workbook.xlsx.load((await workbookBytes(model)).buffer as ArrayBuffer)
  return workbook
}

function* manyRows(count: number, made?: (row: number) => void): Generator<WorkbookRow> {
  for (let row = 1; row <= count; row += 1) {
    made?.(row)
    yield [`Rad ${row}`]
  }
}

describe('an Excel file', () => {
  it('keeps every value in its own type', async () => {
    const sheet = (await readBack(book(members))).getWorksheet('Medlemmar')!
    expect(sheet.getCell('A1').value).toBe('Medlemmar')
    expect(sheet.getCell('A2').value).toBe('Per den 31 december 2025.')
    expect(sheet.getRow(4).values).toEqual([undefined, 'Namn', 'Personnummer', 'Född', 'Möten', 'Arvode', 'Andel', 'Avstår arvode'])
    expect((sheet.getRow(5).values as unknown[]).slice(1)).toEqual([
      'Åsa Öberg', '196408233234', new Date('1964-08-23T00:00:00Z'), 12, 2131.2, 0.3142, false,
    ])
    expect(sheet.getCell('B5').numFmt).toBe('@')
    expect(sheet.getCell('C5').numFmt).toBe('yyyy-mm-dd')
    expect(sheet.getCell('E5').numFmt).toBe('#,##0.00 "kr"')
  })

  it('keeps text that looks like a formula as text, and words in the place of a figure', async () => {
    const sheet = (await readBack(book(members))).getWorksheet('Medlemmar')!
    expect(sheet.getCell('A6').type).toBe(Excel.ValueType.String)
    expect(sheet.getCell('D6').value).toBe('färre än 5')
    expect(sheet.getCell('F6').value).toBeNull()
  })

  it('gives a row the height of its longest text, words in the place of a figure too', async () => {
    const words = 'x'.repeat(25)
    const workbook = book({ name: 'Ord', columns: [{ header: 'Ord', type: 'text', width: 10, isWrapped: true }], rows: [[words], [{ note: words }], [null]] })
    const sheet = (await readBack(workbook)).getWorksheet('Ord')!
    expect([2, 3, 4].map((row) => sheet.getRow(row).height)).toEqual([45, 45, 15])
  })

  it('freezes the header, filters the rows and leaves the sums outside', async () => {
    const sheet = (await readBack(book(members))).getWorksheet('Medlemmar')!
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 4 })
    expect(sheet.autoFilter).toBe('A4:G6')
    expect(sheet.getCell('A7').value).toBe('Summa')
    expect(sheet.getCell('E7').font).toMatchObject({ bold: true })
  })

  it('says who made it, when and in which language', async () => {
    const workbook = await readBack(book(members))
    expect(workbook).toMatchObject({ creator: 'Föreningen', title: 'Rapport', language: 'sv-SE', created: new Date('2026-11-21T10:00:00Z') })
  })

  it('takes rows as they come and tells how far it has got', async () => {
    const progress: number[] = []
    async function* rows() {
      yield* manyRows(1_200)
    }
    await workbookBytes(book({ name: 'Rader', columns: [{ header: 'Rad', type: 'text' }], rows: rows() }), { onProgress: (written) => progress.push(written) })
    expect(progress).toEqual([500, 1_000, 1_200])
  })

  it('stops when it is cancelled', async () => {
    const controller = new AbortController()
    let made = 0
    const rows = manyRows(100_000, (row) => {
      made = row
      if (row === 700) controller.abort(new Error('cancelled'))
    })
    const sink = new PassThrough().resume()
    await expect(writeWorkbook(book({ name: 'Rader', columns: [{ header: 'Rad', type: 'text' }], rows }), sink, { signal: controller.signal })).rejects.toThrow('cancelled')
    expect(made).toBeLessThan(2_000)
    expect(sink.destroyed).toBe(true)
  })

  it('stops when the rows or the place they go to fail', async () => {
    const columns = [{ header: 'Rad', type: 'text' }] as const
    const failing = manyRows(10_000, (row) => {
      if (row === 600) throw new Error('no more rows')
    })
    await expect(workbookBytes(book({ name: 'Rader', columns, rows: failing }))).rejects.toThrow('no more rows')
    const sink = new PassThrough().resume()
    const breaking = manyRows(10_000, (row) => {
      if (row === 600) sink.destroy(new Error('the disk is full'))
    })
    await expect(writeWorkbook(book({ name: 'Rader', columns, rows: breaking }), sink)).rejects.toThrow('the disk is full')
  })

  it('refuses a figure that is not whole', async () => {
    await expect(workbookBytes(book({ ...members, rows: [['A', null, null, 1.5, null, null, null]] }))).rejects.toThrow(TypeError)
  })

  it('gives each sheet a name that Excel accepts', async () => {
    const names = sheetNames(['Möten: 2025/2026', 'möten  2025 2026', '', "'Citat'", 'x'.repeat(40), 'X'.repeat(40), 'History'])
    expect(names).toEqual(['Möten 2025 2026', 'möten 2025 2026 (2)', '1', '’Citat’', 'x'.repeat(31), `${'X'.repeat(27)} (2)`, 'History 1'])
    const workbook = await readBack(book(...names.map((name) => ({ name, columns: [{ header: 'A', type: 'text' as const }], rows: [] }))))
    expect(workbook.worksheets.map((sheet) => sheet.name)).toEqual(names)
  })
})

describe('text for a cell', () => {
  it('loses what a file cannot hold and keeps the rest', () => {
    expect(cleanText('Åsa\u0000 \ufffe\ud800 Öberg 😀\n')).toBe('Åsa  Öberg 😀\n')
    expect(cleanText('_x0041_ och snake_case')).toBe('_x005F_x0041_ och snake_case')
    expect(cleanText('a'.repeat(40_000))).toHaveLength(32_767)
    expect(cleanText(`${'a'.repeat(32_766)}😀`)).toBe('a'.repeat(32_766))
  })
})
