import { createHashHistory, createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, useMatches, useRouter } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import { RouterProvider as AriaLinks } from 'react-aria-components'
import { useSignedInUser } from '#renderer/api/session.ts'
import { CrashPage, NotAllowedPage, NotFoundPage } from './dead-ends.tsx'
import { Gate } from './gate.tsx'
import { mayOpen, pages, type PageRoute } from './routes.tsx'
import { Shell } from './shell.tsx'

/** Makes every link and menu of the design system move within the window. */
function Root() {
  const router = useRouter()
  return (
    <AriaLinks navigate={(href) => router.history.push(href)} useHref={(href) => router.history.createHref(href)}>
      <Outlet />
    </AriaLinks>
  )
}

const rootRoute = createRootRoute({ component: Root, notFoundComponent: () => <SignedIn Page={NotFoundPage} /> })

const signedInRoute = createRoute({ getParentRoute: () => rootRoute, id: 'signed-in', component: () => <SignedIn Page={AllowedPage} /> })

function SignedIn({ Page }: { Page: ComponentType }) {
  return (
    <Gate>
      <Shell>
        <Page />
      </Shell>
    </Gate>
  )
}

/** The page of the address, or why the role may not open it: an address can be typed, and links outlive a change of roles. */
function AllowedPage() {
  const { permissions } = useSignedInUser()
  const page = useMatches().at(-1)
  // A page of its own for each address, so that arriving at the next one is noticed too.
  return page && mayOpen(page.fullPath, permissions) ? <Outlet /> : <NotAllowedPage key={page?.pathname} />
}

function routeOf({ path, load, name }: PageRoute) {
  return createRoute({ getParentRoute: () => signedInRoute, path, component: lazyRouteComponent(load, name), errorComponent: CrashPage })
}

/** The gallery of the design system: only in development and test builds, and without signing in. */
function galleryRoutes() {
  if (import.meta.env.MODE === 'production') return []
  return [
    createRoute({
      getParentRoute: () => rootRoute,
      path: '/gallery',
      component: lazyRouteComponent(() => import('./gallery/gallery-page.tsx'), 'GalleryPage'),
      errorComponent: CrashPage,
    }),
  ]
}

/** The router of the window. Addresses stand after `#`, so that they work in every host. */
export function createWindowRouter() {
  return createRouter({
    routeTree: rootRoute.addChildren([signedInRoute.addChildren(pages.map(routeOf)), ...galleryRoutes()]),
    history: createHashHistory(),
    scrollRestoration: true,
  })
}
