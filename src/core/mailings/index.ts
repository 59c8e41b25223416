/** What other slices may use of mailings. */
export { createMailing, markReturned, markSent, prepareMailing, recordAnswer, saveTemplate } from './service.ts'
export { listTemplates } from './templates.ts'
export { titlesOf } from './merge-values.ts'
