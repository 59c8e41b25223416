/** What other slices may use of tags. */
export { tagsOf } from './queries.ts'
export { tagNamed } from './service.ts'
