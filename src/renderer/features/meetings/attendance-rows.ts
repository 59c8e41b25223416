import { roleBySeat, type AttendanceRole, type AttendanceStatus, type Invitation } from '#contract/meetings.ts'

/** What the form holds about one person. Travel that cannot be read stays as it was typed. */
export interface AttendanceRow {
  personId: string
  status: AttendanceStatus | null
  /** Null while it follows from the seat and from who is present. */
  role?: AttendanceRole | null | undefined
  travelMinutes?: number | undefined
  drivenKilometres?: number | undefined
  note?: string | null | undefined
}

/** The form's rows of an invitation list. */
export function toRows(invitations: readonly Invitation[]): AttendanceRow[] {
  const noted = invitations.map(({ person, attendance }) => ({ personId: person.id, status: attendance?.status ?? null }))
  return invitations.map((invitation) => toRow(invitation, noted))
}

function toRow(invitation: Invitation, noted: readonly Pick<AttendanceRow, 'personId' | 'status'>[]): AttendanceRow {
  const { person, attendance } = invitation
  return {
    personId: person.id,
    status: attendance?.status ?? null,
    role: attendance && attendance.role !== roleOf(invitation, noted) ? attendance.role : null,
    travelMinutes: attendance?.travelMinutes ?? 0,
    drivenKilometres: attendance?.drivenKilometres ?? 0,
    note: attendance?.note ?? null,
  }
}

/** What a person is at the meeting by her seat and by who is noted as present. */
export function roleOf(invitation: Invitation, rows: readonly Pick<AttendanceRow, 'personId' | 'status'>[]): AttendanceRole {
  const present = new Set(rows.filter((row) => row.status === 'present').map((row) => row.personId))
  return roleBySeat(invitation.kind, invitation.standsInFor.some((id) => present.has(id)))
}

/** Everybody without a note becomes present; excuses and absences that are noted stay. */
export function allPresent(rows: readonly AttendanceRow[]): AttendanceRow[] {
  return rows.map((row) => (row.status === null ? { ...row, status: 'present' } : row))
}

/** How many are present, not present, and without a note. */
export function countRows(rows: readonly AttendanceRow[]): { present: number; absent: number; missing: number } {
  const count = (test: (status: AttendanceStatus | null) => boolean) => rows.filter((row) => test(row.status)).length
  return { present: count((status) => status === 'present'), absent: count((status) => status === 'absent' || status === 'excused'), missing: count((status) => status === null) }
}
