import type { ComponentType } from 'react'

type PageModule<Name extends string> = { readonly [Key in Name]: ComponentType }

/** One address of the window and the page that stands there. */
export interface PageRoute {
  readonly path: string
  load: () => Promise<Record<string, ComponentType>>
  readonly name: string
}

/** A page is loaded when one goes there. `$personId` in the path is read with `useRouteParam('personId')`. */
function page<Name extends string>(path: string, name: Name, load: () => Promise<PageModule<Name>>): PageRoute {
  return { path, name, load: load as PageRoute['load'] }
}

/** Every page there is: a feature adds one line a page. */
export const pages: readonly PageRoute[] = [
  page('/', 'StartPage', () => import('./start-page.tsx')),
  page('/people', 'PeoplePage', () => import('#renderer/features/people/people-page.tsx')),
  page('/people/new', 'NewPersonPage', () => import('#renderer/features/people/new-person-page.tsx')),
  page('/people/import', 'ImportPage', () => import('#renderer/features/imports/import-page.tsx')),
  page('/people/$personId', 'PersonPage', () => import('#renderer/features/people/person-page.tsx')),
  page('/organisations', 'OrganisationsPage', () => import('#renderer/features/organisations/organisations-page.tsx')),
  page('/organisations/new', 'NewOrganisationPage', () => import('#renderer/features/organisations/new-organisation-page.tsx')),
  page('/organisations/$organisationId', 'OrganisationPage', () => import('#renderer/features/organisations/organisation-page.tsx')),
  page('/claims', 'ClaimsPage', () => import('#renderer/features/claims/claims-page.tsx')),
  page('/claims/thanks', 'ThanksPage', () => import('#renderer/features/claims/thanks-page.tsx')),
  page('/claims/$claimId', 'ClaimPage', () => import('#renderer/features/claims/claim-page.tsx')),
  page('/payouts', 'PayoutsPage', () => import('#renderer/features/payouts/payouts-page.tsx')),
  page('/payouts/new', 'NewPayoutPage', () => import('#renderer/features/payouts/new-payout-page.tsx')),
  page('/payouts/year', 'YearTotalsPage', () => import('#renderer/features/payouts/year-totals-page.tsx')),
  page('/payouts/settings', 'PayoutSettingsPage', () => import('#renderer/features/payouts/payout-settings-page.tsx')),
  page('/payouts/$payoutId', 'PayoutPage', () => import('#renderer/features/payouts/payout-page.tsx')),
  page('/tariffs', 'TariffsPage', () => import('#renderer/features/tariffs/tariffs-page.tsx')),
  page('/bodies', 'BodiesPage', () => import('#renderer/features/bodies/bodies-page.tsx')),
  page('/bodies/new', 'NewBodyPage', () => import('#renderer/features/bodies/new-body-page.tsx')),
  page('/bodies/$bodyId', 'BodyPage', () => import('#renderer/features/bodies/body-page.tsx')),
  page('/meetings', 'MeetingsPage', () => import('#renderer/features/meetings/meetings-page.tsx')),
  page('/meetings/new', 'NewMeetingPage', () => import('#renderer/features/meetings/new-meeting-page.tsx')),
  page('/meetings/$meetingId', 'MeetingPage', () => import('#renderer/features/meetings/meeting-page.tsx')),
  page('/audits', 'AuditsPage', () => import('#renderer/features/audits/audits-page.tsx')),
  page('/audits/new', 'NewAuditPage', () => import('#renderer/features/audits/new-audit-page.tsx')),
  page('/audits/$auditId', 'AuditPage', () => import('#renderer/features/audits/audit-page.tsx')),
  page('/trainings', 'TrainingsPage', () => import('#renderer/features/trainings/trainings-page.tsx')),
  page('/trainings/new', 'NewTrainingPage', () => import('#renderer/features/trainings/new-training-page.tsx')),
  page('/trainings/rounds/$roundId', 'RoundPage', () => import('#renderer/features/trainings/round-page.tsx')),
  page('/trainings/$trainingId', 'TrainingPage', () => import('#renderer/features/trainings/training-page.tsx')),
  page('/grants/new', 'NewGrantPage', () => import('#renderer/features/grants/new-grant-page.tsx')),
  page('/grants/$grantId', 'GrantPage', () => import('#renderer/features/grants/grant-page.tsx')),
  page('/reports', 'ReportsPage', () => import('#renderer/features/reports/reports-page.tsx')),
  page('/reports/funder', 'FunderReportPage', () => import('#renderer/features/reports/funder-report-page.tsx')),
  page('/reports/appendices', 'AppendicesPage', () => import('#renderer/features/reports/appendices-page.tsx')),
  page('/history', 'HistoryPage', () => import('#renderer/features/history/history-page.tsx')),
  page('/users', 'UsersPage', () => import('#renderer/features/users/users-page.tsx')),
  page('/settings', 'SettingsPage', () => import('./settings-page.tsx')),
  page('/accessibility', 'AccessibilityPage', () => import('./accessibility-page.tsx')),
]

/** Whether there is a page at exactly this address. */
export function hasPage(path: string): boolean {
  return pages.some((candidate) => candidate.path === path)
}
