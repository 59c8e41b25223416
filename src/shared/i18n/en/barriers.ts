import type { barriers as sv } from '../sv/barriers.ts'
import type { Shape } from '../shape.ts'

export const barriers = {
  title: 'Barriers',
  barrier: 'Barrier',
  newBarrier: 'New barrier',
  register: 'Write down the barrier',
  edit: 'Change details',
  created: 'The barrier is written down.',
  saved: 'Saved.',
  count: '{count, plural, =0 {No barriers} one {1 barrier} other {# barriers}}',
  searchLabel: 'Search for a barrier, body or host',
  empty: 'No barriers yet',
  emptyHelp: 'Write down what stands in the way, so that somebody does something about it.',
  kind: {
    information: 'Information does not get through', timeOfDay: 'Time of day', travel: 'Long way or journey', cost: 'Money to lay out', accessibility: 'Accessibility', benefit: 'Stipend and benefits',
    mandate: 'Unclear mandate', attitude: 'Resistance or lack of interest among staff', interest: 'Too few who want to', representativity: 'Question of representativity', other: 'Other',
  },
  state: { open: 'Remains', long: 'Long-standing', removed: 'Gone' },
  longCount: '{count, plural, one {1 long-standing barrier} other {# long-standing barriers}}',
  notYet: 'Not yet',
  filter: { show: 'Show', open: 'Those that remain', long: 'Those that have remained for long', removed: 'Those that are gone', all: 'All', allKinds: 'All kinds' },
  fields: {
    title: 'What stands in the way', titleHelp: 'Do not write whom it concerns.', kind: 'Kind', body: 'Body', place: 'Body or host', host: 'Host', hostHelp: 'Not needed if you have chosen a body.', meeting: 'Meeting', noMeeting: 'No meeting', noticedOn: 'Noticed',
    description: 'Description', action: 'What is to be done', actionHelp: 'Preferably also by whom.', actionDueOn: 'Done by', removedOn: 'Gone since', result: 'How it went', state: 'Status',
  },
  sections: { facts: 'About the barrier', action: 'What is being done', result: 'How it went', here: 'Barriers' },
  noneHere: 'No barriers remain.',
  showAll: 'Show all barriers here',
  rules: {
    inFuture: 'That day has not come yet. Enter it once it has happened.',
    removedBeforeNoticed: 'The barrier cannot be gone before it was noticed. Correct one of the dates.',
    actionMissing: 'Write what is to be done by that day.',
    resultMissing: 'Write what helped.',
    removedDayMissing: 'Write the day the barrier was gone.',
    bodyHasItsHost: 'The body has a host already. Remove either the body or the host.',
    meetingOfAnotherBody: 'The meeting belongs to another body. Choose one of the body’s meetings.',
  },
} as const satisfies Shape<typeof sv>
