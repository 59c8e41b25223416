import { affiliations } from './affiliations.ts'
import { bodies } from './bodies.ts'
import { list } from './list-declaration.ts'
import { mailings } from './mailings.ts'
import { meetings } from './meetings.ts'
import { memberships } from './memberships.ts'
import { trainings } from './trainings.ts'

/** The tables on one person's page. Those of a person with protected identity are not taken out. Her claims are the list of claims, narrowed. */
export const personLists = {
  personAssignments: list(bodies.assignmentsOf, {
    path: 'bodies.assignmentsOf', isPaged: false,
    title: (t) => t('people.sections.assignments'),
    rowsOf: (rows) => rows,
    columns: ({ text, date }) => ({
      body: text((t) => t('people.fields.body'), (row) => row.body.name),
      host: text((t) => t('bodies.fields.host'), (row) => row.hostName),
      seat: text((t) => t('people.fields.seat'), (row, t) => t(`bodies.seatKind.${row.kind}`)),
      role: text((t) => t('bodies.fields.role'), (row, t) => t(`bodies.role.${row.role}`)),
      status: text((t) => t('people.status'), (row, t) => t(`bodies.status.${row.status}`)),
      onBehalfOf: text((t) => t('people.fields.onBehalfOf'), (row) => row.onBehalfOf?.name ?? null),
      startsOn: date((t) => t('people.fields.startsOn'), (row) => row.startsOn),
      endsOn: date((t) => t('people.fields.endsOn'), (row) => row.endsOn),
      decidedOn: date((t) => t('bodies.fields.decidedOn'), (row) => row.decidedOn),
    }),
  }),
  personMeetings: list(meetings.ofPerson, {
    path: 'meetings.ofPerson',
    title: (t) => t('people.sections.meetings'),
    rowsOf: ({ rows }) => rows,
    columns: ({ text, date }) => ({
      heldOn: date((t) => t('meetings.fields.heldOn'), (row) => row.heldOn),
      body: text((t) => t('people.fields.body'), (row) => row.body.name),
      status: text((t) => t('people.fields.attendance'), (row, t) => t(`meetings.status.${row.status}`)),
      role: text((t) => t('people.fields.role'), (row, t) => (row.status === 'present' ? t(`meetings.role.${row.role}`) : null)),
    }),
  }),
  personFees: list(memberships.ofPerson, {
    path: 'memberships.ofPerson', isPaged: false,
    title: (t) => t('people.sections.fees'),
    rowsOf: ({ fees }) => fees,
    columns: ({ text, identifier, integer, ore, date }) => ({
      year: integer((t) => t('memberships.fields.year'), (row) => row.year),
      amount: ore((t) => t('memberships.fields.amount'), (row) => row.amountOre),
      state: text((t) => t('memberships.fields.state'), (row, t) => t(`memberships.state.${row.state}`)),
      dueOn: date((t) => t('memberships.fields.dueOn'), (row) => row.dueOn),
      reference: identifier((t) => t('memberships.fields.reference'), (row) => row.reference),
      paidOn: date((t) => t('memberships.fields.paidOn'), (row) => row.paidOn),
      paymentMethod: text((t) => t('memberships.fields.paymentMethod'), (row, t) => row.paymentMethod && t(`memberships.method.${row.paymentMethod}`)),
      reminders: integer((t) => t('memberships.fields.reminders'), (row) => row.reminders.length),
      remindedOn: date((t) => t('memberships.fields.remindedOn'), (row) => row.reminders.at(-1)?.remindedOn ?? null),
    }),
  }),
  personTrainings: list(trainings.ofPerson, {
    path: 'trainings.ofPerson', isPaged: false,
    title: (t) => t('trainings.title'),
    rowsOf: (rows) => rows,
    columns: ({ text, date }) => ({
      training: text((t) => t('trainings.fields.name'), (row) => row.trainingName),
      round: text((t) => t('trainings.fields.roundName'), (row) => row.roundName),
      startsOn: date((t) => t('trainings.fields.startsOn'), (row) => row.startsOn),
      endsOn: date((t) => t('trainings.fields.endsOn'), (row) => row.endsOn),
      completedOn: date((t) => t('trainings.fields.completedOn'), (row) => row.completedOn),
      leftOn: date((t) => t('trainings.fields.leftOn'), (row) => row.leftOn),
      certificates: text((t) => t('trainings.certificates'), (row) => row.certificates.map(({ number }) => number).join(', ')),
    }),
  }),
  personOrganisations: list(affiliations.ofPerson, {
    path: 'affiliations.ofPerson', isPaged: false,
    title: (t) => t('affiliations.title'),
    rowsOf: ({ links }) => links,
    columns: ({ text, date, boolean }) => ({
      organisation: text((t) => t('affiliations.fields.organisation'), (row) => row.organisation.name),
      type: text((t) => t('affiliations.fields.type'), (row, t) => t(`affiliations.type.${row.type}`)),
      isDefault: boolean((t) => t('affiliations.speaksFor'), (row) => row.isDefault),
      startsOn: date((t) => t('affiliations.fields.startsOn'), (row) => row.startsOn),
      endsOn: date((t) => t('affiliations.fields.endsOn'), (row) => row.endsOn),
    }),
  }),
  personMailings: list(mailings.ofPerson, {
    path: 'mailings.ofPerson', isPaged: false,
    title: (t) => t('mailings.sections.own'),
    rowsOf: ({ sent }) => sent,
    columns: ({ text, date }) => ({
      subject: text((t) => t('mailings.fields.subject'), (row) => row.subject),
      channel: text((t) => t('mailings.fields.channel'), (row, t) => t(`mailings.channel.${row.channel}`)),
      state: text((t) => t('mailings.fields.state'), (row, t) => t(`mailings.recipientState.${row.state}`)),
      sentOn: date((t) => t('mailings.fields.sentOn'), (row) => row.sentOn),
      answer: text((t) => t('mailings.fields.answer'), (row, t) => row.answer && t(`mailings.answer.${row.answer}`)),
    }),
  }),
}
