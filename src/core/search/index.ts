export { refreshSearchEntries } from './entries.ts'
export { find } from './queries.ts'
