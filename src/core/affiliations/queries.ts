import type { linkTypes, OrganisationContact, OrganisationLink, PersonLink } from '#contract/affiliations.ts'
import { periodStatus, type LocalDate } from '#shared/dates.ts'
import { NotFound } from '#shared/result.ts'
import type { Call } from '#core/call.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { isEndedOn } from '#core/organisations/index.ts'
import { personRef, personRefColumns } from '#core/people/index.ts'
import { spokenForOn } from './rules.ts'

type LinkType = (typeof linkTypes)[number]

const order = { current: 0, future: 1, ended: 2 } as const

/** What goes on first, what has ended last; of each the latest first. */
function latestFirst<Item extends { status: keyof typeof order; startsOn: LocalDate; id?: string }>(items: readonly Item[]): Item[] {
  return items.toSorted((a, b) => order[a.status] - order[b.status] || (a.startsOn > b.startsOn ? -1 : a.startsOn < b.startsOn ? 1 : 0))
}

/** Who is to be reached at an organisation, who belongs to it, and who speaks for it. @throws NotFound */
export async function affiliationsOfOrganisation({ store: { db }, clock }: Call, organisationId: string) {
  const organisation = await db.selectFrom('organisations').select('id').where('id', '=', organisationId).executeTakeFirst()
  if (!organisation) throw new NotFound()
  const today = clock.today()
  const [contacts, links, speakers] = await Promise.all([contactsOf(db, organisationId, today), linksOf(db, organisationId, today), speakersFor(db, organisationId, today)])
  return { contacts, links, speakers }
}

async function contactsOf(db: ReadDb, organisationId: string, today: LocalDate): Promise<OrganisationContact[]> {
  const rows = await db.selectFrom('organisationContacts').selectAll().where('organisationId', '=', organisationId).orderBy('id').execute()
  const ids = rows.flatMap(({ personId }) => personId ?? [])
  const persons = ids.length === 0 ? [] : await db.selectFrom('persons').select([...personRefColumns, 'persons.phone', 'persons.email']).where('persons.id', 'in', ids).execute()
  const contacts = rows.map(({ organisationId: _organisation, personId, ...row }): OrganisationContact => {
    const person = persons.find((one) => one.personId === personId)
    // How one of the register is reached stands with her; of a protected person it is not said here.
    const reached = person?.isProtected === 0 ? { phone: person.phone, email: person.email } : {}
    return { ...row, ...reached, person: person ? personRef(person) : null, status: periodStatus(row, today) }
  })
  return latestFirst(contacts)
}

async function linksOf(db: ReadDb, organisationId: string, today: LocalDate): Promise<OrganisationLink[]> {
  const rows = await db
    .selectFrom('personOrganisationLinks as links')
    .innerJoin('persons', 'persons.id', 'links.personId')
    .select(['links.id', 'links.version', 'links.type', 'links.isDefault', 'links.startsOn', 'links.endsOn'])
    .select(personRefColumns)
    .where('links.organisationId', '=', organisationId)
    .orderBy('persons.isProtected')
    .orderBy('persons.nameSort')
    .execute()
  const links = rows.map(({ id, version, type, isDefault, startsOn, endsOn, ...person }) => ({
    id, version, type: type as LinkType, isDefault: isDefault === 1, startsOn, endsOn, person: personRef(person), status: periodStatus({ startsOn, endsOn }, today),
  }))
  return latestFirst(links)
}

async function speakersFor(db: ReadDb, organisationId: string, today: LocalDate) {
  const rows = await db
    .selectFrom('assignments')
    .innerJoin('persons', 'persons.id', 'assignments.personId')
    .innerJoin('bodies', 'bodies.id', 'assignments.bodyId')
    .select(['assignments.id as assignmentId', 'assignments.role', 'assignments.startsOn', 'assignments.endsOn', 'bodies.id as bodyId', 'bodies.name as bodyName'])
    .select(personRefColumns)
    .where('assignments.onBehalfOfOrganisationId', '=', organisationId)
    .orderBy('persons.isProtected')
    .orderBy('persons.nameSort')
    .execute()
  return latestFirst(
    rows.map(({ assignmentId, role, startsOn, endsOn, bodyId, bodyName, ...person }) => ({
      assignmentId, role, startsOn, endsOn, body: { id: bodyId, name: bodyName }, person: personRef(person), status: periodStatus({ startsOn, endsOn }, today),
    })),
  )
}

/** The organisations that a person belongs to or is the contact of. */
export async function affiliationsOfPerson({ store: { db }, clock }: Call, personId: string) {
  const today = clock.today()
  const [rows, contactAt] = await Promise.all([
    db
      .selectFrom('personOrganisationLinks as links')
      .innerJoin('organisations', 'organisations.id', 'links.organisationId')
      .select(['links.id', 'links.version', 'links.type', 'links.isDefault', 'links.startsOn', 'links.endsOn', 'organisations.id as organisationId', 'organisations.name', 'organisations.endsOn as organisationEndsOn'])
      .where('links.personId', '=', personId)
      .orderBy('organisations.nameSort')
      .execute(),
    db
      .selectFrom('organisationContacts as contacts')
      .innerJoin('organisations', 'organisations.id', 'contacts.organisationId')
      .select(['contacts.id', 'contacts.role', 'contacts.startsOn', 'contacts.endsOn', 'organisations.id as organisationId', 'organisations.name'])
      .where('contacts.personId', '=', personId)
      .orderBy('organisations.nameSort')
      .execute(),
  ])
  const links = rows.map(({ organisationId, name, organisationEndsOn, type, isDefault, ...row }): PersonLink => ({
    ...row, type: type as LinkType, isDefault: isDefault === 1, status: periodStatus(row, today), organisation: { id: organisationId, name, isEnded: isEndedOn(organisationEndsOn, today) },
  }))
  return {
    links: latestFirst(links),
    contactAt: latestFirst(contactAt.map(({ organisationId, name, ...row }) => ({ ...row, organisation: { id: organisationId, name }, status: periodStatus(row, today) }))),
    speaksFor: spokenForOn(links, today),
  }
}
