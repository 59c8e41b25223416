import { useQuery } from '@tanstack/react-query'
import { api } from '#renderer/api/index.ts'
import { findingBy, usePicked, type IdPickerProps } from '#renderer/app/id-picker.ts'
import { PersonPicker, useTranslations } from '#renderer/ui/index.ts'

/** Picks a person by a part of the name; the field holds her id. Protected persons are not found here, nor the one who is left out. */
export function PersonIdPicker({ value, onChange, exceptId, ...rest }: IdPickerProps & { exceptId?: string | undefined }) {
  const t = useTranslations('people')
  const { data } = useQuery({ ...api.people.read.queryOptions({ input: { id: value ?? '' } }), enabled: value !== null })
  const picked = usePicked({ value, onChange }, data && { label: data.givenName ? `${data.givenName} ${data.familyName}` : t('protectedName') })
  return <PersonPicker {...rest} {...picked} {...findingBy('person', exceptId)} />
}
