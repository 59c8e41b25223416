import type { InputOf } from '#contract/base.ts'
import type { Panel, panels } from '#contract/panels.ts'
import { translator } from '#shared/i18n/index.ts'
import { municipalityByCode } from '#shared/postal.ts'
import { NotFound, RuleViolation, ValidationFailure, type FieldFinding } from '#shared/result.ts'
import type { Call } from '#core/call.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { workbookBytes } from '#core/documents/xlsx.ts'
import { draw, unfilled } from './draw-rules.ts'
import { panelContacts, readDrawables, readPanel } from './panel-queries.ts'

type Input<Name extends keyof typeof panels> = InputOf<(typeof panels)[Name]>

/** Draws a panel and keeps it with the seed and the rule it was drawn by. @throws ValidationFailure where there are too few to draw among */
export async function drawPanel(call: Call, { areaId, mix, quotas, ...fields }: Input<'draw'>): Promise<{ id: string }> {
  const today = call.clock.today()
  const id = await call.store.transact(call.act(), async (writer) => {
    await refuseUnknownArea(writer.db, areaId)
    const pool = await readDrawables(writer.db, { areaId, method: fields.method, meetsOn: fields.meetsOn }, today)
    const drawn = draw(pool, { ...fields, mix, quotas })
    const findings: FieldFinding[] = [
      ...(drawn.length < fields.size ? [{ path: 'size', rule: 'panels.tooFew', params: { count: pool.length } } as const] : []),
      ...(unfilled(drawn, quotas).length > 0 ? [{ path: 'quotas', rule: 'panels.quotaUnfilled' } as const] : []),
    ]
    if (findings.length > 0) throw new ValidationFailure(findings)
    const panelId = await writer.insert('panels', {
      ...fields, drawnOn: today, mixJson: JSON.stringify(mix), quotasJson: JSON.stringify(quotas), subjectAreaId: areaId, poolCount: pool.length,
    })
    await writer.insertMany('panelMembers', drawn.map((person, index) => ({
      panelId, personId: person.id, position: index + 1, replacesMemberId: null, askedOn: null, answer: null, answeredOn: null,
    })))
    return panelId
  })
  return { id }
}

/** Draws one more by the panel's own rule, in the place of one who said no. @throws NotFound, Conflict, RuleViolation */
export async function drawReplacement(call: Call, { memberId, version }: Input<'drawReplacement'>): Promise<{ id: string }> {
  const today = call.clock.today()
  const id = await call.store.transact(call.act(), async (writer) => {
    const panel = await panelOf(writer.db, memberId)
    const member = panel.members.find((candidate) => candidate.id === memberId)
    if (member?.answer !== 'no') throw new RuleViolation('panels.notDeclined')
    if (member.isReplaced) throw new RuleViolation('panels.alreadyReplaced')
    const pool = await readDrawables(writer.db, { areaId: panel.area?.id ?? null, method: panel.method, meetsOn: panel.meetsOn }, today)
    const staying = new Set(panel.members.filter(({ answer }) => answer !== 'no').map(({ person }) => person.id))
    const [next] = draw(pool, { ...panel, size: 1 }, pool.filter((person) => staying.has(person.id)), new Set(panel.members.map(({ person }) => person.id)))
    if (!next) throw new RuleViolation('panels.nobodyLeft')
    await writer.update('panelMembers', memberId, {}, version)
    return writer.insert('panelMembers', { panelId: panel.id, personId: next.id, position: panel.members.length + 1, replacesMemberId: memberId, askedOn: null, answer: null, answeredOn: null })
  })
  return { id }
}

/** Records asking and answer. @throws NotFound, Conflict, ValidationFailure, RuleViolation where she has been replaced */
export async function recordAnswer(call: Call, { memberId, version, ...answer }: Input<'recordAnswer'>) {
  const findings: FieldFinding[] = [
    ...(answer.answer !== null && answer.answeredOn === null ? [{ path: 'answeredOn', rule: 'common.required' } as const] : []),
    ...(answer.answeredOn !== null && answer.askedOn !== null && answer.answeredOn < answer.askedOn ? [{ path: 'answeredOn', rule: 'panels.answeredBeforeAsked' } as const] : []),
  ]
  if (findings.length > 0) throw new ValidationFailure(findings)
  await call.store.transact(call.act(), async (writer) => {
    const panel = await panelOf(writer.db, memberId)
    if (answer.answer !== 'no' && panel.members.some(({ id, isReplaced }) => id === memberId && isReplaced)) throw new RuleViolation('panels.alreadyReplaced')
    await writer.update('panelMembers', memberId, { ...answer, answeredOn: answer.answer === null ? null : answer.answeredOn }, version)
  })
  return {}
}

const excel = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Makes a panel's list. It names persons, so that it was given out, and why, is journalled. Protected identities are not in it. */
export async function exportPanel(call: Call, { id, reason, language }: Input<'export'>): Promise<{ documentId: string; name: string }> {
  const say = translator(language)
  const { db } = call.store
  const [panel, members, association] = await Promise.all([readPanel(db, id), panelContacts(db, id), db.selectFrom('association').select('name').executeTakeFirstOrThrow()])
  const bytes = await workbookBytes({
    title: panel.name, creator: association.name, language, createdAt: call.clock.now(),
    sheets: [
      {
        name: say('panels.export.sheet'), title: panel.name,
        lines: [...(panel.question === null ? [] : [panel.question]), say('panels.export.how', { rule: say(`panels.drawRule.${panel.drawRule}`), seed: panel.seed, pool: String(panel.poolCount), date: panel.drawnOn })],
        columns: [
          { header: say('panels.fields.position'), type: 'integer' },
          { header: say('panels.fields.person'), type: 'text', width: 30 },
          { header: say('panels.fields.memberNumber'), type: 'identifier' },
          { header: say('panels.fields.municipality'), type: 'text', width: 18 },
          { header: say('competences.fields.travelMeans'), type: 'text', width: 24 },
          { header: say('panels.fields.phone'), type: 'identifier', width: 18 },
          { header: say('panels.fields.email'), type: 'text', width: 30 },
          { header: say('panels.fields.askedOn'), type: 'date' },
          { header: say('panels.fields.answer'), type: 'text' },
          { header: say('panels.fields.answeredOn'), type: 'date' },
        ],
        rows: members.map((member) => [
          member.position, `${member.givenName} ${member.familyName}`, member.memberNumber, member.municipalityCode && (municipalityByCode(member.municipalityCode)?.name ?? null),
          member.travelMeans.map((means) => say(`competences.travelMeans.${means}`)).join(', ') || null, member.phone, member.email,
          member.askedOn, member.answer === null ? null : say(`panels.answer.${member.answer as 'yes' | 'no'}`), member.answeredOn,
        ]),
      },
    ],
  })
  await call.store.transact(call.act(reason), async (writer) => writer.note('panels', id))
  const name = `${say('panels.export.fileName', { date: panel.drawnOn })}.xlsx`
  return { name, documentId: call.documents.put({ name, mediaType: excel, bytes }) }
}

async function panelOf(db: ReadDb, memberId: string): Promise<Panel> {
  const member = await db.selectFrom('panelMembers').select('panelId').where('id', '=', memberId).executeTakeFirst()
  if (!member) throw new NotFound()
  return readPanel(db, member.panelId)
}

async function refuseUnknownArea(db: ReadDb, areaId: string | null): Promise<void> {
  if (areaId === null || (await db.selectFrom('subjectAreas').select('id').where('id', '=', areaId).executeTakeFirst())) return
  throw new ValidationFailure([{ path: 'areaId', rule: 'common.notAChoice' }])
}
