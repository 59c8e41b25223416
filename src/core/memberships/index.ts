/** What other slices may use of memberships: who counts as a member, and the references of fees. */
export { bandOf, chosenRule, countedMemberships, countScope } from './count-queries.ts'
export { ageBands } from './counting.ts'
export { ocrReference } from './ocr.ts'
