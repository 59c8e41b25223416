import { contract } from '#contract/index.ts'
import type { ProcedureMeta } from '#contract/base.ts'
import type { Permission } from '#contract/permissions.ts'
import type { TableName } from '#core/db/schema.ts'
import type { RuleFinding } from '#shared/i18n/index.ts'

/**
 * What an undo would take back in secret: money that is attested or paid, approved attendance, ways in, and the journal's own notes.
 * These are corrected by a new, visible change instead.
 */
const neverUndone = ['session.', 'association.create', 'users.', 'backups.', 'payouts.', 'claims.approve', 'claims.reject', 'claims.recalculate', 'meetings.approveAttendance', 'people.openProtected', 'people.listProtected', 'people.readIdentityNumber', 'duplicates.previewProtected', 'duplicates.search', 'sensitive.eraseEnded', 'mailings.openProtected', 'mailings.makeFile', 'mailings.copyAddresses', 'mailings.send', 'mailings.attachmentDocument', 'newsletter.exportList', 'registerExtracts.', 'reports.', 'panels.export', 'views.export', 'lists.export', 'trainings.issueCertificate', 'trainings.attendanceForm', 'meetings.attendanceForm', 'meetings.calendarFile', 'meetings.correctAttendance']

/** An entry as far as undoing it is concerned. */
export interface UndoCandidate {
  readonly procedure: string
  readonly userId: string | null
  readonly undoneByEntryId: string | null
}

/** Who would undo. */
export interface Undoer {
  readonly id: string
  readonly isAdministrator: boolean
  readonly permissions: ReadonlySet<Permission>
}

/** Whether this user may undo this entry; a finding says why not. Nobody takes back what she may not do herself. */
export function mayUndo(entry: UndoCandidate, user: Undoer): RuleFinding | undefined {
  if (neverUndone.some((beginning) => entry.procedure.startsWith(beginning))) return { rule: 'journal.cannotBeUndone' }
  if (entry.undoneByEntryId) return { rule: 'journal.alreadyUndone' }
  const isOthers = entry.userId !== user.id
  if (isOthers && (!user.isAdministrator || entry.procedure === 'journal.undo')) return { rule: 'journal.notOwnChange' }
  return mayDo(entry.procedure, user.permissions) ? undefined : { rule: 'journal.notAllowed' }
}

function mayDo(procedure: string, held: ReadonlySet<Permission>): boolean {
  const [domain = '', name = ''] = procedure.split('.')
  const domains = contract as unknown as Record<string, Record<string, { '~orpc': { meta: ProcedureMeta } }> | undefined>
  const permission = domains[domain]?.[name]?.['~orpc'].meta.permission
  return permission === 'signedIn' || (permission !== undefined && permission !== 'anyone' && held.has(permission))
}

/** Whose values are shown only to those who may read them elsewhere. */
const neededToSee: { readonly [Table in TableName]?: Permission } = {
  claims: 'claims.read', claimLines: 'claims.read', recognitions: 'claims.read', payouts: 'payouts.read', payoutItems: 'payouts.read', payoutSettings: 'payouts.read',
  tariffs: 'tariffs.read', tariffVersions: 'tariffs.read', statutoryFigures: 'tariffs.read', incomingPayments: 'fees.write', incomingPaymentFiles: 'fees.write', users: 'users.manage',
  sensitiveFacts: 'people.readSensitive', stipendDeclinations: 'claims.write', competences: 'competences.read', availabilities: 'competences.read', plannedAbsences: 'competences.read', travelLimits: 'competences.read',
  panels: 'competences.read', panelMembers: 'competences.read',
}

/** Where the mere existence of a row tells of somebody: who may not see the values is not told of the change either. */
const untold = ['stipendDeclinations'] as const satisfies readonly TableName[]

/** The tables whose changes are not told to this user at all. */
export function untoldTables(user: Pick<Undoer, 'permissions'>): readonly string[] {
  return untold.filter((table) => !maySee(user, table))
}

/** Whether a user may see the values of a table's rows. */
export function maySee(user: Pick<Undoer, 'permissions'>, table: string): boolean {
  const needed = neededToSee[table as TableName]
  return needed === undefined || user.permissions.has(needed)
}
