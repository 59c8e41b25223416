import type { Shape } from '../shape.ts'
import type { removals as sv } from '../sv/removals.ts'

export const removals = {
  bin: 'Recycle bin',
  lead: 'What has been removed in the last 30 days. Restore what should be kept.',
  search: 'Search the recycle bin',
  empty: 'The recycle bin is empty',
  emptyHelp: 'Persons, organisations and bodies that have been removed are shown here.',
  newest: 'The {count, number} latest are shown. Search to find more.',
  fields: { name: 'Name', kind: 'Kind', removedAt: 'Removed', userName: 'By', actions: 'Actions' },
  kinds: { person: 'Person', organisation: 'Organisation', body: 'Body' },
  protectedPerson: 'Protected details',
  restore: 'Restore',
  restoreOne: 'Restore {name}',
  restored: '{name} has been restored.',
  notYours: 'It can be restored by the person who removed it, or by an administrator.',
  remove: 'Remove …',
  removeTitle: 'Remove {name}?',
  cannotTitle: '{name} cannot be removed',
  builtUpon: 'These depend on it, so it must stay:',
  goesAlong: 'These are removed with it:',
  counted: '{table}: {count, number}',
  unseen: 'records you are not allowed to see',
  confirmText: 'It is all put in the recycle bin, and can be restored from there for 30 days.',
  removeNow: 'Remove',
  removed: '{name} has been removed.',
  advice: {
    person: 'End the membership instead, or merge with another person.',
    organisation: 'End the organisation instead, or merge it with another.',
    body: 'End the body instead.',
  },
  rules: {
    builtUpon: '{count, plural, one {One record depends} other {# records depend}} on it, so it cannot be removed.',
    protected: 'Only somebody who can open protected details can remove the person.',
  },
} as const satisfies Shape<typeof sv>
