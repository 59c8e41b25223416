import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { findingOf, isSignedOut } from './errors.ts'

/** How often a read is tried again while the core restarts. */
const retries = 2

/** The cache of what the core has answered. Refreshed by the stream of changes, never by time. */
export function createQueryClient(onSignedOut: (queryClient: QueryClient) => void): QueryClient {
  const onError = (error: unknown) => {
    if (isSignedOut(error)) onSignedOut(queryClient)
  }
  const queryClient: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        networkMode: 'always',
        staleTime: Infinity,
        refetchOnWindowFocus: false,
        retry: (count, error) => count < retries && isPassing(error),
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })
  return queryClient
}

/** Faults that go over by themselves: the core is starting again. */
function isPassing(error: unknown): boolean {
  const { rule } = findingOf(error)
  return rule === 'hosts.coreUnavailable' || rule === 'ui.noAnswer'
}
