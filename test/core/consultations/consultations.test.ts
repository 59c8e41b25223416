import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { askingFinding, consultationFindings, promiseFinding, urgencyOn, viewpointFindings } from '#core/consultations/rules.ts'
import { addDays, type LocalDate } from '#shared/dates.ts'
import { onBothEngines, refusalOf } from '#test/support/world.ts'

const received = { receivedOn: '2026-10-01', answerDueOn: null, answeredOn: null, answer: null, decidedOn: null, decision: null, toldBackOn: null } as const
const today = '2026-11-20'

describe('A consultation', () => {
  it('says which step lacks its day or its words, comes too early or has not been', () => {
    const rules = (consultation: Partial<Parameters<typeof consultationFindings>[0]>) => consultationFindings({ ...received, ...consultation }, today).map(({ path, rule }) => [path, rule])
    expect(rules({})).toEqual([])
    expect(rules({ answerDueOn: '2026-09-30' })).toEqual([['answerDueOn', 'consultations.dueBeforeReceived']])
    expect(rules({ answeredOn: '2026-09-01', answer: 'Ja' })).toEqual([['answeredOn', 'consultations.stepsOutOfOrder']])
    expect(rules({ toldBackOn: '2026-12-24' })).toEqual([['toldBackOn', 'consultations.inFuture']])
    expect(rules({ answeredOn: '2026-10-20' })).toEqual([['answer', 'consultations.answerMissing']])
    expect(rules({ answer: 'Ja' })).toEqual([['answeredOn', 'consultations.answerDayMissing']])
    expect(rules({ decidedOn: '2026-10-20' })).toEqual([['decision', 'consultations.decisionMissing']])
    expect(rules({ decision: 'Allt togs med' })).toEqual([['decidedOn', 'consultations.decisionDayMissing']])
  })

  it('is due from two weeks before its day, overdue from the day after, and neither once the answer is sent', () => {
    const urgency = (answerDueOn: LocalDate | null, answeredOn: LocalDate | null = null) => urgencyOn({ answerDueOn, answeredOn }, today)
    expect([urgency(null), urgency('2026-12-05'), urgency('2026-12-04'), urgency(today), urgency('2026-11-19')]).toEqual([null, 'later', 'soon', 'soon', 'overdue'])
    fc.assert(fc.property(fc.integer({ min: -400, max: 400 }), fc.integer({ min: 0, max: 400 }), (due, sent) => urgency(addDays(today, due), addDays(today, -sent)) === null))
  })

  it('asks one at a time, and nobody twice', () => {
    const nobody = { personId: null, organisationId: null, panelId: null }
    expect(askingFinding(nobody, [])).toEqual({ rule: 'consultations.askOne' })
    expect(askingFinding({ ...nobody, personId: 'a', panelId: 'b' }, [])).toEqual({ rule: 'consultations.askOne' })
    expect(askingFinding({ ...nobody, personId: 'a' }, [{ ...nobody, personId: 'b' }])).toBeUndefined()
    expect(askingFinding({ ...nobody, personId: 'a' }, [{ ...nobody, personId: 'a' }])).toEqual({ rule: 'consultations.alreadyAsked' })
  })

  it('keeps what was promised about names', () => {
    const consultation = { receivedOn: '2026-10-01', isAnonymous: true, inviteeIds: ['anna'] } as const
    const viewpoint = { receivedOn: '2026-10-05', inviteeId: null } as const
    expect(viewpointFindings(viewpoint, consultation, today)).toEqual([])
    expect(viewpointFindings({ ...viewpoint, inviteeId: 'anna' }, consultation, today)).toEqual([{ path: 'inviteeId', rule: 'consultations.noNames' }])
    expect(viewpointFindings({ ...viewpoint, inviteeId: 'anna' }, { ...consultation, isAnonymous: false }, today)).toEqual([])
    expect(viewpointFindings({ ...viewpoint, inviteeId: 'bo' }, { ...consultation, isAnonymous: false }, today)).toEqual([{ path: 'inviteeId', rule: 'common.notAChoice' }])
    expect(viewpointFindings({ receivedOn: '2026-09-30', inviteeId: null }, consultation, today)).toEqual([{ path: 'receivedOn', rule: 'consultations.beforeQuestion' }])
    expect(promiseFinding({ wasAnonymous: true, isAnonymous: false, viewpointCount: 0 })).toEqual([])
    expect(promiseFinding({ wasAnonymous: true, isAnonymous: false, viewpointCount: 1 })).toEqual([{ path: 'isAnonymous', rule: 'consultations.promiseMade' }])
  })
})

onBothEngines('Consultations', (world) => {
  it('are followed from the question to who was asked, what came in, the answer, the decision and a proposal', async () => {
    const coordinator = world().as('coordinator')
    const { id: hostId } = await coordinator.organisations.create({ kind: 'region', name: 'Region Uppsala' })
    const { id: bodyId } = await coordinator.bodies.create({ hostOrganisationId: hostId, name: 'Rådet', kind: 'council', method: 'council', level: 'system', payer: 'host', travelRule: 'taxable', startsOn: '2024-01-01' })
    const { id: personId } = await coordinator.people.create({ givenName: 'Åsa', familyName: 'Öberg', membership: { kind: 'main', startsOn: '2024-01-01' } })
    const fields = { title: 'Ny handlingsplan', kind: 'referral', askedByOrganisationId: hostId, bodyId, receivedOn: '2026-11-01', answerDueOn: '2026-11-25' } as const
    const { id } = await coordinator.consultations.create(fields)

    await coordinator.consultations.ask({ consultationId: id, askedOn: '2026-11-02', personId })
    expect(await refusalOf(coordinator.consultations.ask({ consultationId: id, askedOn: '2026-11-03', personId }))).toMatchObject({ data: { rule: 'consultations.alreadyAsked' } })
    const { invitees: [invitee] } = await coordinator.consultations.read({ id })
    expect(invitee).toMatchObject({ person: { name: 'Åsa Öberg' }, organisation: null, panel: null })
    const said = { consultationId: id, receivedOn: '2026-11-10', text: 'Anhöriga saknas', voiceCount: 3 } as const
    expect(await refusalOf(coordinator.consultations.addViewpoint({ ...said, inviteeId: invitee?.id }))).toMatchObject({ data: { fields: [{ path: 'inviteeId', rule: 'consultations.noNames' }] } })
    await coordinator.consultations.addViewpoint(said)
    expect(await refusalOf(coordinator.consultations.update({ id, version: 1, ...fields, isAnonymous: false }))).toMatchObject({ data: { fields: [{ path: 'isAnonymous', rule: 'consultations.promiseMade' }] } })

    expect(await coordinator.consultations.read({ id })).toMatchObject({ step: 'received', urgency: 'soon', viewpointCount: 1, viewpoints: [{ text: 'Anhöriga saknas', voiceCount: 3, inviteeId: null }] })
    for (const [input, found] of [[{ state: 'due' }, 1], [{ state: 'overdue' }, 0], [{ state: 'answered' }, 0], [{ text: 'handling upps' }, 1], [{ kind: 'dialogue' }, 0], [{ organisationId: hostId }, 1]] as const) {
      expect((await coordinator.consultations.list(input)).total, JSON.stringify(input)).toBe(found)
    }
    await coordinator.consultations.update({ id, version: 1, ...fields, answeredOn: '2026-11-20', answer: 'Ta med anhöriga' })
    expect((await coordinator.consultations.list({ state: 'answered' })).rows).toMatchObject([{ step: 'answered', urgency: null }])

    const { id: proposalId } = await coordinator.proposals.create({ title: 'Anhöriga med i planen', bodyId, consultationId: id, raisedOn: '2026-11-20' })
    expect((await coordinator.proposals.list({ consultationId: id })).rows.map((row) => row.id)).toEqual([proposalId])
    expect((await coordinator.proposals.read({ id: proposalId })).consultation).toEqual({ id, name: 'Ny handlingsplan' })
    expect(await refusalOf(world().as('boardMember').consultations.create(fields))).toMatchObject({ code: 'NOT_ALLOWED' })
    expect((await world().as('boardMember').consultations.read({ id })).answer).toBe('Ta med anhöriga')
  })

  it('keep one whose viewpoint is there among those who were asked, and take back a removal', async () => {
    const coordinator = world().as('coordinator')
    const { id: organisationId } = await coordinator.organisations.create({ kind: 'association', name: 'Balans' })
    const { id } = await coordinator.consultations.create({ title: 'Öppettider', kind: 'viewpoints', askedByOrganisationId: organisationId, receivedOn: '2026-11-01', isAnonymous: false })
    const { id: inviteeId } = await coordinator.consultations.ask({ consultationId: id, askedOn: '2026-11-02', organisationId })
    const { id: viewpointId } = await coordinator.consultations.addViewpoint({ consultationId: id, receivedOn: '2026-11-03', text: 'Öppet på kvällen', inviteeId })
    expect(await refusalOf(coordinator.consultations.removeInvitee({ id: inviteeId, version: 1 }))).toMatchObject({ data: { rule: 'consultations.hasSpoken' } })
    await coordinator.consultations.removeViewpoint({ id: viewpointId, version: 1 })
    const { entry } = await coordinator.journal.lastUndoable()
    await coordinator.journal.undo({ entryId: entry?.id as string })
    expect((await coordinator.consultations.read({ id })).viewpoints).toMatchObject([{ inviteeId, text: 'Öppet på kvällen' }])
  })

  it('keep what was promised about names when something is undone, and tell no name in their history', async () => {
    const coordinator = world().as('coordinator')
    const { id: organisationId } = await coordinator.organisations.create({ kind: 'association', name: 'Löftet' })
    const fields = { title: 'Namnlöst', kind: 'viewpoints', askedByOrganisationId: organisationId, receivedOn: '2026-11-01' } as const
    const { id } = await coordinator.consultations.create({ ...fields, isAnonymous: false })
    const { id: inviteeId } = await coordinator.consultations.ask({ consultationId: id, askedOn: '2026-11-02', organisationId })
    const said = { consultationId: id, receivedOn: '2026-11-03', text: 'Öppet på kvällen' } as const
    const toldInvitee = async () => (await coordinator.journal.list({ subjectId: id })).entries.flatMap(({ changes }) => changes.flatMap((change) => change.fields.map(({ field }) => field))).includes('inviteeId')

    const { id: namedId } = await coordinator.consultations.addViewpoint({ ...said, inviteeId })
    await coordinator.consultations.removeViewpoint({ id: namedId, version: 1 })
    const { entry: removal } = await coordinator.journal.lastUndoable()
    expect(await toldInvitee()).toBe(true)
    await coordinator.consultations.update({ id, version: 1, ...fields, isAnonymous: true })
    expect(await toldInvitee()).toBe(false)
    expect(await refusalOf(coordinator.journal.undo({ entryId: removal?.id as string }))).toMatchObject({ data: { rule: 'consultations.nameComesBack' } })
    expect((await coordinator.consultations.read({ id })).viewpoints).toEqual([])

    const { entry: promise } = await coordinator.journal.lastUndoable()
    const { id: namelessId } = await coordinator.consultations.addViewpoint(said)
    expect(await refusalOf(coordinator.journal.undo({ entryId: promise?.id as string }))).toMatchObject({ data: { rule: 'consultations.promiseMade' } })
    expect(await coordinator.consultations.read({ id })).toMatchObject({ isAnonymous: true, viewpoints: [{ id: namelessId, inviteeId: null }] })
    await coordinator.consultations.removeViewpoint({ id: namelessId, version: 1 })
    await coordinator.journal.undo({ entryId: promise?.id as string })
    await coordinator.journal.undo({ entryId: removal?.id as string })
    expect(await coordinator.consultations.read({ id })).toMatchObject({ isAnonymous: false, viewpoints: [{ inviteeId }] })
  })
})
