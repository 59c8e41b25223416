import type { Migration } from '../migrate.ts'
import { foundation } from './0010-foundation.ts'

/** All steps in order. */
export const migrations: readonly Migration[] = [foundation]
