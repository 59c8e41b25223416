import type { lists as sv } from '../sv/lists.ts'
import type { Shape } from '../shape.ts'

export const lists = {
  takeOutTitle: 'Take out the list {list}',
  takeOutHelp: 'All rows that match the filter come along, in the order they are shown.',
  columns: 'Columns in the file',
  formatDetail: { excel: 'With dates and amounts that one can count with.', csv: 'Text for other programs.' },
  stages: { reading: 'Reading rows', writing: 'Writing the file' },
  finishedHelp: '{name} holds {count, plural, one {# row} other {# rows}}.',
  fileNames: { excel: '{list}-{date}.xlsx', csv: '{list}-{date}.csv' },
  roster: 'Seats and persons',
  payees: 'Persons in the payout',
  attendedSessions: 'Times present',
  subjectOn: 'Day it is about',
  currency: 'Currency',
  state: 'State',
  sequence: 'Number',
  when: 'When',
  who: 'Who',
  what: 'What',
  why: 'Reason',
  changeCount: 'Number of changes',
  rules: {
    empty: 'The list is empty. Take away a filter or add something first.',
    noColumns: 'Choose at least one column.',
    changedMeanwhile: 'The list was changed while the file was made. Make the file once more.',
  },
} satisfies Shape<typeof sv>
