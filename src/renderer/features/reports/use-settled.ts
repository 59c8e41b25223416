import { useMemo } from 'react'
import type { z } from 'zod'

/** What has been chosen, without the reason, where it is whole. */
export function useSettled<Output>(schema: z.ZodType<Output>, values: { readonly reason: string }): Output | undefined {
  const { reason: _reason, ...rest } = values
  const key = JSON.stringify(rest)
  return useMemo(() => {
    const read = schema.safeParse(JSON.parse(key))
    return read.success ? read.data : undefined
  }, [schema, key])
}
