import { ArrowDown, ArrowUp } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Checkbox, IconButton, useTranslations } from '#renderer/ui/index.ts'
import styles from './column-choice.module.css'

interface ColumnChoiceProps<Column extends string> {
  /** Names the list of columns. */
  label: string
  /** Every column that can be chosen, as they are offered. */
  columns: readonly Column[]
  nameOf: (column: Column) => string
  /** The chosen ones, in their order. */
  value: readonly Column[]
  onChange: (columns: Column[]) => void
}

/** Chooses columns and their order, by keyboard as well: each can be ticked, and moved up or down among the ticked ones. */
export function ColumnChoice<Column extends string>({ label, columns, nameOf, value, onChange }: ColumnChoiceProps<Column>) {
  const t = useTranslations('views')
  const [kept, setOrder] = useState<readonly Column[]>(value)
  const [said, setSaid] = useState('')
  const [goal, setGoal] = useState<{ readonly index: number; readonly step: -1 | 1 }>()
  const list = useRef<HTMLUListElement>(null)
  const order = orderOf(kept, value, columns)

  // One goes on with the column that was moved; at either end its button is disabled, and the other one is at hand.
  useEffect(() => {
    const [up, down] = (goal && list.current?.children[goal.index]?.querySelectorAll('button')) ?? []
    const [same, opposite] = goal?.step === -1 ? [up, down] : [down, up]
    ;(same?.disabled ? opposite : same)?.focus()
  }, [goal])

  function choose(column: Column, isChosen: boolean) {
    setOrder(order)
    onChange(order.filter((one) => (one === column ? isChosen : value.includes(one))))
  }

  function move(column: Column, step: -1 | 1) {
    const place = value.indexOf(column)
    const other = value[place + step]
    if (other === undefined) return
    const moved = order.map((one) => (one === column ? other : one === other ? column : one))
    setOrder(moved)
    onChange(moved.filter((one) => value.includes(one)))
    setGoal({ index: moved.indexOf(column), step })
    setSaid(t('columnMoved', { column: nameOf(column), position: place + step + 1, count: value.length }))
  }

  return (
    <>
      <ul ref={list} aria-label={label} className={styles.columns}>
        {order.map((column) => {
          const isChosen = value.includes(column)
          return (
            <li key={column} className={styles.column}>
              <Checkbox value={isChosen} onChange={(chosen) => choose(column, chosen)}>
                {nameOf(column)}
              </Checkbox>
              {isChosen && (
                <span className={styles.moves}>
                  <IconButton icon={ArrowUp} label={t('moveUp', { column: nameOf(column) })} isDisabled={value[0] === column} onPress={() => move(column, -1)} />
                  <IconButton icon={ArrowDown} label={t('moveDown', { column: nameOf(column) })} isDisabled={value.at(-1) === column} onPress={() => move(column, 1)} />
                </span>
              )}
            </li>
          )
        })}
      </ul>
      <p role="status" className={styles.said}>
        {said}
      </p>
    </>
  )
}

/** The order as it was left, where that is still how the chosen ones stand; otherwise the chosen ones first, then the others as they are offered. */
function orderOf<Column extends string>(kept: readonly Column[], value: readonly Column[], columns: readonly Column[]): readonly Column[] {
  const standing = kept.filter((column) => value.includes(column))
  const begun = standing.length === value.length && standing.every((column, index) => column === value[index]) ? kept.filter((column) => columns.includes(column)) : value
  return [...begun, ...columns.filter((column) => !begun.includes(column))]
}
