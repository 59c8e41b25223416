import type { ReactNode } from 'react'
import type { ImportPreviewShown, PreviewField } from '#contract/imports.ts'
import { PersonLink } from '#renderer/features/people/person-name.tsx'
import { EmptyState, SimpleTable, Stack, useFormat, useLanguage, useTranslations, type GridColumn } from '#renderer/ui/index.ts'
import { sentence, type RuleFinding } from '#shared/i18n/index.ts'
import { isOfAddress, nameOf, useAddressLine, useImportField, useImportValue, valueOf } from './import-values.ts'
import styles from './row-groups.module.css'

type FreshRow = ImportPreviewShown['fresh'][number]
type ChangedRow = ImportPreviewShown['changed'][number]
type Difference = ChangedRow['differences'][number]

/** A table on the page holds as many rows as one can look through. */
const mostRows = 200

/** Those who are not in the register. */
export function FreshRows({ preview }: { preview: ImportPreviewShown }) {
  const t = useTranslations('imports.groups')
  const shown = preview.fresh.slice(0, mostRows)
  const columns = useFreshColumns(shown.some((row) => row.notes.length > 0))
  return (
    <Cut shown={shown.length} count={preview.counts.fresh}>
      <SimpleTable
        label={t('fresh', { count: String(preview.counts.fresh) })}
        columns={columns}
        rows={shown}
        rowId={(row) => String(row.rowNumber)}
        empty={<EmptyState title={t('noFresh')}>{t('noFreshHelp')}</EmptyState>}
      />
    </Cut>
  )
}

function useFreshColumns(hasRemarks: boolean): readonly GridColumn<FreshRow>[] {
  const t = useTranslations('imports')
  const value = useImportValue()
  const of = (field: PreviewField) => (row: FreshRow) => value(field, valueOf(row.values, field))
  return [
    { id: 'row', header: t('table.row'), cell: (row) => row.rowNumber, align: 'end' },
    { id: 'name', header: t('table.name'), cell: (row) => <span className={styles.name}>{nameOf(row.values)}</span>, isRowHeader: true },
    // Beside the name: at the end of so many columns nobody would see them.
    ...(hasRemarks ? [{ id: 'remarks', header: t('table.remarks'), cell: (row: FreshRow) => row.notes.length > 0 && <div className={styles.remarks}><Sentences findings={row.notes} /></div> }] : []),
    { id: 'memberNumber', header: t('fields.memberNumber'), cell: of('memberNumber') },
    { id: 'birthDate', header: t('fields.birthDate'), cell: of('birthDate') },
    { id: 'town', header: t('fields.town'), cell: of('town') },
    { id: 'email', header: t('fields.email'), cell: of('email'), isExtra: true },
    { id: 'phone', header: t('fields.phone'), cell: of('phone'), isExtra: true },
    { id: 'memberSince', header: t('fields.memberSince'), cell: of('memberSince') },
  ]
}

/** Those who get new details, each detail with what the register has and what the list says. */
export function ChangedRows({ preview }: { preview: ImportPreviewShown }) {
  const t = useTranslations('imports.groups')
  const columns = useChangedColumns()
  const shown = preview.changed.slice(0, mostRows)
  return (
    <Cut shown={shown.length} count={preview.counts.changed}>
      <SimpleTable
        label={t('changed', { count: String(preview.counts.changed) })}
        columns={columns}
        rows={shown.flatMap((row) => withAddressAsOne(row.differences).map((difference) => ({ row, difference })))}
        rowId={({ row, difference }) => `${row.rowNumber} ${keyOf(difference)}`}
        empty={<EmptyState title={t('noChanged')}>{t('noChangedHelp')}</EmptyState>}
      />
    </Cut>
  )
}

function useChangedColumns(): readonly GridColumn<ShownDifference>[] {
  const t = useTranslations('imports.table')
  const columns = useDifferenceColumns()
  return [
    { id: 'row', header: t('row'), cell: ({ row }) => row.rowNumber, align: 'end' },
    { id: 'person', header: t('person'), cell: ({ row }) => <PersonLink person={row.person} />, isRowHeader: true },
    ...columns,
  ]
}

/** Rows that are no persons or doubles, and why. */
export function SkippedRows({ preview }: { preview: ImportPreviewShown }) {
  const t = useTranslations('imports')
  return <ReasonTable label={t('groups.skipped', { count: String(preview.counts.skipped) })} rows={preview.skipped.map(({ rowNumber, reason }) => ({ rowNumber, reasons: [reason] }))} />
}

interface RefusedRow {
  readonly rowNumber: number
  readonly reasons: readonly RuleFinding[]
}

/** The reasons why rows are not imported; each says which row it is about. */
export function ReasonTable({ label, rows }: { label: string; rows: readonly RefusedRow[] }) {
  const columns = useReasonColumns()
  return <SimpleTable label={label} columns={columns} rows={rows.slice(0, mostRows)} rowId={(row) => String(row.rowNumber)} />
}

function useReasonColumns(): readonly GridColumn<RefusedRow>[] {
  const t = useTranslations('imports.table')
  return [
    { id: 'reason', header: t('reason'), cell: (row) => <Sentences findings={row.reasons} />, isRowHeader: true },
  ]
}

/** Findings as sentences under each other. */
export function Sentences({ findings }: { findings: readonly RuleFinding[] }) {
  const language = useLanguage()
  return findings.map((finding) => <div key={`${finding.rule} ${JSON.stringify(finding.params)}`}>{sentence(finding, language)}</div>)
}

interface ShownDifference {
  readonly row: ChangedRow
  readonly difference: Difference
}

/** An address is taken as one, and shown where the first of its parts differs. */
function withAddressAsOne(differences: readonly Difference[]): Difference[] {
  const first = differences.find(isOfAddress)
  return differences.filter((difference) => difference === first || !isOfAddress(difference))
}

function useDifferenceColumns(): readonly GridColumn<ShownDifference>[] {
  const t = useTranslations('imports')
  const field = useImportField()
  const value = useImportValue()
  const line = useAddressLine()
  const said = ({ row: { address, undatedFeeYears }, difference }: ShownDifference, when: 'before' | 'after') => {
    if (address && isOfAddress(difference)) return line(address[when])
    return difference[when] === null ? t('table.nothing') : value(difference.field, difference[when], when === 'after' && difference.year !== null && undatedFeeYears.includes(difference.year))
  }
  return [
    { id: 'field', header: t('table.field'), cell: ({ difference }) => (isOfAddress(difference) ? t('fields.address') : field(difference.field, difference.year)) },
    { id: 'before', header: t('table.before'), cell: (shown) => said(shown, 'before') },
    { id: 'after', header: t('table.after'), cell: (shown) => said(shown, 'after') },
  ]
}

function keyOf({ field, year }: Difference): string {
  return `${field} ${year ?? ''}`
}

/** Says that not all rows are shown. */
function Cut({ shown, count, children }: { shown: number; count: number; children: ReactNode }) {
  const t = useTranslations('imports.groups')
  const format = useFormat()
  return (
    <Stack>
      {shown < count && <p>{t('firstShown', { shown: format.number(shown), count: format.number(count) })}</p>}
      {children}
    </Stack>
  )
}
