import { useQuery } from '@tanstack/react-query'
import { customKeyOf } from '#contract/custom-fields.ts'
import { api } from '#renderer/api/index.ts'
import { Banner, useTranslations } from '#renderer/ui/index.ts'

/** Says in an import which fields are required by hand but do not come with the list. `filledIn` are those that its columns hold. */
export function NotImportedNote({ filledIn }: { filledIn: readonly string[] }) {
  const t = useTranslations('customFields')
  const { data = [] } = useQuery(api.customFields.list.queryOptions({ input: { subject: 'person' } }))
  const required = data.filter((field) => field.isRequired && !filledIn.includes(customKeyOf(field.id)))
  return required.length > 0 && <Banner tone="info">{t('notImported', { fields: required.map(({ name }) => name).join(', ') })}</Banner>
}
