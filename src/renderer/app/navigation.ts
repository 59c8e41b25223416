import { useNavigate, useParams, useRouter, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import type { z } from 'zod'

/** Goes to an address in the window: `go('/people/…')`. */
export function useGo(): (href: string) => void {
  const router = useRouter()
  return useCallback((href) => router.history.push(href), [router])
}

/**
 * A part of the address, as named in the route: `$personId`.
 *
 * @example const personId = useRouteParam('personId')
 */
export function useRouteParam(name: string): string {
  const params: Record<string, string | undefined> = useParams({ strict: false })
  const value = params[name]
  if (value === undefined) throw new Error(`The address has no ${name}`)
  return value
}

/**
 * Filters, sorting and chosen tab as part of the address, so that back and forward restore them and a link shows the same.
 * What the schema does not know falls back to its defaults; give every field a `.catch(…)`.
 *
 * @example const [filters, setFilters] = useAddressState(z.object({ text: z.string().catch(''), sort: z.enum(personSorts).catch('name') }))
 */
export function useAddressState<Schema extends z.ZodObject>(schema: Schema): [z.output<Schema>, (change: Partial<z.output<Schema>>) => void] {
  const search: Record<string, unknown> = useSearch({ strict: false })
  const navigate = useNavigate()
  const state = useMemo(() => schema.parse(search), [schema, search])
  const change = useCallback(
    (next: Partial<z.output<Schema>>) => {
      void navigate({ to: '.', search: (old: object) => ({ ...old, ...next }), replace: true })
    },
    [navigate],
  )
  return [state, change]
}
