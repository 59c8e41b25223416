import { countryOnLetter, formatPostcode, municipalityByCode } from '#shared/postal.ts'
import { affiliations } from './affiliations.ts'
import { bodies } from './bodies.ts'
import { competences } from './competences.ts'
import { list, nameOf } from './list-declaration.ts'
import { mailings } from './mailings.ts'
import { meetings } from './meetings.ts'
import { memberships } from './memberships.ts'
import { people } from './people.ts'
import { trainings } from './trainings.ts'

/** The tables on one person's page. Those of a person with protected identity are not taken out. Her claims are the list of claims, narrowed. */
export const personLists = {
  personContacts: list(people.read, {
    path: 'people.read', isPaged: false,
    title: (t) => t('contacts.title'),
    rowsOf: ({ contactDetails }) => contactDetails,
    columns: ({ text, identifier }) => ({
      value: identifier((t) => t('contacts.fields.value'), (row) => row.value),
      kind: text((t) => t('contacts.fields.kind'), (row, t) => t(`contacts.kind.${row.kind}`)),
      label: text((t) => t('contacts.fields.label'), (row) => row.label),
    }),
  }),
  personAddresses: list(people.read, {
    path: 'people.read', isPaged: false,
    title: (t) => t('contacts.addresses'),
    rowsOf: ({ addresses }) => addresses,
    columns: ({ text, identifier, date }) => ({
      careOf: text((t) => t('people.fields.careOf'), (row) => row.careOf),
      street: text((t) => t('people.fields.street'), (row) => row.street),
      postcode: identifier((t) => t('people.fields.postcode'), (row) => row.postcode && formatPostcode(row.postcode, row.countryCode)),
      town: text((t) => t('people.fields.town'), (row) => row.town),
      country: text((t) => t('people.fields.countryCode'), (row) => row.countryCode && countryOnLetter(row.countryCode)),
      municipality: text((t) => t('people.fields.municipalityCode'), ({ municipalityCode }) => municipalityCode && (municipalityByCode(municipalityCode)?.name ?? municipalityCode)),
      status: text((t) => t('contacts.fields.status'), (row, t) => t(`contacts.status.${row.status}`)),
      startsOn: date((t) => t('people.fields.startsOn'), (row) => row.startsOn),
      endsOn: date((t) => t('people.fields.endsOn'), (row) => row.endsOn),
    }),
  }),
  /** Of a guardian with protected identity only her number, as on the screen. */
  personGuardians: list(people.read, {
    path: 'people.read', isPaged: false,
    title: (t) => t('guardians.title'),
    rowsOf: ({ guardians }) => guardians,
    columns: ({ text, identifier, date }) => ({
      name: text((t) => t('guardians.fields.name'), (row, t) => (row.person ? nameOf(row.person, t) : row.name)),
      phone: identifier((t) => t('people.fields.phone'), (row) => row.phone),
      email: text((t) => t('people.fields.email'), (row) => row.email),
      contact: text((t) => t('guardians.fields.contactNote'), (row) => row.contact),
      status: text((t) => t('guardians.fields.status'), (row, t) => t(`guardians.status.${row.status}`)),
      participationConsentOn: date((t) => t('guardians.consent.participation'), (row) => row.participationConsentOn),
      photoConsentOn: date((t) => t('guardians.consent.photo'), (row) => row.photoConsentOn),
      contactConsentOn: date((t) => t('guardians.consent.contact'), (row) => row.contactConsentOn),
      startsOn: date((t) => t('guardians.fields.startsOn'), (row) => row.startsOn),
      endsOn: date((t) => t('guardians.fields.endsOn'), (row) => row.endsOn),
    }),
  }),
  personMemberships: list(people.read, {
    path: 'people.read', isPaged: false,
    title: (t) => t('people.sections.membership'),
    rowsOf: (person) => person.memberships,
    columns: ({ text, date }) => ({
      kind: text((t) => t('people.fields.membershipKind'), (row, t) => t(`people.membershipKind.${row.kind}`)),
      status: text((t) => t('people.status'), (row, t) => t(`people.membershipStatus.${row.status}`)),
      startsOn: date((t) => t('people.fields.startsOn'), (row) => row.startsOn),
      endsOn: date((t) => t('people.fields.endsOn'), (row) => row.endsOn),
      startReason: text((t) => t('people.fields.startReason'), ({ startReasonKind, startReason }, t) => reasonInWords(startReasonKind && t(`memberships.startReasonKind.${startReasonKind as 'other'}`), startReason)),
      endReason: text((t) => t('people.fields.endReason'), ({ endReasonKind, endReason }, t) => reasonInWords(endReasonKind && t(`memberships.endReasonKind.${endReasonKind as 'other'}`), endReason)),
    }),
  }),
  /** What a person is and has been. */
  personRoles: list(people.read, {
    path: 'people.read', isPaged: false,
    title: (t) => t('people.hasBeen'),
    rowsOf: (person) => person.roles,
    columns: ({ text, date }) => ({
      role: text((t) => t('people.fields.role'), (row, t) => t(`people.role.${row.role}`)),
      about: text((t) => t('people.fields.about'), (row) => row.about),
      status: text((t) => t('people.status'), (row, t) => t(`people.roleStatus.${row.status}`)),
      startsOn: date((t) => t('people.fields.startsOn'), (row) => row.startsOn),
      endsOn: date((t) => t('people.fields.endsOn'), (row) => row.endsOn),
    }),
  }),
  /** Account numbers are masked, as on the screen. */
  personAccounts: list(people.read, {
    path: 'people.read', isPaged: false,
    title: (t) => t('people.fields.bank'),
    rowsOf: (person) => person.paymentAccounts,
    columns: ({ text, identifier, date }) => ({
      bank: text((t) => t('people.fields.bank'), (row) => row.bank),
      clearingNumber: identifier((t) => t('people.fields.clearingNumber'), (row) => row.clearingNumber),
      accountNumber: identifier((t) => t('people.fields.accountNumber'), (row) => row.maskedAccountNumber),
      startsOn: date((t) => t('people.fields.startsOn'), (row) => row.startsOn),
      endsOn: date((t) => t('people.fields.endsOn'), (row) => row.endsOn),
    }),
  }),
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
  /** Each payment of her fees: a fee may be paid in parts. */
  personPayments: list(memberships.ofPerson, {
    path: 'memberships.ofPerson', isPaged: false,
    title: (t) => t('memberships.fields.payments'),
    rowsOf: ({ payments }) => payments,
    columns: ({ text, integer, ore, date }) => ({
      paidOn: date((t) => t('memberships.fields.paidOn'), (row) => row.paidOn),
      year: integer((t) => t('memberships.fields.feeYear'), (row) => row.year),
      amount: ore((t) => t('memberships.fields.amount'), (row) => row.amountOre),
      paymentMethod: text((t) => t('memberships.fields.paymentMethod'), (row, t) => row.paymentMethod && t(`memberships.method.${row.paymentMethod}`)),
    }),
  }),
  personExemptions: list(memberships.ofPerson, {
    path: 'memberships.ofPerson', isPaged: false,
    title: (t) => t('memberships.exemptions'),
    rowsOf: ({ exemptions }) => exemptions,
    columns: ({ text, integer }) => ({
      year: integer((t) => t('memberships.fields.year'), (row) => row.year),
      category: text((t) => t('memberships.fields.category'), (row, t) => t(`memberships.category.${row.category}`)),
      note: text((t) => t('memberships.fields.note'), (row) => row.note),
    }),
  }),
  personConfirmations: list(memberships.ofPerson, {
    path: 'memberships.ofPerson', isPaged: false,
    title: (t) => t('memberships.confirmations'),
    rowsOf: ({ confirmations }) => confirmations,
    columns: ({ text, integer, date }) => ({
      year: integer((t) => t('memberships.fields.year'), (row) => row.year),
      confirmedOn: date((t) => t('memberships.fields.confirmedOn'), (row) => row.confirmedOn),
      method: text((t) => t('memberships.fields.method'), (row, t) => t(`memberships.confirmationMethod.${row.method}`)),
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
  /** What she has been trained in, by the association and elsewhere. */
  personCourses: list(competences.read, {
    path: 'competences.read', isPaged: false,
    title: (t) => t('competences.fields.trained'),
    rowsOf: ({ trained, otherCourses }) => [
      ...trained.map(({ name, completedOn }) => ({ name, takenOn: completedOn, isOwn: true })),
      ...otherCourses.map(({ name, takenOn }) => ({ name, takenOn, isOwn: false })),
    ],
    columns: ({ text, date }) => ({
      name: text((t) => t('competences.fields.course'), (row) => row.name),
      takenOn: date((t) => t('competences.fields.takenOn'), (row) => row.takenOn),
      source: text((t) => t('competences.fields.source'), (row, t) => t(row.isOwn ? 'competences.own' : 'competences.elsewhere')),
    }),
  }),
  personAbsences: list(competences.read, {
    path: 'competences.read', isPaged: false,
    title: (t) => t('competences.sections.absences'),
    rowsOf: ({ absences }) => absences,
    columns: ({ date }) => ({
      startsOn: date((t) => t('competences.fields.startsOn'), (row) => row.startsOn),
      endsOn: date((t) => t('competences.fields.endsOn'), (row) => row.endsOn),
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
      subject: text((t) => t('mailings.fields.subject'), (row) => row.title),
      channel: text((t) => t('mailings.fields.channel'), (row, t) => t(`mailings.channel.${row.channel}`)),
      state: text((t) => t('mailings.fields.state'), (row, t) => t(`mailings.recipientState.${row.state}`)),
      sentOn: date((t) => t('mailings.fields.sentOn'), (row) => row.sentOn),
      answer: text((t) => t('mailings.fields.answer'), (row, t) => row.answer && t(`mailings.answer.${row.answer}`)),
    }),
  }),
}

/** A reason chosen from the list, and what was said of it. */
function reasonInWords(kind: string | null, said: string | null): string {
  return [kind, said].filter(Boolean).join(': ')
}
