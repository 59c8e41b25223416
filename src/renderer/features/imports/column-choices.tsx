import { useState } from 'react'
import { customFieldIdOf, customKeyOf, isCustomKey } from '#contract/custom-fields.ts'
import { addressTargets, type ImportKey, type ImportPreviewShown, type ImportTarget, type OverwriteRule } from '#contract/imports.ts'
import { Banner, Button, ButtonGroup, Card, CheckboxGroup, Columns, Fields, Select, TextField, useLanguage, useTranslations, type Choice } from '#renderer/ui/index.ts'
import { importFields, type ImportField } from '#shared/data/import-headings.ts'
import { sentence } from '#shared/i18n/index.ts'
import { useCustomFields } from './import-values.ts'

type Column = ImportPreviewShown['columns'][number]
/** What a person chose for each column. */
export type ChosenColumn = Pick<Column, 'index' | 'field' | 'year'> & { overwrite?: OverwriteRule }

/** What a person chose for a list: nothing as long as it is read as proposed. */
export interface ChosenReading {
  readonly columns?: ChosenColumn[]
  readonly keys?: ImportKey[]
  /** What she calls lists of this kind. */
  readonly name?: string
}

const leaveOut = 'leaveOut'

interface ListCardProps {
  fileName: string
  preview: ImportPreviewShown
  reading: ChosenReading
  onChange: (reading: ChosenReading) => void
  onStartOver: () => void
}

/** Which list it is, what its columns hold, and by what its persons are known again: as proposed, and changed where that went wrong. */
export function ListCard({ fileName, preview, reading, onChange, onStartOver }: ListCardProps) {
  const t = useTranslations('imports')
  const [isOpened, setOpened] = useState(false)
  const problems = useProblems(preview)
  const isShown = isOpened || problems.length > 0
  const known = preview.columns.filter((column) => column.field !== null).length

  const choose = (choice: ChosenColumn) => onChange({ ...reading, columns: preview.columns.map((column) => (column.index === choice.index ? choice : besides(chosen(column), choice))) })

  return (
    <Card
      title={fileName}
      actions={
        <ButtonGroup>
          {problems.length === 0 && (
            <Button aria-expanded={isShown} onPress={() => setOpened(!isOpened)}>
              {isShown ? t('columns.hide') : t('columns.show')}
            </Button>
          )}
          <Button onPress={onStartOver}>{t('file.change')}</Button>
        </ButtonGroup>
      }
    >
      {preview.source && <p>{t(`source.${preview.source.kind}`, { name: preview.source.name })}</p>}
      <p>
        {preview.sheetName === '' ? t('file.foundText', { row: String(preview.headingRow) }) : t('file.found', { sheet: preview.sheetName, row: String(preview.headingRow) })}{' '}
        {t('columns.recognised', { known: String(known), total: String(preview.columns.length) })}
      </p>
      {preview.otherSheets.length > 0 && <p>{t('file.otherSheets', { count: preview.otherSheets.length, sheets: preview.otherSheets.join(', ') })}</p>}
      {preview.doubled.length > 0 && <Banner tone="need">{t('columns.doubled', { count: preview.doubled.length, headings: preview.doubled.join(', ') })}</Banner>}
      {problems.map((problem) => (
        <Banner key={problem} tone="error">
          {problem}
        </Banner>
      ))}
      {isShown && (
        <>
          <p>{t('columns.blankHelp')}</p>
          <Columns>
            {preview.columns.map((column) => (
              <ColumnChoice key={column.index} column={column} onChoose={choose} />
            ))}
          </Columns>
          <KeyChoices preview={preview} onChange={(keys) => onChange({ ...reading, keys })} />
          <TextField
            label={t('source.name')}
            help={t('source.nameHelp')}
            width="medium"
            value={reading.name ?? usualName(preview, fileName)}
            onChange={(name) => onChange({ ...reading, name })}
          />
        </>
      )}
    </Card>
  )
}

/** What a list of this kind is called as long as nobody says otherwise. */
export function usualName({ source }: ImportPreviewShown, fileName: string): string {
  return (source?.name ?? fileName.replace(/\.[^.]+$/u, '')).slice(0, 80)
}

/** A column as it is read beside one that was just chosen: an address is overwritten as one. */
function besides(column: ChosenColumn, { field, overwrite }: ChosenColumn): ChosenColumn {
  const isSameAddress = column.field !== null && field !== null && addressTargets.includes(column.field) && addressTargets.includes(field)
  return isSameAddress && overwrite ? { ...column, overwrite } : column
}

/** A column as it is read now. */
export function chosen({ index, field, year, overwrite }: Column): ChosenColumn {
  return { index, field, year, ...(overwrite && { overwrite }) }
}

function ColumnChoice({ column, onChoose }: { column: Column; onChoose: (choice: ChosenColumn) => void }) {
  const t = useTranslations('imports.columns')
  const choices = useChoices(column)
  const help = column.examples.length > 0 ? t('examples', { examples: column.examples.join(', ') }) : t('noExamples')
  const heading = column.heading === '' ? t('unnamed', { number: String(column.index + 1) }) : column.heading
  return (
    <Fields>
      <Select
        label={heading}
        help={column.isHidden ? `${help} ${t('hidden')}` : help}
        value={idOf(column)}
        choices={choices}
        onChange={(id) => onChoose({ index: column.index, ...targetOf(id) })}
      />
      {column.overwrite && (
        <Select<OverwriteRule>
          label={t('overwrite', { heading: heading.replace(/:\s*$/u, '') })}
          value={column.overwrite}
          choices={[{ id: 'replace', label: t('replace') }, { id: 'fillIn', label: t('fillIn') }]}
          onChange={(overwrite) => onChoose({ ...chosen(column), overwrite })}
        />
      )}
    </Fields>
  )
}

/** By what the persons of the list are known again. */
function KeyChoices({ preview: { keys, possibleKeys }, onChange }: { preview: ImportPreviewShown; onChange: (keys: ImportKey[]) => void }) {
  const t = useTranslations('imports.keys')
  const fields = useCustomFields()
  if (possibleKeys.length === 0) return <p>{t('none')}</p>
  const labelOf = (key: ImportKey) => (isCustomKey(key) ? (fields.find(({ id }) => id === customFieldIdOf(key))?.name ?? '') : t(key))
  return <CheckboxGroup label={t('label')} help={t('help')} value={keys} choices={possibleKeys.map((key) => ({ id: key, label: labelOf(key) }))} onChange={onChange} />
}

/** Every field, the fees of the column's own year among them, and then the association's own. */
function useChoices(column: Column): readonly Choice[] {
  const t = useTranslations('imports')
  const custom = useCustomFields()
  const year = column.year ?? yearIn(column.heading)
  const fees: readonly ImportField[] = ['feePaid', 'feeAmount']
  return [
    { id: leaveOut, label: t('columns.leaveOut') },
    ...importFields.map((field) => ({ id: field as string, label: t(`fields.${field}`) })),
    ...(year === null ? [] : fees.map((field) => ({ id: `${field} ${year}`, label: t('columns.ofYear', { field: t(`fields.${field}`), year: String(year) }) }))),
    ...custom.map(({ id, name }) => ({ id: customKeyOf(id), label: name, detail: t('columns.customField') })),
  ]
}

function useProblems({ problems, columns }: ImportPreviewShown): string[] {
  const t = useTranslations('imports.fields')
  const custom = useCustomFields()
  const language = useLanguage()
  const named = new Set(columns.map((column) => column.field as string))
  const nameOf = (field: string) => (isCustomKey(field) ? (custom.find(({ id }) => id === customFieldIdOf(field))?.name ?? '') : t(field as ImportField))
  return problems.map(({ rule, params }) => {
    const field = params?.['field']
    return sentence({ rule, params: { ...params, ...(typeof field === 'string' && named.has(field) && { field: nameOf(field) }) } }, language)
  })
}

function yearIn(heading: string): number | null {
  const year = /(?:19|20)\d{2}/u.exec(heading)?.[0]
  return year === undefined ? null : Number(year)
}

function idOf({ field, year }: Pick<Column, 'field' | 'year'>): string {
  if (field === null) return leaveOut
  return year === null ? field : `${field} ${year}`
}

function targetOf(id: string): Pick<Column, 'field' | 'year'> {
  const [field, year] = id.split(' ')
  return field === leaveOut ? { field: null, year: null } : { field: field as ImportTarget, year: year === undefined ? null : Number(year) }
}
