import { association } from './association.ts'
import { common } from './common.ts'

/** The Swedish catalogue, one file a domain. It decides which keys exist. */
export const sv = { association, common } as const
