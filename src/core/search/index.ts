export { refreshSearchEntries } from './entries.ts'
export { fewHits, meetingFoundBy } from './found-by.ts'
export { find, searchedIds } from './queries.ts'
