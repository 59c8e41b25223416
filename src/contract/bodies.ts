import { z } from 'zod'
import { activeOn, type LocalDate, type Period } from '#shared/dates.ts'
import { travelRules } from './claims.ts'
import { id, localDate, optionalText, page, procedure, text, version } from './base.ts'
import { levels, methods, seatKinds } from './body-choices.ts'
import { customValues } from './custom-fields.ts'
import { personRef } from './people.ts'
import { channels } from './person-choices.ts'

export { levels, methods, seatKinds }
export const bodyKinds = ['council', 'steeringGroup', 'workingGroup', 'referenceGroup', 'processTeam', 'cooperationGroup', 'project', 'panel', 'network', 'other'] as const
export const payers = ['association', 'associationInvoicesHost', 'host', 'nobody'] as const
export const assignmentRoles = ['member', 'chair', 'viceChair', 'secretary', 'coOpted'] as const
export const deputiesInvited = ['always', 'whenCalled'] as const
export const deputiesPaid = ['always', 'whenServing', 'never'] as const
const periodStatuses = ['future', 'current', 'ended'] as const

export const bodyFields = {
  hostOrganisationId: id,
  name: text(160),
  kind: z.enum(bodyKinds),
  method: z.enum(methods),
  level: z.enum(levels),
  targetGroup: optionalText(200),
  mandate: optionalText(4000),
  payer: z.enum(payers),
  tariffId: id.nullable().default(null),
  /** Whether pay for travel between home and the meetings is taxed; the reason says on what that rests. */
  travelRule: z.enum(travelRules).default('undecided'),
  travelRuleReason: optionalText(500),
  grantId: id.nullable().default(null),
  /** How many months a term is, and how many terms one may have in a row. */
  termMonths: z.int('common.notANumber').min(1, 'common.notANumber').max(120, 'common.notANumber').nullable().default(null),
  maxTerms: z.int('common.notANumber').min(1, 'common.notANumber').max(20, 'common.notANumber').nullable().default(null),
  startsOn: localDate,
  endsOn: localDate.nullable().default(null),
}

const organisationRef = z.object({ id, name: z.string() })
const period = { startsOn: localDate, endsOn: localDate.nullable() }

/** How somebody's resignation came in, and who took it. */
const resignation = z.object({ receivedOn: localDate, channel: z.enum(channels), receivedBy: z.string() })

const assignment = z.object({
  id, version, person: personRef, onBehalfOf: organisationRef.nullable(), role: z.enum(assignmentRoles), ...period, decidedOn: localDate, decisionReference: z.string().nullable(),
  /** Why the body's rule on terms was passed over. */
  overrideReason: z.string().nullable(),
  endReason: z.string().nullable(), resignation: resignation.nullable(), status: z.enum(periodStatuses),
  /** Whether it ends within the warning time and nobody is appointed after it. */
  isEndingSoon: z.boolean(),
})
export type Assignment = z.output<typeof assignment>

/** Where a seat stands in its body. A deputy seat without `deputyForSeatId` belongs to the pool. */
const place = { kind: z.enum(seatKinds), position: z.int(), deputyForSeatId: id.nullable(), deputyForPosition: z.int().nullable(), rank: z.int().nullable() }

const seat = z.object({
  id, version, ...place, reservedFor: organisationRef.nullable(), ...period, status: z.enum(periodStatuses),
  /** Who holds the seat today. */
  holderAssignmentId: id.nullable(),
  /** Everyone who has held it or will, newest first. */
  assignments: z.array(assignment),
})
export type Seat = z.output<typeof seat>

/** When a body invites and pays its deputies. */
const deputyRule = { deputiesInvited: z.enum(deputiesInvited).default('always'), deputiesPaid: z.enum(deputiesPaid).default('always') }
const deputyRules = z.object({ deputiesInvited: z.enum(deputiesInvited), deputiesPaid: z.enum(deputiesPaid) })
export type DeputyRules = z.output<typeof deputyRules>
const datedDeputyRules = deputyRules.extend({ id, version, ...period })
export type DatedDeputyRules = z.output<typeof datedDeputyRules>

/** Those in force on a day. A body that has agreed on nothing else always invites its deputies, and always pays them. */
export function deputyRulesOn(rules: readonly (DeputyRules & Period)[], date: LocalDate): DeputyRules {
  const inForce = rules.find((rule) => activeOn(rule, date))
  return { deputiesInvited: inForce?.deputiesInvited ?? 'always', deputiesPaid: inForce?.deputiesPaid ?? 'always' }
}

const body = z.object({
  id, version, host: organisationRef, name: z.string(), kind: z.enum(bodyKinds), method: z.enum(methods), level: z.enum(levels), targetGroup: z.string().nullable(),
  mandate: z.string().nullable(), payer: z.enum(payers), tariff: z.object({ id, name: z.string() }).nullable(), travelRule: z.enum(travelRules),
  travelRuleReason: z.string().nullable(), grant: z.object({ id, name: z.string() }).nullable(), termMonths: z.int().nullable(), maxTerms: z.int().nullable(), ...period, status: z.enum(periodStatuses),
  /** What has been agreed on deputies, the latest first; empty where it has never been anything but always. */
  deputyRules: z.array(datedDeputyRules),
  /** Of the custom fields that the reader's roles may see. */
  customValues,
  /** Ordinary seats with their deputies after them, then the pool; seats that have ended last. */
  seats: z.array(seat),
})
export type Body = z.output<typeof body>

const rosterSeat = z.object({
  seatId: id, ...place, reservedFor: organisationRef.nullable(),
  holder: z.object({ assignmentId: id, person: personRef, onBehalfOf: organisationRef.nullable(), role: z.enum(assignmentRoles), ...period }).nullable(),
})
export type RosterSeat = z.output<typeof rosterSeat>

const seatOn = z.object({
  /** The seat's. */
  id, body: organisationRef, hostName: z.string(), ...place, reservedFor: organisationRef.nullable(),
  holder: rosterSeat.shape.holder,
  /** Whether the holder's assignment ends within the warning time and nobody is appointed after it. */
  isEndingSoon: z.boolean(),
})
export type SeatOn = z.output<typeof seatOn>
export const seatStates = ['held', 'empty', 'ending'] as const
export const seatSorts = ['body', 'person', 'endsOn'] as const

const personAssignment = z.object({
  id, body: organisationRef, hostName: z.string(), ...place, onBehalfOf: organisationRef.nullable(), role: z.enum(assignmentRoles), ...period, decidedOn: localDate,
  decisionReference: z.string().nullable(), endReason: z.string().nullable(), resignation: resignation.nullable(), status: z.enum(periodStatuses),
})
export type PersonAssignment = z.output<typeof personAssignment>

export const nominationResults = ['chosen', 'notChosen', 'withdrawn'] as const
const nomination = z.object({
  id, version, person: personRef, body: organisationRef, seatId: id, ...place, nominatedBy: organisationRef.nullable(), nominatedOn: localDate, note: z.string().nullable(),
  /** Null while nothing has been decided. */
  result: z.enum(nominationResults).nullable(), resultOn: localDate.nullable(),
})
export type Nomination = z.output<typeof nomination>

const bodyRow = z.object({
  id, name: z.string(), kind: z.enum(bodyKinds), level: z.enum(levels), method: z.enum(methods), host: organisationRef, ...period, status: z.enum(periodStatuses),
  /** Seats in force today, both kinds, and how many of them nobody holds. */
  seatCount: z.int(), emptySeatCount: z.int(),
})
export type BodyRow = z.output<typeof bodyRow>

export const bodySorts = ['name', 'host', 'kind', 'level'] as const

const deputyPlace = {
  kind: z.enum(seatKinds),
  /** The ordinary seat a deputy seat is tied to; null ties it to the body's pool. */
  deputyForSeatId: id.nullable().default(null),
  /** The order in which deputies of the same seat are called, from 1; given where it is left out. */
  rank: z.int('common.notANumber').min(1).max(20).nullable().default(null),
  reservedForOrganisationId: id.nullable().default(null),
}

export const bodies = {
  list: procedure({ permission: 'bodies.read', summary: 'Influence bodies, filtered and sorted' })
    .input(
      z.strictObject({
        text: z.string().max(200).default(''),
        kind: z.enum(bodyKinds).optional(),
        level: z.enum(levels).optional(),
        hostOrganisationId: id.optional(),
        /** In force today, or not. */
        active: z.boolean().optional(),
        sort: z.enum(bodySorts).default('name'),
        descending: z.boolean().default(false),
        ...page,
      }),
    )
    .output(z.object({ total: z.int(), rows: z.array(bodyRow) })),
  read: procedure({ permission: 'bodies.read', summary: 'One body with its seats and everyone who has held them' }).input(z.strictObject({ id })).output(body),
  create: procedure({ permission: 'bodies.write', summary: 'Register a body with its ordinary seats and deputy seats' })
    .input(
      z.strictObject({
        ...bodyFields,
        customValues: customValues.default({}),
        ordinarySeats: z.int('common.notANumber').min(0).max(60).default(2),
        deputiesPerSeat: z.int('common.notANumber').min(0).max(3).default(1),
        ...deputyRule,
      }),
    )
    .output(z.object({ id })),
  update: procedure({ permission: 'bodies.write', summary: 'Change a body’s details' }).input(z.strictObject({ id, version, ...bodyFields, customValues: customValues.default({}) })).output(z.object({})),
  end: procedure({ permission: 'bodies.write', summary: 'End a body with its seats and assignments on a day' })
    .input(z.strictObject({ id, version, endsOn: localDate, reason: text(200) }))
    .output(z.object({ endedAssignments: z.int() })),
  setDeputyRules: procedure({ permission: 'bodies.write', summary: 'Change when a body invites and pays its deputies, from a day; what was before stays as it was' })
    .input(z.strictObject({ bodyId: id, startsOn: localDate, deputiesInvited: z.enum(deputiesInvited), deputiesPaid: z.enum(deputiesPaid) }))
    .output(z.object({})),
  addSeat: procedure({ permission: 'bodies.write', summary: 'Add an ordinary seat or a deputy seat' })
    .input(z.strictObject({ bodyId: id, ...deputyPlace, startsOn: localDate, endsOn: localDate.nullable().default(null) }))
    .output(z.object({ id })),
  updateSeat: procedure({ permission: 'bodies.write', summary: 'Change a deputy’s rank, for which organisation a seat is reserved, or its first day' })
    .input(z.strictObject({ id, version, rank: deputyPlace.rank, reservedForOrganisationId: deputyPlace.reservedForOrganisationId, /** Left out, it stays. */ startsOn: localDate.optional() }))
    .output(z.object({})),
  endSeat: procedure({ permission: 'bodies.write', summary: 'End a seat; the deputy seats tied to it end with it' })
    .input(z.strictObject({ id, version, endsOn: localDate }))
    .output(z.object({})),
  appoint: procedure({ permission: 'assignments.write', summary: 'Appoint a person to a seat for a term' })
    .input(
      z.strictObject({
        seatId: id, personId: id,
        /** The organisation the person speaks for; where left out, the one the seat is reserved for. */
        onBehalfOfOrganisationId: id.nullable().default(null),
        role: z.enum(assignmentRoles).default('member'), startsOn: localDate, endsOn: localDate.nullable().default(null), decidedOn: localDate, decisionReference: optionalText(120),
        /** Why the term is longer, or one more in a row, than the body's rule has it. */
        overrideReason: optionalText(300),
        /** The nomination that was chosen; the others for the seat are then settled too. */
        nominationId: id.nullable().default(null),
      }),
    )
    .output(z.object({ id })),
  endAssignment: procedure({ permission: 'assignments.write', summary: 'End an assignment early, with its reason' })
    .input(
      z.strictObject({
        id, version, endsOn: localDate, reason: text(200),
        /** Where she has resigned: when and how she said so. */
        resignedOn: localDate.nullable().default(null), resignationChannel: z.enum(channels).nullable().default(null),
      }),
    )
    .output(z.object({})),
  nominate: procedure({ permission: 'assignments.write', summary: 'Record that somebody is nominated for a seat, by an organisation' })
    .input(z.strictObject({ seatId: id, personId: id, organisationId: id.nullable().default(null), nominatedOn: localDate, note: optionalText(300) }))
    .output(z.object({ id })),
  withdrawNomination: procedure({ permission: 'assignments.write', summary: 'Record that a nomination was taken back' })
    .input(z.strictObject({ id, version, resultOn: localDate }))
    .output(z.object({})),
  nominations: procedure({ permission: 'bodies.read', summary: 'Who has been nominated, those still waiting first' })
    .input(z.strictObject({ bodyId: id.optional(), organisationId: id.optional(), personId: id.optional() }))
    .output(z.array(nomination)),
  rosterOn: procedure({ permission: 'bodies.read', summary: 'A body’s seats and who held them on a date' })
    .input(z.strictObject({ bodyId: id, date: localDate }))
    .output(z.array(rosterSeat)),
  seatsOn: procedure({ permission: 'bodies.read', summary: 'The seats of all bodies on a date and who held them then, filtered and sorted' })
    .input(
      z.strictObject({
        /** Today where it is left out. */
        date: localDate.optional(),
        /** Words that begin a word of the body's or its host's name, or of the holder's. */
        text: z.string().max(200).default(''),
        state: z.enum(seatStates).optional(),
        seatKind: z.enum(seatKinds).optional(),
        kind: z.enum(bodyKinds).optional(),
        level: z.enum(levels).optional(),
        hostOrganisationId: id.optional(),
        sort: z.enum(seatSorts).default('body'),
        descending: z.boolean().default(false),
        ...page,
      }),
    )
    .output(z.object({ total: z.int(), rows: z.array(seatOn) })),
  assignmentsOf: procedure({ permission: 'bodies.read', summary: 'A person’s assignments, newest first' })
    .input(z.strictObject({ personId: id }))
    .output(z.array(personAssignment)),
  attention: procedure({ permission: 'bodies.read', summary: 'Empty seats, and mandates that end within six weeks' })
    .input(z.strictObject({}).optional())
    .output(
      z.object({
        emptySeats: z.object({ total: z.int(), rows: z.array(z.object({ bodyId: id, bodyName: z.string(), seatId: id, kind: z.enum(seatKinds), position: z.int(), deputyForPosition: z.int().nullable(), diedIn: z.object({ person: personRef, diedOn: localDate }).nullable() })) }),
        endingMandates: z.object({
          total: z.int(),
          rows: z.array(z.object({ assignmentId: id, bodyId: id, bodyName: z.string(), person: personRef, kind: z.enum(seatKinds), endsOn: localDate, daysLeft: z.int() })),
        }),
      }),
    ),
}
