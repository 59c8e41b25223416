import { useRouter } from '@tanstack/react-router'
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { Check } from 'lucide-react'
import { useCallback, useEffect, useId, useLayoutEffect, useRef, useState, type CSSProperties, type RefCallback } from 'react'
import { classes } from '../classes.ts'
import { useTranslations } from '../i18n.ts'
import { ErrorState } from '../states.tsx'
import styles from './data-grid.module.css'
import { ScrollFrame, useBeyond } from './scroll-frame.tsx'
import { SortMark, nextSort, sortState } from './sorting.tsx'
import type { DataGridProps, GridColumn } from './types.ts'
import { useGridNavigation } from './use-grid-navigation.ts'
import { useWindowedRows } from './use-windowed-rows.ts'

const overscan = 8

interface GridViewProps<Row, Column extends string> extends DataGridProps<Row, Column> {
  describeError: (error: unknown) => string
  onTotal: (total: number | undefined) => void
}

/** The list as one scrolling grid: only the rows in sight exist, and one tab stop leads into it. */
export function GridView<Row, Column extends string>(props: GridViewProps<Row, Column>) {
  const { label, columns, rowId, sort, onSortChange, href, onOpen, selected, onSelectionChange, queryKey, onTotal } = props
  const t = useTranslations('ui.table')
  const router = useRouter()
  const helpId = useId()
  const hintId = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const [rowHeight, probe] = useRowHeight()
  const [range, setRange] = useState({ first: 0, last: 0 })
  const rows = useWindowedRows(props, range.first, range.last)
  const total = rows.total ?? 0
  const focusWanted = useRef(false)
  const firstColumn = onSelectionChange ? 1 : 0
  const columnCount = columns.length + firstColumn

  const { active, setActive, onKeyDown } = useGridNavigation(
    { rows: total, columns: columnCount, rowsInSight: Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2) },
    {
      open: (index) => open(rows.rowAt(index)),
      toggle: (index) => toggle(rows.rowAt(index)),
      extend: (index) => toggle(rows.rowAt(index), true),
      moveTo: (cell) => {
        focusWanted.current = true
        if (cell.row >= 0) virtualizer.scrollToIndex(cell.row)
        else scroller.current?.scrollTo({ top: 0 })
      },
    },    firstColumn,
  )

  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan,
    scrollPaddingStart: rowHeight,
    scrollMargin: 0,
    rangeExtractor: (visible) => {
      const indexes = defaultRangeExtractor(visible)
      return active.row < 0 || indexes.includes(active.row) ? indexes : [...indexes, active.row].toSorted((a, b) => a - b)
    },
    onChange: ({ range: visible }) => {
      const next = { first: Math.max(0, (visible?.startIndex ?? 0) - overscan), last: Math.min(total - 1, (visible?.endIndex ?? 0) + overscan) }
      if (next.first !== range.first || next.last !== range.last) setRange(next)
    },
  })

  useLayoutEffect(() => virtualizer.measure(), [virtualizer, rowHeight])
  // Rows of an earlier filter, and their number, must not stand under one that was refused.
  const isRefused = Boolean(rows.error) && (rows.total === undefined || rows.isStale)
  const beyond = useBeyond(scroller, !isRefused && rows.total !== 0)
  const toldTotal = isRefused ? undefined : rows.total
  useEffect(() => onTotal(toldTotal), [toldTotal, onTotal])

  const filterKey = JSON.stringify([queryKey, sort])
  const isFirst = useRef(true)
  useEffect(() => {
    if (isFirst.current) isFirst.current = false
    else {
      scroller.current?.scrollTo({ top: 0 })
      setActive((cell) => (cell.row < 0 ? cell : { ...cell, row: 0 }))
    }
  }, [filterKey, setActive])

  // Before the browser paints: a key that follows at once must find the focus in its new place.
  useLayoutEffect(() => {
    if (!focusWanted.current) return
    const target = scroller.current?.querySelector<HTMLElement>(`[data-cell="${active.row}:${active.column}"]`)
    if (!target) return
    focusWanted.current = false
    target.focus({ preventScroll: true })
    if (scroller.current) showSideways(scroller.current, target)
  })

  function open(row: Row | undefined) {
    if (!row) return
    if (onOpen) onOpen(row)
    else if (href) router.history.push(href(row))
  }

  function toggle(row: Row | undefined, always = false) {
    if (!row || !onSelectionChange) return
    const id = rowId(row)
    const next = new Set(selected)
    if (!always && next.has(id)) next.delete(id)
    else next.add(id)
    onSelectionChange(next)
  }

  if (isRefused) return <ErrorState onRetry={rows.retry}>{props.describeError(rows.error)}</ErrorState>
  if (rows.total === 0) return props.empty

  const tabIndexOf = (row: number, column: number) => (active.row === row && active.column === column ? 0 : -1)
  const tracks = [...(firstColumn ? ['3rem'] : []), ...columns.map((column) => column.width ?? 'minmax(8rem, 1fr)')]

  return (
    <>
      <p id={helpId} hidden>
        {t('keys')}
      </p>
      <ScrollFrame beyond={beyond} hintId={hintId}>
        <div
          ref={scroller}
          role="grid"
          aria-label={label}
          aria-describedby={beyond.isWider ? `${helpId} ${hintId}` : helpId}
          aria-rowcount={total + 1}
          aria-colcount={columnCount}
          aria-multiselectable={onSelectionChange ? true : undefined}
          aria-busy={rows.isStale || rows.total === undefined}
          className={styles.grid}
          style={layoutOf(tracks)}
          onKeyDown={onKeyDown}
          data-list
        >
          <div ref={probe} role="presentation" className={styles.probe} />
          <div role="rowgroup" className={styles.headGroup}>
            <div role="row" aria-rowindex={1} className={classes(styles.row, styles.headRow)}>
              {onSelectionChange && (
                <div
                  role="columnheader"
                  aria-colindex={1}
                  tabIndex={tabIndexOf(-1, 0)}
                  data-cell="-1:0"
                  className={styles.cell}
                  onFocus={() => setActive({ row: -1, column: 0 })}
                >
                  <span className={styles.hiddenText}>{t('selectRow')}</span>
                </div>
              )}
              {columns.map((column, index) => (
                <HeaderCell
                  key={column.id}
                  column={column}
                  position={index + firstColumn}
                  tabIndex={tabIndexOf(-1, index + firstColumn)}
                  sort={sort}
                  onSort={() => onSortChange(nextSort(sort, column.id as Column))}
                  onFocus={() => setActive({ row: -1, column: index + firstColumn })}
                />
              ))}
            </div>
          </div>
          <div role="rowgroup" className={styles.body} style={{ blockSize: `${virtualizer.getTotalSize()}px` }}>
            {virtualizer.getVirtualItems().map((item) => {
              const row = rows.rowAt(item.index)
              const isSelected = row !== undefined && selected?.has(rowId(row))
              return (
                <div
                  key={item.key}
                  role="row"
                  aria-rowindex={item.index + 2}
                  aria-selected={onSelectionChange ? isSelected === true : undefined}
                  className={classes(styles.row, styles.dataRow, (href ?? onOpen) && styles.opens, isSelected && styles.selected)}
                  style={{ transform: `translateY(${item.start}px)`, blockSize: `${rowHeight}px` }}
                >
                  {onSelectionChange && (
                    <div
                      role="gridcell"
                      aria-colindex={1}
                      aria-selected={isSelected === true}
                      tabIndex={tabIndexOf(item.index, 0)}
                      data-cell={`${item.index}:0`}
                      className={styles.cell}
                      onFocus={() => setActive({ row: item.index, column: 0 })}
                      onClick={() => toggle(row)}
                    >
                      <span className={classes(styles.tick, isSelected && styles.ticked)}>{isSelected && <Check aria-hidden />}</span>
                      <span className={styles.hiddenText}>{t('selectRow')}</span>
                    </div>
                  )}
                  {columns.map((column, index) => (
                    <div
                      key={column.id}
                      role={column.isRowHeader ? 'rowheader' : 'gridcell'}
                      aria-colindex={index + firstColumn + 1}
                      tabIndex={tabIndexOf(item.index, index + firstColumn)}
                      data-cell={`${item.index}:${index + firstColumn}`}
                      className={classes(styles.cell, column.align === 'end' && styles.end, column.isRowHeader && styles.rowHeader)}
                      onFocus={() => setActive({ row: item.index, column: index + firstColumn })}
                      onClick={() => open(row)}
                    >
                      {row === undefined ? <Waiting /> : <span className={styles.content}>{column.cell(row)}</span>}
                    </div>
                  ))}
                </div>
              )
            })}
          </div>
        </div>
      </ScrollFrame>
    </>
  )
}

function HeaderCell<Row, Column extends string>({ column, position, tabIndex, sort, onSort, onFocus }: {
  column: GridColumn<Row>
  position: number
  tabIndex: number
  sort: DataGridProps<Row, Column>['sort']
  onSort: () => void
  onFocus: () => void
}) {
  const shared = { tabIndex, 'data-cell': `-1:${position}`, onFocus }
  return (
    <div
      role="columnheader"
      aria-colindex={position + 1}
      aria-sort={column.isSortable ? sortState(sort, column.id) : undefined}
      className={classes(styles.cell, styles.headCell, column.align === 'end' && styles.end)}
      {...(!column.isSortable && shared)}
    >
      {column.isSortable ? (
        <button type="button" className={styles.sortButton} onClick={onSort} {...shared}>
          {column.header}
          <SortMark state={sortState(sort, column.id)} />
        </button>
      ) : (
        column.header
      )}
    </div>
  )
}

/** Scrolls a cell of a column that is out of sight into it. */
function showSideways(scroller: HTMLElement, cell: HTMLElement) {
  const [place, wanted] = [scroller.getBoundingClientRect(), cell.getBoundingClientRect()]
  const left = place.left + scroller.clientLeft
  const right = left + scroller.clientWidth
  // The beginning of a cell that is wider than the place.
  if (wanted.left < left || wanted.width > scroller.clientWidth) scroller.scrollLeft += wanted.left - left
  else if (wanted.right > right) scroller.scrollLeft += wanted.right - right
}

/** Stands where a row has not arrived yet. */
function Waiting() {
  const t = useTranslations('ui.table')
  return (
    <span className={styles.waiting}>
      <span className={styles.hiddenText}>{t('rowIsLoading')}</span>
    </span>
  )
}

/** The columns' tracks, and the least width that holds them all. */
function layoutOf(tracks: readonly string[]): CSSProperties {
  const least = tracks.map((track) => /^minmax\(([^,]+),/u.exec(track)?.[1] ?? track)
  const properties: Record<`--${string}`, string> = { '--tracks': tracks.join(' '), '--least-width': `calc(${least.join(' + ')})` }
  return properties
}

/** The height of a row in pixels, which follows text size and density. */
function useRowHeight(): readonly [number, RefCallback<HTMLDivElement>] {
  const [height, setHeight] = useState(44)
  // Measured anew each time the list comes back after no hits: an element that has gone has no height, and every row would be in sight.
  const probe = useCallback((element: HTMLDivElement) => {
    const observer = new ResizeObserver(() => setHeight(element.getBoundingClientRect().height))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [height, probe]
}
