import { useState } from 'react'
import { customKeyOf, isCustomKey } from '#contract/custom-fields.ts'
import { personColumnNames, personColumns, usualPersonColumns, type ChosenColumn } from '#contract/person-columns.ts'
import { useSignedInUser } from '#renderer/api/index.ts'
import { Button, Dialog, DialogActions, Stack, useTranslations } from '#renderer/ui/index.ts'
import { ColumnChoice } from '#renderer/features/lists/column-choice.tsx'
import { useColumnWords, useOwnFields } from './column-words.ts'

/** Chooses which columns the list has, and in which order. */
export function ColumnsDialog({ columns, onChoose, onClose }: { columns: readonly ChosenColumn[]; onChoose(columns: ChosenColumn[]): void; onClose(): void }) {
  const t = useTranslations('views')
  const common = useTranslations('common')
  const { permissions } = useSignedInUser()
  const words = useColumnWords()
  const { fields, fieldNamed } = useOwnFields()
  const [chosen, setChosen] = useState<readonly ChosenColumn[]>(columns)
  const maySee = (column: ChosenColumn) => (isCustomKey(column) ? fieldNamed(column) !== undefined : permissions.includes(personColumns[column].permission))
  const offered = [...personColumnNames, ...fields.map(({ id }) => customKeyOf(id))].filter(maySee)
  const standing = chosen.filter(maySee)

  return (
    <Dialog title={t('chooseColumns')} isOpen onClose={onClose}>
      <Stack>
        <p>{t('columnsHelp')}</p>
        <ColumnChoice<ChosenColumn> label={t('shownColumns')} columns={offered} nameOf={words} value={standing} onChange={setChosen} />
        <DialogActions>
          <Button variant="primary" onPress={() => onChoose(standing)}>
            {t('useColumns')}
          </Button>
          <Button onPress={() => setChosen(usualPersonColumns)}>{t('usualColumns')}</Button>
          <Button onPress={onClose}>{common('cancel')}</Button>
        </DialogActions>
      </Stack>
    </Dialog>
  )
}
