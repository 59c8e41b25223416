import { useQuery } from '@tanstack/react-query'
import { api } from '#renderer/api/index.ts'
import { Banner, useTranslations } from '#renderer/ui/index.ts'

/** Says in an import which fields are required by hand but do not come with a list. */
export function NotImportedNote() {
  const t = useTranslations('customFields')
  const { data = [] } = useQuery(api.customFields.list.queryOptions({ input: { subject: 'person' } }))
  const required = data.filter((field) => field.isRequired)
  return required.length > 0 && <Banner tone="info">{t('notImported', { fields: required.map(({ name }) => name).join(', ') })}</Banner>
}
