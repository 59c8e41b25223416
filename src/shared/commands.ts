/**
 * The commands that a person can give from anywhere in the window: in the menu, by a key, or in the command palette.
 * Their names in both languages are under `hosts.commands`.
 */

/** Every command, in the order menus show them. */
export const commands = [
  'newPerson',
  'newOrganisation',
  'newBody',
  'newMeeting',
  'newTraining',
  'newMailing',
  'importMembers',
  'makeReport',
  'makeBackup',
  'lock',
  'undoLatest',
  'openPalette',
  'findPerson',
  'goToStart',
  'goToPeople',
  'goToMemberships',
  'goToOrganisations',
  'goToBodies',
  'goToMeetings',
  'goToClaims',
  'goToPayouts',
  'goToTariffs',
  'goToTrainings',
  'goToCompetences',
  'goToAudits',
  'goToEvents',
  'goToProposals',
  'goToConsultations',
  'goToBarriers',
  'goToMailings',
  'goToReports',
  'goToFollowUps',
  'goToTags',
  'goToCustomFields',
  'goToBin',
  'goToHistory',
  'goToUsers',
  'goToSettings',
  'goBack',
  'goForward',
  'textLarger',
  'textSmaller',
  'textNormal',
  'print',
  'showShortcuts',
] as const

/** A command of the window. */
export type Command = (typeof commands)[number]

/**
 * The key of a command, as Electron's menus write it; `CmdOrCtrl` is Command on a Mac and Ctrl elsewhere.
 * Ctrl+Page Up and Page Down belong to screen readers and single letters to the fields, so neither is used.
 */
export const accelerators: Readonly<Partial<Record<Command, string>>> = {
  newPerson: 'CmdOrCtrl+N',
  newMeeting: 'CmdOrCtrl+Shift+N',
  importMembers: 'CmdOrCtrl+Shift+I',
  lock: 'CmdOrCtrl+Shift+L',
  openPalette: 'CmdOrCtrl+K',
  findPerson: 'CmdOrCtrl+F',
  goToStart: 'CmdOrCtrl+1',
  goToPeople: 'CmdOrCtrl+2',
  goToOrganisations: 'CmdOrCtrl+3',
  goToBodies: 'CmdOrCtrl+4',
  goToMeetings: 'CmdOrCtrl+5',
  goToClaims: 'CmdOrCtrl+6',
  goToPayouts: 'CmdOrCtrl+7',
  goToTrainings: 'CmdOrCtrl+8',
  goToReports: 'CmdOrCtrl+9',
  goToSettings: 'CmdOrCtrl+,',
  goBack: 'Alt+Left',
  goForward: 'Alt+Right',
  textLarger: 'CmdOrCtrl+Plus',
  textSmaller: 'CmdOrCtrl+-',
  textNormal: 'CmdOrCtrl+0',
  print: 'CmdOrCtrl+P',
  showShortcuts: 'F1',
}
