/** What other slices may use of trainings. */
export { undoneTrainingFinding } from './undo-guard.ts'
export { completeParticipants, issueCertificate } from './service.ts'
