import { useQuery } from '@tanstack/react-query'
import { api, client } from '#renderer/api/index.ts'
import { PersonPicker, useTranslations } from '#renderer/ui/index.ts'

export interface PersonIdPickerProps {
  label: string
  help?: string
  value: string | null
  onChange(id: string | null): void
  onBlur?: () => void
  error?: string | undefined
  isRequired?: boolean | undefined
  autoFocus?: boolean
  'data-field'?: string
}

/** Picks a person by a part of the name; the field holds her id. Protected persons are not found here. */
export function PersonIdPicker({ value, onChange, ...rest }: PersonIdPickerProps) {
  const t = useTranslations('people')
  const { data } = useQuery({ ...api.people.read.queryOptions({ input: { id: value ?? '' } }), enabled: value !== null })
  const label = data?.givenName ? `${data.givenName} ${data.familyName}` : t('protectedName')
  return (
    <PersonPicker
      {...rest}
      value={value !== null && data ? { id: value, label } : null}
      onChange={(choice) => onChange(choice?.id ?? null)}
      search={async (text, signal) => {
        const hits = await client.search.find({ text, kinds: ['person'] }, { signal })
        return hits.map((hit) => ({ id: hit.id, label: hit.title, detail: hit.detail }))
      }}
    />
  )
}
