import { useState } from 'react'
import type { searchKinds } from '#contract/search.ts'
import { client } from '#renderer/api/index.ts'
import type { Choice, SearchPickerProps } from '#renderer/ui/choice-field.tsx'

/** A picker of one kind of thing, whose field holds the picked one's id. */
export interface IdPickerProps extends Omit<SearchPickerProps, 'value' | 'onChange' | 'search' | 'nothing'> {
  value: string | null
  onChange: (id: string | null) => void
}

/**
 * A field's id as a picker shows it: with the name of what was picked, until the core has told its own. A field that stood empty
 * in between would open its list again over the page, under the hands of somebody who is done with it.
 */
export function usePicked({ value, onChange }: Pick<IdPickerProps, 'value' | 'onChange'>, named: Omit<Choice, 'id'> | undefined): Pick<SearchPickerProps, 'value' | 'onChange'> {
  const [picked, setPicked] = useState<Choice | null>(null)
  const known = named ?? (picked?.id === value ? picked : undefined)
  return {
    value: value !== null && known ? { ...known, id: value } : null,
    onChange(choice) {
      setPicked(choice)
      onChange(choice?.id ?? null)
    },
  }
}

/** Finds things of one kind in the core for a `SearchPicker`; one of them can be left out, where it makes no sense to pick it. */
export function findingBy(kind: (typeof searchKinds)[number], exceptId?: string): Pick<SearchPickerProps, 'search'> {
  return {
    async search(text, signal) {
      const hits = await client.search.find({ text, kinds: [kind] }, { signal })
      return hits.filter(({ id }) => id !== exceptId).map(({ id, title, detail }) => ({ id, label: title, detail }))
    },
  }
}
