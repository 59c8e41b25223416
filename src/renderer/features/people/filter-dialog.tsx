import { useState } from 'react'
import { isCustomKey } from '#contract/custom-fields.ts'
import { conditionFits, personCondition, type FilterField, type FilteredBy, type FilterOperator, type PersonCondition } from '#contract/person-filters.ts'
import {
  Button, CheckboxGroup, ComboBox, DateField, Dialog, DialogActions, FieldRow, Fields, MoneyField, NumberField, SearchPicker, Select, TextField, useTranslations, type Choice,
} from '#renderer/ui/index.ts'
import { useOwnFields } from './column-words.ts'
import { references, type ReferenceKind } from './filter-references.ts'
import { useChoiceWords, useFilterFields } from './filter-words.ts'

type Value = string | number | null

/** As many alternatives as are shown at once; of more, one is chosen by typing. */
const fewChoices = 12

/** Asks for one condition: what to filter by, how, and with what. */
export function FilterDialog({ onAdd, onClose }: { onAdd(condition: PersonCondition): void; onClose(): void }) {
  const t = useTranslations('views')
  const common = useTranslations('common')
  const { names, nameOf, fieldOf, yesNo } = useFilterFields()
  const [field, setField] = useState<FilteredBy | null>(null)
  const [operator, setOperator] = useState<FilterOperator>('is')
  const [values, setValues] = useState<readonly Value[]>([])
  const about = field === null ? undefined : fieldOf(field)
  const typed = personCondition.safeParse({ field, operator, values: values.filter((value) => value !== null) })
  const condition = about && typed.success && conditionFits(about, typed.data) ? typed.data : undefined

  function pickField(next: FilteredBy | null) {
    setField(next)
    setValues([])
    if (next) setOperator(fieldOf(next)?.operators[0] ?? 'is')
  }

  function pickOperator(next: FilterOperator) {
    setOperator(next)
    setValues([])
  }

  return (
    <Dialog title={t('addFilter')} isOpen onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (condition) onAdd(condition)
        }}
      >
        <Fields>
          <ComboBox<FilteredBy> label={t('field')} autoFocus value={field} onChange={pickField} choices={names.map((id) => ({ id, label: nameOf(id) }))} />
          {field && about && about.operators.length > 1 && (
            <Select<FilterOperator>
              label={t('operator')}
              value={operator}
              onChange={pickOperator}
              choices={about.operators.map((id) => ({ id, label: id === 'yes' || id === 'no' ? yesNo(field, id, 'underItsName') : t(`operators.${id}`) }))}
            />
          )}
          {field && about && <ValueFields key={`${field} ${operator}`} field={field} about={about} operator={operator} values={values} onChange={setValues} />}
        </Fields>
        <DialogActions>
          <Button type="submit" variant="primary" disabledReason={condition ? undefined : t('incomplete')}>
            {t('use')}
          </Button>
          <Button onPress={onClose}>{common('cancel')}</Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}

interface ValueFieldsProps {
  field: FilteredBy
  about: FilterField
  operator: FilterOperator
  values: readonly Value[]
  onChange(values: readonly Value[]): void
}

function ValueFields({ field, about, operator, values, onChange }: ValueFieldsProps) {
  const t = useTranslations('views')
  const { kind, choices = [], refersTo } = about
  if (['isEmpty', 'isFilled', 'yes', 'no'].includes(operator)) return null
  const [first = null, second = null] = values
  if (kind === 'choice') return <ChoiceValues field={field} choices={choices} values={values} onChange={onChange} />
  if (kind === 'reference' && refersTo) return <ReferenceValue kind={refersTo} onChange={(id) => onChange([id])} />
  if (kind === 'date') return <DateField label={t('value')} value={first === null ? null : String(first)} onChange={(value) => onChange([value])} />
  if (kind === 'text') return <TextField label={t('value')} value={String(first ?? '')} onChange={(value) => onChange([value])} />
  const label = field === 'feePaid' || field === 'confirmation' || field === 'birthYear' ? t('year') : t('value')
  if (operator !== 'between') return <Figure field={field} label={label} value={first} onChange={(value) => onChange([value])} />
  return (
    <FieldRow>
      <Figure field={field} label={t('from')} value={first} onChange={(value) => onChange([value, second])} />
      <Figure field={field} label={t('to')} value={second} onChange={(value) => onChange([first, value])} />
    </FieldRow>
  )
}

interface FigureProps {
  label: string
  value: Value
  onChange(value: Value): void
}

/** What a number is typed in: a year or an age, a custom field's number, or its amount. */
function Figure({ field, ...props }: FigureProps & { field: FilteredBy }) {
  const { fieldNamed } = useOwnFields()
  if (!isCustomKey(field)) return <WholeNumber {...props} />
  return fieldNamed(field)?.type === 'money' ? <MoneyField {...props} /> : <NumberField {...props} />
}

/** A year or an age: digits without a space among the thousands. */
function WholeNumber({ label, value, onChange }: FigureProps) {
  const [text, setText] = useState(value === null ? '' : String(value))
  return (
    <TextField
      label={label}
      width="narrow"
      value={text}
      onChange={(next) => {
        setText(next)
        onChange(/^\d{1,4}$/u.test(next.trim()) ? Number(next) : null)
      }}
    />
  )
}

function ChoiceValues({ field, choices, values, onChange }: { field: FilteredBy; choices: readonly string[]; values: readonly Value[]; onChange(values: readonly Value[]): void }) {
  const t = useTranslations('views')
  const words = useChoiceWords()
  const shown = choices.map((id) => ({ id, label: words(field, id) }))
  if (choices.length > fewChoices) return <ComboBox label={t('value')} value={(values[0] as string | undefined) ?? null} onChange={(id) => onChange([id])} choices={shown} />
  return <CheckboxGroup label={t('values')} value={values as readonly string[]} onChange={onChange} choices={shown} />
}

function ReferenceValue({ kind, onChange }: { kind: ReferenceKind; onChange(id: string | null): void }) {
  const t = useTranslations('views')
  const [picked, setPicked] = useState<Choice | null>(null)
  return (
    <SearchPicker
      label={t('value')}
      value={picked}
      search={references[kind].search}
      onChange={(choice) => {
        setPicked(choice)
        onChange(choice?.id ?? null)
      }}
    />
  )
}
