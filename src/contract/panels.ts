import { z } from 'zod'
import { languages } from '#shared/i18n/index.ts'
import { id, localDate, optionalText, page, procedure, text, version } from './base.ts'
import { methods } from './body-choices.ts'
import { personRef } from './person-ref.ts'

/** How a panel is drawn: by lot alone, or so that the groups become as even as they can. */
export const drawRules = ['lot', 'balanced'] as const
/** What a panel can be mixed by, as far as people have chosen to say. */
export const mixDimensions = ['gender', 'ageBand', 'municipality', 'subjectArea'] as const
export type MixDimension = (typeof mixDimensions)[number]
export const panelAnswers = ['yes', 'no'] as const
export const panelAgeBands = ['0', '18', '30', '45', '65', '80'] as const

/** At least so many of a group, such as three women. */
const quota = z.strictObject({ dimension: z.enum(mixDimensions), value: text(60), count: z.int('common.notANumber').min(1, 'common.notANumber').max(100, 'common.notANumber') })
export type Quota = z.output<typeof quota>

const panelFields = {
  name: text(160),
  question: optionalText(1000),
  size: z.int('common.notANumber').min(1, 'common.notANumber').max(200, 'common.notANumber'),
  drawRule: z.enum(drawRules).default('balanced'),
  /** What the lot begins with. The same seed and the same people give the same panel. */
  seed: text(40),
  mix: z.array(z.enum(mixDimensions)).max(mixDimensions.length).default([]),
  quotas: z.array(quota).max(20).default([]),
  /** Only those who have said that they know the area, or want the method. */
  areaId: id.nullable().default(null),
  method: z.enum(methods).nullable().default(null),
  /** A day that nobody in the panel may be away. */
  meetsOn: localDate.nullable().default(null),
}

const panelRow = z.object({ id, name: z.string(), drawnOn: localDate, size: z.int(), asked: z.int(), yes: z.int(), no: z.int() })
export type PanelRow = z.output<typeof panelRow>

const member = z.object({
  id, version, position: z.int(), person: personRef, askedOn: localDate.nullable(), answer: z.enum(panelAnswers).nullable(), answeredOn: localDate.nullable(),
  /** The place in the list of the one she came instead of. */
  replacesPosition: z.int().nullable(), isReplaced: z.boolean(),
})
export type PanelMember = z.output<typeof member>

const panel = panelRow.extend({
  version, question: z.string().nullable(), drawRule: z.enum(drawRules), seed: z.string(), mix: z.array(z.enum(mixDimensions)), quotas: z.array(quota),
  area: z.object({ id, name: z.string() }).nullable(), method: z.enum(methods).nullable(), meetsOn: localDate.nullable(),
  /** How many there were to draw among. */
  poolCount: z.int(), members: z.array(member),
})
export type Panel = z.output<typeof panel>

export const panels = {
  list: procedure({ permission: 'competences.read', summary: 'Experience panels, newest first' })
    .input(z.strictObject({ sort: z.enum(['drawnOn', 'name']).default('drawnOn'), descending: z.boolean().default(true), ...page }))
    .output(z.object({ total: z.int(), rows: z.array(panelRow) })),
  read: procedure({ permission: 'competences.read', summary: 'One panel with its members and their answers' }).input(z.strictObject({ id })).output(panel),
  draw: procedure({ permission: 'competences.write', summary: 'Draw an experience panel and keep it' }).input(z.strictObject(panelFields)).output(z.object({ id })),
  drawReplacement: procedure({ permission: 'competences.write', summary: 'Draw somebody instead of one who said no' })
    .input(z.strictObject({ memberId: id, version }))
    .output(z.object({ id })),
  recordAnswer: procedure({ permission: 'competences.write', summary: 'Record that a member of a panel was asked, and what she answered' })
    .input(z.strictObject({ memberId: id, version, askedOn: localDate.nullable(), answer: z.enum(panelAnswers).nullable(), answeredOn: localDate.nullable() }))
    .output(z.object({})),
  export: procedure({ permission: 'competences.write', summary: 'Make a panel’s list as an Excel file; the reason is journalled' })
    .input(z.strictObject({ id, reason: text(300), language: z.enum(languages).default('sv') }))
    .output(z.object({ documentId: z.string(), name: z.string() })),
}
