/** What other slices may use of bodies. */
export { rosterOn, bodyTerms, type RosterEntry } from './queries.ts'
export { appointFinding, type SeatPlace } from './rules.ts'
export { undoneSeatingFinding } from './undo-guard.ts'
