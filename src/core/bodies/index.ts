/** What other slices may use of bodies. */
export { rosterOn, rostersOn, bodyTerms, type RosterEntry } from './queries.ts'
export { undoneSeatingFinding } from './undo-guard.ts'
export { inSeatOrder, type AssignmentRole, type SeatKind } from './rules.ts'
