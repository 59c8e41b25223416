import { Rows3, Table2 } from 'lucide-react'
import { useState } from 'react'
import { useErrorSentence } from '#renderer/api/use-error-sentence.ts'
import { Button } from '../button.tsx'
import { useTranslations } from '../i18n.ts'
import { setPreferences, usePreferences } from '../preferences.ts'
import styles from './data-grid.module.css'
import { GridView } from './grid-view.tsx'
import { PagesView } from './pages-view.tsx'
import { PrintedList } from './printed-list.tsx'
import type { DataGridProps } from './types.ts'

/**
 * A list of any length. The core sorts, filters and hands out rows a window at a time.
 * People choose between one scrolling grid and ordinary pages; the choice is remembered.
 */
export function DataGrid<Row, Column extends string = string>(props: DataGridProps<Row, Column>) {
  const t = useTranslations('ui.table')
  const { easyView, tableMode } = usePreferences()
  const describeError = useErrorSentence()
  const [total, setTotal] = useState<number>()
  const columns = easyView ? props.columns.filter((column) => !column.isExtra) : props.columns
  const sorted = props.columns.find((column) => column.id === props.sort.column)
  const View = tableMode === 'grid' ? GridView : PagesView
  return (
    <div className={styles.list}>
      <div className={styles.bar}>
        <output className={styles.count}>
          {total !== undefined && (props.countLabel?.(total) ?? t('rows', { count: total }))}
          {sorted && <span className={styles.hiddenText}>. {t(props.sort.descending ? 'sortedDown' : 'sortedUp', { column: sorted.header })}</span>}
          {props.selected && props.selected.size > 0 && <span className={styles.selectedCount}> · {t('selected', { count: props.selected.size })}</span>}
        </output>
        <div className={styles.actions}>
          {props.actions}
          <Button
            variant="quiet"
            size="small"
            icon={tableMode === 'grid' ? Table2 : Rows3}
            onPress={() => setPreferences({ tableMode: tableMode === 'grid' ? 'pages' : 'grid' })}
            data-print="hide"
          >
            {t(tableMode === 'grid' ? 'asPages' : 'asGrid')}
          </Button>
        </div>
      </div>
      <div className={styles.onScreen}>
        <View {...props} columns={columns} describeError={describeError} onTotal={setTotal} />
      </div>
      <PrintedList {...props} columns={columns} />
    </div>
  )
}
