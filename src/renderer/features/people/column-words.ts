import { useQuery } from '@tanstack/react-query'
import { customFieldIdOf, isCustomKey, type CustomField, type CustomKey } from '#contract/custom-fields.ts'
import type { ChosenColumn } from '#contract/person-columns.ts'
import { api } from '#renderer/api/index.ts'
import { useTranslations } from '#renderer/ui/index.ts'

/** The custom fields of persons that the user sees, and which of them is meant. */
export function useOwnFields(): { fields: readonly CustomField[]; fieldNamed: (key: CustomKey) => CustomField | undefined } {
  const { data: fields = [] } = useQuery(api.customFields.list.queryOptions({ input: { subject: 'person' } }))
  return { fields, fieldNamed: (key) => fields.find(({ id }) => id === customFieldIdOf(key)) }
}

/** Gives the function that says a column's heading. */
export function useColumnWords(): (column: ChosenColumn) => string {
  const t = useTranslations('views')
  const { fieldNamed } = useOwnFields()
  return (column) => (isCustomKey(column) ? (fieldNamed(column)?.name ?? t('unknownField')) : t(`columns.${column}`))
}
