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
  drawn: 'The panel has been drawn.',
  replaced: 'A replacement has been drawn.',
  fields: {
    name: 'Name', question: 'Question to the panel', size: 'How many', drawRule: 'How they are chosen', seed: 'Random seed', seedHelp: 'The same seed and the same people give the same panel.', mix: 'Even mix', mixHelp: 'As far as people have chosen to say.',
    quotas: 'Minimum of each', quotaOf: 'Minimum {group}', area: 'Only those who know the subject area', method: 'Only those who can or want to use the method', meetsOn: 'Meets on', meetsOnHelp: 'Those who are absent then are not drawn.',
    position: 'Number', person: 'Person', memberNumber: 'Member number', municipality: 'Municipality', phone: 'Telephone', email: 'E-mail', askedOn: 'Asked', answer: 'Answer', answeredOn: 'Answered', drawnOn: 'Drawn',
    asked: 'Asked', yes: 'Yes', no: 'No', pool: 'Drawn from', actions: 'Actions',
  },
  drawRule: { lot: 'Completely at random', balanced: 'As even as possible' },
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
    title: 'Download the list', reason: 'Why is the list needed?', reasonHelp: 'The reason is kept under Changes.', sheet: 'Panel', how: '{rule}, seed {seed}, among {pool} people, {date}', fileName: 'Panel {date}',
  },
  rules: {
    tooFew: 'There are only {count} to draw from. Choose fewer, or remove a condition.',
    quotaUnfilled: 'There are not enough of each. Lower one of the numbers.',
    notDeclined: 'A replacement can only be drawn when somebody has said no.',
    alreadyReplaced: 'A replacement has already been drawn.',
    nobodyLeft: 'There is nobody left to draw.',
    answeredBeforeAsked: 'The answer cannot be dated before the question. Correct the date.',
  },
} as const satisfies Shape<typeof sv>
