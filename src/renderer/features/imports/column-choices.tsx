import { useState } from 'react'
import type { ImportPreviewShown } from '#contract/imports.ts'
import { Banner, Button, ButtonGroup, Card, Columns, Select, useLanguage, useTranslations, type Choice } from '#renderer/ui/index.ts'
import { importFields, type ImportField } from '#shared/data/import-headings.ts'
import { sentence } from '#shared/i18n/index.ts'

type Column = ImportPreviewShown['columns'][number]
/** What a person chose for each column. */
export type ChosenColumn = Pick<Column, 'index' | 'field' | 'year'>

const leaveOut = 'leaveOut'

interface ListCardProps {
  fileName: string
  preview: ImportPreviewShown
  onChange: (columns: ChosenColumn[]) => void
  onStartOver: () => void
}

/** Which list it is, and what its columns hold: recognised by their headings, and changed where that went wrong. */
export function ListCard({ fileName, preview, onChange, onStartOver }: ListCardProps) {
  const t = useTranslations('imports')
  const [isOpened, setOpened] = useState(false)
  const problems = useProblems(preview)
  const isShown = isOpened || problems.length > 0
  const known = preview.columns.filter((column) => column.field !== null).length

  function choose(changed: Column, id: string) {
    onChange(preview.columns.map((column) => (column.index === changed.index ? { index: column.index, ...targetOf(id) } : { index: column.index, field: column.field, year: column.year })))
  }

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
      <p>
        {t('file.found', { sheet: preview.sheetName, row: String(preview.headingRow) })} {t('columns.recognised', { known: String(known), total: String(preview.columns.length) })}
      </p>
      {problems.map((problem) => (
        <Banner key={problem} tone="error">
          {problem}
        </Banner>
      ))}
      {isShown && (
        <Columns>
          {preview.columns.map((column) => (
            <ColumnChoice key={column.index} column={column} onChoose={(id) => choose(column, id)} />
          ))}
        </Columns>
      )}
    </Card>
  )
}

function ColumnChoice({ column, onChoose }: { column: Column; onChoose: (id: string) => void }) {
  const t = useTranslations('imports.columns')
  const choices = useChoices(column)
  const help = column.examples.length > 0 ? t('examples', { examples: column.examples.join(', ') }) : t('noExamples')
  return (
    <Select
      label={column.heading === '' ? t('unnamed', { number: String(column.index + 1) }) : column.heading}
      help={column.isHidden ? `${help} ${t('hidden')}` : help}
      value={idOf(column)}
      choices={choices}
      onChange={onChoose}
    />
  )
}

/** Every field, the fees of the column's own year among them. */
function useChoices(column: Column): readonly Choice[] {
  const t = useTranslations('imports')
  const year = column.year ?? yearIn(column.heading)
  const fees: readonly ImportField[] = ['feePaid', 'feeAmount']
  return [
    { id: leaveOut, label: t('columns.leaveOut') },
    ...importFields.map((field) => ({ id: field as string, label: t(`fields.${field}`) })),
    ...(year === null ? [] : fees.map((field) => ({ id: `${field} ${year}`, label: t('columns.ofYear', { field: t(`fields.${field}`), year: String(year) }) }))),
  ]
}

function useProblems({ problems, columns }: ImportPreviewShown): string[] {
  const t = useTranslations('imports.fields')
  const language = useLanguage()
  const named = new Set(columns.map((column) => column.field as string))
  return problems.map(({ rule, params }) => {
    const field = params?.['field']
    return sentence({ rule, params: { ...params, ...(typeof field === 'string' && named.has(field) && { field: t(field as ImportField) }) } }, language)
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
  return field === leaveOut ? { field: null, year: null } : { field: field as ImportField, year: year === undefined ? null : Number(year) }
}
