/** What other slices may use of the fields of the association's own. */
export { writeCustomValues } from './commands.ts'
export { customValuesOf, personFieldsOf, valuesOfPersons, visibleFieldIds, type PersonField } from './queries.ts'
export { isVisibleTo } from './rules.ts'
