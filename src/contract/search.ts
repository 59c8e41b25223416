import { z } from 'zod'
import { id, procedure } from './base.ts'

export const searchKinds = ['person', 'organisation', 'body', 'training', 'proposal', 'meeting', 'claim', 'courseRound'] as const

export const search = {
  find: procedure({ permission: 'signedIn', summary: 'Find persons, organisations, bodies, trainings and proposals by the beginnings of words, and meetings, claims and course rounds by name and day' })
    .input(z.strictObject({ text: z.string().max(200), kinds: z.array(z.enum(searchKinds)).optional(), limit: z.int().min(1).max(50).default(20) }))
    .output(z.array(z.object({ id, kind: z.enum(searchKinds), title: z.string(), detail: z.string() }))),
}
