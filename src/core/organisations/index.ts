/** What other slices may use of the organisations. */
export { choiceFindings, mergeWithin } from './service.ts'
export { isEndedOn } from './rules.ts'
export { undoneTreeFinding } from './tree.ts'
