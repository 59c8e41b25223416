import { didKey } from '#shared/i18n/journal-words.ts'
import { countryOnLetter, formatPostcode, municipalityByCode } from '#shared/postal.ts'
import { affiliations } from './affiliations.ts'
import { audits } from './audits.ts'
import { bodies, type Assignment, type RosterSeat, type Seat } from './bodies.ts'
import { claims } from './claims.ts'
import { competences, isCountedReason, type CompetenceCandidate } from './competences.ts'
import { grants } from './grants.ts'
import { journal } from './journal.ts'
import { list, nameOf, whose, type Words } from './list-declaration.ts'
import { mailings, newsletter } from './mailings.ts'
import { meetings } from './meetings.ts'
import { memberships } from './memberships.ts'
import { events } from './events.ts'
import { barriers } from './barriers.ts'
import { consultations } from './consultations.ts'
import { notes } from './notes.ts'
import { organisations } from './organisations.ts'
import { panels } from './panels.ts'
import { payouts, yearlyLimitOf } from './payouts.ts'
import { proposals } from './proposals.ts'
import { personLists } from './person-lists.ts'
import { removals } from './removals.ts'
import { settingLists } from './setting-lists.ts'
import { support } from './support.ts'
import { tags } from './tags.ts'
import { trainings } from './trainings.ts'

/** Every list of the app that can be taken out, except the register of persons, which has files of its own (`views.export`). */
export const lists = {
  organisations: list(organisations.list, {
    path: 'organisations.list',
    title: (t) => t('organisations.title'),
    rowsOf: ({ rows }) => rows,
    columns: ({ text, identifier, boolean }) => ({
      name: text((t) => t('organisations.fields.name'), (row) => row.name),
      kind: text((t) => t('organisations.fields.kind'), (row, t) => t(`organisations.kind.${row.kind}`)),
      parent: text((t) => t('organisations.fields.parentId'), (row) => row.parentName),
      street: text((t) => t('organisations.fields.street'), (row) => row.street),
      postcode: identifier((t) => t('organisations.fields.postcode'), (row) => row.postcode && formatPostcode(row.postcode, row.countryCode)),
      town: text((t) => t('organisations.fields.town'), (row) => row.town),
      country: text((t) => t('people.fields.countryCode'), (row) => row.countryCode && countryOnLetter(row.countryCode)),
      email: text((t) => t('organisations.fields.email'), (row) => row.email),
      phone: identifier((t) => t('organisations.fields.phone'), (row) => row.phone),
      isEnded: boolean((t) => t('organisations.ended'), (row) => row.isEnded),
    }),
  }),
  contacts: list(affiliations.ofOrganisation, {
    path: 'affiliations.ofOrganisation', isPaged: false,
    title: (t) => t('affiliations.contacts'),
    rowsOf: ({ contacts }) => contacts,
    columns: ({ text, identifier, date }) => ({
      name: text((t) => t('affiliations.fields.name'), (row, t) => (row.person ? nameOf(row.person, t) : row.name)),
      role: text((t) => t('affiliations.fields.role'), (row) => row.role),
      phone: identifier((t) => t('affiliations.fields.phone'), (row) => row.phone),
      email: text((t) => t('affiliations.fields.email'), (row) => row.email),
      startsOn: date((t) => t('affiliations.fields.startsOn'), (row) => row.startsOn),
      endsOn: date((t) => t('affiliations.fields.endsOn'), (row) => row.endsOn),
    }),
  }),
  links: list(affiliations.ofOrganisation, {
    path: 'affiliations.ofOrganisation', isPaged: false,
    title: (t) => t('affiliations.people'),
    rowsOf: ({ links }) => links,
    columns: (made) => {
      const { text, date, boolean } = made
      return {
        ...whose(made, (row) => row.person),
        type: text((t) => t('affiliations.fields.type'), (row, t) => t(`affiliations.type.${row.type}`)),
        isDefault: boolean((t) => t('affiliations.speaksFor'), (row) => row.isDefault),
        startsOn: date((t) => t('affiliations.fields.startsOn'), (row) => row.startsOn),
        endsOn: date((t) => t('affiliations.fields.endsOn'), (row) => row.endsOn),
      }
    },
  }),
  /** Who has assignments on its behalf. */
  speakers: list(affiliations.ofOrganisation, {
    path: 'affiliations.ofOrganisation', isPaged: false,
    title: (t) => t('affiliations.speakers'),
    rowsOf: ({ speakers }) => speakers,
    columns: (made) => {
      const { text, date } = made
      return {
        ...whose(made, (row) => row.person),
        body: text((t) => t('affiliations.fields.body'), (row) => row.body.name),
        startsOn: date((t) => t('affiliations.fields.startsOn'), (row) => row.startsOn),
        endsOn: date((t) => t('affiliations.fields.endsOn'), (row) => row.endsOn),
      }
    },
  }),
  support: list(support.list, {
    path: 'support.list', isPaged: false,
    title: (t) => t('support.title'),
    rowsOf: ({ rows }) => rows,
    columns: ({ text, integer, ore, date }) => ({
      description: text((t) => t('support.fields.description'), (row) => row.description),
      organisation: text((t) => t('support.fields.organisation'), (row) => row.organisation.name),
      givenOn: date((t) => t('support.fields.givenOn'), (row) => row.givenOn),
      kind: text((t) => t('support.fields.kind'), (row, t) => t(`support.kind.${row.kind}`)),
      grant: text((t) => t('support.fields.grant'), (row) => row.grant?.name ?? null),
      amount: ore((t) => t('support.fields.amountOre'), (row) => row.amountOre),
      hours: integer((t) => t('support.fields.hours'), (row) => row.hours),
      followUpDueOn: date((t) => t('support.fields.followUpDueOn'), (row) => row.followUpDueOn),
      followedUpOn: date((t) => t('support.fields.followedUpOn'), (row) => row.followedUpOn),
      outcome: text((t) => t('support.fields.outcome'), (row) => row.outcome),
      newRepresentatives: integer((t) => t('support.fields.newRepresentativesCount'), (row) => row.newRepresentativesCount),
    }),
  }),
  bodies: list(bodies.list, {
    path: 'bodies.list',
    title: (t) => t('bodies.title'),
    rowsOf: ({ rows }) => rows,
    columns: ({ text, integer, date }) => ({
      name: text((t) => t('bodies.fields.name'), (row) => row.name),
      host: text((t) => t('bodies.fields.host'), (row) => row.host.name),
      kind: text((t) => t('bodies.fields.kind'), (row, t) => t(`bodies.kind.${row.kind}`)),
      method: text((t) => t('bodies.fields.method'), (row, t) => t(`bodies.method.${row.method}`)),
      level: text((t) => t('bodies.fields.level'), (row, t) => t(`bodies.level.${row.level}`)),
      status: text((t) => t('bodies.fields.status'), (row, t) => t(`bodies.status.${row.status}`)),
      startsOn: date((t) => t('bodies.fields.startsOn'), (row) => row.startsOn),
      endsOn: date((t) => t('bodies.fields.endsOn'), (row) => row.endsOn),
      seats: integer((t) => t('bodies.fields.seats'), (row) => row.seatCount),
      emptySeats: integer((t) => t('bodies.fields.emptySeats'), (row) => row.emptySeatCount),
    }),
  }),
  /** A body's seats with everyone who has held them or will: a seat that nobody has held stands once. */
  seats: list(bodies.read, {
    path: 'bodies.read', isPaged: false,
    title: (t) => t('bodies.sections.seats'),
    rowsOf: ({ seats }) => seats.flatMap(holdingsOf),
    columns: (made) => {
      const { text, date } = made
      return {
        seat: text((t) => t('bodies.fields.seat'), ({ seat }, t) => placeOf(seat, t)),
        ...whose(made, ({ assignment }) => assignment?.person ?? null),
        role: text((t) => t('bodies.fields.role'), ({ assignment }, t) => assignment && t(`bodies.role.${assignment.role}`)),
        status: text((t) => t('bodies.fields.status'), ({ assignment }, t) => assignment && t(`bodies.status.${assignment.status}`)),
        onBehalfOf: text((t) => t('bodies.fields.onBehalfOf'), ({ assignment }) => assignment?.onBehalfOf?.name ?? null),
        startsOn: date((t) => t('bodies.fields.startsOn'), ({ assignment }) => assignment?.startsOn ?? null),
        endsOn: date((t) => t('bodies.fields.endsOn'), ({ assignment }) => assignment?.endsOn ?? null),
        decidedOn: date((t) => t('bodies.fields.decidedOn'), ({ assignment }) => assignment?.decidedOn ?? null),
        reservedFor: text((t) => t('bodies.fields.reservedFor'), ({ seat }) => seat.reservedFor?.name ?? null),
      }
    },
  }),
  roster: list(bodies.rosterOn, {
    path: 'bodies.rosterOn', isPaged: false,
    title: (t) => t('lists.roster'),
    rowsOf: (seats) => seats,
    columns: (made) => {
      const { text, date } = made
      return {
        seat: text((t) => t('bodies.fields.seat'), placeOf),
        ...whose(made, (row) => row.holder?.person ?? null),
        role: text((t) => t('bodies.fields.role'), (row, t) => row.holder && t(`bodies.role.${row.holder.role}`)),
        onBehalfOf: text((t) => t('bodies.fields.onBehalfOf'), (row) => row.holder?.onBehalfOf?.name ?? null),
        startsOn: date((t) => t('bodies.fields.startsOn'), (row) => row.holder?.startsOn ?? null),
        endsOn: date((t) => t('bodies.fields.endsOn'), (row) => row.holder?.endsOn ?? null),
        reservedFor: text((t) => t('bodies.fields.reservedFor'), (row) => row.reservedFor?.name ?? null),
      }
    },
  }),
  /** Of all bodies, on a date. */
  allSeats: list(bodies.seatsOn, {
    path: 'bodies.seatsOn',
    title: (t) => t('bodies.allSeats.title'),
    rowsOf: ({ rows }) => rows,
    columns: (made) => {
      const { text, date, boolean } = made
      return {
        body: text((t) => t('bodies.allSeats.body'), (row) => row.body.name),
        host: text((t) => t('bodies.fields.host'), (row) => row.hostName),
        seat: text((t) => t('bodies.fields.seat'), placeOf),
        ...whose(made, (row) => row.holder?.person ?? null),
        role: text((t) => t('bodies.fields.role'), (row, t) => row.holder && t(`bodies.role.${row.holder.role}`)),
        onBehalfOf: text((t) => t('bodies.fields.onBehalfOf'), (row) => row.holder?.onBehalfOf?.name ?? null),
        startsOn: date((t) => t('bodies.fields.startsOn'), (row) => row.holder?.startsOn ?? null),
        endsOn: date((t) => t('bodies.fields.endsOn'), (row) => row.holder?.endsOn ?? null),
        isEndingSoon: boolean((t) => t('bodies.endingSoon'), (row) => row.isEndingSoon),
        reservedFor: text((t) => t('bodies.fields.reservedFor'), (row) => row.reservedFor?.name ?? null),
      }
    },
  }),
  meetings: list(meetings.list, {
    path: 'meetings.list',
    title: (t) => t('meetings.title'),
    rowsOf: ({ rows }) => rows,
    columns: ({ text, integer, date, boolean }) => ({
      heldOn: date((t) => t('meetings.fields.heldOn'), (row) => row.heldOn),
      startTime: text((t) => t('meetings.fields.startTime'), (row) => row.startTime),
      endTime: text((t) => t('meetings.fields.endTime'), (row) => row.endTime),
      body: text((t) => t('meetings.fields.body'), (row) => row.body.name),
      host: text((t) => t('meetings.fields.host'), (row) => row.hostName),
      state: text((t) => t('meetings.fields.state'), (row, t) => t(`meetings.state.${row.state}`)),
      invited: integer((t) => t('meetings.fields.invited'), (row) => row.invitedCount),
      present: integer((t) => t('meetings.fields.present'), (row) => (row.state === 'planned' ? null : row.presentCount)),
      title: text((t) => t('meetings.fields.title'), (row) => row.title),
      place: text((t) => t('meetings.fields.place'), (row) => row.place),
      isDigital: boolean((t) => t('meetings.fields.isDigital'), (row) => row.isDigital),
    }),
  }),
  /** Who was invited to one meeting, and what is noted. What they need to take part is sensitive, and never in the file. */
  attendance: list(meetings.read, {
    path: 'meetings.read', isPaged: false,
    title: (t) => t('meetings.sections.attendance'),
    rowsOf: ({ invitations }) => invitations,
    columns: (made) => {
      const { text, integer } = made
      return {
        ...whose(made, (row) => row.person),
        onBehalfOf: text((t) => t('meetings.fields.onBehalfOf'), (row) => row.onBehalfOf?.name ?? null),
        status: text((t) => t('meetings.fields.status'), ({ attendance }, t) => t(`meetings.status.${attendance?.status ?? 'none'}`)),
        role: text((t) => t('meetings.fields.role'), ({ attendance }, t) => (attendance?.status === 'present' ? t(`meetings.role.${attendance.role}`) : null)),
        travelMinutes: integer((t) => t('meetings.fields.travelMinutes'), ({ attendance }) => (attendance?.status === 'present' ? attendance.travelMinutes : null)),
        drivenKilometres: integer((t) => t('meetings.fields.drivenKilometres'), ({ attendance }) => (attendance?.status === 'present' ? attendance.drivenKilometres : null)),
      }
    },
  }),
  claims: list(claims.list, {
    path: 'claims.list',
    title: (t) => t('claims.title'),
    rowsOf: ({ rows }) => rows,
    columns: (made) => {
      const { text, ore, date, boolean } = made
      return {
        ...whose(made, (row) => row.person),
        body: text((t) => t('claims.fields.body'), (row) => row.bodyName),
        occurredOn: date((t) => t('claims.fields.occurredOn'), (row) => row.occurredOn),
        state: text((t) => t('claims.fields.state'), (row, t) => t(`claims.state.${row.state}`)),
        stipend: ore((t) => t('claims.fields.stipend'), (row) => row.stipendOre),
        isStipendDeclined: boolean((t) => t('claims.declines'), (row) => row.isStipendDeclined),
        travel: ore((t) => t('claims.fields.travel'), (row) => row.travelOre),
        total: ore((t) => t('claims.fields.total'), (row) => row.totalOre),
      }
    },
  }),
  recognitions: list(claims.listRecognitions, {
    path: 'claims.listRecognitions',
    title: (t) => t('claims.thanks'),
    rowsOf: ({ rows }) => rows,
    columns: (made) => {
      const { text, ore, date } = made
      return {
        ...whose(made, (row) => row.person),
        kind: text((t) => t('claims.recognition.kind'), (row, t) => t(`claims.recognitionKind.${row.kind}`)),
        recordedOn: date((t) => t('claims.recognition.recordedOn'), (row) => row.recordedOn),
        body: text((t) => t('claims.fields.body'), (row) => row.bodyName),
        note: text((t) => t('claims.recognition.note'), (row) => row.note),
        value: ore((t) => t('claims.recognition.value'), (row) => row.valueOre),
      }
    },
  }),
  payouts: list(payouts.list, {
    path: 'payouts.list',
    title: (t) => t('payouts.title'),
    rowsOf: ({ rows }) => rows,
    columns: ({ text, integer, ore, date }) => ({
      number: integer((t) => t('payouts.fields.number'), (row) => row.number),
      paidOn: date((t) => t('payouts.paidOn'), (row) => row.paidOn),
      state: text((t) => t('payouts.fields.state'), (row, t) => t(`payouts.state.${row.state}`)),
      persons: integer((t) => t('payouts.fields.persons'), (row) => row.personCount),
      claims: integer((t) => t('payouts.fields.claims'), (row) => row.claimCount),
      gross: ore((t) => t('payouts.fields.gross'), (row) => row.grossOre),
    }),
  }),
  /** The persons of one payout. Accounts are masked, as on the screen; `payouts.exportList` is the list to pay by. */
  payees: list(payouts.read, {
    path: 'payouts.read', isPaged: false,
    title: (t) => t('lists.payees'),
    rowsOf: ({ payees }) => payees,
    columns: (made) => {
      const { text, ore, boolean } = made
      return {
        ...whose(made, (row) => row.person),
        taxable: ore((t) => t('payouts.fields.taxable'), (row) => row.amounts?.taxableOre ?? null),
        taxFree: ore((t) => t('payouts.fields.taxFree'), (row) => row.amounts?.taxFreeOre ?? null),
        tax: ore((t) => t('payouts.fields.tax'), (row) => row.amounts?.taxOre ?? null),
        net: ore((t) => t('payouts.fields.net'), (row) => row.amounts?.netOre ?? null),
        contribution: ore((t) => t('payouts.fields.contribution'), (row) => row.amounts?.contributionOre ?? null),
        account: text((t) => t('payouts.fields.account'), (row) => (row.isPaidByHand ? null : row.clearingNumber && [row.bank, row.clearingNumber, row.maskedAccountNumber].filter(Boolean).join(' '))),
        byHand: boolean((t) => t('payouts.byHand'), (row) => row.isPaidByHand),
      }
    },
  }),
  yearTotals: list(payouts.yearTotals, {
    path: 'payouts.yearTotals',
    title: (t) => t('payouts.yearTotals'),
    rowsOf: ({ rows }) => rows,
    columns: (made) => {
      const { text, ore } = made
      return {
        ...whose(made, (row) => row.person),
        taxable: ore((t) => t('payouts.fields.taxable'), (row) => row.taxableOre),
        benefit: ore((t) => t('payouts.fields.benefit'), (row) => row.benefitOre),
        taxFree: ore((t) => t('payouts.fields.taxFree'), (row) => row.taxFreeOre),
        tax: ore((t) => t('payouts.fields.tax'), (row) => row.taxOre),
        contribution: ore((t) => t('payouts.fields.contribution'), (row) => row.contributionOre),
        limit: text((t) => t('payouts.fields.limit'), (row, t) => t(`payouts.limit.${yearlyLimitOf(row)}`)),
      }
    },
  }),
  fees: list(memberships.listFees, {
    path: 'memberships.listFees',
    title: (t) => t('memberships.title'),
    rowsOf: ({ rows }) => rows,
    columns: (made) => {
      const { text, identifier, integer, ore, date } = made
      return {
        ...whose(made, (row) => row.person),
        year: integer((t) => t('memberships.fields.year'), (row) => row.year),
        amount: ore((t) => t('memberships.fields.amount'), (row) => row.amountOre),
        dueOn: date((t) => t('memberships.fields.dueOn'), (row) => row.dueOn),
        reference: identifier((t) => t('memberships.fields.reference'), (row) => row.reference),
        state: text((t) => t('memberships.fields.state'), (row, t) => t(`memberships.state.${row.state}`)),
        paidOn: date((t) => t('memberships.fields.paidOn'), (row) => row.paidOn),
        paymentMethod: text((t) => t('memberships.fields.paymentMethod'), (row, t) => row.paymentMethod && t(`memberships.method.${row.paymentMethod}`)),
        reminders: integer((t) => t('memberships.fields.reminders'), (row) => row.reminderCount),
        remindedOn: date((t) => t('memberships.fields.remindedOn'), (row) => row.lastRemindedOn),
      }
    },
  }),
  /** Payments that wait for their fee. Names and messages of payers are only there for those who settle them. */
  unsettledPayments: list(memberships.listUnsettled, {
    path: 'memberships.listUnsettled', isPaged: false,
    title: (t) => t('memberships.waiting'),
    rowsOf: (rows) => rows,
    columns: ({ text, identifier, date, ore }) => ({
      bookedOn: date((t) => t('memberships.fields.bookedOn'), (row) => row.bookedOn),
      amount: ore((t) => t('memberships.fields.amount'), (row) => row.amountOre),
      currency: text((t) => t('lists.currency'), (row) => row.currency),
      reference: identifier((t) => t('memberships.fields.reference'), (row) => row.reference),
      payer: text((t) => t('memberships.fields.payer'), (row) => row.payerName),
      payerText: text((t) => t('memberships.fields.payerText'), (row) => row.payerText),
      obstacle: text((t) => t('memberships.fields.obstacle'), (row, t) => t(`memberships.obstacle.${row.obstacle}`)),
    }),
  }),
  /** Payments that are no fees, or what is left of them. */
  setAsidePayments: list(memberships.listSetAside, {
    path: 'memberships.listSetAside', isPaged: false,
    title: (t) => t('memberships.asideTitle'),
    rowsOf: (rows) => rows,
    columns: ({ text, identifier, date, ore }) => ({
      bookedOn: date((t) => t('memberships.fields.bookedOn'), (row) => row.bookedOn),
      amount: ore((t) => t('memberships.fields.amount'), (row) => row.amountOre),
      setAside: ore((t) => t('memberships.fields.setAside'), (row) => row.setAsideOre),
      currency: text((t) => t('lists.currency'), (row) => row.currency),
      reference: identifier((t) => t('memberships.fields.reference'), (row) => row.reference),
      payer: text((t) => t('memberships.fields.payer'), (row) => row.payerName),
      payerText: text((t) => t('memberships.fields.payerText'), (row) => row.payerText),
      reason: text((t) => t('memberships.fields.category'), (row, t) => t(`memberships.setAsideReason.${row.reason}`)),
      note: text((t) => t('memberships.fields.note'), (row) => row.note),
      repaidOn: date((t) => t('memberships.fields.repaidOn'), (row) => row.repaidOn),
    }),
  }),
  countedMembers: list(memberships.listCounted, {
    path: 'memberships.listCounted',
    title: (t) => t('memberships.countedPersons'),
    rowsOf: ({ rows }) => rows,
    columns: (made) => {
      const { text } = made
      return {
        ...whose(made, (row) => row.person),
        kind: text((t) => t('memberships.fields.kind'), (row, t) => t(`people.membershipKind.${row.kind}`)),
      }
    },
  }),
  trainings: list(trainings.list, {
    path: 'trainings.list',
    title: (t) => t('trainings.title'),
    rowsOf: ({ rows }) => rows,
    columns: ({ text, integer, date }) => ({
      name: text((t) => t('trainings.fields.name'), (row) => row.name),
      kind: text((t) => t('trainings.fields.kind'), (row, t) => t(`trainings.kind.${row.kind}`)),
      latestStartsOn: date((t) => t('trainings.fields.latest'), (row) => row.latestStartsOn),
      roundCount: integer((t) => t('trainings.fields.rounds'), (row) => row.roundCount),
      participantCount: integer((t) => t('trainings.fields.participants'), (row) => row.participantCount),
      completedCount: integer((t) => t('trainings.fields.completed'), (row) => row.completedCount),
    }),
  }),
  courseRounds: list(trainings.read, {
    path: 'trainings.read', isPaged: false,
    title: (t) => t('trainings.rounds'),
    rowsOf: ({ rounds }) => rounds,
    columns: ({ text, date, integer }) => ({
      name: text((t) => t('trainings.fields.roundName'), (row) => row.name),
      startsOn: date((t) => t('trainings.fields.startsOn'), (row) => row.startsOn),
      endsOn: date((t) => t('trainings.fields.endsOn'), (row) => row.endsOn),
      status: text((t) => t('lists.state'), (row, t) => t(`trainings.status.${row.status}`)),
      place: text((t) => t('trainings.fields.place'), (row) => row.place),
      sessions: integer((t) => t('trainings.fields.sessions'), (row) => row.sessionCount),
      participants: integer((t) => t('trainings.fields.participants'), (row) => row.participantCount),
      completed: integer((t) => t('trainings.fields.completed'), (row) => row.completedCount),
    }),
  }),
  courseSessions: list(trainings.readRound, {
    path: 'trainings.readRound', isPaged: false,
    title: (t) => t('trainings.sessions'),
    rowsOf: ({ sessions }) => sessions,
    columns: ({ text, integer, date }) => ({
      heldOn: date((t) => t('trainings.fields.heldOn'), (row) => row.heldOn),
      startTime: text((t) => t('trainings.fields.startTime'), (row) => row.startTime),
      endTime: text((t) => t('trainings.fields.endTime'), (row) => row.endTime),
      topic: text((t) => t('trainings.fields.topic'), (row) => row.topic),
      place: text((t) => t('trainings.fields.place'), (row) => row.place),
      present: integer((t) => t('trainings.fields.attended'), (row) => row.presentCount),
    }),
  }),
  participants: list(trainings.readRound, {
    path: 'trainings.readRound', isPaged: false,
    title: (t) => t('trainings.participants'),
    rowsOf: ({ participants }) => participants,
    columns: (made) => {
      const { text, integer, date } = made
      return {
        ...whose(made, (row) => row.person),
        admittedOn: date((t) => t('trainings.fields.admittedOn'), (row) => row.admittedOn),
        attended: integer((t) => t('lists.attendedSessions'), (row) => row.attendedCount),
        completedOn: date((t) => t('trainings.fields.completedOn'), (row) => row.completedOn),
        leftOn: date((t) => t('trainings.fields.leftOn'), (row) => row.leftOn),
        certificates: text((t) => t('trainings.certificates'), (row) => row.certificates.map(({ number }) => number).join(', ')),
      }
    },
  }),
  proposals: list(proposals.list, {
    path: 'proposals.list',
    title: (t) => t('proposals.title'),
    rowsOf: ({ rows }) => rows,
    columns: ({ text, date }) => ({
      title: text((t) => t('proposals.fields.title'), (row) => row.title),
      body: text((t) => t('proposals.fields.body'), (row) => row.body.name),
      host: text((t) => t('proposals.fields.host'), (row) => row.hostName),
      raisedOn: date((t) => t('proposals.fields.raisedOn'), (row) => row.raisedOn),
      step: text((t) => t('proposals.fields.step'), (row, t) => t(`proposals.step.${row.step}`)),
      outcome: text((t) => t('proposals.fields.outcome'), (row, t) => (row.outcome ? t(`proposals.outcome.${row.outcome}`) : '')),
      measureDueOn: date((t) => t('proposals.fields.measureDueOn'), (row) => row.measureDueOn),
    }),
  }),
  consultations: list(consultations.list, {
    path: 'consultations.list',
    title: (t) => t('consultations.title'),
    rowsOf: ({ rows }) => rows,
    columns: ({ text, integer, date }) => ({
      title: text((t) => t('consultations.fields.title'), (row) => row.title),
      kind: text((t) => t('consultations.fields.kind'), (row, t) => t(`consultations.kind.${row.kind}`)),
      askedBy: text((t) => t('consultations.fields.askedBy'), (row) => row.askedBy.name),
      receivedOn: date((t) => t('consultations.fields.receivedOn'), (row) => row.receivedOn),
      answerDueOn: date((t) => t('consultations.fields.answerDueOn'), (row) => row.answerDueOn),
      responsible: text((t) => t('consultations.fields.responsible'), (row) => row.responsible?.displayName ?? ''),
      step: text((t) => t('consultations.fields.step'), (row, t) => t(`consultations.step.${row.step}`)),
      viewpoints: integer((t) => t('consultations.fields.viewpointCount'), (row) => row.viewpointCount),
    }),
  }),
  viewpoints: list(consultations.read, {
    path: 'consultations.read', isPaged: false,
    title: (t) => t('consultations.sections.viewpoints'),
    rowsOf: ({ viewpoints }) => viewpoints,
    columns: ({ text, integer, date }) => ({
      receivedOn: date((t) => t('consultations.fields.viewpointOn'), (row) => row.receivedOn),
      text: text((t) => t('consultations.fields.viewpoint'), (row) => row.text),
      voiceCount: integer((t) => t('consultations.fields.voiceCount'), (row) => row.voiceCount),
    }),
  }),
  barriers: list(barriers.list, {
    path: 'barriers.list',
    title: (t) => t('barriers.title'),
    rowsOf: ({ rows }) => rows,
    columns: ({ text, date }) => ({
      title: text((t) => t('barriers.fields.title'), (row) => row.title),
      kind: text((t) => t('barriers.fields.kind'), (row, t) => t(`barriers.kind.${row.kind}`)),
      body: text((t) => t('barriers.fields.body'), (row) => row.body?.name ?? ''),
      host: text((t) => t('barriers.fields.host'), (row) => row.host?.name ?? ''),
      noticedOn: date((t) => t('barriers.fields.noticedOn'), (row) => row.noticedOn),
      state: text((t) => t('barriers.fields.state'), (row, t) => t(`barriers.state.${row.state}`)),
      actionDueOn: date((t) => t('barriers.fields.actionDueOn'), (row) => row.actionDueOn),
      removedOn: date((t) => t('barriers.fields.removedOn'), (row) => row.removedOn),
    }),
  }),
  events: list(events.list, {
    path: 'events.list',
    title: (t) => t('events.title'),
    rowsOf: ({ rows }) => rows,
    columns: ({ text, integer, date, ore }) => ({
      title: text((t) => t('events.fields.title'), (row) => row.title),
      method: text((t) => t('events.fields.method'), (row, t) => t(`bodies.method.${row.method}`)),
      level: text((t) => t('events.fields.level'), (row, t) => t(`bodies.level.${row.level}`)),
      heldOn: date((t) => t('events.fields.heldOn'), (row) => row.heldOn),
      place: text((t) => t('events.fields.place'), (row) => row.place ?? ''),
      participantCount: integer((t) => t('events.fields.participantCount'), (row) => row.participantCount),
      reasons: text((t) => t('events.fields.reasons'), (row, t) => row.reasons.map((reason) => t(`events.reason.${reason}`)).join(', ')),
      state: text((t) => t('events.fields.state'), (row, t) => t(`events.state.${row.state}`)),
      buyer: text((t) => t('events.fields.buyer'), (row) => row.buyer?.name ?? ''),
      feeOre: ore((t) => t('events.fields.feeOre'), (row) => row.feeOre),
    }),
  }),
  eventBookings: list(events.read, {
    path: 'events.read', isPaged: false,
    title: (t) => t('events.sections.bookings'),
    rowsOf: ({ bookings }) => bookings,
    columns: (made) => {
      const { text, date } = made
      return {
        ...whose(made, (row) => row.person),
        role: text((t) => t('events.fields.role'), (row, t) => t(`events.role.${row.role}`)),
        bookedOn: date((t) => t('events.fields.bookedOn'), (row) => row.bookedOn),
      }
    },
  }),
  audits: list(audits.list, {
    path: 'audits.list',
    title: (t) => t('audits.title'),
    rowsOf: ({ rows }) => rows,
    columns: ({ text, integer, date }) => ({
      name: text((t) => t('audits.fields.name'), (row) => row.name),
      audited: text((t) => t('audits.fields.audited'), (row) => row.audited.name),
      orderedBy: text((t) => t('audits.fields.orderedBy'), (row) => row.orderedBy.name),
      orderedOn: date((t) => t('audits.fields.orderedOn'), (row) => row.orderedOn),
      step: text((t) => t('audits.fields.step'), (row, t) => t(`audits.step.${row.step}`)),
      interviewCount: integer((t) => t('audits.fields.interviewCount'), (row) => row.interviewCount),
    }),
  }),
  auditTeam: list(audits.read, {
    path: 'audits.read', isPaged: false,
    title: (t) => t('audits.sections.team'),
    rowsOf: ({ team }) => team,
    columns: (made) => {
      const { text, date } = made
      return {
        ...whose(made, (row) => row.person),
        role: text((t) => t('audits.fields.role'), (row, t) => t(`audits.role.${row.role}`)),
        startsOn: date((t) => t('audits.fields.startsOn'), (row) => row.startsOn),
        endsOn: date((t) => t('audits.fields.endsOn'), (row) => row.endsOn),
      }
    },
  }),
  grants: list(grants.list, {
    path: 'grants.list',
    title: (t) => t('grants.title'),
    rowsOf: ({ rows }) => rows,
    columns: ({ text, identifier, ore, date }) => ({
      name: text((t) => t('grants.fields.name'), (row) => row.name),
      funder: text((t) => t('grants.fields.funder'), (row) => row.funderName),
      reference: identifier((t) => t('grants.fields.reference'), (row) => row.reference),
      costCentre: identifier((t) => t('grants.fields.costCentre'), (row) => row.costCentre),
      startsOn: date((t) => t('grants.fields.startsOn'), (row) => row.startsOn),
      endsOn: date((t) => t('grants.fields.endsOn'), (row) => row.endsOn),
      amountOre: ore((t) => t('grants.fields.amount'), (row) => row.amountOre),
      reportDueOn: date((t) => t('grants.fields.reportDueOn'), (row) => row.reportDueOn),
      status: text((t) => t('grants.fields.status'), (row, t) => t(`grants.status.${row.status}`)),
    }),
  }),
  competences: list(competences.search, {
    path: 'competences.search',
    title: (t) => t('competences.title'),
    rowsOf: ({ rows }) => rows,
    columns: (made) => {
      const { text, integer, boolean } = made
      return {
        ...whose(made, (row) => row.person),
        plus: text((t) => t('competences.plus'), (row, t) => reasonsOf(row, 'plus', t)),
        minus: text((t) => t('competences.minus'), (row, t) => reasonsOf(row, 'minus', t)),
        isAbsent: boolean((t) => t('competences.isAbsent'), (row) => row.isAbsent),
        assignments: integer((t) => t('competences.load.assignments'), ({ load }) => load.assignments),
        meetings: integer((t) => t('competences.load.meetingsIn30Days'), ({ load }) => load.meetingsIn30Days),
        home: text((t) => t('competences.fields.home'), ({ municipalityCode }) => municipalityCode && (municipalityByCode(municipalityCode)?.name ?? municipalityCode)),
      }
    },
  }),
  panels: list(panels.list, {
    path: 'panels.list',
    title: (t) => t('panels.title'),
    rowsOf: ({ rows }) => rows,
    columns: ({ text, integer, date }) => ({
      name: text((t) => t('panels.fields.name'), (row) => row.name),
      drawnOn: date((t) => t('panels.fields.drawnOn'), (row) => row.drawnOn),
      size: integer((t) => t('panels.fields.size'), (row) => row.size),
      asked: integer((t) => t('panels.fields.asked'), (row) => row.asked),
      yes: integer((t) => t('panels.fields.yes'), (row) => row.yes),
      no: integer((t) => t('panels.fields.no'), (row) => row.no),
    }),
  }),
  panelMembers: list(panels.read, {
    path: 'panels.read', isPaged: false,
    title: (t) => t('panels.sections.members'),
    rowsOf: ({ members }) => members,
    columns: (made) => {
      const { text, integer, date, boolean } = made
      return {
        position: integer((t) => t('panels.fields.position'), (row) => row.position),
        ...whose(made, (row) => row.person),
        askedOn: date((t) => t('panels.fields.askedOn'), (row) => row.askedOn),
        answer: text((t) => t('panels.fields.answer'), (row, t) => row.answer && t(`panels.answer.${row.answer}`)),
        answeredOn: date((t) => t('panels.fields.answeredOn'), (row) => row.answeredOn),
        isReplaced: boolean((t) => t('panels.isReplaced'), (row) => row.isReplaced),
      }
    },
  }),
  mailings: list(mailings.list, {
    path: 'mailings.list',
    title: (t) => t('mailings.title'),
    rowsOf: ({ rows }) => rows,
    columns: ({ text, integer, dateTime }) => ({
      subject: text((t) => t('mailings.fields.subject'), (row) => row.title),
      state: text((t) => t('mailings.fields.state'), (row, t) => t(`mailings.state.${row.state}`)),
      kind: text((t) => t('mailings.fields.kind'), (row, t) => t(`mailings.kind.${row.kind}`)),
      createdAt: dateTime((t) => t('mailings.fields.createdAt'), (row) => row.createdAt),
      recipients: integer((t) => t('mailings.fields.recipients'), (row) => (row.preparedAt === null ? null : row.counts.total)),
      answered: integer((t) => t('mailings.fields.answered'), (row) => (row.preparedAt === null ? null : row.counts.answered)),
    }),
  }),
  /** What went to whom and how. Who needs easy Swedish is sensitive, and never in the file. */
  recipients: list(mailings.read, {
    path: 'mailings.read', isPaged: false,
    title: (t) => t('mailings.fields.recipients'),
    rowsOf: ({ recipients }) => recipients,
    columns: (made) => {
      const { text, date } = made
      return {
        ...whose(made, (row) => row.person),
        channel: text((t) => t('mailings.fields.channel'), (row, t) => t(`mailings.channel.${row.channel}`)),
        address: text((t) => t('mailings.fields.address'), (row) => row.address),
        state: text((t) => t('mailings.fields.state'), (row, t) => t(`mailings.recipientState.${row.state}`)),
        sentOn: date((t) => t('mailings.fields.sentOn'), (row) => row.sentOn),
        returnedOn: date((t) => t('mailings.fields.returnedOn'), (row) => row.returnedOn),
        answer: text((t) => t('mailings.fields.answer'), (row, t) => (row.answers[0] ? t(`mailings.answer.${row.answers[0].answer}`) : null)),
        answeredOn: date((t) => t('mailings.fields.answeredOn'), (row) => row.answers[0]?.answeredOn ?? null),
      }
    },
  }),
  subscribers: list(newsletter.list, {
    path: 'newsletter.list',
    title: (t) => t('mailings.newsletter.title'),
    rowsOf: ({ rows }) => rows,
    columns: (made) => {
      const { text, date } = made
      return {
        ...whose(made, (row) => row.person),
        consentedOn: date((t) => t('mailings.fields.consentedOn'), (row) => row.consentedOn),
        way: text((t) => t('mailings.fields.way'), (row, t) => t(`mailings.way.${row.way}`)),
        withdrawnOn: date((t) => t('mailings.fields.withdrawnOn'), (row) => row.withdrawnOn),
      }
    },
  }),
  followUps: list(notes.followUps, {
    path: 'notes.followUps',
    title: (t) => t('notes.title'),
    rowsOf: ({ rows }) => rows,
    columns: ({ text, date, dateTime }) => ({
      subject: text((t) => t('notes.fields.subject'), (row, t) => (row.subjectName !== null && row.subjectTable === 'payouts' ? t('payouts.numbered', { number: row.subjectName }) : (row.subjectName ?? t('notes.protectedSubject')))),
      subjectOn: date((t) => t('lists.subjectOn'), (row) => row.subjectOn),
      text: text((t) => t('notes.fields.text'), (row) => row.text),
      followUpOn: date((t) => t('notes.fields.followUpOn'), (row) => row.followUpOn),
      assignedTo: text((t) => t('notes.fields.assignedTo'), (row) => row.assignedTo?.displayName ?? null),
      doneAt: dateTime((t) => t('notes.state.done'), (row) => row.doneAt),
    }),
  }),
  tags: list(tags.list, {
    path: 'tags.list', isPaged: false,
    title: (t) => t('tags.title'),
    rowsOf: (rows) => rows,
    columns: ({ text, integer }) => ({
      name: text((t) => t('tags.fields.name'), (row) => row.name),
      persons: integer((t) => t('tags.fields.persons'), (row) => row.persons),
      organisations: integer((t) => t('tags.fields.organisations'), (row) => row.organisations),
      status: text((t) => t('tags.fields.status'), (row, t) => t(row.archivedAt ? 'tags.archived' : 'tags.inUse')),
    }),
  }),
  removed: list(removals.list, {
    path: 'removals.list',
    title: (t) => t('removals.bin'),
    rowsOf: ({ rows }) => rows,
    columns: ({ text, dateTime }) => ({
      name: text((t) => t('removals.fields.name'), ({ name, memberNumber }, t) => name ?? [t('removals.protectedPerson'), memberNumber].filter(Boolean).join(' ')),
      kind: text((t) => t('removals.fields.kind'), (row, t) => t(`removals.kinds.${row.kind}`)),
      removedAt: dateTime((t) => t('removals.fields.removedAt'), (row) => row.removedAt),
      userName: text((t) => t('removals.fields.userName'), (row) => row.userName),
    }),
  }),
  /** Who did what, when and why; the values before and after stay in the app. */
  journal: list(journal.list, {
    path: 'journal.list',
    title: (t) => t('journal.title'),
    rowsOf: ({ entries }) => entries,
    columns: ({ text, integer, dateTime, boolean }) => ({
      sequence: integer((t) => t('lists.sequence'), (row) => row.sequence),
      at: dateTime((t) => t('lists.when'), (row) => row.at),
      userName: text((t) => t('lists.who'), (row, t) => row.userName ?? t('journal.theProgram')),
      did: text((t) => t('lists.what'), (row, t) => t(didKey(row.procedure))),
      reason: text((t) => t('lists.why'), (row) => row.reason),
      changeCount: integer((t) => t('lists.changeCount'), (row) => row.changeCount),
      isUndone: boolean((t) => t('journal.undone'), (row) => row.undoneByEntryId !== null),
    }),
  }),
  ...settingLists,
  ...personLists,
}

/** A seat with each one who holds it, has held it or will. */
function holdingsOf(seat: Seat): { readonly seat: Seat; readonly assignment: Assignment | null }[] {
  return seat.assignments.length === 0 ? [{ seat, assignment: null }] : seat.assignments.map((assignment) => ({ seat, assignment }))
}

/** A seat's place in its body, in words. */
function placeOf({ kind, position, deputyForPosition, rank }: Pick<RosterSeat, 'kind' | 'position' | 'deputyForPosition' | 'rank'>, t: Words): string {
  if (kind === 'ordinary') return t('bodies.place.ordinary', { position: String(position) })
  if (deputyForPosition === null) return t('bodies.place.pool', { position: String(position) })
  return rank === null ? t('bodies.place.deputy', { deputyFor: String(deputyForPosition) }) : t('bodies.place.deputyRanked', { rank: String(rank), deputyFor: String(deputyForPosition) })
}

function reasonsOf({ reasons }: CompetenceCandidate, wanted: 'plus' | 'minus', t: Words): string {
  return reasons
    .filter(({ sign }) => sign === wanted)
    .map(({ code, count = 0 }) => (isCountedReason(code) ? t(`competences.countedReason.${code}`, { count }) : t(`competences.reason.${code}`)))
    .join('; ')
}
