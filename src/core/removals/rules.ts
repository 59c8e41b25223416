import type { RuleFinding } from '#shared/i18n/index.ts'

/**
 * For what can be removed, the columns of its details: rows that say something of it and of nothing else, and go along with it.
 * Every other row that refers to it is built upon it, and prevents the removal.
 */
const details: Readonly<Record<string, readonly string[]>> = {
  persons: [
    'memberships.personId', 'contactDetails.personId', 'personAddresses.personId', 'guardians.childPersonId', 'duplicateDismissals.firstPersonId', 'duplicateDismissals.secondPersonId',
    'taggings.subjectId', 'customValues.subjectId',
  ],
  organisations: ['organisationPlacements.organisationId', 'organisationContacts.organisationId', 'taggings.subjectId', 'customValues.subjectId'],
  bodies: ['seats.bodyId', 'deputyRules.bodyId', 'customValues.subjectId'],
  seats: ['seats.deputyForSeatId'],
}

/** Whether a row that refers to a row of this table through this column goes along with it. */
export function goesAlong(table: string, place: { readonly table: string; readonly column: string }): boolean {
  return details[table]?.includes(`${place.table}.${place.column}`) === true
}

/** Refuses to remove what other rows are built upon, and a protected person to those who may not open her details. */
export function removalFinding({ builtUpon, isProtected, mayOpenProtected }: { readonly builtUpon: number; readonly isProtected: boolean; readonly mayOpenProtected: boolean }): RuleFinding | undefined {
  if (isProtected && !mayOpenProtected) return { rule: 'removals.protected' }
  return builtUpon > 0 ? { rule: 'removals.builtUpon', params: { count: builtUpon } } : undefined
}
