import type { audits as sv } from '../sv/audits.ts'
import type { Shape } from '../shape.ts'

export const audits = {
  title: 'User audits',
  newAudit: 'New user audit',
  register: 'Register user audit',
  edit: 'Change details',
  created: 'The user audit is registered.',
  saved: 'Saved.',
  count: '{count, plural, =0 {No user audits} one {1 user audit} other {# user audits}}',
  empty: 'No user audits yet',
  emptyHelp: 'Register the first one when an audit has been ordered.',
  step: { ordered: 'Ordered', agreed: 'Agreed', reported: 'Reported', fedBack: 'Fed back', followedUp: 'Followed up' },
  role: { auditor: 'Auditor', support: 'Support person' },
  filter: { show: 'Show', open: 'Under way', closed: 'Followed up', all: 'All' },
  fields: {
    name: 'Name', orderedBy: 'Ordered by', audited: 'Audited unit', orderedOn: 'Ordered on', agreedOn: 'Agreed on', interviewCount: 'Number of interviews',
    interviewCountHelp: 'Only the number is kept, never who was interviewed.', reportedOn: 'Reported on', fedBackOn: 'Fed back on', followedUpOn: 'Followed up on', grant: 'Grant',
    noGrant: 'No grant', note: 'Note', step: 'Status', person: 'Person', role: 'Role', startsOn: 'From', endsOn: 'To',
  },
  sections: { facts: 'About the audit', steps: 'Steps', team: 'Team' },
  teamHelp: 'Two to four auditors and one or two support persons are usually enough.',
  noTeam: 'Nobody in the team yet.',
  addTeamMember: 'Add to the team',
  teamMemberAdded: 'The person is in the team.',
  endTeamMember: 'Remove from the team',
  endTeamMemberOf: 'Remove {name} from the team',
  teamMemberEnded: 'The person is no longer in the team.',
  notYet: 'Not yet',
  rules: {
    stepsOutOfOrder: 'The step is dated before an earlier step. Correct one of the dates.',
    alreadyInTeam: 'The person is already in the team during that time.',
  },
} as const satisfies Shape<typeof sv>
