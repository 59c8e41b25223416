import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import { SimpleCsrfProtectionLinkPlugin } from '@orpc/client/plugins'
import type { ContractRouterClient } from '@orpc/contract'
import { createTanstackQueryUtils } from '@orpc/tanstack-query'
import type { contract } from '#contract/index.ts'
import { sessionHeaders } from './session-token.ts'

/**
 * Calls procedures of the core.
 *
 * @example await client.people.read({ id })
 */
export const client: ContractRouterClient<typeof contract> = createORPCClient(
  new RPCLink({
    url: () => new URL('/rpc', location.href),
    headers: sessionHeaders,
    plugins: [new SimpleCsrfProtectionLinkPlugin()],
  }),
)

/**
 * The same procedures as queries and mutations of TanStack Query.
 *
 * @example useQuery(api.people.read.queryOptions({ input: { id } }))
 */
export const api = createTanstackQueryUtils(client)
