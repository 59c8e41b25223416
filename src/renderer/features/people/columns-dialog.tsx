import { ArrowDown, ArrowUp } from 'lucide-react'
import { useState } from 'react'
import { customKeyOf, isCustomKey } from '#contract/custom-fields.ts'
import { personColumnNames, personColumns, usualPersonColumns, type ChosenColumn } from '#contract/person-columns.ts'
import { useSignedInUser } from '#renderer/api/index.ts'
import { Button, Checkbox, Dialog, DialogActions, IconButton, Stack, useTranslations } from '#renderer/ui/index.ts'
import { useColumnWords, useOwnFields } from './column-words.ts'
import styles from './register.module.css'

/** Chooses which columns the list has, and in which order. */
export function ColumnsDialog({ columns, onChoose, onClose }: { columns: readonly ChosenColumn[]; onChoose(columns: ChosenColumn[]): void; onClose(): void }) {
  const t = useTranslations('views')
  const common = useTranslations('common')
  const { permissions } = useSignedInUser()
  const words = useColumnWords()
  const { fields, fieldNamed } = useOwnFields()
  const [chosen, setChosen] = useState<readonly ChosenColumn[]>(columns)
  const [moved, setOrder] = useState<readonly ChosenColumn[]>(columns)
  const [said, setSaid] = useState('')
  const order = inOrder(moved, fields.map(({ id }) => customKeyOf(id)))
  const shown = order.filter((column) => (isCustomKey(column) ? fieldNamed(column) !== undefined : permissions.includes(personColumns[column].permission)))
  const standing = shown.filter((column) => chosen.includes(column))

  function move(column: ChosenColumn, step: -1 | 1) {
    const place = standing.indexOf(column)
    const other = standing[place + step]
    if (other === undefined) return
    setOrder(order.map((one) => (one === column ? other : one === other ? column : one)))
    setSaid(t('columnMoved', { column: words(column), position: place + step + 1, count: standing.length }))
  }

  return (
    <Dialog title={t('chooseColumns')} isOpen onClose={onClose}>
      <Stack>
        <p>{t('columnsHelp')}</p>
        <ul aria-label={t('shownColumns')} className={styles.columns}>
          {shown.map((column) => {
            const isChosen = chosen.includes(column)
            return (
              <li key={column} className={styles.column}>
                <Checkbox value={isChosen} onChange={(value) => setChosen(value ? [...chosen, column] : chosen.filter((one) => one !== column))}>
                  {words(column)}
                </Checkbox>
                {isChosen && (
                  <span className={styles.moves}>
                    <IconButton icon={ArrowUp} label={t('moveUp', { column: words(column) })} isDisabled={standing[0] === column} onPress={() => move(column, -1)} />
                    <IconButton icon={ArrowDown} label={t('moveDown', { column: words(column) })} isDisabled={standing.at(-1) === column} onPress={() => move(column, 1)} />
                  </span>
                )}
              </li>
            )
          })}
        </ul>
        <p role="status" className={styles.said}>
          {said}
        </p>
        <DialogActions>
          <Button variant="primary" onPress={() => onChoose(standing)}>
            {t('useColumns')}
          </Button>
          <Button
            onPress={() => {
              setChosen(usualPersonColumns)
              setOrder(usualPersonColumns)
            }}
          >
            {t('usualColumns')}
          </Button>
          <Button onPress={onClose}>{common('cancel')}</Button>
        </DialogActions>
      </Stack>
    </Dialog>
  )
}

/** The chosen columns first, then the others as they are offered. */
function inOrder(chosen: readonly ChosenColumn[], own: readonly ChosenColumn[]): ChosenColumn[] {
  return [...chosen, ...[...personColumnNames, ...own].filter((column) => !chosen.includes(column))]
}
