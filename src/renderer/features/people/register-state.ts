import { useMemo } from 'react'
import { z } from 'zod'
import { personSorts } from '#contract/people.ts'
import { chosenColumns, usualPersonColumns, type PersonColumn } from '#contract/person-columns.ts'
import { personCondition } from '#contract/person-filters.ts'
import { useAddressState } from '#renderer/app/navigation.ts'

const addressSchema = z.object({
  text: z.string().catch(''),
  filter: z.array(personCondition).catch([]),
  columns: chosenColumns.optional().catch(undefined),
  sort: z.enum(personSorts).catch('name'),
  descending: z.boolean().catch(false),
  /** The saved view that was opened last. */
  view: z.string().optional().catch(undefined),
})

/** What the list of persons keeps in the address. */
export type RegisterAddress = z.output<typeof addressSchema>

const storageKey = 'talan.personColumns'

/** The columns that were chosen last on this computer. */
function rememberedColumns(): readonly PersonColumn[] {
  try {
    return chosenColumns.parse(JSON.parse(localStorage.getItem(storageKey) ?? ''))
  } catch {
    return usualPersonColumns
  }
}

/** Keeps the columns for the next time the list is opened. */
export function rememberColumns(columns: readonly PersonColumn[]): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify(columns))
  } catch {
    // A full or forbidden storage must not stop the columns from showing.
  }
}

/** The list as the address says, with the columns last chosen where it says none. */
export function useRegisterState() {
  const [address, change] = useAddressState(addressSchema)
  const columns = useMemo(() => address.columns ?? [...rememberedColumns()], [address.columns])
  return { address, change, columns }
}
