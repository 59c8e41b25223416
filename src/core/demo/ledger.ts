import type { LocalDate } from '#shared/dates.ts'
import type { NewRow, Patch, WritableTable, Writer } from '#core/db/writer.ts'

/** Rows and changes of the demo, each with the day it was written, until they are written down in that order. */
export interface Ledger {
  /** Adds a row that came about on a day. Its id is given, so that other rows can refer to it. */
  add<Name extends WritableTable>(table: Name, on: LocalDate, row: NewRow<Name> & { readonly id: string }): void
  /** Changes a row that was added on an earlier day, or on the same. */
  change<Name extends WritableTable>(table: Name, on: LocalDate, id: string, patch: Patch<Name>): void
  /** Does something on a day that builds upon the rows and changes of that day and before. */
  act(on: LocalDate, step: Step): void
  /** Writes what has come about up to and including a day and is not yet written. */
  writeUntil(writer: Writer, day: LocalDate): Promise<void>
}

/** Something done within the ledger's transaction. */
export type Step = (writer: Writer) => Promise<void>

interface Addition {
  readonly on: LocalDate
  readonly row: NewRow<WritableTable>
}

/** A table comes after those its rows refer to. */
const tableOrder = [
  'organisations', 'organisationPlacements', 'grants', 'tariffs', 'tariffVersions', 'persons', 'memberships', 'membershipFees', 'membershipFeeRates', 'membershipSettings', 'paymentAccounts', 'stipendDeclinations',
  'contactDetails', 'personAddresses', 'experienceAreas', 'sensitiveFacts', 'guardians', 'organisationContacts', 'personOrganisationLinks', 'associationSupport', 'bodies', 'seats', 'assignments', 'deputyRules', 'nominations',
  'subjectAreas', 'competences', 'availabilities', 'plannedAbsences', 'travelLimits', 'panels', 'panelMembers',
  'meetings', 'attendances', 'meetingAnswers', 'recognitions', 'trainings', 'courseRounds', 'trainingSessions', 'courseParticipants', 'sessionAttendances', 'audits', 'auditTeamMembers', 'events', 'eventBookings', 'barriers', 'consultations', 'consultationInvitees', 'viewpoints', 'proposals', 'meetingReports', 'meetingReportPoints',
] as const satisfies readonly WritableTable[]

/** An empty ledger. */
export function openLedger(): Ledger {
  const additions = new Map<WritableTable, Addition[]>(tableOrder.map((table) => [table, []]))
  const steps: { readonly on: LocalDate; readonly step: Step }[] = []
  return {
    add(table, on, row) {
      const rows = additions.get(table)
      if (!rows) throw new RangeError('The demo does not write that table')
      rows.push({ on, row })
    },
    change(table, on, id, patch) {
      steps.push({ on, step: (writer) => writer.update(table, id, patch) })
    },
    act(on, step) {
      steps.push({ on, step })
    },
    async writeUntil(writer, day) {
      for (const [table, rows] of additions) {
        const due = takeDue(rows, day)
        if (due.length > 0) await writer.insertMany(table, due.map((addition) => addition.row))
      }
      for (const { step } of takeDue(steps, day)) await step(writer)
    },
  }
}

/** Takes out what is due by a day, oldest first. */
function takeDue<T extends { readonly on: LocalDate }>(list: T[], day: LocalDate): T[] {
  const due = list.filter((item) => item.on <= day).toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
  const rest = list.filter((item) => item.on > day)
  list.splice(0, list.length, ...rest)
  return due
}
