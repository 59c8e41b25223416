import type { Shape } from '../shape.ts'
import type { sv } from '../sv/index.ts'
import { association } from './association.ts'
import { common } from './common.ts'
import { session } from './session.ts'
import { journal } from './journal.ts'

/** The English catalogue. */
export const en = { journal, association, common } as const satisfies Shape<typeof sv>
