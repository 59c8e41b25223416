import type { Shape } from '../shape.ts'
import type { sv } from '../sv/index.ts'
import { association } from './association.ts'
import { common } from './common.ts'

/** The English catalogue. */
export const en = { association, common } as const satisfies Shape<typeof sv>
