import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { createContext, useContext } from 'react'
import type { z } from 'zod'
import type { Permission } from '#contract/permissions.ts'
import type { signedInUser } from '#contract/session.ts'
import { forgetNotifications } from '#renderer/ui/notifications.ts'
import { keepDraftsNow } from '#renderer/ui/use-draft.ts'
import { api, client } from './client.ts'
import { getSessionToken, setSessionToken } from './session-token.ts'

export type SignedInUser = z.output<typeof signedInUser>

export type SessionStatus = Awaited<ReturnType<typeof client.session.status>>

/** Which associations there are, which one is chosen, and who is signed in. */
export function useSessionStatus() {
  return useQuery(api.session.status.queryOptions())
}

/** The user that is signed in. Given by the shell to everything inside it. */
export const SignedInContext = createContext<SignedInUser | undefined>(undefined)

/** Who is signed in. Only inside the shell. */
export function useSignedInUser(): SignedInUser {
  const user = useContext(SignedInContext)
  if (!user) throw new Error('Nobody is signed in here')
  return user
}

/** Whether the signed-in user may do something. What one may not do is not shown. */
export function useCan(permission: Permission): boolean {
  return useSignedInUser().permissions.includes(permission)
}

/** Who was signed in last in this window. The same person comes back to her page; another one begins at the start. */
let lastUserId: string | undefined

/** Begins a session with the token that signing in gave. */
export async function beginSession(queryClient: QueryClient, { token, user }: { token: string; user: { id: string } }): Promise<void> {
  if (lastUserId !== undefined && lastUserId !== user.id) location.hash = '#/'
  lastUserId = user.id
  setSessionToken(token)
  await queryClient.resetQueries()
}

/** Forgets everything this window knows and shows the sign-in screen. */
export async function forgetSession(queryClient: QueryClient): Promise<void> {
  setSessionToken(undefined)
  forgetNotifications()
  queryClient.removeQueries({ predicate: (query) => !isStatus(query.queryKey) })
  await queryClient.resetQueries()
}

/** Signs out, or locks, which is the same: the file closes and the window forgets. */
export function useSignOut(): () => Promise<void> {
  const queryClient = useQueryClient()
  return async () => {
    if (getSessionToken() !== undefined) {
      await keepDraftsNow()
      await client.session.signOut().catch(() => undefined)
    }
    await forgetSession(queryClient)
  }
}

function isStatus(queryKey: readonly unknown[]): boolean {
  return JSON.stringify(queryKey[0]) === JSON.stringify(['session', 'status'])
}
