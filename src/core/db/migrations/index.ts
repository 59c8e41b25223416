import type { Migration } from '../migrate.ts'
import { foundation } from './0010-foundation.ts'
import { payoutSettings } from './0020-payout-settings.ts'

/** All steps in order. */
export const migrations: readonly Migration[] = [foundation, payoutSettings]
