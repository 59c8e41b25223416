/** How the window talks to the core. */
export { api, client } from './client.ts'
export { useCan, useSignedInUser } from './session.ts'
export { useErrorSentence } from './use-error-sentence.ts'
