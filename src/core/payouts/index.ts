/** What other slices may use of payouts. */
export { confirmPaid, createPayout, freezePayout } from './service.ts'
