import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { z } from 'zod'
import { customFieldIdOf } from '#contract/custom-fields.ts'
import { personSorts } from '#contract/people.ts'
import { chosenColumns, usualPersonColumns, type ChosenColumn } from '#contract/person-columns.ts'
import { personCondition } from '#contract/person-filters.ts'
import { api } from '#renderer/api/index.ts'
import { useAddressState } from '#renderer/app/navigation.ts'
import { keepColumns, readColumns } from '#renderer/features/lists/remembered-columns.ts'

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

const storageKey = 'personColumns'

/** The columns that were chosen last on this computer. */
function rememberedColumns(): readonly ChosenColumn[] {
  return chosenColumns.safeParse(readColumns(storageKey)).data ?? usualPersonColumns
}

/** Keeps the columns for the next time the list is opened. */
export function rememberColumns(columns: readonly ChosenColumn[]): void {
  keepColumns(storageKey, columns)
}

/** The list as the address says, with the columns last chosen where it says none, as far as custom fields are still there and the user sees them. */
export function useRegisterState() {
  const [address, change] = useAddressState(addressSchema)
  const { data: fields } = useQuery(api.customFields.list.queryOptions({ input: { subject: 'person' } }))
  const columns = useMemo(() => {
    const isThere = (column: ChosenColumn) => {
      const fieldId = customFieldIdOf(column)
      return fieldId === undefined || fields?.some(({ id }) => id === fieldId) === true
    }
    return address.columns ?? rememberedColumns().filter(isThere)
  }, [address.columns, fields])
  return { address, change, columns }
}
