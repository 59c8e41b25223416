import type { InputOf } from '#contract/base.ts'
import type { MixDimension, Panel, PanelMember, PanelRow, panels } from '#contract/panels.ts'
import { NotFound } from '#shared/result.ts'
import { addYears, type LocalDate } from '#shared/dates.ts'
import type { Row } from '#core/db/schema.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { ageBands } from '#core/memberships/index.ts'
import { notProtected, personRef, personRefColumns } from '#core/people/index.ts'
import type { Drawable } from './draw-rules.ts'
import { readPool, type Person } from './facts.ts'
import { limitsOf } from './queries.ts'
import { isAbsentOn, type Method, type TravelMeans } from './rules.ts'

/** Experience panels, with how many were asked and what they answered. */
export async function listPanels(db: ReadDb, { sort, descending, offset, limit }: InputOf<typeof panels.list>): Promise<{ total: number; rows: PanelRow[] }> {
  const { total } = await db.selectFrom('panels').select((eb) => eb.fn.countAll().as('total')).executeTakeFirstOrThrow()
  const direction = descending ? 'desc' : 'asc'
  const rows = await db.selectFrom('panels').selectAll().orderBy(sort, direction).orderBy('id', direction).offset(offset).limit(limit).execute()
  const members = rows.length === 0 ? [] : await db.selectFrom('panelMembers').select(['panelId', 'askedOn', 'answer']).where('panelId', 'in', rows.map(({ id }) => id)).execute()
  const of = Map.groupBy(members, ({ panelId }) => panelId)
  return { total: Number(total), rows: rows.map((row) => shownRow(row, of.get(row.id) ?? [])) }
}

function shownRow({ id, name, drawnOn, size }: Row<'panels'>, members: readonly { readonly askedOn: LocalDate | null; readonly answer: string | null }[]): PanelRow {
  const answers = (answer: string) => members.filter((member) => member.answer === answer).length
  return { id, name, drawnOn, size, asked: members.filter(({ askedOn }) => askedOn !== null).length, yes: answers('yes'), no: answers('no') }
}

/** One panel with its members in the order they were drawn. @throws NotFound */
export async function readPanel(db: ReadDb, id: string): Promise<Panel> {
  const row = await db.selectFrom('panels').leftJoin('subjectAreas', 'subjectAreas.id', 'panels.subjectAreaId').selectAll('panels').select('subjectAreas.name as areaName').where('panels.id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound()
  const members = await db
    .selectFrom('panelMembers')
    .innerJoin('persons', 'persons.id', 'panelMembers.personId')
    .selectAll('panelMembers')
    .select(['persons.givenName', 'persons.familyName', 'persons.memberNumber', 'persons.isProtected'])
    .where('panelId', '=', id)
    .orderBy('position')
    .execute()
  const positions = new Map(members.map((member) => [member.id, member.position]))
  return {
    ...shownRow(row, members), version: row.version, question: row.question, drawRule: row.drawRule as Panel['drawRule'], seed: row.seed, mix: JSON.parse(row.mixJson) as MixDimension[],
    quotas: JSON.parse(row.quotasJson) as Panel['quotas'], area: row.subjectAreaId !== null && row.areaName !== null ? { id: row.subjectAreaId, name: row.areaName } : null,
    method: row.method as Method | null, meetsOn: row.meetsOn, poolCount: row.poolCount,
    members: members.map((member): PanelMember => ({
      id: member.id, version: member.version, position: member.position, person: personRef(member), askedOn: member.askedOn, answer: member.answer as PanelMember['answer'], answeredOn: member.answeredOn,
      replacesPosition: member.replacesMemberId === null ? null : (positions.get(member.replacesMemberId) ?? null), isReplaced: members.some(({ replacesMemberId }) => replacesMemberId === member.id),
    })),
  }
}

/** Whom a panel is drawn among. */
export interface PanelScope {
  readonly areaId: string | null
  readonly method: Method | null
  readonly meetsOn: LocalDate | null
}

/** Those who can be drawn: who know the area or want the method where it is asked for, and are not away on the day. */
export async function readDrawables(db: ReadDb, scope: PanelScope, today: LocalDate): Promise<Drawable[]> {
  const areaNames = new Map((await db.selectFrom('subjectAreas').select(['id', 'name']).execute()).map(({ id, name }) => [id, name]))
  return (await readPool(db, today)).filter((person) => isInScope(person, scope)).map((person) => drawable(person, areaNames, today))
}

function isInScope({ areaIds, wants, can, absences }: Person, { areaId, method, meetsOn }: PanelScope): boolean {
  return (areaId === null || areaIds.has(areaId)) && (method === null || wants.has(method) || can.has(method)) && (meetsOn === null || !isAbsentOn(absences, meetsOn))
}

function drawable({ row, municipalityCode, areaIds }: Person, areaNames: ReadonlyMap<string, string>, today: LocalDate): Drawable {
  const { birthDate } = row
  const band = birthDate === null ? undefined : ageBands.findLast((age) => addYears(birthDate, age) <= today)
  return {
    id: row.id,
    values: {
      gender: row.gender === null ? [] : [row.gender], ageBand: band === undefined ? [] : [String(band)], municipality: municipalityCode === null ? [] : [municipalityCode],
      subjectArea: [...areaIds].filter((id) => areaNames.has(id)),
    },
  }
}

/** How the members of a panel who are not protected are reached and how they travel, in the order they were drawn. */
export async function panelContacts(db: ReadDb, id: string) {
  const rows = await db
    .selectFrom('panelMembers')
    .innerJoin('persons', 'persons.id', 'panelMembers.personId')
    .select(['panelMembers.position', 'panelMembers.askedOn', 'panelMembers.answer', 'panelMembers.answeredOn', 'persons.phone', 'persons.email', 'persons.municipalityCode', ...personRefColumns])
    .where('panelId', '=', id)
    .where(...notProtected)
    .orderBy('position')
    .execute()
  return Promise.all(
    rows.map(async (row) => {
      const limits = await limitsOf(db, row.personId)
      return { ...row, travelMeans: limits ? (JSON.parse(limits.travelMeansJson) as TravelMeans[]) : [] }
    }),
  )
}
