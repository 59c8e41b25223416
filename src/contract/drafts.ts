import { z } from 'zod'
import { instant, procedure } from './base.ts'

/** Which form: its address, such as `people/new`. */
const form = z.string().regex(/^[a-z-]+(?:\/[\w-]+){0,4}$/iu).max(200)
/** The fields that were changed, by their names. */
const content = z.record(z.string().max(100), z.json()).refine((fields) => JSON.stringify(fields).length <= 200_000, 'common.tooLong')
export type DraftContent = z.output<typeof content>

export const drafts = {
  find: procedure({ permission: 'signedIn', summary: 'What one had typed in a form before the program was locked or died' })
    .input(z.strictObject({ form }))
    .output(z.object({ draft: z.object({ content, savedAt: instant }).nullable() })),
  keep: procedure({ permission: 'signedIn', summary: 'Keep what one has typed in a form so far; nobody else sees it, and the journal does not have it' }).input(z.strictObject({ form, content })).output(z.object({})),
  drop: procedure({ permission: 'signedIn', summary: 'Let go of what one had typed in a form' }).input(z.strictObject({ form })).output(z.object({})),
}
