import type { ComponentType } from 'react'
import type { Permission } from '#contract/permissions.ts'

type PageModule<Name extends string> = { readonly [Key in Name]: ComponentType }

/** One address of the window and the page that stands there. */
export interface PageRoute {
  readonly path: string
  /** Who may open it: those who hold a permission, or everybody who is signed in. */
  readonly permission: Permission | 'signedIn'
  load: () => Promise<Record<string, ComponentType>>
  readonly name: string
}

/** A page is loaded when one goes there. `$personId` in the path is read with `useRouteParam('personId')`. */
function page<Name extends string>(path: string, permission: PageRoute['permission'], name: Name, load: () => Promise<PageModule<Name>>): PageRoute {
  return { path, permission, name, load: load as PageRoute['load'] }
}

/** Every page there is: a feature adds one line a page. */
export const pages: readonly PageRoute[] = [
  page('/', 'signedIn', 'StartPage', () => import('./start-page.tsx')),
  page('/people', 'people.read', 'PeoplePage', () => import('#renderer/features/people/people-page.tsx')),
  page('/people/new', 'people.write', 'NewPersonPage', () => import('#renderer/features/people/new-person-page.tsx')),
  page('/people/import', 'people.import', 'ImportPage', () => import('#renderer/features/imports/import-page.tsx')),
  page('/people/duplicates', 'people.write', 'DuplicatesPage', () => import('#renderer/features/duplicates/duplicates-page.tsx')),
  page('/people/$personId/merge', 'people.write', 'MergePage', () => import('#renderer/features/duplicates/merge-page.tsx')),
  page('/people/$personId', 'people.read', 'PersonPage', () => import('#renderer/features/people/person-page.tsx')),
  page('/memberships', 'people.read', 'FeesPage', () => import('#renderer/features/memberships/fees-page.tsx')),
  page('/memberships/charge', 'fees.write', 'ChargePage', () => import('#renderer/features/memberships/charge-page.tsx')),
  page('/memberships/payments', 'fees.write', 'PaymentsPage', () => import('#renderer/features/memberships/payments-page.tsx')),
  page('/memberships/count', 'people.read', 'MemberCountPage', () => import('#renderer/features/memberships/member-count-page.tsx')),
  page('/memberships/rates', 'people.read', 'RatesPage', () => import('#renderer/features/memberships/rates-page.tsx')),
  page('/memberships/settings', 'people.read', 'MembershipSettingsPage', () => import('#renderer/features/memberships/membership-settings-page.tsx')),
  page('/organisations', 'organisations.read', 'OrganisationsPage', () => import('#renderer/features/organisations/organisations-page.tsx')),
  page('/organisations/new', 'organisations.write', 'NewOrganisationPage', () => import('#renderer/features/organisations/new-organisation-page.tsx')),
  page('/organisations/support', 'organisations.read', 'SupportPage', () => import('#renderer/features/organisations/support-page.tsx')),
  page('/organisations/$organisationId', 'organisations.read', 'OrganisationPage', () => import('#renderer/features/organisations/organisation-page.tsx')),
  page('/claims', 'claims.read', 'ClaimsPage', () => import('#renderer/features/claims/claims-page.tsx')),
  page('/claims/thanks', 'claims.read', 'ThanksPage', () => import('#renderer/features/claims/thanks-page.tsx')),
  page('/claims/$claimId', 'claims.read', 'ClaimPage', () => import('#renderer/features/claims/claim-page.tsx')),
  page('/payouts', 'payouts.read', 'PayoutsPage', () => import('#renderer/features/payouts/payouts-page.tsx')),
  page('/payouts/new', 'payouts.write', 'NewPayoutPage', () => import('#renderer/features/payouts/new-payout-page.tsx')),
  page('/payouts/year', 'payouts.read', 'YearTotalsPage', () => import('#renderer/features/payouts/year-totals-page.tsx')),
  page('/payouts/settings', 'payouts.read', 'PayoutSettingsPage', () => import('#renderer/features/payouts/payout-settings-page.tsx')),
  page('/payouts/$payoutId', 'payouts.read', 'PayoutPage', () => import('#renderer/features/payouts/payout-page.tsx')),
  page('/tariffs', 'tariffs.read', 'TariffsPage', () => import('#renderer/features/tariffs/tariffs-page.tsx')),
  page('/bodies', 'bodies.read', 'BodiesPage', () => import('#renderer/features/bodies/bodies-page.tsx')),
  page('/bodies/new', 'bodies.write', 'NewBodyPage', () => import('#renderer/features/bodies/new-body-page.tsx')),
  page('/bodies/seats', 'bodies.read', 'AllSeatsPage', () => import('#renderer/features/bodies/all-seats-page.tsx')),
  page('/bodies/$bodyId', 'bodies.read', 'BodyPage', () => import('#renderer/features/bodies/body-page.tsx')),
  page('/meetings', 'meetings.read', 'MeetingsPage', () => import('#renderer/features/meetings/meetings-page.tsx')),
  page('/meetings/calendar', 'meetings.read', 'CalendarPage', () => import('#renderer/features/meetings/calendar-page.tsx')),
  page('/meetings/new', 'meetings.write', 'NewMeetingPage', () => import('#renderer/features/meetings/new-meeting-page.tsx')),
  page('/meetings/$meetingId/report', 'attendance.record', 'ReportPage', () => import('#renderer/features/meetings/report-page.tsx')),
  page('/meetings/$meetingId', 'meetings.read', 'MeetingPage', () => import('#renderer/features/meetings/meeting-page.tsx')),
  page('/competences', 'competences.read', 'CompetenceBankPage', () => import('#renderer/features/competences/competence-bank-page.tsx')),
  page('/competences/panels', 'competences.read', 'PanelsPage', () => import('#renderer/features/competences/panels-page.tsx')),
  page('/competences/panels/new', 'competences.write', 'NewPanelPage', () => import('#renderer/features/competences/new-panel-page.tsx')),
  page('/competences/panels/$panelId', 'competences.read', 'PanelPage', () => import('#renderer/features/competences/panel-page.tsx')),
  page('/proposals', 'proposals.read', 'ProposalsPage', () => import('#renderer/features/proposals/proposals-page.tsx')),
  page('/proposals/new', 'proposals.write', 'NewProposalPage', () => import('#renderer/features/proposals/new-proposal-page.tsx')),
  page('/proposals/$proposalId', 'proposals.read', 'ProposalPage', () => import('#renderer/features/proposals/proposal-page.tsx')),
  page('/consultations', 'influence.read', 'ConsultationsPage', () => import('#renderer/features/consultations/consultations-page.tsx')),
  page('/consultations/new', 'influence.write', 'NewConsultationPage', () => import('#renderer/features/consultations/new-consultation-page.tsx')),
  page('/consultations/$consultationId', 'influence.read', 'ConsultationPage', () => import('#renderer/features/consultations/consultation-page.tsx')),
  page('/events', 'influence.read', 'EventsPage', () => import('#renderer/features/events/events-page.tsx')),
  page('/events/new', 'influence.write', 'NewEventPage', () => import('#renderer/features/events/new-event-page.tsx')),
  page('/events/$eventId', 'influence.read', 'EventPage', () => import('#renderer/features/events/event-page.tsx')),
  page('/barriers', 'influence.read', 'BarriersPage', () => import('#renderer/features/barriers/barriers-page.tsx')),
  page('/barriers/new', 'influence.write', 'NewBarrierPage', () => import('#renderer/features/barriers/new-barrier-page.tsx')),
  page('/barriers/$barrierId', 'influence.read', 'BarrierPage', () => import('#renderer/features/barriers/barrier-page.tsx')),
  page('/audits', 'audits.read', 'AuditsPage', () => import('#renderer/features/audits/audits-page.tsx')),
  page('/audits/new', 'audits.write', 'NewAuditPage', () => import('#renderer/features/audits/new-audit-page.tsx')),
  page('/audits/$auditId', 'audits.read', 'AuditPage', () => import('#renderer/features/audits/audit-page.tsx')),
  page('/trainings', 'trainings.read', 'TrainingsPage', () => import('#renderer/features/trainings/trainings-page.tsx')),
  page('/trainings/new', 'trainings.write', 'NewTrainingPage', () => import('#renderer/features/trainings/new-training-page.tsx')),
  page('/trainings/rounds/$roundId', 'trainings.read', 'RoundPage', () => import('#renderer/features/trainings/round-page.tsx')),
  page('/trainings/$trainingId', 'trainings.read', 'TrainingPage', () => import('#renderer/features/trainings/training-page.tsx')),
  page('/mailings', 'mailings.read', 'MailingsPage', () => import('#renderer/features/mailings/mailings-page.tsx')),
  page('/mailings/new', 'mailings.write', 'NewMailingPage', () => import('#renderer/features/mailings/new-mailing-page.tsx')),
  page('/mailings/templates', 'mailings.read', 'TemplatesPage', () => import('#renderer/features/mailings/templates-page.tsx')),
  page('/mailings/newsletter', 'mailings.read', 'NewsletterPage', () => import('#renderer/features/mailings/newsletter-page.tsx')),
  page('/mailings/server', 'mailings.write', 'MailServerPage', () => import('#renderer/features/mailings/mail-server-page.tsx')),
  page('/mailings/$mailingId', 'mailings.read', 'MailingPage', () => import('#renderer/features/mailings/mailing-page.tsx')),
  page('/grants/new', 'grants.write', 'NewGrantPage', () => import('#renderer/features/grants/new-grant-page.tsx')),
  page('/grants/$grantId', 'grants.read', 'GrantPage', () => import('#renderer/features/grants/grant-page.tsx')),
  page('/reports', 'grants.read', 'ReportsPage', () => import('#renderer/features/reports/reports-page.tsx')),
  page('/reports/funder', 'reports.make', 'FunderReportPage', () => import('#renderer/features/reports/funder-report-page.tsx')),
  page('/reports/youth', 'reports.make', 'YouthReportPage', () => import('#renderer/features/reports/youth-report-page.tsx')),
  page('/reports/appendices', 'reports.make', 'AppendicesPage', () => import('#renderer/features/reports/appendices-page.tsx')),
  page('/follow-ups', 'signedIn', 'FollowUpsPage', () => import('#renderer/features/notes/follow-ups-page.tsx')),
  page('/tags', 'people.read', 'TagsPage', () => import('#renderer/features/tags/tags-page.tsx')),
  page('/custom-fields', 'association.manage', 'CustomFieldsPage', () => import('#renderer/features/custom-fields/custom-fields-page.tsx')),
  page('/bin', 'signedIn', 'BinPage', () => import('#renderer/features/removals/bin-page.tsx')),
  page('/history', 'journal.read', 'HistoryPage', () => import('#renderer/features/history/history-page.tsx')),
  page('/users', 'users.manage', 'UsersPage', () => import('#renderer/features/users/users-page.tsx')),
  page('/settings', 'signedIn', 'SettingsPage', () => import('./settings-page.tsx')),
  page('/accessibility', 'signedIn', 'AccessibilityPage', () => import('./accessibility-page.tsx')),
]

/** Whether there is a page at exactly this address, and one who holds these permissions may open it. */
export function mayOpen(path: string, permissions: readonly Permission[]): boolean {
  const permission = pages.find((candidate) => candidate.path === path)?.permission
  return permission === 'signedIn' || (permission !== undefined && permissions.includes(permission))
}
