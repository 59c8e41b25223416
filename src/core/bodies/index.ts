/** What other slices may use of bodies. */
export { bodyTerms, calledTo, deputyRulesAt, invitedRoster, rosterOn, type RosterEntry } from './queries.ts'
export { appointFinding, isInvited, type SeatKind, type SeatPlace } from './rules.ts'
export { undoneSeatingFinding } from './undo-guard.ts'
