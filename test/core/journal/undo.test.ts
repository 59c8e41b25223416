import { expect, it } from 'vitest'
import { givenBody, givenPerson } from '#test/support/council.ts'
import { onBothEngines, refusalOf } from '#test/support/world.ts'

onBothEngines('Undoing', (world) => {
  it('is not for another user’s changes, unless one is the administrator', async () => {
    const { id } = await world().as('officeWorker').organisations.create({ kind: 'unit', name: 'Enheten' })
    const { entry } = await world().as('officeWorker').journal.lastUndoable({})
    expect(await refusalOf(world().as('coordinator').journal.undo({ entryId: entry?.id as string }))).toMatchObject({ data: { rule: 'journal.notOwnChange' } })
    await world().as('administrator').journal.undo({ entryId: entry?.id as string })
    expect(await refusalOf(world().as('officeWorker').organisations.read({ id }))).toMatchObject({ code: 'NOT_FOUND' })
    expect(await refusalOf(world().as('administrator').journal.undo({ entryId: entry?.id as string }))).toMatchObject({ data: { rule: 'journal.alreadyUndone' } })
  })

  it('is refused where something has been built on what would go', async () => {
    const office = world().as('officeWorker')
    const parent = await office.organisations.create({ kind: 'region', name: 'Moderregionen' })
    const { entry } = await office.journal.lastUndoable({})
    await office.organisations.create({ kind: 'unit', name: 'Dotterenheten', parentId: parent.id })
    expect(await refusalOf(office.journal.undo({ entryId: entry?.id as string }))).toMatchObject({ data: { rule: 'journal.builtUpon', params: { count: 1 } } })
  })

  it('never takes back attendance that claims rest on', async () => {
    const coordinator = world().as('coordinator')
    const bodyId = await givenBody(world())
    const personId = await givenPerson(world(), { givenName: 'Närvarande' })
    await coordinator.bodies.addSeat({ bodyId, kind: 'ordinary', startsOn: '2026-01-01' })
    const { seats } = await coordinator.bodies.read({ id: bodyId })
    await coordinator.bodies.appoint({ seatId: seats[0]?.id as string, personId, startsOn: '2026-01-01', decidedOn: '2025-12-01' })
    const { id: meetingId } = await coordinator.meetings.plan({ bodyId, title: null, heldOn: '2026-11-19', startTime: '13:00', endTime: '15:00', place: null })
    await coordinator.meetings.recordAttendance({ meetingId, rows: [{ personId, status: 'present' }] })
    const { entry } = await coordinator.journal.lastUndoable({})
    const { version } = await coordinator.meetings.read({ id: meetingId })
    const offered = async () => (await coordinator.journal.list({ subjectId: meetingId })).entries.find(({ id }) => id === entry?.id)?.isUndoable
    expect(await offered()).toBe(true)
    await coordinator.meetings.approveAttendance({ id: meetingId, version })
    expect(await offered()).toBe(false)
    expect(await refusalOf(coordinator.journal.undo({ entryId: entry?.id as string }))).toMatchObject({ data: { rule: 'journal.locked' } })
    expect((await coordinator.journal.lastUndoable({})).entry).toBeNull()
  })
})
