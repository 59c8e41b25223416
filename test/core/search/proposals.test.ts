import { expect, it } from 'vitest'
import { fillProposalEntries } from '#core/search/entries.ts'
import { onBothEngines } from '#test/support/world.ts'

onBothEngines('Proposals in the search', (world) => {
  let proposalId: string
  let meetingId: string
  const found = async (text: string) => (await world().as('boardMember').search.find({ text })).map(({ kind, id }) => [kind, id])

  it('are found by what they are called, before meetings, and by their day', async () => {
    const coordinator = world().as('coordinator')
    const { id: hostOrganisationId } = await coordinator.organisations.create({ kind: 'region', name: 'Regionen' })
    const { id: bodyId } = await coordinator.bodies.create({
      hostOrganisationId, name: 'Samrådet', kind: 'council', method: 'council', level: 'system', payer: 'host', travelRule: 'taxFree', travelRuleReason: 'Olika platser', startsOn: '2024-01-01',
    })
    meetingId = (await coordinator.meetings.plan({ bodyId, heldOn: '2026-03-12', startTime: '13:00', endTime: '15:00', topic: 'Återkoppling' })).id
    proposalId = (await coordinator.proposals.create({ title: 'Återkoppling efter varje möte', bodyId, meetingId, raisedOn: '2026-03-12', hopedFor: 'Som Gerda Gömd har bett om' })).id
    expect(await found('återk')).toEqual([['proposal', proposalId], ['meeting', meetingId]])
    expect(await found('aterkoppling efter')).toEqual([['proposal', proposalId]])
    expect(await found('möte 2026-03-12')).toEqual([['proposal', proposalId]])
  })

  it('are found by nothing else that is written there, which may name a person', async () => {
    expect(await found('gerda')).toEqual([])
  })

  it('are found by what they are called now, and not at all once it is undone', async () => {
    const coordinator = world().as('coordinator')
    const { hostName: _hostName, step: _step, isOverdue: _isOverdue, body, meeting, consultation, ...fields } = await coordinator.proposals.read({ id: proposalId })
    await coordinator.proposals.update({ ...fields, bodyId: body.id, meetingId: meeting?.id ?? null, consultationId: consultation?.id ?? null, title: 'Svar inom en månad' })
    expect(await found('svar inom')).toEqual([['proposal', proposalId]])
    expect(await found('återk')).toEqual([['meeting', meetingId]])
    const { entry } = await coordinator.journal.lastUndoable({})
    await coordinator.journal.undo({ entryId: entry?.id as string })
    expect(await found('svar inom')).toEqual([])
    expect(await found('aterkoppling efter')).toEqual([['proposal', proposalId]])
  })

  it('are found also where they were there before', async () => {
    await world().given(async () => undefined, async (transaction, { kind }) => {
      await transaction.deleteFrom('searchEntries').where('kind', '=', 'proposal').execute()
      await fillProposalEntries(transaction, kind)
    })
    expect(await found('aterkoppling efter')).toEqual([['proposal', proposalId]])
  })
})
