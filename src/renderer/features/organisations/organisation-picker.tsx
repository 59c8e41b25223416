import { useQuery } from '@tanstack/react-query'
import { api } from '#renderer/api/index.ts'
import { pickingId, type IdPickerProps } from '#renderer/app/id-picker.ts'
import { SearchPicker, useTranslations } from '#renderer/ui/index.ts'

/** Picks an organisation by a part of its name; the field holds its id. */
export function OrganisationPicker({ value, onChange, ...rest }: IdPickerProps) {
  const t = useTranslations('organisations')
  const { data } = useQuery({ ...api.organisations.read.queryOptions({ input: { id: value ?? '' } }), enabled: value !== null })
  return <SearchPicker {...rest} {...pickingId('organisation', onChange)} nothing={t('noneFits')} value={value !== null && data ? { id: value, label: data.name } : null} />
}
