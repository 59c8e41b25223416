import type { Permission } from '#contract/permissions.ts'
import type { Person } from '#contract/people.ts'
import { lecturingMethods, type membershipKinds } from '#contract/person-choices.ts'
import { periodStatus, type LocalDate } from '#shared/dates.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { notProtected, personRef, personRefColumns } from './protected.ts'
import { untilOfAge } from './guardians.ts'

type Role = Person['roles'][number]
type Found = Omit<Role, 'status'>

const order = { current: 0, future: 1, ended: 2 } as const

interface About {
  readonly personId: string
  /** Nobody is anything after this day. */
  readonly deceasedOn: LocalDate | null
  /** Whether the persons she has to do with may be named: those of a protected person would lead to her home. */
  readonly mayBeShown: boolean
  readonly today: LocalDate
  readonly permissions: ReadonlySet<Permission>
}

/** What a person is and has been, from all that is recorded of her and the reader may see; what she is now comes first. */
export async function rolesOf(db: ReadDb, { personId, deceasedOn, mayBeShown, today, permissions }: About): Promise<Role[]> {
  const sources: readonly (readonly [Permission, () => Promise<Found[]>])[] = [
    ['people.read', () => memberships(db, personId)],
    ['bodies.read', () => assignments(db, personId)],
    ['trainings.read', () => courses(db, personId)],
    ['audits.read', () => audits(db, personId)],
    ['organisations.read', () => contactAt(db, personId)],
    ...(mayBeShown ? [['competences.read', () => lectures(db, personId)] as const, ['people.read', () => contactFor(db, personId)] as const, ['people.read', () => wards(db, personId)] as const] : []),
  ]
  const found: Found[] = []
  for (const [permission, read] of sources) if (permissions.has(permission)) found.push(...(await read()))
  return found
    .map((role) => (deceasedOn !== null && (role.endsOn ?? deceasedOn) >= deceasedOn ? { ...role, endsOn: deceasedOn } : role))
    .map((role): Role => ({ ...role, status: periodStatus({ startsOn: role.startsOn ?? today, endsOn: role.endsOn }, today) }))
    .toSorted((a, b) => order[a.status] - order[b.status] || ((a.startsOn ?? '') < (b.startsOn ?? '') ? 1 : -1))
}

type Kind = (typeof membershipKinds)[number]

const memberRoles = { main: 'member', family: 'familyMember', supporting: 'supportingMember', honorary: 'honoraryMember' } as const satisfies Record<Kind, Role['role']>

async function memberships(db: ReadDb, personId: string): Promise<Found[]> {
  const rows = await db.selectFrom('memberships').select(['kind', 'startsOn', 'endsOn']).where('personId', '=', personId).execute()
  return rows.map(({ kind, ...period }) => ({ role: memberRoles[kind as Kind], ...period, about: null }))
}

async function assignments(db: ReadDb, personId: string): Promise<Found[]> {
  const rows = await db
    .selectFrom('assignments')
    .innerJoin('seats', 'seats.id', 'assignments.seatId')
    .innerJoin('bodies', 'bodies.id', 'assignments.bodyId')
    .select(['seats.kind', 'bodies.method', 'assignments.startsOn', 'assignments.endsOn', 'bodies.name as about'])
    .where('assignments.personId', '=', personId)
    .execute()
  return rows.map(({ kind, method, ...row }) => ({ role: isLecturing(method) ? 'lecturer' : kind === 'deputy' ? 'deputy' : 'representative', ...row }))
}

function isLecturing(method: string): boolean {
  return lecturingMethods.some((lecturing) => lecturing === method)
}

/** Who can lecture is a lecturer, also without a seat. */
async function lectures(db: ReadDb, personId: string): Promise<Found[]> {
  const rows = await db.selectFrom('competences').select(['startsOn', 'endsOn']).where('personId', '=', personId).where('kind', '=', 'method').where('level', '=', 'can').where('code', 'in', lecturingMethods).execute()
  return rows.map((row) => ({ role: 'lecturer', ...row, about: null }))
}

/** On a course from admission until it was completed or left; a completed training in peer support makes a peer supporter. */
async function courses(db: ReadDb, personId: string): Promise<Found[]> {
  const rows = await db
    .selectFrom('courseParticipants')
    .innerJoin('courseRounds', 'courseRounds.id', 'courseParticipants.courseRoundId')
    .innerJoin('trainings', 'trainings.id', 'courseRounds.trainingId')
    .select(['trainings.kind', 'trainings.name', 'courseParticipants.admittedOn', 'courseParticipants.completedOn', 'courseParticipants.leftOn', 'courseRounds.endsOn as roundEndsOn'])
    .where('courseParticipants.personId', '=', personId)
    .execute()
  return rows.flatMap(({ kind, name, admittedOn, completedOn, leftOn, roundEndsOn }): Found[] => [
    { role: 'courseParticipant', startsOn: admittedOn, endsOn: completedOn ?? leftOn ?? roundEndsOn, about: name },
    ...(kind === 'peerSupport' && completedOn !== null ? [{ role: 'peerSupporter', startsOn: completedOn, endsOn: null, about: name } as const] : []),
  ])
}

async function audits(db: ReadDb, personId: string): Promise<Found[]> {
  const rows = await db
    .selectFrom('auditTeamMembers')
    .innerJoin('audits', 'audits.id', 'auditTeamMembers.auditId')
    .select(['auditTeamMembers.startsOn', 'auditTeamMembers.endsOn', 'audits.name as about'])
    .where('auditTeamMembers.personId', '=', personId)
    .execute()
  return rows.map((row) => ({ role: 'auditor', ...row }))
}

/** The organisations that she is a contact person of. Those of a protected person could lead to where she is. */
async function contactAt(db: ReadDb, personId: string): Promise<Found[]> {
  const rows = await db
    .selectFrom('organisationContacts')
    .innerJoin('organisations', 'organisations.id', 'organisationContacts.organisationId')
    .innerJoin('persons', 'persons.id', 'organisationContacts.personId')
    .select(['organisationContacts.startsOn', 'organisationContacts.endsOn', 'organisations.name as about'])
    .where('organisationContacts.personId', '=', personId)
    .where(...notProtected)
    .execute()
  return rows.map((row) => ({ role: 'contactPerson', ...row }))
}

/** Those who would rather be reached through this person. Since when is not known. */
async function contactFor(db: ReadDb, personId: string): Promise<Found[]> {
  const rows = await db.selectFrom('persons').select(personRefColumns).where('contactPersonId', '=', personId).execute()
  return rows.map((row) => ({ role: 'contactPerson', startsOn: null, endsOn: null, about: personRef(row).name }))
}

async function wards(db: ReadDb, personId: string): Promise<Found[]> {
  const rows = await db
    .selectFrom('guardians')
    .innerJoin('persons', 'persons.id', 'guardians.childPersonId')
    .select(personRefColumns)
    .select(['guardians.startsOn', 'guardians.endsOn', 'persons.birthDate'])
    .where('guardians.guardianPersonId', '=', personId)
    .execute()
  return rows.map(({ startsOn, endsOn, birthDate, ...child }) => ({ role: 'guardian', startsOn, endsOn: untilOfAge(endsOn, birthDate), about: personRef(child).name }))
}
