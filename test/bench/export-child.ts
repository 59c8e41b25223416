import { createWriteStream, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import Excel from 'exceljs'
import type { WorkbookColumn, WorkbookRow } from '#core/documents/workbook.ts'
import { writeWorkbook } from '#core/documents/xlsx.ts'
import { toSpreadsheetDate, type LocalDate } from '#shared/dates.ts'
import type { Exported } from './export.ts'

const columns: readonly WorkbookColumn[] = [
  { header: 'Medlemsnummer', type: 'identifier' }, { header: 'Namn', type: 'text' }, { header: 'Födelsedatum', type: 'date' }, { header: 'Gatuadress', type: 'text' },
  { header: 'Postnummer', type: 'identifier' }, { header: 'Ort', type: 'text' }, { header: 'E-post', type: 'text' }, { header: 'Möten', type: 'integer' },
  { header: 'Arvoden', type: 'ore' }, { header: 'Medlem', type: 'boolean' },
]

function* rowsOf(count: number): Generator<WorkbookRow> {
  for (let index = 0; index < count; index += 1) {
    const birthDate: LocalDate = `${1940 + (index % 60)}-0${1 + (index % 9)}-${String(1 + (index % 28)).padStart(2, '0')}` as LocalDate
    yield [String(10_000 + index), `Åsa Öberg ${index}`, birthDate, `Storgatan ${index % 300}`, '75320', 'Uppsala', `medlem.${index}@example.se`, index % 40, (index % 40) * 106_560, index % 7 !== 0]
  }
}

async function talan(file: string, count: number): Promise<void> {
  const model = { title: 'Medlemmar', creator: 'Mätningen', language: 'sv', createdAt: '2026-11-21T09:00:00.000Z', sheets: [{ name: 'Medlemmar', columns, rows: rowsOf(count) }] } as const
  await writeWorkbook(model, createWriteStream(file))
}

/** The same cells with the same formats, written as exceljs' own documentation shows. */
async function plainly(file: string, count: number): Promise<void> {
  const sink = createWriteStream(file)
  const workbook = new Excel.stream.xlsx.WorkbookWriter({ stream: sink, useStyles: true, useSharedStrings: false })
  const sheet = workbook.addWorksheet('Medlemmar')
  const formats: Partial<Record<WorkbookColumn['type'], string>> = { identifier: '@', integer: '#,##0', ore: '#,##0.00 "kr"', date: 'yyyy-mm-dd' }
  sheet.columns = columns.map(({ header, type }) => ({ header, style: formats[type] ? { numFmt: formats[type] } : {} }))
  for (const row of rowsOf(count)) {
    sheet.addRow(row.map((cell, index) => (columns[index]?.type === 'date' ? toSpreadsheetDate(cell as LocalDate) : columns[index]?.type === 'ore' ? (cell as number) / 100 : (cell as Excel.CellValue)))).commit()
  }
  sheet.commit()
  const written = finished(sink)
  await workbook.commit()
  await written
}

/** The most memory that this process had. Where Linux tells it apart from what the process that started this one had, as Linux tells it. */
function mostKilobytes(): number {
  const highest = existsSync('/proc/self/status') ? /VmHWM:\s+(\d+)/u.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] : undefined
  return highest === undefined ? process.resourceUsage().maxRSS : Number(highest)
}

const [way, count] = process.argv.slice(2)
const folder = mkdtempSync(join(tmpdir(), 'talan-bench-'))
const started = performance.now()
await (way === 'talan' ? talan : plainly)(join(folder, 'export.xlsx'), Number(count))
const exported: Exported = { milliseconds: performance.now() - started, megabytes: mostKilobytes() / 1024 }
rmSync(folder, { recursive: true })
console.log(JSON.stringify(exported))
