import type { Shape } from '../shape.ts'
import type { bulk as sv } from '../sv/bulk.ts'

export const bulk = {
  change: 'Change many',
  title: 'Change {count, plural, one {# person} other {# persons}}',
  help: 'You first see how many will change. Persons with protected details are never included.',
  what: 'What do you want to do?',
  kinds: {
    preferredChannel: 'Say how they want to be reached',
    municipality: 'Set the municipality',
    town: 'Set the town',
    blankGender: 'Remove what is said of gender',
    addTag: 'Add a tag',
    removeTag: 'Remove a tag',
    endMembership: 'End the membership',
    note: 'Write a note',
  },
  tagHelp: 'If it does not exist it is created.',
  preview: 'Show what will happen',
  outcome: 'This will happen',
  changed: '{count, plural, =0 {Nobody changes} one {# person changes} other {# persons change}}.',
  already: '{count, plural, one {# person has it already} other {# persons have it already}}.',
  leftOut: {
    protected: '{count, plural, one {# person has protected details and is left out} other {# persons have protected details and are left out}}.',
    gone: '{count, plural, one {# person is no longer in the register} other {# persons are no longer in the register}}.',
    noEmail: '{count, plural, one {# person has no e-mail and does not change} other {# persons have no e-mail and do not change}}.',
    noAddress: '{count, plural, one {# person has no whole postal address and does not change} other {# persons have no whole postal address and do not change}}.',
    noPhone: '{count, plural, one {# person has no telephone and does not change} other {# persons have no telephone and do not change}}.',
    noMembership: '{count, plural, one {# person has never been a member} other {# persons have never been members}}.',
    beginsLater: '{count, plural, one {# membership begins only later} other {# memberships begin only later}}.',
  },
  run: 'Change {count, plural, one {# person} other {# persons}}',
  running: 'Changing. It can take a while when there are many persons.',
  back: 'Choose something else',
  done: '{count, plural, one {# person has been changed} other {# persons have been changed}}.',
} as const satisfies Shape<typeof sv>
