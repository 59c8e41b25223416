/** What other slices may use of the fields of the association's own. */
export { writeCustomValues } from './commands.ts'
export { customValuesOf, visibleFieldIds } from './queries.ts'
