/** What a user may do. Every procedure names one; a role is a set of them. */
export const permissions = [
  'people.read',
  'people.write',
  'people.openProtected',
  'people.readIdentityNumber',
  'people.import',
  'people.export',
  'views.write',
  'people.readSensitive',
  'people.writeSensitive',
  'fees.write',
  'competences.read',
  'competences.write',
  'organisations.read',
  'organisations.write',
  'bodies.read',
  'bodies.write',
  'assignments.write',
  'meetings.read',
  'meetings.write',
  'attendance.record',
  'attendance.approve',
  'claims.read',
  'claims.write',
  'claims.approve',
  'payouts.read',
  'payouts.write',
  'tariffs.read',
  'tariffs.write',
  'trainings.read',
  'trainings.write',
  'audits.read',
  'audits.write',
  'proposals.read',
  'proposals.write',
  'influence.read',
  'influence.write',
  'grants.read',
  'grants.write',
  'reports.make',
  'mailings.read',
  'mailings.write',
  'people.extract',
  'journal.read',
  'users.manage',
  'association.manage',
  'backups.manage',
] as const
export type Permission = (typeof permissions)[number]

export const roles = ['officeWorker', 'coordinator', 'treasurer', 'boardMember', 'administrator'] as const
export type Role = (typeof roles)[number]

/** The administrator runs users, backups and settings; money stays with the treasurer, so that no one holds both. */
export const rolePermissions: Record<Role, readonly Permission[]> = {
  officeWorker: [
    'competences.read', 'competences.write',
    'people.read', 'people.export', 'views.write', 'people.write', 'people.openProtected', 'people.import', 'people.readSensitive', 'people.writeSensitive', 'fees.write', 'organisations.read', 'organisations.write',
    'bodies.read', 'meetings.read', 'attendance.record', 'trainings.read', 'trainings.write', 'audits.read', 'proposals.read', 'influence.read', 'grants.read', 'mailings.read', 'mailings.write', 'people.extract', 'journal.read',
  ],
  coordinator: [
    'competences.read', 'competences.write',
    'people.read', 'people.export', 'views.write', 'people.write', 'people.readSensitive', 'people.writeSensitive', 'fees.write', 'organisations.read', 'organisations.write', 'bodies.read', 'bodies.write', 'assignments.write',
    'meetings.read', 'meetings.write', 'attendance.record', 'attendance.approve', 'claims.read', 'claims.write', 'tariffs.read',
    'trainings.read', 'trainings.write', 'audits.read', 'audits.write', 'proposals.read', 'proposals.write', 'influence.read', 'influence.write', 'grants.read', 'reports.make', 'mailings.read', 'mailings.write', 'journal.read',
  ],
  treasurer: [
    'people.read', 'people.export', 'views.write', 'people.readIdentityNumber', 'fees.write', 'organisations.read', 'organisations.write', 'bodies.read', 'meetings.read', 'claims.read', 'claims.write', 'claims.approve',
    'payouts.read', 'payouts.write', 'tariffs.read', 'tariffs.write', 'trainings.read', 'audits.read', 'proposals.read', 'influence.read', 'grants.read', 'grants.write', 'reports.make', 'mailings.read', 'mailings.write', 'journal.read',
  ],
  boardMember: [
    'people.read', 'views.write', 'organisations.read', 'bodies.read', 'meetings.read', 'claims.read', 'payouts.read', 'tariffs.read', 'trainings.read',
    'audits.read', 'proposals.read', 'influence.read', 'grants.read', 'reports.make', 'mailings.read', 'journal.read',
  ],
  administrator: [
    'competences.read', 'competences.write',
    'people.read', 'people.export', 'views.write', 'people.write', 'people.openProtected', 'people.import', 'fees.write', 'organisations.read', 'organisations.write', 'bodies.read', 'bodies.write',
    'assignments.write', 'meetings.read', 'meetings.write', 'attendance.record', 'tariffs.read', 'trainings.read', 'trainings.write', 'audits.read', 'audits.write', 'proposals.read', 'proposals.write', 'influence.read', 'influence.write',
    'grants.read', 'grants.write', 'reports.make', 'mailings.read', 'mailings.write', 'journal.read', 'users.manage', 'association.manage', 'backups.manage',
  ],
}

/** All that a user with these roles may do. */
export function permissionsOf(held: readonly Role[]): ReadonlySet<Permission> {
  return new Set(held.flatMap((role) => rolePermissions[role]))
}
