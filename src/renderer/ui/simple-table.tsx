import { useId, useRef, type ReactNode } from 'react'
import { TextLink } from './button.tsx'
import { classes } from './classes.ts'
import styles from './data-grid/data-grid.module.css'
import { ScrollFrame, useBeyond, type Beyond } from './data-grid/scroll-frame.tsx'
import { SortMark, nextSort, sortState } from './data-grid/sorting.tsx'
import type { DataGridProps, GridColumn, GridSort } from './data-grid/types.ts'
import { useTranslations } from './i18n.ts'
import { usePreferences } from './preferences.ts'
import { Checkbox } from './toggles.tsx'
import { wholeDates } from './whole-dates.tsx'

export interface SimpleTableProps<Row> {
  /** What the table holds; its name for screen readers. */
  label: string
  columns: readonly GridColumn<Row>[]
  /** At most about two hundred. */
  rows: readonly Row[]
  rowId: (row: Row) => string
  href?: (row: Row) => string
  /** The last line: one cell a column, for sums. */
  footer?: readonly ReactNode[]
  /** Stands here when there are no rows. */
  empty?: ReactNode
}

/** An ordinary table for short lists. */
export function SimpleTable<Row>({ empty, ...props }: SimpleTableProps<Row>) {
  if (props.rows.length === 0 && empty) return empty
  return <PlainTable {...props} />
}

interface PlainTableProps<Row, Column extends string> extends SimpleTableProps<Row> {
  sort?: GridSort<Column>
  onSortChange?: (sort: GridSort<Column>) => void
  onOpen?: DataGridProps<Row>['onOpen']
  selected?: ReadonlySet<string>
  onSelectionChange?: (selected: ReadonlySet<string>) => void
  isBusy?: boolean
}

/** A native table, with or without sorting and selection. */
export function PlainTable<Row, Column extends string = string>(props: PlainTableProps<Row, Column>) {
  const { label, columns: all, rows, rowId, href, footer, sort, onSortChange, selected, onSelectionChange, isBusy = false } = props
  const t = useTranslations('ui.table')
  const { easyView } = usePreferences()
  const scroller = useRef<HTMLDivElement>(null)
  const beyond = useBeyond(scroller)
  const hintId = useId()
  const columns = easyView && !footer ? all.filter((column) => !column.isExtra) : all

  function toggle(id: string) {
    const next = new Set(selected)
    if (!next.delete(id)) next.add(id)
    onSelectionChange?.(next)
  }

  return (
    <ScrollFrame beyond={beyond} hintId={hintId}>
      <div ref={scroller} className={styles.scroller} {...regionOf(label, beyond, hintId)} data-list>
        <table className={styles.table} aria-busy={isBusy} aria-label={label}>
          <thead>
            <tr>
              {onSelectionChange && (
                <th scope="col">
                  <span className={styles.hiddenText}>{t('selectRow')}</span>
                </th>
              )}
              {columns.map((column) => (
                <th
                  key={column.id}
                  scope="col"
                  className={column.align === 'end' ? styles.figures : undefined}
                  aria-sort={sort && column.isSortable ? sortState(sort, column.id) : undefined}
                >
                  {sort && onSortChange && column.isSortable ? (
                    <button type="button" className={styles.sortButton} onClick={() => onSortChange(nextSort(sort, column.id as Column))}>
                      {column.header}
                      <SortMark state={sortState(sort, column.id)} />
                    </button>
                  ) : (
                    column.header
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={rowId(row)}>
                {onSelectionChange && (
                  <td>
                    <Checkbox value={selected?.has(rowId(row)) ?? false} onChange={() => toggle(rowId(row))}>
                      <span className={styles.hiddenText}>{t('selectRow')}</span>
                    </Checkbox>
                  </td>
                )}
                {columns.map((column) => (
                  <TableCell key={column.id} column={column} row={row} href={href?.(row)} />
                ))}
              </tr>
            ))}
          </tbody>
          {footer && (
            <tfoot>
              <tr>
                {footer.map((cell, index) => (
                  <td key={columns[index]?.id ?? index} className={columns[index]?.align === 'end' ? styles.figures : undefined}>
                    {cell}
                  </td>
                ))}
              </tr>
            </tfoot>
          )}
        </table>
      </div>
    </ScrollFrame>
  )
}

/** Where the table does not fit its place, the place itself is a stop for Tab, so that the arrow keys can scroll it. */
function regionOf(label: string, { isWider, isTaller }: Beyond, hintId: string) {
  if (!isWider && !isTaller) return {}
  return { role: 'region', 'aria-label': label, tabIndex: 0, ...(isWider && { 'aria-describedby': hintId }) }
}

function TableCell<Row>({ column, row, href }: { column: GridColumn<Row>; row: Row; href: string | undefined }) {
  const content = column.cell(row)
  const className = classes(column.align === 'end' && styles.figures, isUnbroken(content) && styles.unbroken) || undefined
  if (!column.isRowHeader) return <td className={className}>{wholeDates(content)}</td>
  return (
    <th scope="row" className={className}>
      {href ? <TextLink href={href}>{content}</TextLink> : content}
    </th>
  )
}

/** Dates, periods and telephone numbers: broken at their hyphens they could not be read. */
function isUnbroken(content: ReactNode): boolean {
  return typeof content === 'string' && /^[\d\s:+–-]+$/u.test(content)
}
