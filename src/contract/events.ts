import { z } from 'zod'
import { id, localDate, localTime, optionalText, ore, page, procedure, text, version } from './base.ts'
import { levels, methods } from './body-choices.ts'
import { personRef } from './person-ref.ts'

/** Why influence (Socialstyrelsen 2013): seven reasons, of which an event may serve several. */
export const influenceReasons = ['balanceOfPower', 'democracy', 'adaptation', 'efficiency', 'legitimacy', 'empowerment', 'recovery'] as const
export const bookingRoles = ['lecturer', 'ambassador', 'leader'] as const
/** To come, held without a count of those who came, or counted. */
export const eventStates = ['coming', 'toCount', 'counted'] as const

const eventFields = {
  title: text(200),
  method: z.enum(methods),
  level: z.enum(levels),
  heldOn: localDate,
  startTime: localTime.nullable().default(null),
  endTime: localTime.nullable().default(null),
  place: optionalText(200),
  description: optionalText(2000),
  reasons: z.array(z.enum(influenceReasons)).max(influenceReasons.length).default([]),
  /** How many came; nobody is named. */
  participantCount: z.int('common.notANumber').min(0, 'common.notANumber').max(100_000, 'common.notANumber').nullable().default(null),
  /** Who ordered it, and what it pays. */
  buyerOrganisationId: id.nullable().default(null),
  feeOre: ore.min(0, 'common.notAnAmount').nullable().default(null),
  invoicedOn: localDate.nullable().default(null),
  grantId: id.nullable().default(null),
}

const named = z.object({ id, name: z.string() })
const eventRow = z.object({
  id, title: z.string(), method: z.enum(methods), level: z.enum(levels), heldOn: localDate, startTime: localTime.nullable(), place: z.string().nullable(), reasons: z.array(z.enum(influenceReasons)),
  participantCount: z.int().nullable(), buyer: named.nullable(), feeOre: ore.nullable(), state: z.enum(eventStates),
})
export type EventRow = z.output<typeof eventRow>

const booking = z.object({ id, version, person: personRef, role: z.enum(bookingRoles), bookedOn: localDate })
export type EventBooking = z.output<typeof booking>

const event = eventRow.extend({ version, endTime: localTime.nullable(), description: z.string().nullable(), invoicedOn: localDate.nullable(), grant: named.nullable(), bookings: z.array(booking) })
export type HeldEvent = z.output<typeof event>

export const events = {
  list: procedure({ permission: 'influence.read', summary: 'Events of all methods, filtered and sorted' })
    .input(
      z.strictObject({
        /** A part of the title, the place or the buyer’s name. */
        text: z.string().max(200).default(''),
        state: z.enum(eventStates).optional(),
        method: z.enum(methods).optional(),
        level: z.enum(levels).optional(),
        reason: z.enum(influenceReasons).optional(),
        year: z.int().min(1900).max(2200).optional(),
        sort: z.enum(['heldOn', 'title', 'participantCount']).default('heldOn'),
        descending: z.boolean().default(true),
        ...page,
      }),
    )
    .output(z.object({ total: z.int(), rows: z.array(eventRow) })),
  read: procedure({ permission: 'influence.read', summary: 'One event with whom was booked for it' }).input(z.strictObject({ id })).output(event),
  create: procedure({ permission: 'influence.write', summary: 'Register an event' }).input(z.strictObject(eventFields)).output(z.object({ id })),
  update: procedure({ permission: 'influence.write', summary: 'Change an event, such as how many came' }).input(z.strictObject({ id, version, ...eventFields })).output(z.object({})),
  book: procedure({ permission: 'influence.write', summary: 'Book a lecturer, an ambassador or a leader for an event' })
    .input(z.strictObject({ eventId: id, personId: id, role: z.enum(bookingRoles).default('lecturer'), bookedOn: localDate }))
    .output(z.object({ id })),
  removeBooking: procedure({ permission: 'influence.write', summary: 'Take back a booking' }).input(z.strictObject({ id, version })).output(z.object({})),
}
