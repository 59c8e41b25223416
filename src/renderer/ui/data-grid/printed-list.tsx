import { useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslations } from '../i18n.ts'
import { useBeforePrint } from '../printing.ts'
import { PlainTable } from '../simple-table.tsx'
import styles from './data-grid.module.css'
import type { DataGridProps, GridPage } from './types.ts'

/** As many rows as are printed; who wants more takes the list out as a file. */
const mostRows = 2000
const rowsAtATime = 500

/** The list as an ordinary table with all its rows: only there while the page is printed, and only on paper. */
export function PrintedList<Row, Column extends string>({ label, columns, rowId, fetchPage, sort }: Pick<DataGridProps<Row, Column>, 'label' | 'columns' | 'rowId' | 'fetchPage' | 'sort'>) {
  const t = useTranslations('ui.table')
  const [printed, setPrinted] = useState<GridPage<Row>>()
  useBeforePrint(async () => {
    const all = await allRows(fetchPage, sort)
    // The table must stand in the page before the printer's dialog looks at it.
    flushSync(() => setPrinted(all))
    return () => setPrinted(undefined)
  })
  if (!printed || printed.total === 0) return null
  return (
    <div className={styles.onPaper}>
      <PlainTable label={label} columns={columns} rows={printed.rows} rowId={rowId} />
      {printed.total > printed.rows.length && <p>{t('printedFirst', { count: printed.rows.length, total: printed.total })}</p>}
    </div>
  )
}

/** The rows in the order of the screen. A list that cannot be read now is printed as it stands there. */
async function allRows<Row, Column extends string>(fetchPage: DataGridProps<Row, Column>['fetchPage'], sort: DataGridProps<Row, Column>['sort']): Promise<GridPage<Row> | undefined> {
  const { signal } = new AbortController()
  const rows: Row[] = []
  try {
    for (;;) {
      const page = await fetchPage({ offset: rows.length, limit: rowsAtATime, sort }, signal)
      rows.push(...page.rows)
      if (page.rows.length === 0 || rows.length >= Math.min(page.total, mostRows)) return { rows, total: page.total }
    }
  } catch {
    return undefined
  }
}
