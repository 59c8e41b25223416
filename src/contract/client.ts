import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import type { contract } from './index.ts'

/** Every procedure of the contract as an async function. Failures are thrown as `ORPCError`. */
export type CoreClient = ContractRouterClient<typeof contract>

/**
 * A client of the core for hosts that hold its door in their hand.
 * @param door answers a request, as `core.handle` does
 * @param headers what each call carries, such as the session's token
 */
export function coreClient(door: (request: Request) => Promise<Response>, headers: () => Record<string, string> = () => ({})): CoreClient {
  return createORPCClient(
    new RPCLink({
      url: 'http://talan/rpc',
      headers,
      fetch: (request) => door(request),
    }),
  )
}
