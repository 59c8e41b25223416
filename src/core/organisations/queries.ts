import type { InputOf } from '#contract/base.ts'
import type { Organisation, OrganisationNode, organisationKinds, organisations } from '#contract/organisations.ts'
import { periodStatus, type LocalDate } from '#shared/dates.ts'
import { NotFound } from '#shared/result.ts'
import { customValuesOf } from '#core/custom-fields/index.ts'
import { searchedIds } from '#core/search/index.ts'
import { tagsOf } from '#core/tags/index.ts'
import type { Call } from '#core/call.ts'
import { isOneOf } from '#core/db/one-of.ts'
import { inForceOn } from '#core/db/periods.ts'
import type { Store } from '#core/db/store.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { idsAbove, idsBelow, isEndedOn } from './rules.ts'
import { parentsOf } from './tree.ts'

type ListInput = InputOf<typeof organisations.list>
type Kind = (typeof organisationKinds)[number]

/** A window of the organisations. */
export async function listOrganisations(call: Call, input: ListInput) {
  const found = await searchedIds(call, input.text, 'organisation')
  if (found?.length === 0) return { total: 0, rows: [] }
  const today = call.clock.today()
  const query = await filtered(call.store, input, found, today)
  const direction = input.descending ? 'desc' : 'asc'
  const { total } = await query.select((eb) => eb.fn.countAll().as('total')).executeTakeFirstOrThrow()
  const rows = await query
    .leftJoin('organisations as parents', 'parents.id', 'organisations.parentId')
    .select(['organisations.id', 'organisations.name', 'organisations.kind', 'organisations.endsOn', 'parents.name as parentName'])
    .select(['organisations.street', 'organisations.postcode', 'organisations.town', 'organisations.countryCode', 'organisations.email', 'organisations.phone'])
    .orderBy(input.sort === 'name' ? 'organisations.nameSort' : 'organisations.kind', direction)
    .orderBy('organisations.nameSort', direction)
    .orderBy('organisations.id', direction)
    .offset(input.offset)
    .limit(input.limit)
    .execute()
  return { total: Number(total), rows: rows.map(({ endsOn, ...row }) => ({ ...row, kind: row.kind as Kind, isEnded: isEndedOn(endsOn, today) })) }
}

async function filtered({ db, engine }: Store, input: ListInput, found: readonly string[] | undefined, today: LocalDate) {
  let query = db.selectFrom('organisations')
  if (found) query = query.where((eb) => isOneOf(engine, eb.ref('organisations.id'), found))
  if (input.kind) query = query.where('organisations.kind', '=', input.kind)
  if (input.municipalityCode) query = query.where('organisations.municipalityCode', '=', input.municipalityCode)
  if (input.underId) {
    const below = idsBelow(input.underId, await parentsOf(db))
    query = query.where((eb) => isOneOf(engine, eb.ref('organisations.id'), below))
  }
  const { hasBodies, hasContact, isEnded } = input
  if (hasBodies !== undefined) {
    query = query.where((eb) => {
      const hosting = eb.exists(eb.selectFrom('bodies').select('bodies.id').whereRef('bodies.hostOrganisationId', '=', 'organisations.id').where(inForceOn('bodies', today)))
      return hasBodies ? hosting : eb.not(hosting)
    })
  }
  if (hasContact !== undefined) {
    query = query.where((eb) => {
      const contacts = eb.selectFrom('organisationContacts').select('organisationContacts.id').whereRef('organisationContacts.organisationId', '=', 'organisations.id')
      const reachable = eb.or([
        eb('organisations.phone', 'is not', null), eb('organisations.email', 'is not', null),
        eb.exists(contacts.where(inForceOn('organisationContacts', today))),
      ])
      return hasContact ? reachable : eb.not(reachable)
    })
  }
  if (isEnded === true) query = query.where('organisations.endsOn', '<', today)
  if (isEnded === false) query = query.where((eb) => eb.or([eb('organisations.endsOn', 'is', null), eb('organisations.endsOn', '>=', today)]))
  return query
}

/** All organisations by name, each with the one it lies under. */
export async function organisationTree({ store, clock }: Call): Promise<OrganisationNode[]> {
  const rows = await store.db.selectFrom('organisations').select(['id', 'name', 'kind', 'parentId', 'endsOn']).orderBy('nameSort').orderBy('id').execute()
  return rows.map(({ endsOn, ...row }) => ({ ...row, kind: row.kind as Kind, isEnded: isEndedOn(endsOn, clock.today()) }))
}

/** One organisation, where it lies and lay, and what belongs to it. @throws NotFound */
export async function readOrganisation({ store: { db }, clock, user }: Call, id: string): Promise<Organisation> {
  const today = clock.today()
  const row = await db.selectFrom('organisations').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound()
  const { nameSort: _nameSort, createdAt: _createdAt, mergedIntoId, ...organisation } = row
  const [ancestors, mergedInto, mergedFrom, placements, children, bodies, audits, grants] = await Promise.all([
    ancestorsOf(db, id),
    mergedIntoId === null ? null : db.selectFrom('organisations').select(['id', 'name']).where('id', '=', mergedIntoId).executeTakeFirstOrThrow(),
    db.selectFrom('organisations').select(['id', 'name', 'endsOn']).where('mergedIntoId', '=', id).orderBy('nameSort').execute(),
    placementsOf(db, id),
    db.selectFrom('organisations').select(['id', 'name', 'kind', 'endsOn']).where('parentId', '=', id).orderBy('nameSort').execute(),
    db.selectFrom('bodies').select(['id', 'name', 'startsOn', 'endsOn']).where('hostOrganisationId', '=', id).orderBy('nameSort').execute(),
    auditsOf(db, id),
    db.selectFrom('grants').select(['id', 'name', 'startsOn', 'endsOn']).where('funderOrganisationId', '=', id).orderBy('startsOn', 'desc').orderBy('id').execute(),
  ])
  return {
    ...organisation, kind: organisation.kind as Kind, isEnded: isEndedOn(organisation.endsOn, today), parentName: ancestors.at(-1)?.name ?? null, ancestors, mergedInto, mergedFrom, placements,
    children: children.map(({ endsOn, ...child }) => ({ ...child, kind: child.kind as Kind, isEnded: isEndedOn(endsOn, today) })),
    tags: await tagsOf(db, id),
    customValues: await customValuesOf(db, { subject: 'organisation', subjectId: id, roles: user.roles }),
    bodies: bodies.map((body) => ({ ...body, status: periodStatus(body, today) })),
    audits,
    grants: grants.map((grant) => ({ ...grant, status: periodStatus(grant, today) })),
  }
}

/** The topmost first. */
async function ancestorsOf(db: ReadDb, id: string): Promise<{ id: string; name: string }[]> {
  const ids = idsAbove(id, await parentsOf(db)).toReversed()
  if (ids.length === 0) return []
  const rows = await db.selectFrom('organisations').select(['id', 'name']).where('id', 'in', ids).execute()
  return ids.flatMap((above) => rows.filter((row) => row.id === above))
}

async function placementsOf(db: ReadDb, id: string): Promise<Organisation['placements']> {
  const rows = await db
    .selectFrom('organisationPlacements')
    .leftJoin('organisations as parents', 'parents.id', 'organisationPlacements.parentId')
    .select(['organisationPlacements.id', 'organisationPlacements.endsOn', 'parents.id as parentId', 'parents.name as parentName'])
    .where('organisationId', '=', id)
    .orderBy('organisationPlacements.endsOn', 'desc')
    .orderBy('organisationPlacements.id', 'desc')
    .execute()
  return rows.map(({ parentId, parentName, ...row }) => ({ ...row, parent: parentId !== null && parentName !== null ? { id: parentId, name: parentName } : null }))
}

async function auditsOf(db: ReadDb, id: string): Promise<Organisation['audits']> {
  const rows = await db
    .selectFrom('audits')
    .select(['id', 'name', 'orderedOn', 'orderedByOrganisationId', 'auditedOrganisationId'])
    .where((eb) => eb.or([eb('orderedByOrganisationId', '=', id), eb('auditedOrganisationId', '=', id)]))
    .orderBy('orderedOn', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(({ orderedByOrganisationId, auditedOrganisationId, ...audit }) => ({ ...audit, isOrderer: orderedByOrganisationId === id, isAudited: auditedOrganisationId === id }))
}
