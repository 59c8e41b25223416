import { useQuery } from '@tanstack/react-query'
import { api } from '#renderer/api/index.ts'
import { findingBy, usePicked, type IdPickerProps } from '#renderer/app/id-picker.ts'
import { SearchPicker } from '#renderer/ui/index.ts'

/** Picks a body by a part of its name; the field holds its id. */
export function BodyPicker({ value, onChange, ...rest }: IdPickerProps) {
  const { data } = useQuery({ ...api.bodies.read.queryOptions({ input: { id: value ?? '' } }), enabled: value !== null })
  const picked = usePicked({ value, onChange }, data && { label: data.name, detail: data.host.name })
  return <SearchPicker {...rest} {...picked} {...findingBy('body')} />
}
