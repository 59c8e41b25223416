/** What other slices may use of memberships: who counts as a member, the references of fees, what their payments make of them, and what undo must not break. */
export { bandOf, chosenRule, countedMemberships, countScope } from './count-queries.ts'
export { ageBands } from './counting.ts'
export { ocrReference } from './ocr.ts'
export { standingOf, type FeePart } from './rules.ts'
export { undoneMembershipFinding } from './undo-guard.ts'
