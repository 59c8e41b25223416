import type { ReactNode } from 'react'
import { useTranslations } from '#renderer/ui/index.ts'
import type { SeatLine } from './places.ts'
import styles from './seat-table.module.css'

export interface SeatTableProps<Seat> {
  label: string
  lines: readonly SeatLine<Seat>[]
  seatId(seat: Seat): string
  /** Who holds the seat, and what can be done about it. */
  children(seat: Seat): ReactNode
  position(seat: Seat): number
}

/** Seats as a table: a line an ordinary seat, with who holds it and who her deputies are; deputies for all stand last. */
export function SeatTable<Seat>({ label, lines, seatId, children, position }: SeatTableProps<Seat>) {
  const t = useTranslations('bodies')
  return (
    <div className={styles.scope}>
      {/* The roles are said outright, since a narrow window shows the cells under one another. */}
      <table className={styles.table} role="table" aria-label={label}>
        <thead role="rowgroup">
          <tr role="row">
            <th scope="col" role="columnheader" className={styles.placeColumn}>
              {t('fields.seat')}
            </th>
            <th scope="col" role="columnheader">
              {t('seatKind.ordinary')}
            </th>
            <th scope="col" role="columnheader">
              {t('seatKind.deputy')}
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {lines.map(({ id, ordinary, deputies }) => (
            <tr key={id} role="row">
              <th scope="row" role="rowheader">
                {ordinary ? t('place.ordinary', { position: String(position(ordinary)) }) : t('pool')}
              </th>
              <td role="cell">
                {ordinary && (
                  <>
                    <span className={styles.columnName}>{t('seatKind.ordinary')}</span>
                    {children(ordinary)}
                  </>
                )}
              </td>
              <td role="cell">
                {deputies.length > 0 && <span className={styles.columnName}>{t('seatKind.deputy')}</span>}
                <div className={styles.deputies}>
                  {deputies.map((seat) => (
                    <div key={seatId(seat)}>{children(seat)}</div>
                  ))}
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
