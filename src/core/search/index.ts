export { refreshSearchEntries } from './entries.ts'
export { fewHits, meetingFoundBy } from './found-by.ts'
export { beginning, joined, marksOf, typedWords, type Joined } from './joined.ts'
export { find, searchedIds } from './queries.ts'
