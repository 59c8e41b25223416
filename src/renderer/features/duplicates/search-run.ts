import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
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
      let last: DuplicateSearchEvent | undefined
      for await (const event of await client.duplicates.search({}, { signal: own.signal })) setState((last = event))
      // What ends without having finished was stopped.
      if (last?.kind !== 'finished') setState({ kind: 'stopped' })
      await queryClient.invalidateQueries({ queryKey: api.duplicates.list.key() })
    } catch (error) {
      if (own.signal.aborted) return
      setState({ kind: 'idle' })
      throw error
    }
  }, [queryClient])
  const stop = useCallback(() => void client.duplicates.stopSearch({}).then(() => setState({ kind: 'stopped' })), [])
  // Who leaves stops looking on; the search goes on.
  useEffect(() => () => controller.current?.abort(), [])
  return { state, run, stop }
}
