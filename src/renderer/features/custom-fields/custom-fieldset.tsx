import { useQuery } from '@tanstack/react-query'
import type { CustomField, CustomSubject, CustomValue, TypedCustomValues } from '#contract/custom-fields.ts'
import { api } from '#renderer/api/index.ts'
import { CheckboxGroup, DateField, Fields, MoneyField, NumberField, RadioGroup, Section, Select, TextField, useTranslations, type TalanForm } from '#renderer/ui/index.ts'
import type { BoundField } from '#renderer/ui/use-form.ts'

/** What a form holds of custom fields, beside its own. */
export interface WithCustomValues {
  customValues?: TypedCustomValues | undefined
}

/** The association's own fields in the form of what they are about. Draws nothing where there are none that one's roles see. */
export function CustomFieldset({ subject, form }: { subject: CustomSubject; form: TalanForm<WithCustomValues> }) {
  const t = useTranslations('customFields')
  const { data: fields = [] } = useQuery(api.customFields.list.queryOptions({ input: { subject } }))
  if (fields.length === 0) return null
  return (
    <Section title={t('section')}>
      <Fields>
        {fields.map((field) => (
          <CustomInput key={field.id} field={field} bound={form.field(`customValues.${field.id}`) as unknown as BoundField<CustomValue>} />
        ))}
      </Fields>
    </Section>
  )
}

/** A field as its type is typed; the form knows it only as one of the values there can be. */
export function CustomInput({ field: { name: label, type, choices, isRequired }, bound }: { field: CustomField; bound: BoundField<CustomValue> }) {
  const t = useTranslations('customFields')
  // The form knows a value only as one of all that there can be; what the field holds follows from its type.
  const typed = { label, ...(bound as unknown as BoundField<never>), isRequired }
  const alternatives = choices.map((choice) => ({ id: choice, label: choice }))
  switch (type) {
    case 'text':
    case 'longText':
      return <TextField {...typed} value={typeof bound.value === 'string' ? bound.value : ''} multiline={type === 'longText'} />
    case 'number':
      return <NumberField {...typed} />
    case 'money':
      return <MoneyField {...typed} />
    case 'date':
      return <DateField {...typed} />
    case 'multipleChoice':
      return <CheckboxGroup {...typed} value={Array.isArray(bound.value) ? bound.value : []} choices={alternatives} />
    case 'choice':
      return <OneChoice {...typed} value={typeof bound.value === 'string' ? bound.value : null} choices={alternatives} />
    default:
      return (
        <RadioGroup
          {...typed}
          value={bound.value === null ? (isRequired ? null : unanswered) : bound.value === true ? 'yes' : 'no'}
          onChange={(answer) => bound.onChange(answer === unanswered ? null : answer === 'yes')}
          choices={[{ id: 'yes', label: t('yes') }, { id: 'no', label: t('no') }, ...(isRequired ? [] : [{ id: unanswered, label: t('noAnswer') }])]}
        />
      )
  }
}

const unanswered = 'unanswered'

function OneChoice({ choices, ...field }: { label: string; choices: readonly { id: string; label: string }[] } & BoundField<string>) {
  const t = useTranslations('customFields')
  if (field.isRequired) return <Select {...field} choices={choices} />
  return (
    <Select
      {...field}
      value={field.value ?? unanswered}
      onChange={(id) => field.onChange(id === unanswered ? null : id)}
      choices={[{ id: unanswered, label: t('noAnswer') }, ...choices]}
    />
  )
}
