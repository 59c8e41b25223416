import { useEffect, useRef, useState } from 'react'
import { isCustomKey } from '#contract/custom-fields.ts'
import { conditionFits, personCondition, type FilterField, type FilteredBy, type FilterOperator, type PersonCondition } from '#contract/person-filters.ts'
import {
  Button, CheckboxGroup, ComboBox, DateField, Dialog, DialogActions, FieldRow, Fields, MoneyField, NumberField, SearchPicker, Select, TextField, useLanguage, useTranslations, type Choice,
} from '#renderer/ui/index.ts'
import { sentence, type RuleCode } from '#shared/i18n/index.ts'
import { useOwnFields } from './column-words.ts'
import { valueFaults, type TypedValue } from './filter-faults.ts'
import { references, type ReferenceKind } from './filter-references.ts'
import { useChoiceWords, useFilterFields } from './filter-words.ts'

/** As many alternatives as are shown at once; of more, one is chosen by typing. */
const fewChoices = 12

/** Asks for one condition: what to filter by, how, and with what. */
export function FilterDialog({ onAdd, onClose }: { onAdd(condition: PersonCondition): void; onClose(): void }) {
  const t = useTranslations('views')
  const common = useTranslations('common')
  const say = useRuleSentence()
  const { fieldNamed } = useOwnFields()
  const form = useRef<HTMLFormElement>(null)
  const { names, nameOf, fieldOf, yesNo } = useFilterFields()
  const [field, setField] = useState<FilteredBy | null>(null)
  const [operator, setOperator] = useState<FilterOperator>('is')
  const [values, setValues] = useState<readonly TypedValue[]>([])
  /** How many times it has been tried in vain; what is missing is said from the first. */
  const [tries, setTries] = useState(0)
  const about = field === null ? undefined : fieldOf(field)
  const typed = personCondition.safeParse({ field, operator, values: values.filter((value) => value !== null) })
  const condition = about && typed.success && conditionFits(about, typed.data) ? typed.data : undefined

  const isMoney = field !== null && isCustomKey(field) && fieldNamed(field)?.type === 'money'
  const faults = about && tries > 0 ? valueFaults({ ...about, isMoney }, operator, values).map(say) : []

  useEffect(() => {
    if (tries > 0) form.current?.querySelector<HTMLElement>('[data-invalid] :is(input, button)')?.focus()
  }, [tries])

  function pickField(next: FilteredBy | null) {
    setField(next)
    setValues([])
    setTries(0)
    if (next) setOperator(fieldOf(next)?.operators[0] ?? 'is')
  }

  function pickOperator(next: FilterOperator) {
    setOperator(next)
    setValues([])
    setTries(0)
  }

  return (
    <Dialog title={t('addFilter')} isOpen onClose={onClose}>
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (condition) onAdd(condition)
          else setTries(tries + 1)
        }}
      >
        <Fields>
          <ComboBox<FilteredBy> label={t('field')} autoFocus error={tries > 0 && field === null ? say('common.notAChoice') : undefined} value={field} onChange={pickField} choices={names.map((id) => ({ id, label: nameOf(id) }))} />
          {field && about && about.operators.length > 1 && (
            <Select<FilterOperator>
              label={t('operator')}
              value={operator}
              onChange={pickOperator}
              choices={about.operators.map((id) => ({ id, label: id === 'yes' || id === 'no' ? yesNo(field, id, 'underItsName') : t(`operators.${id}`) }))}
            />
          )}
          {field && about && <ValueFields key={`${field} ${operator}`} field={field} about={about} operator={operator} values={values} faults={faults} onChange={setValues} />}
        </Fields>
        <DialogActions>
          <Button type="submit" variant="primary">
            {t('use')}
          </Button>
          <Button onPress={onClose}>{common('cancel')}</Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}

function useRuleSentence(): (rule: RuleCode | undefined) => string | undefined {
  const language = useLanguage()
  return (rule) => rule && sentence({ rule }, language)
}

interface ValueFieldsProps {
  field: FilteredBy
  about: FilterField
  operator: FilterOperator
  values: readonly TypedValue[]
  /** What is wrong with each of the values, in words. */
  faults: readonly (string | undefined)[]
  onChange(values: readonly TypedValue[]): void
}

function ValueFields({ field, about, operator, values, faults, onChange }: ValueFieldsProps) {
  const t = useTranslations('views')
  const { kind, choices = [], refersTo } = about
  if (['isEmpty', 'isFilled', 'yes', 'no'].includes(operator)) return null
  const [first = null, second = null] = values
  const [fault, secondFault] = faults
  if (kind === 'choice') return <ChoiceValues field={field} choices={choices} values={values} error={fault} onChange={onChange} />
  if (kind === 'reference' && refersTo) return <ReferenceValue kind={refersTo} error={fault} onChange={(id) => onChange([id])} />
  if (kind === 'date') return <DateField label={t('value')} error={fault} value={first === null ? null : String(first)} onChange={(value) => onChange([value])} />
  if (kind === 'text') return <TextField label={t('value')} error={fault} value={String(first ?? '')} onChange={(value) => onChange([value])} />
  const label = field === 'feePaid' || field === 'confirmation' || field === 'birthYear' ? t('year') : t('value')
  if (operator !== 'between') return <Figure field={field} label={label} error={fault} value={first} onChange={(value) => onChange([value])} />
  return (
    <FieldRow>
      <Figure field={field} label={t('from')} error={fault} value={first} onChange={(value) => onChange([value, second])} />
      <Figure field={field} label={t('to')} error={secondFault} value={second} onChange={(value) => onChange([first, value])} />
    </FieldRow>
  )
}

interface FigureProps {
  label: string
  error: string | undefined
  value: TypedValue
  onChange(value: TypedValue): void
}

/** What a number is typed in: a year or an age, a custom field's number, or its amount. */
function Figure({ field, ...props }: FigureProps & { field: FilteredBy }) {
  const { fieldNamed } = useOwnFields()
  if (!isCustomKey(field)) return <WholeNumber {...props} />
  return fieldNamed(field)?.type === 'money' ? <MoneyField {...props} /> : <NumberField {...props} />
}

/** A year or an age: digits without a space among the thousands. */
function WholeNumber({ label, error, value, onChange }: FigureProps) {
  const [text, setText] = useState(value === null ? '' : String(value))
  return (
    <TextField
      label={label}
      error={error}
      width="narrow"
      value={text}
      onChange={(next) => {
        setText(next)
        onChange(/^\d{1,4}$/u.test(next.trim()) ? Number(next) : next)
      }}
    />
  )
}

function ChoiceValues({ field, choices, values, error, onChange }: { field: FilteredBy; choices: readonly string[]; values: readonly TypedValue[]; error: string | undefined; onChange(values: readonly TypedValue[]): void }) {
  const t = useTranslations('views')
  const words = useChoiceWords()
  const shown = choices.map((id) => ({ id, label: words(field, id) }))
  if (choices.length > fewChoices) return <ComboBox label={t('value')} error={error} value={(values[0] as string | undefined) ?? null} onChange={(id) => onChange([id])} choices={shown} />
  return <CheckboxGroup label={t('values')} error={error} value={values as readonly string[]} onChange={onChange} choices={shown} />
}

function ReferenceValue({ kind, error, onChange }: { kind: ReferenceKind; error: string | undefined; onChange(id: string | null): void }) {
  const t = useTranslations('views')
  const [picked, setPicked] = useState<Choice | null>(null)
  return (
    <SearchPicker
      label={t('value')}
      error={error}
      value={picked}
      search={references[kind].search}
      onChange={(choice) => {
        setPicked(choice)
        onChange(choice?.id ?? null)
      }}
    />
  )
}
