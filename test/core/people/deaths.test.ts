import { beforeAll, expect, it } from 'vitest'
import { meetingWith } from '#test/support/invited-meeting.ts'
import { onBothEngines, refusalOf } from '#test/support/world.ts'

onBothEngines('A person who has died', (world) => {
  const office = () => world().as('officeWorker')
  const coordinator = () => world().as('coordinator')
  const read = (id: string) => office().people.read({ id })
  let goran: string
  let bo: string
  let meetingId: string

  beforeAll(async () => {
    const address = { street: 'Storgatan 1', postcode: '753 20', town: 'Uppsala' }
    goran = (await office().people.create({ givenName: 'Göran', familyName: 'Åkerblom', birthDate: '1940-05-01', email: 'goran@example.se', ...address, membership: { kind: 'main', startsOn: '2020-01-01' } })).id
    bo = (await office().people.create({ givenName: 'Bo', familyName: 'Ek', email: 'bo@example.se', ...address, contactPersonId: goran })).id
    meetingId = await meetingWith(world(), [goran, bo])
  }, 60_000)

  async function recordDeath(deceasedOn: '2026-11-10' | '2026-11-12' = '2026-11-10') {
    await office().people.recordDeath({ id: goran, version: (await read(goran)).version, deceasedOn })
  }

  async function undoLast() {
    const { entry } = await office().journal.lastUndoable({})
    await office().journal.undo({ entryId: entry?.id as string })
  }

  it('did not die in the future, nor before being born', async () => {
    const { version } = await read(goran)
    expect(await refusalOf(office().people.recordDeath({ id: goran, version, deceasedOn: '2026-11-22' }))).toMatchObject({ data: { fields: [{ path: 'deceasedOn', rule: 'people.diesInFuture' }] } })
    expect(await refusalOf(office().people.recordDeath({ id: goran, version, deceasedOn: '1940-04-30' }))).toMatchObject({ data: { rule: 'people.diedBeforeBirth' } })
    expect(await refusalOf(world().as('boardMember').people.recordDeath({ id: goran, version, deceasedOn: '2026-11-10' }))).toMatchObject({ code: 'NOT_ALLOWED' })
  })

  it('is nothing more from that day, and one undo takes all of it back', async () => {
    await recordDeath()
    const dead = await read(goran)
    expect(dead).toMatchObject({ deceasedOn: '2026-11-10', memberships: [{ endsOn: '2026-11-10', endReasonKind: 'deceased', status: 'ended' }] })
    expect((await coordinator().people.read({ id: goran })).roles.filter(({ status }) => status !== 'ended')).toEqual([])
    expect(await office().people.listIds({ filter: [{ field: 'role', operator: 'is', values: ['member', 'representative', 'contactPerson'] }] })).not.toContain(goran)
    expect(await office().people.listIds({ filter: [{ field: 'deceased', operator: 'yes' }] })).toEqual([goran])
    await undoLast()
    expect(await read(goran)).toMatchObject({ deceasedOn: null, memberships: [{ endsOn: null, endReasonKind: null, status: 'current' }] })
    expect((await coordinator().people.read({ id: goran })).roles.filter(({ status }) => status === 'current')).toHaveLength(3)
  })

  it('leaves a seat to be filled, which the coordinator is told of first, and is not invited', async () => {
    await recordDeath()
    const { emptySeats } = await coordinator().bodies.attention({})
    expect(emptySeats).toMatchObject({ total: 1, rows: [{ bodyName: 'Rådet', diedIn: { person: { name: 'Göran Åkerblom' }, diedOn: '2026-11-10' } }] })
    expect((await coordinator().meetings.read({ id: meetingId })).invitations.map(({ person }) => person.name)).toEqual(['Bo Ek'])
  })

  it('gets no letter, e-mail or label, and nobody is reached through the dead', async () => {
    const { id } = await coordinator().mailings.create({ audience: 'persons', personIds: [goran, bo], subject: 'Hej', body: 'Hej {förnamn}!', easyBody: null })
    const { unreached } = await coordinator().mailings.preview({ id })
    expect(unreached.map(({ person, finding }) => [person.name, finding.rule])).toEqual([['Bo Ek', 'mailings.viaDeceased'], ['Göran Åkerblom', 'mailings.deceased']])
    const exported = async (format: 'emails' | 'labels' | 'excel', filter: { field: 'deceased'; operator: 'yes' }[] = []) => {
      for await (const event of await office().views.export({ format, reason: 'Kallelse', filter })) if (event.kind === 'finished') return event
      throw new Error('No file was made')
    }
    expect(await exported('emails')).toMatchObject({ personCount: 1, leftOut: [{ id: goran, reason: 'deceased' }] })
    expect(await exported('labels')).toMatchObject({ personCount: 1, leftOut: [{ id: goran, reason: 'deceased' }] })
    expect(await exported('excel')).toMatchObject({ personCount: 1, leftOut: [{ id: goran, reason: 'deceased' }] })
    expect(await exported('excel', [{ field: 'deceased', operator: 'yes' }])).toMatchObject({ personCount: 1, leftOut: [] })
  })

  it('is not among those who cannot be reached by a mailing to the register, nor counted there', async () => {
    const { id } = await coordinator().mailings.create({ audience: 'register', subject: 'Hej', body: 'Hej!', easyBody: null })
    const { unreached, leftOut } = await coordinator().mailings.preview({ id })
    expect(unreached.map(({ person }) => person.name)).not.toContain('Göran Åkerblom')
    expect(leftOut).toEqual([])
  })

  it('becomes neither a member nor a representative any more', async () => {
    expect(await refusalOf(office().memberships.begin({ personId: goran, kind: 'main', startsOn: '2026-11-15' }))).toMatchObject({ data: { rule: 'people.hasDied' } })
    const { emptySeats } = await coordinator().bodies.attention({})
    expect(await refusalOf(coordinator().bodies.appoint({ seatId: emptySeats.rows[0]?.seatId as string, personId: goran, startsOn: '2026-11-15', decidedOn: '2026-11-14' }))).toMatchObject({
      data: { fields: [{ path: 'personId', rule: 'people.hasDied' }] },
    })
  })

  it('lives again as before where it was a mistake, also when others have changed since', async () => {
    const { version } = await read(bo)
    await office().people.update({ id: bo, version, changes: { note: 'Ringde' } })
    await office().people.takeBackDeath({ id: goran, version: (await read(goran)).version })
    expect(await read(goran)).toMatchObject({ deceasedOn: null, memberships: [{ endsOn: null, endReasonKind: null, status: 'current' }] })
    expect((await coordinator().people.read({ id: goran })).roles).toMatchObject([{ status: 'current' }, { status: 'current' }, { status: 'current' }])
    expect((await coordinator().bodies.attention({})).emptySeats.total).toBe(0)
  })

  it('has died just as well where that is why a membership ends', async () => {
    const { memberships: [membership] } = await read(goran)
    await office().memberships.end({ id: membership?.id as string, version: membership?.version as number, endsOn: '2026-11-12', reasonKind: 'deceased', reason: null })
    expect(await read(goran)).toMatchObject({ deceasedOn: '2026-11-12', memberships: [{ endsOn: '2026-11-12' }] })
    expect((await coordinator().bodies.attention({})).emptySeats.total).toBe(1)
    await office().people.takeBackDeath({ id: goran, version: (await read(goran)).version })
    expect(await read(goran)).toMatchObject({ deceasedOn: null, memberships: [{ endsOn: null }] })
  })

  it('is told of no more than before where the identity is protected', async () => {
    const { id } = await office().people.create({ givenName: 'Hemlig', familyName: 'Person', isProtected: true })
    await office().people.recordDeath({ id, version: 1, deceasedOn: '2026-11-01' })
    expect((await read(id)).deceasedOn).toBeNull()
    expect(await office().people.listIds({ filter: [{ field: 'deceased', operator: 'yes' }] })).toEqual([])
  })

  it('is nobody’s guardian from that day, also where the death was recorded before it ended that', async () => {
    const { id: child } = await office().people.create({ givenName: 'Liten', familyName: 'Ek', birthDate: '2020-05-01' })
    const { id: guardian } = await office().people.create({ givenName: 'Gamla', familyName: 'Ek', birthDate: '1950-05-01' })
    await office().guardians.add({ childPersonId: child, guardianPersonId: guardian, startsOn: '2024-01-01', participationConsentOn: '2024-01-01', contactConsentOn: '2024-01-01' })
    expect(await read(child)).toMatchObject({ guardians: [{ status: 'current', endsOn: '2038-04-30' }], childFindings: [] })
    await world().given((writer) => writer.update('persons', guardian, { deceasedOn: '2026-11-20' }))
    expect(await read(child)).toMatchObject({ guardians: [{ status: 'ended', endsOn: '2026-11-20' }], childFindings: [{ rule: 'guardians.missing' }] })
    expect(await office().people.listIds({ filter: [{ field: 'guardianMissing', operator: 'yes' }] })).toContain(child)
    expect((await read(guardian)).roles).toMatchObject([{ role: 'guardian', status: 'ended', endsOn: '2026-11-20' }])
  })
})
