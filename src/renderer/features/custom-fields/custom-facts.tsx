import { useQuery } from '@tanstack/react-query'
import type { CustomSubject, CustomType, CustomValue, CustomValues } from '#contract/custom-fields.ts'
import { api } from '#renderer/api/index.ts'
import { DescriptionList, Section, useFormat, useTranslations } from '#renderer/ui/index.ts'
import { isLocalDate } from '#shared/dates.ts'

/** The association's own fields on a page. Draws nothing where there are none that one's roles see. */
export function CustomFacts({ subject, values }: { subject: CustomSubject; values: CustomValues }) {
  const t = useTranslations('customFields')
  const say = useCustomValueText()
  const { data: fields = [] } = useQuery(api.customFields.list.queryOptions({ input: { subject } }))
  if (fields.length === 0) return null
  return (
    <Section title={t('section')}>
      <DescriptionList items={fields.map(({ id, name, type }) => ({ label: name, value: say(type, values[id] ?? null) }))} />
    </Section>
  )
}

/** Says a value as people write it. */
export function useCustomValueText(): (type: CustomType, value: CustomValue) => string | null {
  const t = useTranslations('customFields')
  const format = useFormat()
  return (type, value) => {
    if (value === null) return null
    if (Array.isArray(value)) return value.join(', ')
    if (typeof value === 'boolean') return t(value ? 'yes' : 'no')
    if (typeof value === 'number') return type === 'money' ? format.money(value) : format.number(value)
    return type === 'date' && isLocalDate(value) ? format.longDate(value) : value
  }
}
