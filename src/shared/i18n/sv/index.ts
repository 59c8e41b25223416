import { association } from './association.ts'
import { common } from './common.ts'
import { session } from './session.ts'
import { journal } from './journal.ts'

/** The Swedish catalogue, one file a domain. It decides which keys exist. */
export const sv = { journal, association, common } as const
