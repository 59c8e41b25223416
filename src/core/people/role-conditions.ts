import type { Expression, ExpressionBuilder } from 'kysely'
import { lecturingMethods, type PersonRole } from '#contract/person-choices.ts'
import { addYears, type LocalDate } from '#shared/dates.ts'
import { inForceOn } from '#core/db/periods.ts'
import type { Database } from '#core/db/schema.ts'

type Builder = ExpressionBuilder<Database, 'persons'>
type Holders = Expression<{ personId: string }>

/** In SQL, who has each role on a day; the same as `rolesOf` tells of one person. Of whom it is that a protected person has to do with says nothing. */
const holders: Record<PersonRole, (eb: Builder, today: LocalDate) => readonly Holders[]> = {
  member: (eb, today) => [membersOfKind(eb, today, 'main')],
  familyMember: (eb, today) => [membersOfKind(eb, today, 'family')],
  supportingMember: (eb, today) => [membersOfKind(eb, today, 'supporting')],
  honoraryMember: (eb, today) => [membersOfKind(eb, today, 'honorary')],
  representative: (eb, today) => [seatedOn(eb, today).where('seats.kind', '!=', 'deputy').where('bodies.method', 'not in', lecturingMethods)],
  deputy: (eb, today) => [seatedOn(eb, today).where('seats.kind', '=', 'deputy').where('bodies.method', 'not in', lecturingMethods)],
  lecturer: (eb, today) => [
    seatedOn(eb, today).where('bodies.method', 'in', lecturingMethods),
    eb.selectFrom('competences').select('competences.personId').where('competences.kind', '=', 'method').where('level', '=', 'can').where('code', 'in', lecturingMethods).where(inForceOn('competences', today)),
  ],
  courseParticipant: (eb, today) => [
    onCourses(eb)
      .where('courseParticipants.admittedOn', '<=', today)
      .where((own) => own(own.fn.coalesce('courseParticipants.completedOn', 'courseParticipants.leftOn', 'courseRounds.endsOn'), '>=', today)),
  ],
  peerSupporter: (eb, today) => [onCourses(eb).where('trainings.kind', '=', 'peerSupport').where('courseParticipants.completedOn', '<=', today)],
  auditor: (eb, today) => [eb.selectFrom('auditTeamMembers').select('auditTeamMembers.personId').where(inForceOn('auditTeamMembers', today))],
  contactPerson: (eb, today) => [
    eb.selectFrom('organisationContacts').select('organisationContacts.personId').where('organisationContacts.personId', 'is not', null).where(inForceOn('organisationContacts', today)) as never,
    eb.selectFrom('persons as reached').select('reached.contactPersonId as personId').where('reached.contactPersonId', 'is not', null).where('reached.isProtected', '=', 0) as never,
  ],
  guardian: (eb, today) => [
    eb
      .selectFrom('guardians')
      .innerJoin('persons as child', 'child.id', 'guardians.childPersonId')
      .select('guardians.guardianPersonId as personId')
      .where('guardians.guardianPersonId', 'is not', null)
      .where('child.isProtected', '=', 0)
      .where(inForceOn('guardians', today))
      // Nobody of age has a guardian, whatever the row says.
      .where((own) => own.or([own('child.birthDate', 'is', null), own('child.birthDate', '>', addYears(today, -18))])) as never,
  ],
}

/** The persons who have any of these roles on a day, as lists of identifiers of which one must hold a person's. */
export function roleHolders(eb: Builder, roles: readonly PersonRole[], today: LocalDate): readonly Holders[] {
  return roles.flatMap((role) => holders[role](eb, today))
}

function membersOfKind(eb: Builder, today: LocalDate, kind: string): Holders {
  return eb.selectFrom('memberships').select('memberships.personId').where('kind', '=', kind).where(inForceOn('memberships', today))
}

function seatedOn(eb: Builder, today: LocalDate) {
  return eb
    .selectFrom('assignments')
    .innerJoin('seats', 'seats.id', 'assignments.seatId')
    .innerJoin('bodies', 'bodies.id', 'assignments.bodyId')
    .select('assignments.personId')
    .where(inForceOn('assignments', today))
}

function onCourses(eb: Builder) {
  return eb
    .selectFrom('courseParticipants')
    .innerJoin('courseRounds', 'courseRounds.id', 'courseParticipants.courseRoundId')
    .innerJoin('trainings', 'trainings.id', 'courseRounds.trainingId')
    .select('courseParticipants.personId')
}
