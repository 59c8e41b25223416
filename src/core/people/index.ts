/** What other slices may use of the register. */
export { personRows, refuseForbiddenColumns } from './columns.ts'
export { refuseForbiddenFilters } from './filters.ts'
export { knownIds, selectedIds } from './queries.ts'
export { giveMemberNumber } from './member-number.ts'
export { municipalityOn } from './addresses.ts'
export { childFindingsOf } from './guardians.ts'
export { notProtected, personRef, personRefColumns, protectedIdsAmong } from './protected.ts'
export { personSortKey } from './rules.ts'
