import type { searchKinds } from '#contract/search.ts'
import { client } from '#renderer/api/index.ts'
import type { SearchPickerProps } from '#renderer/ui/choice-field.tsx'

/** A picker of one kind of thing, whose field holds the picked one's id. */
export interface IdPickerProps extends Omit<SearchPickerProps, 'value' | 'onChange' | 'search' | 'nothing'> {
  value: string | null
  onChange: (id: string | null) => void
}

/** Finds things of one kind in the core for a `SearchPicker`, and gives the id of the one picked. */
export function pickingId(kind: (typeof searchKinds)[number], onChange: IdPickerProps['onChange']): Pick<SearchPickerProps, 'search' | 'onChange'> {
  return {
    onChange: (choice) => onChange(choice?.id ?? null),
    async search(text, signal) {
      const hits = await client.search.find({ text, kinds: [kind] }, { signal })
      return hits.map(({ id, title, detail }) => ({ id, label: title, detail }))
    },
  }
}
