import { useState } from 'react'
import { personCondition, personFilterFields, type FilterOperator, type PersonCondition, type PersonFilterField } from '#contract/person-filters.ts'
import { useSignedInUser } from '#renderer/api/index.ts'
import {
  Button, CheckboxGroup, ComboBox, DateField, Dialog, DialogActions, FieldRow, Fields, SearchPicker, Select, TextField, useTranslations, type Choice,
} from '#renderer/ui/index.ts'
import { references, type ReferenceKind } from './filter-references.ts'
import { fieldOf, useChoiceWords, yesNoWords } from './filter-words.ts'

type Value = string | number | null

/** As many alternatives as are shown at once; of more, one is chosen by typing. */
const fewChoices = 12

/** Asks for one condition: what to filter by, how, and with what. */
export function FilterDialog({ onAdd, onClose }: { onAdd(condition: PersonCondition): void; onClose(): void }) {
  const t = useTranslations('views')
  const common = useTranslations('common')
  const { permissions } = useSignedInUser()
  const [field, setField] = useState<PersonFilterField | null>(null)
  const [operator, setOperator] = useState<FilterOperator>('is')
  const [values, setValues] = useState<readonly Value[]>([])
  const fields = (Object.keys(personFilterFields) as PersonFilterField[]).filter((name) => permissions.includes(fieldOf(name).permission))
  const condition = personCondition.safeParse({ field, operator, values: values.filter((value) => value !== null) })

  function pickField(next: PersonFilterField | null) {
    setField(next)
    setValues([])
    if (next) setOperator(fieldOf(next).operators[0] ?? 'is')
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
          if (condition.success) onAdd(condition.data)
        }}
      >
        <Fields>
          <ComboBox<PersonFilterField> label={t('field')} autoFocus value={field} onChange={pickField} choices={fields.map((id) => ({ id, label: t(`fields.${id}`) }))} />
          {field && fieldOf(field).operators.length > 1 && (
            <Select<FilterOperator>
              label={t('operator')}
              value={operator}
              onChange={pickOperator}
              choices={fieldOf(field).operators.map((id) => ({ id, label: id === 'yes' || id === 'no' ? yesNoWords(t, field, id) : t(`operators.${id}`) }))}
            />
          )}
          {field && <ValueFields key={`${field} ${operator}`} field={field} operator={operator} values={values} onChange={setValues} />}
        </Fields>
        <DialogActions>
          <Button type="submit" variant="primary" disabledReason={condition.success ? undefined : t('incomplete')}>
            {t('use')}
          </Button>
          <Button onPress={onClose}>{common('cancel')}</Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}

interface ValueFieldsProps {
  field: PersonFilterField
  operator: FilterOperator
  values: readonly Value[]
  onChange(values: readonly Value[]): void
}

function ValueFields({ field, operator, values, onChange }: ValueFieldsProps) {
  const t = useTranslations('views')
  const { kind, choices = [], refersTo } = fieldOf(field)
  if (['isEmpty', 'isFilled', 'yes', 'no'].includes(operator)) return null
  const [first = null, second = null] = values
  if (kind === 'choice') return <ChoiceValues field={field} choices={choices} values={values} onChange={onChange} />
  if (kind === 'reference' && refersTo) return <ReferenceValue kind={refersTo} onChange={(id) => onChange([id])} />
  if (kind === 'date') return <DateField label={t('value')} value={first === null ? null : String(first)} onChange={(value) => onChange([value])} />
  if (kind === 'text') return <TextField label={t('value')} value={String(first ?? '')} onChange={(value) => onChange([value])} />
  if (operator !== 'between') return <WholeNumber label={operator === 'paid' || operator === 'unpaid' || field === 'birthYear' ? t('year') : t('value')} value={first} onChange={(value) => onChange([value])} />
  return (
    <FieldRow>
      <WholeNumber label={t('from')} value={first} onChange={(value) => onChange([value, second])} />
      <WholeNumber label={t('to')} value={second} onChange={(value) => onChange([first, value])} />
    </FieldRow>
  )
}

/** A year or an age: digits without a space among the thousands. */
function WholeNumber({ label, value, onChange }: { label: string; value: Value; onChange(value: Value): void }) {
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

function ChoiceValues({ field, choices, values, onChange }: { field: PersonFilterField; choices: readonly string[]; values: readonly Value[]; onChange(values: readonly Value[]): void }) {
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
