import { lazy, type ComponentType, type LazyExoticComponent } from 'react'
import type { Permission } from '#contract/permissions.ts'

/** A card of the start page. It shows nothing while nothing is waiting. */
export interface StartCard {
  readonly id: string
  readonly permission: Permission
  readonly Card: LazyExoticComponent<ComponentType>
}

/** A card is loaded when somebody may see it. */
function startCard<Name extends string>(id: string, permission: Permission, name: Name, load: () => Promise<{ readonly [Key in Name]: ComponentType }>): StartCard {
  return { id, permission, Card: lazy(async () => ({ default: (await load())[name] })) }
}

/** Every card, the most urgent first: a feature adds one line. */
export const startCards: readonly StartCard[] = [
  startCard('firstSteps', 'users.manage', 'FirstStepsCard', () => import('#renderer/features/users/first-steps-card.tsx')),
  startCard('followUps', 'people.read', 'FollowUpsCard', () => import('#renderer/features/notes/follow-ups-card.tsx')),
  startCard('claims', 'claims.approve', 'ClaimsCard', () => import('#renderer/features/claims/claims-card.tsx')),
  startCard('payouts', 'payouts.write', 'PayoutsCard', () => import('#renderer/features/payouts/payouts-card.tsx')),
  startCard('duplicates', 'people.write', 'DuplicatesCard', () => import('#renderer/features/duplicates/duplicates-card.tsx')),
  startCard('fees', 'fees.write', 'FeesCard', () => import('#renderer/features/memberships/fees-card.tsx')),
  startCard('attendanceToApprove', 'attendance.approve', 'ToApproveCard', () => import('#renderer/features/meetings/meetings-cards.tsx')),
  startCard('attendanceToRecord', 'attendance.record', 'ToRecordCard', () => import('#renderer/features/meetings/meetings-cards.tsx')),
  startCard('reportsBack', 'attendance.record', 'ToReportCard', () => import('#renderer/features/meetings/meetings-cards.tsx')),
  startCard('deputiesToCall', 'attendance.record', 'ToCallCard', () => import('#renderer/features/meetings/meetings-cards.tsx')),
  startCard('meetingsWithoutDeputy', 'meetings.write', 'WithoutDeputyCard', () => import('#renderer/features/meetings/meetings-cards.tsx')),
  startCard('reportsDue', 'reports.make', 'ReportsDueCard', () => import('#renderer/features/grants/grants-card.tsx')),
  startCard('overdueProposals', 'proposals.write', 'OverdueProposalsCard', () => import('#renderer/features/proposals/overdue-card.tsx')),
  startCard('consultationsDue', 'influence.write', 'DueConsultationsCard', () => import('#renderer/features/consultations/due-card.tsx')),
  startCard('longBarriers', 'influence.write', 'LongBarriersCard', () => import('#renderer/features/barriers/long-card.tsx')),
  startCard('eventsToCount', 'influence.write', 'EventsToCountCard', () => import('#renderer/features/events/to-count-card.tsx')),
  startCard('mailings', 'mailings.write', 'MailingsCard', () => import('#renderer/features/mailings/mailings-card.tsx')),
  startCard('supportDue', 'organisations.write', 'SupportDueCard', () => import('#renderer/features/organisations/support-card.tsx')),
  startCard('endingMandates', 'assignments.write', 'EndingMandatesCard', () => import('#renderer/features/bodies/bodies-cards.tsx')),
  startCard('dueMoves', 'people.write', 'DueMovesCard', () => import('#renderer/features/people/due-moves-card.tsx')),
  startCard('emptySeats', 'assignments.write', 'EmptySeatsCard', () => import('#renderer/features/bodies/bodies-cards.tsx')),
]
