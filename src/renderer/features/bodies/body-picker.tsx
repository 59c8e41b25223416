import { useQuery } from '@tanstack/react-query'
import { api, client } from '#renderer/api/index.ts'
import { SearchPicker } from '#renderer/ui/index.ts'

export interface BodyPickerProps {
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

/** Picks a body by a part of its name; the field holds its id. */
export function BodyPicker({ value, onChange, ...rest }: BodyPickerProps) {
  const { data } = useQuery({ ...api.bodies.read.queryOptions({ input: { id: value ?? '' } }), enabled: value !== null })
  return (
    <SearchPicker
      {...rest}
      value={value !== null && data ? { id: value, label: data.name, detail: data.host.name } : null}
      onChange={(choice) => onChange(choice?.id ?? null)}
      search={async (text, signal) => {
        const hits = await client.search.find({ text, kinds: ['body'] }, { signal })
        return hits.map((hit) => ({ id: hit.id, label: hit.title, detail: hit.detail }))
      }}
    />
  )
}
