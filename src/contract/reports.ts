import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { languages, type RuleCode } from '#shared/i18n/index.ts'
import { id, localDate, procedure, text } from './base.ts'

/** Whether a report tells of everything in the period, or only of what the grant pays for. Members are always all members. */
export const coverages = ['everything', 'grant'] as const

/** What a funder’s report is about. */
const funderReportFields = {
  grantId: id,
  from: localDate,
  to: localDate,
  asOf: localDate,
  coverage: z.enum(coverages).default('everything'),
  language: z.enum(languages).default('sv'),
}

/** Words in the place of a figure that is withheld. */
const note = z.object({ note: z.string() })
const cell = z.union([z.string(), z.number(), z.boolean(), note]).nullable()
export type ReportCell = z.output<typeof cell>

const sheet = z.object({
  name: z.string(),
  title: z.string(),
  lines: z.array(z.string()),
  /** `ore` is whole öre, `hours` minutes, `percent` hundredths of a percent. */
  columns: z.array(z.object({ header: z.string(), type: z.enum(['text', 'identifier', 'integer', 'ore', 'hours', 'date', 'dateTime', 'percent', 'boolean']) })),
  rows: z.array(z.array(cell)),
  totals: z.array(z.array(cell)),
})
export type ReportSheet = z.output<typeof sheet>

/**
 * The ages a report on the young is divided into, youngest first, in whole years. Under 12 and under 16 the rules differ for what a child
 * decides herself, at 18 she is of age; up to 25 is what funders of youth work count (MUCF: 6–25 years).
 */
export const youthBands = ['age0to11', 'age12to15', 'age16to17', 'age18to25'] as const
export type YouthBand = (typeof youthBands)[number]

/** What a report on children and young people is about. Which ages are chosen decides what is shown, never what is withheld. */
const youthReportFields = {
  from: localDate,
  to: localDate,
  bands: z.array(z.enum(youthBands)).min(1, 'reports.noAge' satisfies RuleCode).default([...youthBands]),
  language: z.enum(languages).default('sv'),
}

export const reportStages = ['members', 'bodies', 'meetings', 'money', 'trainings', 'writing'] as const

const event = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), stage: z.enum(reportStages), done: z.int(), total: z.int() }),
  z.object({ kind: z.literal('finished'), documentId: z.string(), name: z.string(), byteCount: z.int() }),
])
export type ReportEvent = z.output<typeof event>

/** Why the file leaves the association. Kept in the journal. */
const reason = text(300)

export const reports = {
  preview: procedure({ permission: 'reports.make', summary: 'The sheets of a funder’s report, to look at' })
    .input(z.strictObject(funderReportFields))
    .output(z.object({ sheets: z.array(sheet) })),
  run: procedure({ permission: 'reports.make', summary: 'Make a funder’s report as an Excel file, step by step; the last event names the document' })
    .input(z.strictObject({ ...funderReportFields, reason }))
    .output(eventIterator(event)),
  previewYouth: procedure({ permission: 'reports.make', summary: 'The sheets of the report on the influence of children and young people, to look at' })
    .input(z.strictObject(youthReportFields))
    .output(z.object({ sheets: z.array(sheet) })),
  youth: procedure({ permission: 'reports.make', summary: 'Make the report on the influence of children and young people as an Excel file' })
    .input(z.strictObject({ ...youthReportFields, reason }))
    .output(eventIterator(event)),
  appendices: procedure({ permission: 'reports.make', summary: 'Make the annual report’s list of assignments and calendar as an Excel file' })
    .input(z.strictObject({ from: localDate, to: localDate, language: z.enum(languages).default('sv'), reason }))
    .output(eventIterator(event)),
}
