/** What other slices may use of the register. */
export { notProtected, personRef, personRefColumns, protectedIdsAmong } from './protected.ts'
export { personSortKey } from './rules.ts'
