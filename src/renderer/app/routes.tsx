import type { ComponentType } from 'react'

type PageModule<Name extends string> = { readonly [Key in Name]: ComponentType }

/** One address of the window and the page that stands there. */
export interface PageRoute {
  readonly path: string
  load(): Promise<Record<string, ComponentType>>
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
  page('/people/$personId', 'PersonPage', () => import('#renderer/features/people/person-page.tsx')),
  page('/organisations', 'OrganisationsPage', () => import('#renderer/features/organisations/organisations-page.tsx')),
  page('/organisations/new', 'NewOrganisationPage', () => import('#renderer/features/organisations/new-organisation-page.tsx')),
  page('/organisations/$organisationId', 'OrganisationPage', () => import('#renderer/features/organisations/organisation-page.tsx')),
  page('/history', 'HistoryPage', () => import('#renderer/features/history/history-page.tsx')),
  page('/users', 'UsersPage', () => import('#renderer/features/users/users-page.tsx')),
  page('/settings', 'SettingsPage', () => import('./settings-page.tsx')),
]

/** Whether there is a page at exactly this address. */
export function hasPage(path: string): boolean {
  return pages.some((candidate) => candidate.path === path)
}
