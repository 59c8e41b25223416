import type { Shape } from '../shape.ts'
import type { sv } from '../sv/index.ts'
import { association } from './association.ts'
import { common } from './common.ts'
import { journal } from './journal.ts'
import { numbers } from './numbers.ts'
import { session } from './session.ts'

/** The English catalogue. */
export const en = {
  association,
  common,
  journal,
  numbers,
  session,
} as const satisfies Shape<typeof sv>
