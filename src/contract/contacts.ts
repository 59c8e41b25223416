import { z } from 'zod'
import { id, localDate, optionalText, procedure, text, version } from './base.ts'
import { personRef } from './person-ref.ts'

export const contactKinds = ['email', 'mobile', 'phone', 'other'] as const

export const contactDetail = z.object({ id, version, kind: z.enum(contactKinds), value: z.string(), label: z.string().nullable() })
export type ContactDetail = z.output<typeof contactDetail>

/** `due`: the day of a planned move has come, and the new address is not yet the person's own. */
const addressStatuses = ['former', 'planned', 'due'] as const

export const personAddress = z.object({
  id, version, careOf: z.string().nullable(), street: z.string().nullable(), postcode: z.string().nullable(), town: z.string().nullable(), municipalityCode: z.string().nullable(), countryCode: z.string().nullable(),
  /** Null: since before anything is known. */
  startsOn: localDate.nullable(), endsOn: localDate.nullable(), status: z.enum(addressStatuses),
})
export type PersonAddress = z.output<typeof personAddress>

const detailFields = { kind: z.enum(contactKinds), value: text(254), label: optionalText(60) }

export const contacts = {
  add: procedure({ permission: 'people.write', summary: 'Add a further telephone number, e-mail address or other way to reach a person' })
    .input(z.strictObject({ personId: id, ...detailFields }))
    .output(z.object({ id })),
  update: procedure({ permission: 'people.write', summary: 'Change a further way to reach a person' })
    .input(z.strictObject({ id, version, ...detailFields }))
    .output(z.object({})),
  remove: procedure({ permission: 'people.write', summary: 'Take away a further way to reach a person' }).input(z.strictObject({ id, version })).output(z.object({})),
  makePreferred: procedure({ permission: 'people.write', summary: 'Make this the e-mail or telephone that is used first; the one before becomes a further one' })
    .input(z.strictObject({ id, version }))
    .output(z.object({})),
  move: procedure({ permission: 'people.write', summary: 'Record that a person moves on a day; the former address is kept with its dates' })
    .input(
      z.strictObject({
        personId: id, version, movesOn: localDate, careOf: optionalText(), street: optionalText(), postcode: optionalText(10), town: optionalText(100), municipalityCode: optionalText(4),
        countryCode: optionalText(60),
      }),
    )
    .output(z.object({})),
  removeAddress: procedure({ permission: 'people.write', summary: 'Take away a former or planned address that was wrong' })
    .input(z.strictObject({ id, version }))
    .output(z.object({})),
  dueMoves: procedure({ permission: 'people.read', summary: 'Planned moves whose day has come' })
    .input(z.strictObject({}).optional())
    .output(z.array(z.object({ person: personRef, movedOn: localDate }))),
  carryOutMoves: procedure({ permission: 'people.write', summary: 'Let the planned addresses whose day has come take the place of the former ones' })
    .input(z.strictObject({}).optional())
    .output(z.object({ count: z.int() })),
  municipalityOf: procedure({ permission: 'people.read', summary: 'The town and the municipality that most persons with a postcode have' })
    .input(z.strictObject({ postcode: text(10) }))
    .output(z.object({ town: z.string().nullable(), municipalityCode: z.string().nullable() })),
  municipalityOn: procedure({ permission: 'people.read', summary: 'The municipality a person lived in on a day; nothing for a protected person' })
    .input(z.strictObject({ personId: id, date: localDate }))
    .output(z.object({ municipalityCode: z.string().nullable() })),
}
