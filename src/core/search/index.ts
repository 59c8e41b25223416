export { refreshSearchEntries } from './entries.ts'
export { allSearchedIds, find, searchedIds } from './queries.ts'
