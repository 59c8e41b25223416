import { association } from './association.ts'
import { common } from './common.ts'
import { journal } from './journal.ts'
import { numbers } from './numbers.ts'
import { session } from './session.ts'

/** The Swedish catalogue, one file a domain. It decides which keys exist. */
export const sv = {
  association,
  common,
  journal,
  numbers,
  session,
} as const
