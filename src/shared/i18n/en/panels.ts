import type { Shape } from '../shape.ts'
import type { panels as sv } from '../sv/panels.ts'

/** Experience panels: drawing, asking, answering. */
export const panels = {
  title: 'Panels',
  newPanel: 'Draw a panel',
  empty: 'No panels yet',
  emptyHelp: 'Draw a panel from the competence bank. The list and the answers are kept.',
  count: '{count, plural, one {1 panel} other {# panels}}',
  saved: 'Saved.',
  drawn: 'The panel is drawn.',
  replaced: 'A replacement is drawn.',
  fields: {
    name: 'Name', question: 'Question to the panel', size: 'How many', drawRule: 'How they are chosen', seed: 'Seed of the lot', seedHelp: 'The same seed and the same people give the same panel.', mix: 'Even mix', mixHelp: 'As far as people have chosen to tell.',
    quotas: 'At least of each', quotaOf: 'Fewest {group}', area: 'Only those who know the subject area', method: 'Only those who can or want', meetsOn: 'Meets on', meetsOnHelp: 'Those who are absent then are not drawn.',
    position: 'Number', person: 'Person', memberNumber: 'Member number', municipality: 'Municipality', phone: 'Telephone', email: 'E-mail', askedOn: 'Asked', answer: 'Answer', answeredOn: 'Answered', drawnOn: 'Drawn',
    asked: 'Asked', yes: 'Yes', no: 'No', pool: 'Drawn among', actions: 'Actions',
  },
  drawRule: { lot: 'The lot alone decides', balanced: 'As even as possible' },
  mix: { gender: 'Gender', ageBand: 'Age', municipality: 'Municipality', subjectArea: 'Subject area' },
  gender: { woman: 'women', man: 'men', other: 'of other gender' },
  ageBand: { '0': 'under 18', '18': 'aged 18–29', '30': 'aged 30–44', '45': 'aged 45–64', '65': 'aged 65–79', '80': 'aged 80 and over' },
  quota: 'At least {count} {group}',
  noMix: 'None',
  people: '{count, plural, one {1 person} other {# people}}',
  sections: { members: 'In the panel', history: 'Changes' },
  answer: { yes: 'Yes', no: 'No' },
  notAnswered: 'No answer yet',
  notAsked: 'Not asked',
  record: 'Record answer',
  recordFor: 'Record answer from {name}',
  replace: 'Draw replacement',
  replaceFor: 'Draw replacement for {name}',
  insteadOf: 'Instead of number {position}',
  isReplaced: 'Replaced',
  export: {
    title: 'Fetch the list', reason: 'Why is the list needed?', reasonHelp: 'The reason is kept among the changes.', sheet: 'Panel', how: '{rule}, seed {seed}, among {pool} people, {date}', fileName: 'Panel {date}',
  },
  rules: {
    tooFew: 'There are only {count} to draw among. Choose fewer, or take away a condition.',
    quotaUnfilled: 'There are not so many of each. Lower one of the numbers.',
    notDeclined: 'A replacement is drawn when somebody has said no.',
    alreadyReplaced: 'A replacement is already drawn.',
    nobodyLeft: 'There is nobody left to draw.',
    answeredBeforeAsked: 'The answer cannot come before the question. Correct the date.',
  },
} as const satisfies Shape<typeof sv>
