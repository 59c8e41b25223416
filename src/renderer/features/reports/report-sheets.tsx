import type { ReportCell, ReportSheet } from '#contract/reports.ts'
import { SimpleTable, Stack, Tabs, useFormat, useLanguage, useTranslations, type Formatter, type GridColumn } from '#renderer/ui/index.ts'
import type { Language } from '#shared/i18n/index.ts'

/** The sheets of a report as they will be in the file, one tab each. */
export function ReportSheets({ sheets }: { sheets: readonly ReportSheet[] }) {
  const t = useTranslations('reports')
  return <Tabs label={t('preview')} items={sheets.map((sheet, index) => ({ id: String(index), label: sheet.name, content: <Sheet sheet={sheet} /> }))} />
}

type ReportColumn = ReportSheet['columns'][number]
type NumberedRow = readonly [index: number, cells: readonly ReportCell[]]

function Sheet({ sheet }: { sheet: ReportSheet }) {
  const show = useCellText()
  const columns = sheet.columns.map(
    (column, index): GridColumn<NumberedRow> => ({
      id: String(index),
      header: column.header,
      cell: ([, cells]) => show(cells[index] ?? null, column.type),
      align: isFigure(column.type) ? 'end' : 'start',
      isRowHeader: index === 0,
    }),
  )
  const [totals] = sheet.totals
  return (
    <Stack>
      <div>
        {sheet.lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
      <SimpleTable
        label={sheet.title}
        columns={columns}
        rows={sheet.rows.map((cells, index): NumberedRow => [index, cells])}
        rowId={([index]) => String(index)}
        {...(totals && { footer: sheet.columns.map((column, index) => show(totals[index] ?? null, column.type)) })}
      />
    </Stack>
  )
}

function isFigure(type: ReportColumn['type']): boolean {
  return type === 'integer' || type === 'ore' || type === 'hours' || type === 'percent'
}

const locales: Record<Language, string> = { sv: 'sv-SE', en: 'en-GB' }

function useCellText(): (cell: ReportCell, type: ReportColumn['type']) => string {
  const format = useFormat()
  const language = useLanguage()
  return (cell, type) => cellText(cell, type, format, language)
}

function cellText(cell: ReportCell, type: ReportColumn['type'], format: Formatter, language: Language): string {
  if (cell === null) return ''
  if (typeof cell === 'object') return cell.note
  if (typeof cell !== 'number') return String(cell)
  if (type === 'ore') return format.money(cell)
  if (type === 'hours') return new Intl.NumberFormat(locales[language], { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(cell / 60)
  if (type === 'percent') return new Intl.NumberFormat(locales[language], { style: 'percent', maximumFractionDigits: 1 }).format(cell / 10_000)
  return format.number(cell)
}
