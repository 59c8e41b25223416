import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readSpreadsheet } from '#core/documents/spreadsheet-reader.ts'
import type { Cell, Spreadsheet } from '#core/documents/spreadsheet.ts'
import { readDateCell, splitFullName } from '#core/people/import-cells.ts'
import { recogniseHeading } from '#core/people/import-headings.ts'
import { findTable, mappingFindings } from '#core/people/import-mapping.ts'
import { cleanRows, type ImportValues } from '#core/people/import-rows.ts'
import { importFields, importHeadings } from '#shared/data/import-headings.ts'
import { isLocalDate } from '#shared/dates.ts'
import { sentence } from '#shared/i18n/index.ts'
import { resultOf } from '#test/support/events.ts'
import { messyMemberList } from '../../fixtures/make-messy-member-list.ts'

const today = '2026-11-21'

function sheetOf(...rows: Cell[][]): Spreadsheet {
  return { sheets: [{ name: 'Blad1', rows, isHidden: false, hiddenColumns: [] }] }
}

function read(headings: Cell[], ...rows: Cell[][]) {
  const table = findTable(sheetOf(headings, ...rows))
  if (!table) throw new Error('no headings')
  return resultOf(cleanRows(table, today))
}

/** What one cell gives, beside a name. */
function readCell(heading: string, cell: Cell): { values: ImportValues; rules: string[] } {
  const [row] = read(['Förnamn', 'Efternamn', heading], ['Anna', 'Ek', cell]).rows
  const { givenName: _given, familyName: _family, ...values } = row?.values ?? {}
  return { values, rules: row?.findings.map((finding) => finding.rule) ?? [] }
}

describe('headings', () => {
  it.each([
    ['Förnamn', 'givenName'], ['FÖRNAMN *', 'givenName'], ['fornamn', 'givenName'], ['Pers.nr', 'identityNumber'], ['Personnummer (ÅÅÅÅMMDD-NNNN)', 'identityNumber'],
    ['E-post:', 'email'], ['e post', 'email'], ['Mobil nr', 'phone'], ['Postnr.', 'postcode'], ['Medl.nr', 'memberNumber'], ['Medlem fr.o.m.', 'memberSince'],
    ['Namn (Efternamn, Förnamn)', 'fullName'], ['c/o', 'careOf'], ['Sekretess', 'isProtected'],
  ])('%s is %s', (heading, field) => {
    expect(recogniseHeading(heading)).toEqual({ field })
  })

  it.each([['Betald 2026', 'feePaid'], ['2025', 'feePaid'], ['Medlemsavgift 2024', 'feeAmount'], ['Betalt år 2026', 'feePaid']])('%s names its year', (heading, field) => {
    expect(recogniseHeading(heading)).toEqual({ field, year: Number(/\d{4}/u.exec(heading)?.[0]) })
  })

  it.each(['Kontakt 1 förnamn', 'Målsman', 'Allergier', 'Roll', '', '3', 'Årsmöte 2026'])('%j is not taken for anything', (heading) => {
    expect(recogniseHeading(heading)).toBeUndefined()
  })

  it('mean one field each', () => {
    for (const field of importFields) for (const heading of importHeadings[field]) expect([heading, recogniseHeading(heading)?.field]).toEqual([heading, field])
  })

  it('are found under titles, in the sheet that has them', () => {
    const spreadsheet: Spreadsheet = {
      sheets: [
        { name: 'Gömt', rows: [['Förnamn', 'Efternamn', 'E-post', 'Ort'], ['a', 'b', 'c', 'd']], isHidden: true, hiddenColumns: [] },
        { name: 'Noter', rows: [['Namn på katten']], isHidden: false, hiddenColumns: [] },
        { name: 'Medlemmar', rows: [['Medlemslista'], [], ['Namn', null, 'Ort', 2026], ['Anna Ek', 'x', 'Uppsala', 'ja']], isHidden: false, hiddenColumns: [1] },
      ],
    }
    const table = findTable(spreadsheet)
    expect(table).toMatchObject({ sheetName: 'Medlemmar', headingRow: 3, otherSheets: [] })
    const years = ['2025', '2026'].map((name) => ({ name, rows: [['Förnamn', 'Efternamn'], ['Anna', 'Ek']], isHidden: false, hiddenColumns: [] }))
    expect(findTable({ sheets: [...spreadsheet.sheets, ...years] })).toMatchObject({ sheetName: 'Medlemmar', otherSheets: ['2025', '2026'] })
    const form = { name: 'Mall', rows: [['Namn', 'Ort', 'E-post', 'Mobil']], isHidden: false, hiddenColumns: [] }
    expect(findTable({ sheets: [form, ...spreadsheet.sheets] })).toMatchObject({ sheetName: 'Medlemmar', otherSheets: ['Mall'] })
    expect(table?.columns).toEqual([
      { index: 0, heading: 'Namn', target: { field: 'fullName' }, isHidden: false, examples: ['Anna Ek'] },
      { index: 1, heading: '', target: null, isHidden: true, examples: ['x'] },
      { index: 2, heading: 'Ort', target: { field: 'town' }, isHidden: false, examples: ['Uppsala'] },
      { index: 3, heading: '2026', target: { field: 'feePaid', year: 2026 }, isHidden: false, examples: ['ja'] },
    ])
    expect(findTable(sheetOf(['Anna', 'Ek'], ['Bo', 'Al']))).toBeUndefined()
  })

  it('of two columns for one field take one that is not empty', () => {
    const table = findTable(sheetOf(['Förnamn', 'Efternamn', 'E-post', 'E-post', 'Mejl'], ['Anna', 'Ek', null, 'anna@exempel.se', 'ek@exempel.se']))
    expect(table?.columns.map(({ target }) => target?.field)).toEqual(['givenName', 'familyName', undefined, 'email', undefined])
    expect(table?.doubled).toEqual([4])
    const twice = findTable(sheetOf(['Namn', 'E-post', 'E-post', 'Ort'], ['Anna Ek', 'anna@exempel.se', 'ek@exempel.se', 'Sala']))
    expect(twice?.doubled).toEqual([2])
  })

  it('of two columns for one field take the better', () => {
    const table = findTable(sheetOf(['Förnamn', 'Efternamn', 'E-post arbete', 'E-post', 'Postadress', 'Gatuadress']))
    expect(table?.columns.map((column) => column.target?.field)).toEqual(['givenName', 'familyName', undefined, 'email', 'town', 'street'])
    expect(findTable(sheetOf(['Förnamn', 'Efternamn', 'Postadress', 'Ort']))?.columns[2]?.target).toEqual({ field: 'street' })
  })

  it('must give a name, and each field once', () => {
    expect(mappingFindings([{ field: 'email' }]).map((finding) => finding.rule)).toEqual(['imports.nameColumnMissing'])
    expect(mappingFindings([{ field: 'fullName' }, { field: 'email' }, { field: 'email' }, null])).toEqual([{ rule: 'imports.columnChosenTwice', params: { field: 'email' } }])
    expect(mappingFindings([{ field: 'givenName' }, { field: 'familyName' }, { field: 'feePaid', year: 2025 }, { field: 'feePaid', year: 2026 }])).toEqual([])
  })
})

describe('a date in a cell', () => {
  it.each<[Cell, string]>([
    [{ date: '2026-01-05' }, '2026-01-05'], [46027, '2026-01-05'], [20260105, '2026-01-05'], [260105, '2026-01-05'], ['2026-01-05', '2026-01-05'],
    ['2026-01-05 00:00:00', '2026-01-05'], ['2026-01-05T00:00:00Z', '2026-01-05'], ['2026/1/5', '2026-01-05'], ['20260105', '2026-01-05'], ['260105', '2026-01-05'],
    ['26-01-05', '2026-01-05'], ['5/1 2026', '2026-01-05'], ['5/1-26', '2026-01-05'], ['05.01.2026', '2026-01-05'], ['5 januari 2026', '2026-01-05'], ['5 jan. 2026', '2026-01-05'],
    ['den 5:e maj 2026', '2026-05-05'], ['640823', '1964-08-23'], ['1/31/2026', '2026-01-31'], ['fr.o.m. 2026-01-05', '2026-01-05'], ['000229', '2000-02-29'],
  ])('%j is %s', (cell, date) => {
    expect(readDateCell(cell, today)).toEqual({ date })
  })

  it.each<[Cell]>([['2026-02-30'], ['31/2 2026'], ['igår'], [0], [123], ['5 brumaire 2026'], [true]])('%j is none', (cell) => {
    expect(readDateCell(cell, today)).toBeUndefined()
  })

  it('may be a year alone', () => {
    expect(readDateCell(1964, today)).toEqual({ year: 1964 })
    expect(readDateCell('1964', today)).toEqual({ year: 1964 })
  })

  it('is a real date whatever is typed', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.double(), fc.stringMatching(/^[\d /.-]{4,12}$/)), (cell) => {
      const read = readDateCell(cell, today)
      if (read && 'date' in read) expect(isLocalDate(read.date)).toBe(true)
    }))
  })
})

describe('a name in one cell', () => {
  it.each([
    ['Ek, Anna', 'Anna', 'Ek'], ['Anna Ek', 'Anna', 'Ek'], ['Karl Erik von Sydow', 'Karl Erik', 'von Sydow'], ['Anna-Karin af Geijerstam', 'Anna-Karin', 'af Geijerstam'],
    ['Anna', 'Anna', ''], ['von Sydow, Erik', 'Erik', 'von Sydow'],
  ])('%s', (text, givenName, familyName) => {
    expect(splitFullName(text, false)).toEqual({ givenName, familyName })
  })

  it('begins with the family name where the heading says so', () => {
    expect(read(['Efternamn Förnamn', 'Ort'], ['Ek Anna Maria', 'Uppsala']).rows[0]?.values).toMatchObject({ familyName: 'Ek', givenName: 'Anna Maria' })
  })
})

describe('a cell', () => {
  it.each<[string, Cell, ImportValues]>([
    ['Förnamn 2', 'x', {}],
    ['Personnr', '19570428 - 999 9', { identityNumber: '195704289999', birthDate: '1957-04-28' }],
    ['Personnr', 4059937, { identityNumber: '200004059937', birthDate: '2000-04-05' }],
    ['Personnr', '1957-04-28', { birthDate: '1957-04-28' }],
    ['Personnr', { date: '1957-04-28' }, { birthDate: '1957-04-28' }],
    ['Personnr', 'saknas', {}],
    ['Postnr', 75320, { postcode: '75320' }],
    ['Ort', '753 20 Uppsala', { postcode: '75320', town: 'Uppsala' }],
    ['Ort', 'UPPSALA', { town: 'Uppsala' }],
    ['Mobil', 701740605, { phone: '070-174 06 05' }],
    ['Telefon', '070-174 06 05', { phone: '070-174 06 05' }],
    ['Telefon', '08-46500401, 070-174 06 05', { otherPhone: '08-465 004 01', phone: '070-174 06 05' }],
    ['E-post', 'mailto:Anna@Exempel.se;', { email: 'anna@exempel.se' }],
    ['Kön', 'K', { gender: 'woman' }],
    ['Kommun', 'Uppsala kommun', { municipalityCode: '0380' }],
    ['Kommunkod', 380, { municipalityCode: '0380' }],
    ['Medlemstyp', 'Stödmedlem', { membershipKind: 'supporting' }],
    ['Medlem sedan', 2015, { memberSince: '2015-01-01' }],
    ['Medlem till', '2025', { memberUntil: '2025-12-31' }],
    ['Betald 2026', 'x', { fees: [{ year: 2026, amountOre: null, paidOn: '2026-11-21' }], undatedFeeYears: [2026] }],
    ['Betald 2024', 'x', { fees: [{ year: 2024, amountOre: null, paidOn: '2024-12-31' }], undatedFeeYears: [2024] }],
    ['Betald 2026', '200:-', { fees: [{ year: 2026, amountOre: 20_000, paidOn: '2026-11-21' }], undatedFeeYears: [2026] }],
    ['Betald 2026', { date: '2026-01-14' }, { fees: [{ year: 2026, amountOre: null, paidOn: '2026-01-14' }] }],
    ['Betald 2026', 'nej', {}],
    ['Betald 2026', 0, {}],
    ['Betald', '2025-01-14', { fees: [{ year: 2025, amountOre: null, paidOn: '2025-01-14' }] }],
    ['Avgift 2025', '1 250,50 kr', { fees: [{ year: 2025, amountOre: 125_050, paidOn: '2025-12-31' }], undatedFeeYears: [2025] }],
    ['Skyddad', 'X', { isProtected: true }],
    ['Skyddad', 'nej', {}],
    ['Adress', 'c/o Bo Al, Gatan 1', { careOf: 'Bo Al', street: 'Gatan 1' }],
    ['Medlemsnr', 17, { memberNumber: '17' }],
  ])('%s: %j', (heading, cell, values) => {
    expect(readCell(heading, cell)).toEqual({ values, rules: [] })
  })

  it.each<[string, Cell, string]>([
    ['Personnr', '19570428-9998', 'imports.identityCheckDigit'],
    ['Personnr', '19571328-9999', 'imports.identityDate'],
    ['Personnr', '1,95704E+11', 'imports.identityRounded'],
    ['Född', '1964-02-30', 'imports.dateUnreadable'],
    ['Född', '2031-01-01', 'imports.birthDateImpossible'],
    ['Född', 1964, 'imports.birthYearOnly'],
    ['Postnr', 'SE', 'imports.postcodeUnreadable'],
    ['E-post', 'anna(at)exempel.se', 'imports.emailUnreadable'],
    ['Mobil', '070', 'imports.phoneUnreadable'],
    ['Medlem sedan', 'länge', 'imports.dateUnreadable'],
    ['Betald 2026', 'kanske', 'imports.feeUnreadable'],
    ['Kommun', 'Upsala', 'imports.municipalityUnreadable'],
    ['Kön', 'ja', 'imports.genderUnreadable'],
    ['Medlemstyp', 'Guld', 'imports.membershipKindUnreadable'],
    ['Status', 'Avliden', 'imports.statusEnded'],
  ])('%s: %j is said to be wrong, with its row and not its value', (heading, cell, rule) => {
    const [row] = read(['Förnamn', 'Efternamn', heading], ['Anna', 'Ek', cell]).rows
    expect(row?.findings).toMatchObject([{ rule, params: { row: 2 } }])
    for (const finding of row?.findings ?? []) for (const language of ['sv', 'en'] as const) expect(sentence(finding, language)).toMatch(/(?:Rad|Row) 2/u)
  })
})

describe('a row', () => {
  it('whose dates of birth differ is asked about', () => {
    const { rows } = read(['Namn', 'Personnr', 'Född'], ['Anna Ek', '19570428-9999', '1957-04-29'], ['Bo Al', '19570428-9999', '1957-04-28'])
    expect(rows.map((row) => row.findings.map((finding) => finding.rule))).toEqual([['imports.birthDatesDiffer'], []])
  })

  it('with a coordination number that leaves the date of birth open says so, unless the date is there too', () => {
    const { rows } = read(['Namn', 'Personnr', 'Född'], ['Anna Ek', '19800060-2394', ''], ['Bo Al', '19800060-2394', '1980-03-04'])
    expect(rows.map((row) => row.findings.map(({ rule, needsDecision }) => [rule, needsDecision]))).toEqual([[['imports.birthDateLeftOpen', false]], []])
    expect(rows.map(({ values }) => [values.identityNumber, values.birthDate])).toEqual([['198000602394', undefined], ['198000602394', '1980-03-04']])
  })

  it('of another kind is skipped, and says so', () => {
    const { rows, skipped } = read(
      ['Förnamn', 'Efternamn', 'E-post', 'Personnr'],
      ['Anna', 'Ek', 'anna@exempel.se', null],
      [],
      ['Förnamn', 'Efternamn', 'E-post', 'Personnr'],
      ['Föreningen', 'Ljuset', null, '802005-7538'],
      [null, null, 'info@exempel.se', null],
      ['Summa', null, 3, null],
      ['Antal medlemmar: 3'],
    )
    expect(rows.map((row) => row.rowNumber)).toEqual([2])
    expect(skipped.map(({ rowNumber, reason }) => [rowNumber, reason.rule])).toEqual([
      [4, 'imports.headingRepeated'], [5, 'imports.organisationRow'], [6, 'imports.nameMissing'], [7, 'imports.totalRow'], [8, 'imports.totalRow'],
    ])
  })

  it('never makes the reading fail, whatever its cells hold', () => {
    const cell = fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constant(null), fc.constant({ date: '2026-01-05' } as const))
    const headings = importFields.map((field) => importHeadings[field][0] ?? '')
    fc.assert(fc.property(fc.array(cell, { minLength: headings.length, maxLength: headings.length }), (cells) => {
      for (const row of read(headings, cells).rows) for (const finding of row.findings) expect(sentence(finding, 'sv')).not.toContain('{')
    }))
  })
})

describe('the messy member list', () => {
  it('is the same file whenever it is made', async () => {
    expect(Buffer.from(await messyMemberList()).equals(readFileSync(new URL('../../fixtures/messy-member-list.xlsx', import.meta.url)))).toBe(true)
    expect(readFileSync(new URL('../../../resources/demo/medlemslista.xlsx', import.meta.url)).equals(readFileSync(new URL('../../fixtures/messy-member-list.xlsx', import.meta.url)))).toBe(true)
  })

  it('is read whole', async () => {
    const table = findTable(readSpreadsheet(await messyMemberList(), 'medlemslista.xlsx'))
    if (!table) throw new Error('no headings')
    expect(table).toMatchObject({ sheetName: 'Medlemmar 2026', headingRow: 4 })
    expect(table.columns.filter((column) => column.target === null)).toEqual([])
    const { rows, skipped } = resultOf(cleanRows(table, today))
    expect(rows.map((row) => row.values.identityNumber).filter(Boolean)).toHaveLength(30)
    expect(rows.flatMap((row) => row.findings.map((finding) => [row.rowNumber, finding.rule]))).toEqual([
      [14, 'imports.secondEmail'], [17, 'imports.emailUnreadable'], [18, 'imports.identityCheckDigit'], [19, 'imports.dateUnreadable'], [33, 'imports.municipalityUnreadable'],
    ])
    expect(skipped.map(({ rowNumber, reason }) => [rowNumber, reason.rule])).toEqual([[38, 'imports.organisationRow'], [46, 'imports.totalRow']])
  })
})
