import type { Shape } from '../shape.ts'
import type { contacts as sv } from '../sv/contacts.ts'

/** Further ways to a person, and where she has lived. */
export const contacts = {
  title: 'More ways to reach the person',
  none: 'No more ways are registered.',
  add: 'Add number or address',
  change: 'Change',
  changeThis: 'Change {value}',
  remove: 'Remove',
  removeThis: 'Remove {value}',
  makePreferred: 'Use first',
  makePreferredThis: 'Use first: {value}',
  preferredHelp: 'The number and e-mail above are used first. What is replaced ends up here.',
  saved: 'Saved.',
  removed: 'Removed.',
  madePreferred: 'This is now used first.',
  actions: 'Actions',
  fields: {
    kind: 'Kind', value: 'Number or address', label: 'What it is', labelHelp: 'For example work, summer house or evenings only.',
    movesOn: 'Moves on', address: 'Address', status: 'Status',
  },
  kind: { email: 'E-mail', mobile: 'Mobile', phone: 'Telephone', other: 'Another way' },
  addresses: 'Address history',
  noAddresses: 'No former addresses.',
  move: 'Move',
  moveHelp: 'The former address is kept with its last day. To correct a misspelling, choose Edit details.',
  recordMove: 'Record the move',
  moved: 'The move is recorded.',
  status: { former: 'Former', planned: 'Planned', due: 'Due' },
  dueMoves: '{count, plural, one {1 planned move has taken place} other {# planned moves have taken place}}',
  carryOut: 'Change to the new addresses',
  carriedOut: '{count, plural, one {1 address is changed.} other {# addresses are changed.}}',
  rules: {
    cannotBePreferred: 'Only telephone and e-mail can be used first.',
    moveAlreadyPlanned: 'A move is already planned. Remove it first, or change to the new address.',
    movedBefore: 'The person has moved since then. Choose a later date.',
  },
} as const satisfies Shape<typeof sv>
