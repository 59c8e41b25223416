import type { Shape } from '../shape.ts'
import type { grants as sv } from '../sv/grants.ts'

export const grants = {
  title: 'Grants',
  newGrant: 'New grant',
  register: 'Register grant',
  edit: 'Change the grant',
  created: 'The grant is registered.',
  updated: 'The grant is changed.',
  count: '{count, plural, =0 {No grants} one {1 grant} other {# grants}}',
  searchLabel: 'Search by name, funder or project',
  empty: 'No grants yet',
  emptyHelp: 'Register a grant, and you can make the report to its funder here.',
  allStatuses: 'All periods',
  status: { future: 'Upcoming', current: 'Current', ended: 'Ended' },
  fields: {
    funder: 'Funder', name: 'The grant’s name', reference: 'Registration number or reference', costCentre: 'Cost centre or project', amount: 'Amount', period: 'Period',
    startsOn: 'In force from', endsOn: 'In force until', reportDueOn: 'The report is due', reportDue: 'Report', note: 'Note', status: 'Status',
  },
  funderHelp: 'Type part of the name.',
  reportDue: '{days, plural, =0 {The report is due today} one {The report is due tomorrow} other {The report is due in # days}}',
  reportOverdue: '{days, plural, one {The report was due yesterday} other {The report was due # days ago}}',
  reportsDue: 'Reports to funders',
  makeReport: 'Make report',
  paysFor: 'What the grant pays for',
  bodies: 'Bodies',
  courseRounds: 'Course rounds',
  audits: 'User audits',
  nothingTied: 'Nothing is linked to the grant yet. Choose the grant on the page of the body or the course round.',
  noAmount: 'No amount given',
  rules: {
    reportDueBeforeStart: 'The report cannot be due before the grant begins. Change one of the dates.',
  },
} as const satisfies Shape<typeof sv>
