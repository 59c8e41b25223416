import { useQuery } from '@tanstack/react-query'
import { api } from '#renderer/api/index.ts'
import { pickingId, type IdPickerProps } from '#renderer/app/id-picker.ts'
import { SearchPicker } from '#renderer/ui/index.ts'

/** Picks a body by a part of its name; the field holds its id. */
export function BodyPicker({ value, onChange, ...rest }: IdPickerProps) {
  const { data } = useQuery({ ...api.bodies.read.queryOptions({ input: { id: value ?? '' } }), enabled: value !== null })
  return <SearchPicker {...rest} {...pickingId('body', onChange)} value={value !== null && data ? { id: value, label: data.name, detail: data.host.name } : null} />
}
