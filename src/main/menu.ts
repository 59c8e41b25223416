import type { MenuItemConstructorOptions } from 'electron'
import { accelerators, type Command } from '#shared/commands.ts'
import { messages, type Language } from '#shared/i18n/index.ts'

type Messages = (typeof messages)['sv']['hosts']
type Role = keyof Messages['roles']

/** One line of a menu: a command of the window, something the system does by itself, or a line between groups. */
export type MenuEntry = { readonly command: Command } | { readonly role: Role } | 'separator'

/** A menu of the menu bar. `app` is the Mac's own, named after the program. */
export interface Menu {
  readonly title: keyof Messages['menus'] | 'app'
  readonly entries: readonly MenuEntry[]
}

const command = (name: Command): MenuEntry => ({ command: name })
const role = (name: Role): MenuEntry => ({ role: name })

/** The menu bar: every command of the window has its place in it, whatever the system. */
function menuBar(platform: NodeJS.Platform): readonly Menu[] {
  const isMac = platform === 'darwin'
  return [
    ...(isMac ? [macMenu] : []),
    {
      title: 'file',
      entries: [
        ...(['newPerson', 'newOrganisation', 'newBody', 'newMeeting', 'newTraining', 'newMailing'] as const).map(command),
        'separator',
        ...(['importMembers', 'makeReport', 'print', 'makeBackup'] as const).map(command),
        'separator',
        command('lock'),
        ...(isMac ? [] : [role('quit')]),
      ],
    },
    {
      title: 'edit',
      entries: [
        command('undoLatest'),
        'separator',
        ...(['undo', 'redo'] as const).map(role),
        'separator',
        ...(['cut', 'copy', 'paste', 'selectAll'] as const).map(role),
        'separator',
        command('findPerson'),
      ],
    },
    {
      title: 'go',
      entries: [
        ...(['goToStart', 'goToPeople', 'goToMemberships', 'goToOrganisations', 'goToBodies', 'goToMeetings'] as const).map(command),
        ...(['goToClaims', 'goToPayouts', 'goToTariffs', 'goToTrainings', 'goToCompetences', 'goToAudits', 'goToEvents', 'goToProposals', 'goToConsultations', 'goToBarriers', 'goToMailings', 'goToReports'] as const).map(command),
        'separator',
        ...(['goToFollowUps', 'goToTags', 'goToCustomFields'] as const).map(command),
        'separator',
        ...(['goToBin', 'goToHistory', 'goToUsers', ...(isMac ? [] : (['goToSettings'] as const))] as const).map(command),
        'separator',
        ...(['goBack', 'goForward'] as const).map(command),
      ],
    },
    {
      title: 'view',
      entries: [
        command('openPalette'),
        'separator',
        ...(['textLarger', 'textSmaller', 'textNormal'] as const).map(command),
        'separator',
        ...(['minimize', 'togglefullscreen'] as const).map(role),
      ],
    },
    { title: 'help', entries: [command('showShortcuts'), ...(isMac ? [] : [role('about')])] },
  ]
}

const macMenu: Menu = {
  title: 'app',
  entries: [
    role('about'),
    'separator',
    command('goToSettings'),
    'separator',
    ...(['hide', 'hideOthers', 'unhide'] as const).map(role),
    'separator',
    role('quit'),
  ],
}

/**
 * The menu bar as Electron builds it.
 * @param isAvailable whether a command can be given right now; one that cannot is not shown, nor a menu without any
 * @param give passes a command that was chosen to the window
 */
export function menuTemplate(
  language: Language,
  platform: NodeJS.Platform,
  isAvailable: (command: Command) => boolean,
  give: (command: Command) => void,
): MenuItemConstructorOptions[] {
  const words = messages[language].hosts
  const item = (entry: MenuEntry): MenuItemConstructorOptions => {
    if (entry === 'separator') return { type: 'separator' }
    if ('role' in entry) return { role: entry.role, label: words.roles[entry.role] }
    const accelerator = accelerators[entry.command]
    return { id: entry.command, label: words.commands[entry.command], click: () => give(entry.command), ...(accelerator && { accelerator }) }
  }
  return menuBar(platform)
    .map((menu) => ({
      label: menu.title === 'app' ? messages[language].common.appName : words.menus[menu.title],
      submenu: withoutLooseSeparators(menu.entries.filter((entry) => entry === 'separator' || 'role' in entry || isAvailable(entry.command))).map(item),
    }))
    .filter(({ submenu }) => submenu.length > 0)
}

/** Lines between groups only where there is a group on both sides. */
function withoutLooseSeparators(entries: readonly MenuEntry[]): MenuEntry[] {
  return entries.filter((entry, index) => {
    if (entry !== 'separator') return true
    const previous = entries[index - 1]
    return previous !== undefined && previous !== 'separator' && entries.slice(index).some((later) => later !== 'separator')
  })
}
