/** What other slices may use of trainings. */
export { completeParticipants, issueCertificate } from './service.ts'
