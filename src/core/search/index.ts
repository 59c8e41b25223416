export { refreshSearchEntries } from './entries.ts'
export { find, searchedIds } from './queries.ts'
