import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import type { DuplicateSearchEvent } from '#contract/duplicates.ts'
import { api, client } from '#renderer/api/index.ts'

/** Where the search stands. */
export type SearchState = { readonly kind: 'idle' } | { readonly kind: 'stopped' } | DuplicateSearchEvent

/** Searches the register for duplicates, step by step, with a way to stop. It goes on when one leaves the page. */
export function useDuplicateSearch() {
  const [state, setState] = useState<SearchState>({ kind: 'idle' })
  const controller = useRef<AbortController>(undefined)
  const queryClient = useQueryClient()
  const run = useCallback(async () => {
    const own = new AbortController()
    controller.current = own
    setState({ kind: 'progress', done: 0, total: 0 })
    try {
      for await (const event of await client.duplicates.search({}, { signal: own.signal })) setState(event)
      await queryClient.invalidateQueries({ queryKey: api.duplicates.list.key() })
      if (own.signal.aborted) setState({ kind: 'stopped' })
    } catch (error) {
      setState({ kind: own.signal.aborted ? 'stopped' : 'idle' })
      if (!own.signal.aborted) throw error
    }
  }, [queryClient])
  const stop = useCallback(() => controller.current?.abort(), [])
  return { state, run, stop }
}
