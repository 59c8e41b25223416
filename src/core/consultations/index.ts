/** What other slices may use of consultations. */
export { anonymousIdsAmong } from './queries.ts'
export { undoneConsultationFinding } from './undo-guard.ts'
