/** What other slices may use of proposals. */
export { insertProposal } from './service.ts'
