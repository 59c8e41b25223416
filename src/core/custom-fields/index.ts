/** What other slices may use of the fields of the association's own. */
export { fitsField, readCustomValue, writeCustomValueOfMany, writeCustomValues, writeManyCustomValues } from './commands.ts'
export { customValuesOf, personFieldsOf, valuesOfFields, valuesOfPersons, visibleFieldIds, visibleFields, type PersonField } from './queries.ts'
export { isVisibleTo } from './rules.ts'
