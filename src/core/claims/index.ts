/** What other slices may use of claims. */
export { createClaimsForMeeting, draftClaims, putInPayout, settleTaxation, takeOutOfPayout, type Attended, type CreatedClaims } from './commands.ts'
export { correctClaimsOfMeeting } from './correction.ts'
export { linesOfClaims, type StoredLine } from './queries.ts'
export { lineFinding, type TravelRule } from './rules.ts'
export { approveManyClaims, rejectClaim } from './service.ts'
