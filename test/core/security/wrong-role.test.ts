import { beforeAll, expect, it } from 'vitest'
import { coreClient } from '#contract/client.ts'
import { sessionHeader } from '#core/core.ts'
import { givenBody, givenDebtor, givenMeeting, givenPerson } from '#test/support/council.ts'
import { onBothEngines, refusalOf, testPassword } from '#test/support/world.ts'

onBothEngines('A user of another role', (world) => {
  let payoutId: string

  beforeAll(async () => {
    await givenDebtor(world())
    const bodyId = await givenBody(world())
    const anna = await givenPerson(world(), { givenName: 'Anna', familyName: 'Åkesson' })
    await givenMeeting(world(), { bodyId, heldOn: '2026-10-14' }, [{ personId: anna }])
    const treasurer = world().as('treasurer')
    const { rows } = await treasurer.claims.list({ state: 'submitted' })
    await treasurer.claims.approveMany({ ids: rows.map((row) => row.id) })
    payoutId = (await treasurer.payouts.create({ paidOn: '2026-11-25' })).id
    await treasurer.payouts.freeze({ id: payoutId, version: (await treasurer.payouts.read({ id: payoutId })).version })
  })

  it('does not end a protection that she may not look behind', async () => {
    const id = await givenPerson(world(), { givenName: 'Dold', familyName: 'Skogh' })
    const coordinator = world().as('coordinator')
    const { version } = await coordinator.people.update({ id, version: 1, changes: { isProtected: true } })
    expect(await refusalOf(coordinator.people.update({ id, version, changes: { isProtected: false } }))).toMatchObject({ data: { rule: 'people.mayNotEndProtection' } })
    expect((await coordinator.people.read({ id })).familyName).toBeNull()
    await world().as('officeWorker').people.update({ id, version, changes: { isProtected: false } })
    expect((await coordinator.people.read({ id })).familyName).toBe('Skogh')
  })

  it('sees in the journal that money was decided on, not how much and for whom', async () => {
    const changesSeenBy = async (role: 'officeWorker' | 'treasurer') => {
      const { entries } = await world().as(role).journal.list({ limit: 500 })
      return entries.flatMap((entry) => entry.changes).filter((change) => ['claims', 'claimLines', 'payouts', 'payoutItems'].includes(change.table))
    }
    expect((await changesSeenBy('treasurer')).some((change) => change.fields.some((field) => field.field === 'netOre'))).toBe(true)
    const seen = await changesSeenBy('officeWorker')
    expect(seen.length).toBeGreaterThan(0)
    expect(seen.flatMap((change) => change.fields)).toEqual([])
  })

  it('does not undo what she may not do, not as administrator either', async () => {
    const treasurer = world().as('treasurer')
    await treasurer.tariffs.create({ name: 'Eget arvode', model: 'none', terms: { startsOn: '2026-01-01' } })
    const { entry } = await treasurer.journal.lastUndoable({})
    const entryId = entry?.id as string
    expect(await refusalOf(world().as('administrator').journal.undo({ entryId }))).toMatchObject({ data: { rule: 'journal.notAllowed' } })
    await treasurer.journal.undo({ entryId })
  })

  it('leaves a trace with the reason each time a bank file or a payment list is given out', async () => {
    const treasurer = world().as('treasurer')
    await treasurer.payouts.exportFile({ id: payoutId, reason: 'Betala' })
    await treasurer.payouts.exportFile({ id: payoutId, reason: 'Filen kom bort' })
    await treasurer.payouts.exportList({ id: payoutId, reason: 'Underlag till bokföringen' })
    const { entries } = await treasurer.journal.list({ subjectId: payoutId })
    expect(entries.map((entry) => entry.procedure).filter((procedure) => procedure.startsWith('payouts.export'))).toEqual(['payouts.exportList', 'payouts.exportFile', 'payouts.exportFile'])
    expect(entries.filter((entry) => entry.procedure.startsWith('payouts.export')).map((entry) => entry.reason)).toEqual(['Underlag till bokföringen', 'Filen kom bort', 'Betala'])
  })

  it('does not find a document that was made before somebody signed out', async () => {
    const { token } = await world().nobody.session.signIn({ signInName: 'treasurer', password: testPassword })
    const client = coreClient(world().core.handle, () => ({ [sessionHeader]: token }))
    const { documentId } = await client.payouts.exportList({ id: payoutId, reason: 'Betala' })
    const fetched = async () => (await world().core.handle(new Request(`http://talan/documents/${documentId}`))).status
    expect(await fetched()).toBe(200)
    await client.session.signOut({})
    expect(await fetched()).toBe(404)
  })

  it('hears nothing more of what others change once she has signed out', async () => {
    const { token } = await world().nobody.session.signIn({ signInName: 'boardMember', password: testPassword })
    const changes = await world().core.handle(new Request('http://talan/changes', { headers: { [sessionHeader]: token } }))
    await coreClient(world().core.handle, () => ({ [sessionHeader]: token })).session.signOut({})
    await givenPerson(world(), { givenName: 'Ny', familyName: 'Medlem' })
    await world().as('officeWorker').organisations.create({ kind: 'unit', name: 'Enheten' })
    expect(await changes.text()).toBe(': listening\n\n')
  })

  it('pays no claim twice from two windows at once', async () => {
    const treasurer = world().as('treasurer')
    const bodyId = await givenBody(world())
    const bo = await givenPerson(world(), { givenName: 'Bo', familyName: 'Öst' })
    await givenMeeting(world(), { bodyId, heldOn: '2026-10-15' }, [{ personId: bo }])
    const { rows } = await treasurer.claims.list({ personId: bo })
    const ids = rows.map((row) => row.id)
    const approvals = await Promise.all([treasurer.claims.approveMany({ ids }), treasurer.claims.approveMany({ ids })])
    expect(approvals.map((approval) => approval.approved).toSorted()).toEqual([0, 1])
    const create = () => treasurer.payouts.create({ paidOn: '2026-11-25', claimIds: ids })
    const made = await Promise.allSettled([create(), create()])
    expect(made.map((result) => result.status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })
})
