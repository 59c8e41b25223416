/** What other slices may use of mailings. */
export { createMailing, markReturned, markSent, prepareMailing, recordAnswer } from './service.ts'
