import { useQuery } from '@tanstack/react-query'
import { api, client } from '#renderer/api/index.ts'
import { SearchPicker } from '#renderer/ui/index.ts'

export interface OrganisationPickerProps {
  label: string
  help?: string
  value: string | null
  onChange(id: string | null): void
  onBlur?: () => void
  error?: string | undefined
  isRequired?: boolean | undefined
  'data-field'?: string
}

/** Picks an organisation by a part of its name; the field holds its id. */
export function OrganisationPicker({ value, onChange, ...rest }: OrganisationPickerProps) {
  const { data } = useQuery({ ...api.organisations.read.queryOptions({ input: { id: value ?? '' } }), enabled: value !== null })
  return (
    <SearchPicker
      {...rest}
      value={value !== null && data ? { id: value, label: data.name } : null}
      onChange={(choice) => onChange(choice?.id ?? null)}
      search={async (text, signal) => {
        const hits = await client.search.find({ text, kinds: ['organisation'] }, { signal })
        return hits.map((hit) => ({ id: hit.id, label: hit.title, detail: hit.detail }))
      }}
    />
  )
}
