import { z } from 'zod'
import { id } from './base.ts'

/** How a person is named wherever she is only mentioned. A protected person's name is null. */
export const personRef = z.object({ id, name: z.string().nullable(), memberNumber: z.string().nullable(), isProtected: z.boolean() })
export type PersonRef = z.output<typeof personRef>
