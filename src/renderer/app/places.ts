import {
  Building2, CalendarDays, ChartColumn, CircleDollarSign, ClipboardCheck, GraduationCap, HandCoins, History, House, Landmark, Scale, Settings, UserCog, Users,
  type LucideIcon,
} from 'lucide-react'
import type { Permission } from '#contract/permissions.ts'
import type { Command } from '#shared/commands.ts'

/** A place in the window's menu. Its name is that of the command that goes there. */
export interface Place {
  readonly href: string
  readonly command: Command & `goTo${string}`
  readonly icon: LucideIcon
  /** Who sees it; everybody when left out. */
  readonly permission?: Permission
  /** Stands in the lower part of the menu: about the program rather than the work. */
  readonly isAside?: boolean
}

/** The places of the window, in the order of the menu: a feature adds one line. */
export const places: readonly Place[] = [
  { href: '/', command: 'goToStart', icon: House },
  { href: '/people', command: 'goToPeople', icon: Users, permission: 'people.read' },
  { href: '/organisations', command: 'goToOrganisations', icon: Building2, permission: 'organisations.read' },
  { href: '/bodies', command: 'goToBodies', icon: Landmark, permission: 'bodies.read' },
  { href: '/meetings', command: 'goToMeetings', icon: CalendarDays, permission: 'meetings.read' },
  { href: '/claims', command: 'goToClaims', icon: HandCoins, permission: 'claims.read' },
  { href: '/payouts', command: 'goToPayouts', icon: CircleDollarSign, permission: 'payouts.read' },
  { href: '/tariffs', command: 'goToTariffs', icon: Scale, permission: 'tariffs.read' },
  { href: '/trainings', command: 'goToTrainings', icon: GraduationCap, permission: 'trainings.read' },
  { href: '/audits', command: 'goToAudits', icon: ClipboardCheck, permission: 'audits.read' },
  { href: '/reports', command: 'goToReports', icon: ChartColumn, permission: 'grants.read' },
  { href: '/history', command: 'goToHistory', icon: History, permission: 'journal.read', isAside: true },
  { href: '/users', command: 'goToUsers', icon: UserCog, permission: 'users.manage', isAside: true },
  { href: '/settings', command: 'goToSettings', icon: Settings, isAside: true },
]
