import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { followChanges } from '#renderer/api/live.ts'
import { createQueryClient } from '#renderer/api/query-client.ts'
import { forgetSession } from '#renderer/api/session.ts'
import { Languages } from './languages.tsx'
import { createWindowRouter } from './router.tsx'

/** The window. */
export function App() {
  const [queryClient] = useState(() => createQueryClient((client) => void forgetSession(client)))
  const [router] = useState(createWindowRouter)
  useEffect(() => followChanges(queryClient), [queryClient])
  return (
    <Languages>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </Languages>
  )
}
