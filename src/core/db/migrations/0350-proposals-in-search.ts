import { fillProposalEntries } from '#core/search/entries.ts'
import type { Migration } from './migration.ts'

/** The proposals there are get entries, so that they are found everywhere as new ones are. */
export const proposalsInSearch: Migration = { number: 350, name: 'proposals are found everywhere', up: fillProposalEntries }
