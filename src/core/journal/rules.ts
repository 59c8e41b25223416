import type { RuleFinding } from '#shared/i18n/index.ts'

/**
 * What an undo would take back in secret: money that is attested or paid, approved attendance, ways in, and the journal's own notes.
 * These are corrected by a new, visible change instead.
 */
const neverUndone = ['session.', 'association.create', 'users.', 'backups.', 'payouts.', 'claims.approve', 'claims.reject', 'claims.recalculate', 'meetings.approveAttendance', 'people.openProtected', 'people.listProtected', 'people.readIdentityNumber', 'reports.', 'trainings.issueCertificate']

/** An entry as far as undoing it is concerned. */
export interface UndoCandidate {
  readonly procedure: string
  readonly userId: string | null
  readonly undoneByEntryId: string | null
}

/** Whether this user may undo this entry; a finding says why not. */
export function mayUndo(entry: UndoCandidate, user: { id: string; isAdministrator: boolean }): RuleFinding | undefined {
  if (neverUndone.some((beginning) => entry.procedure.startsWith(beginning))) return { rule: 'journal.cannotBeUndone' }
  if (entry.undoneByEntryId) return { rule: 'journal.alreadyUndone' }
  if (entry.userId !== user.id && !user.isAdministrator) return { rule: 'journal.notOwnChange' }
  return undefined
}
