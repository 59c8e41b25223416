import type { methods } from './body-choices.ts'
import type { Permission } from './permissions.ts'

/** The choices of a person's fields, on their own so that filters and columns can be built of them. */
export const channels = ['email', 'letter', 'sms', 'phone'] as const
export const membershipKinds = ['main', 'family', 'supporting', 'honorary'] as const
/** Why somebody became a member, where she has said so. Health is never a reason here. */
export const startReasonKinds = ['ownWish', 'recommended', 'activity', 'movedHere', 'returned', 'other'] as const
/** Why a membership ended. Health is never a reason here either. */
export const endReasonKinds = ['moved', 'deceased', 'ownWish', 'unpaid', 'other'] as const
/** The same with what is not chosen but follows: one kind of membership ended since another began. */
export const knownEndReasonKinds = [...endReasonKinds, 'changedKind'] as const
export const genders = ['woman', 'man', 'other'] as const

/** What a person is or has been to the association. Computed from memberships, assignments and the like; never stored. */
export const personRoles = [
  'member', 'familyMember', 'supportingMember', 'honoraryMember', 'representative', 'deputy', 'lecturer', 'courseParticipant', 'peerSupporter', 'auditor', 'contactPerson', 'guardian',
] as const
export type PersonRole = (typeof personRoles)[number]

/** Who has a seat where this is done, or can do it, is a lecturer. */
export const lecturingMethods = ['lecture', 'hjarnkoll'] as const satisfies readonly (typeof methods)[number][]

/** What one must be allowed to read to ask who has a role. */
export const rolePermissionsToAsk = {
  member: ['people.read'], familyMember: ['people.read'], supportingMember: ['people.read'], honoraryMember: ['people.read'], representative: ['bodies.read'], deputy: ['bodies.read'],
  lecturer: ['bodies.read', 'competences.read'], courseParticipant: ['trainings.read'], peerSupporter: ['trainings.read'], auditor: ['audits.read'], contactPerson: ['people.read', 'organisations.read'],
  guardian: ['people.read'],
} as const satisfies Record<PersonRole, readonly Permission[]>
