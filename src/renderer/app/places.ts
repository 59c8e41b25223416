import {
  Building2, CalendarDays, CalendarHeart, ChartColumn, CircleDollarSign, ClipboardCheck, GraduationCap, HandCoins, HeartHandshake, History, House, IdCard, Landmark, Mails, MessagesSquare, OctagonAlert, Scale, Settings, UserCog, Users,
  Lightbulb, ListTodo, Tags, TextCursorInput, Trash2, type LucideIcon,
} from 'lucide-react'
import type { Command } from '#shared/commands.ts'

/** A place in the window's menu, shown to those who may open its page. Its name is that of the command that goes there. */
export interface Place {
  readonly href: string
  readonly command: Command & `goTo${string}`
  readonly icon: LucideIcon
  /** Stands in the lower part of the menu: about the program rather than the work. */
  readonly isAside?: boolean
}

/** The places of the window, in the order of the menu: a feature adds one line. */
export const places: readonly Place[] = [
  { href: '/', command: 'goToStart', icon: House },
  { href: '/people', command: 'goToPeople', icon: Users },
  { href: '/memberships', command: 'goToMemberships', icon: IdCard },
  { href: '/organisations', command: 'goToOrganisations', icon: Building2 },
  { href: '/bodies', command: 'goToBodies', icon: Landmark },
  { href: '/meetings', command: 'goToMeetings', icon: CalendarDays },
  { href: '/claims', command: 'goToClaims', icon: HandCoins },
  { href: '/payouts', command: 'goToPayouts', icon: CircleDollarSign },
  { href: '/tariffs', command: 'goToTariffs', icon: Scale },
  { href: '/trainings', command: 'goToTrainings', icon: GraduationCap },
  { href: '/competences', command: 'goToCompetences', icon: HeartHandshake },
  { href: '/audits', command: 'goToAudits', icon: ClipboardCheck },
  { href: '/events', command: 'goToEvents', icon: CalendarHeart },
  { href: '/proposals', command: 'goToProposals', icon: Lightbulb },
  { href: '/consultations', command: 'goToConsultations', icon: MessagesSquare },
  { href: '/barriers', command: 'goToBarriers', icon: OctagonAlert },
  { href: '/mailings', command: 'goToMailings', icon: Mails },
  { href: '/reports', command: 'goToReports', icon: ChartColumn },
  { href: '/follow-ups', command: 'goToFollowUps', icon: ListTodo },
  { href: '/tags', command: 'goToTags', icon: Tags, isAside: true },
  { href: '/custom-fields', command: 'goToCustomFields', icon: TextCursorInput, isAside: true },
  { href: '/bin', command: 'goToBin', icon: Trash2, isAside: true },
  { href: '/history', command: 'goToHistory', icon: History, isAside: true },
  { href: '/users', command: 'goToUsers', icon: UserCog, isAside: true },
  { href: '/settings', command: 'goToSettings', icon: Settings, isAside: true },
]
