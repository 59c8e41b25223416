import { beforeAll, describe, expect, it } from 'vitest'
import { noteSubjectNames, noteSubjects, type NoteSubject } from '#contract/notes.ts'
import { rolePermissions, roles } from '#contract/permissions.ts'
import { followUpState, mayFinish } from '#core/notes/rules.ts'
import { givenBody, givenMeeting, givenPerson } from '#test/support/council.ts'
import { onBothEngines, refusalOf } from '#test/support/world.ts'

describe('A follow-up', () => {
  it('is upcoming, due, overdue or done by its day and nothing else', () => {
    const at = (followUpOn: '2026-11-20' | '2026-11-21' | '2026-11-22' | null, doneAt: '2026-11-01T09:00:00.000Z' | null = null) => followUpState({ followUpOn, doneAt }, '2026-11-21')
    expect([at('2026-11-22'), at('2026-11-21'), at('2026-11-20'), at('2026-11-20', '2026-11-01T09:00:00.000Z'), at(null)]).toEqual(['upcoming', 'due', 'overdue', 'done', null])
  })

  it('may be finished by the one it is assigned to, though she may only read', () => {
    const note = { subjectTable: 'persons', followUpOn: '2026-11-21', doneAt: null, assignedToUserId: 'stina' } as const
    const reader = new Set(rolePermissions.boardMember)
    expect(mayFinish(note, { id: 'stina', permissions: reader })).toBe(true)
    expect(mayFinish(note, { id: 'other', permissions: reader })).toBe(false)
    expect(mayFinish({ ...note, doneAt: '2026-11-21T09:00:00.000Z' }, { id: 'stina', permissions: reader })).toBe(false)
  })
})

onBothEngines('Notes', (world) => {
  const subjects = {} as Record<NoteSubject, string>

  beforeAll(async () => {
    const [coordinator, treasurer] = [world().as('coordinator'), world().as('treasurer')]
    subjects.persons = await givenPerson(world(), { givenName: 'Anna', familyName: 'Åkesson' })
    subjects.bodies = await givenBody(world())
    const { host } = await coordinator.bodies.read({ id: subjects.bodies })
    subjects.organisations = host.id
    subjects.meetings = (await givenMeeting(world(), { bodyId: subjects.bodies, heldOn: '2026-10-14' }, [{ personId: subjects.persons }])).meetingId
    subjects.claims = (await treasurer.claims.list({})).rows[0]?.id as string
    subjects.grants = (await treasurer.grants.create({ funderOrganisationId: host.id, name: 'Bidraget', startsOn: '2026-01-01', endsOn: '2026-12-31' })).id
    subjects.audits = (await coordinator.audits.create({ name: 'Revisionen', orderedByOrganisationId: host.id, auditedOrganisationId: host.id, orderedOn: '2026-05-01' })).id
    subjects.proposals = (await coordinator.proposals.create({ title: 'Öppet på kvällen', bodyId: subjects.bodies, raisedOn: '2026-05-01' })).id
    subjects.events = (await coordinator.events.create({ title: 'Dialogcafé', method: 'dialogueCafe', level: 'unit', heldOn: '2026-05-01' })).id
    subjects.barriers = (await coordinator.barriers.create({ title: 'Möten på arbetstid', kind: 'timeOfDay', bodyId: subjects.bodies, noticedOn: '2026-05-01' })).id
    subjects.consultations = (await coordinator.consultations.create({ title: 'Nya öppettider', askedByOrganisationId: host.id, receivedOn: '2026-05-01' })).id
    const { id: trainingId } = await coordinator.trainings.create({ name: 'Kursen', kind: 'peerSupport', requiredSessions: 1 })
    subjects.trainings = trainingId
    await coordinator.people.create({ givenName: 'Ada', familyName: 'Panel', membership: { kind: 'main', startsOn: '2024-01-01' } })
    subjects.panels = (await coordinator.panels.draw({ name: 'Kallelser', size: 1, seed: 'frö', mix: [], quotas: [] })).id
    await treasurer.claims.approve({ id: subjects.claims, version: 1 })
    subjects.payouts = (await treasurer.payouts.create({ paidOn: '2026-11-25' })).id
    subjects.mailings = (await coordinator.mailings.create({ audience: 'persons', personIds: [subjects.persons], subject: 'Hej från {förening}', body: 'Hej!' })).id
    subjects.courseRounds = (await coordinator.trainings.createRound({ trainingId, name: 'Hösten', startsOn: '2026-09-01', endsOn: '2026-12-01', requiredSessions: 1 })).id
  })

  it.each(noteSubjectNames)('on %s are read by those who may read it, and written by those who may change it', async (subjectTable) => {
    const subject = { subjectTable, subjectId: subjects[subjectTable] }
    for (const role of roles) {
      const [mayRead, mayWrite] = [noteSubjects[subjectTable].read, noteSubjects[subjectTable].write].map((permission) => rolePermissions[role].includes(permission))
      const client = world().as(role)
      const adding = client.notes.add({ ...subject, text: `Skrivet av ${role}` })
      if (mayWrite) await adding
      else expect(await refusalOf(adding), role).toMatchObject({ code: 'RULE_VIOLATION', data: { rule: 'notes.mayNotWrite' } })
      if (mayRead) expect(await client.notes.list(subject), role).toMatchObject({ isMasked: false, mayWrite })
      else expect(await refusalOf(client.notes.list(subject)), role).toMatchObject({ code: 'NOT_FOUND' })
    }
  })

  it('go with a mailing or a payout that is thrown away, and come back with it', async () => {
    const coordinator = world().as('coordinator')
    const { id } = await coordinator.mailings.create({ audience: 'persons', personIds: [subjects.persons], subject: 'Utkastet', body: 'Hej!' })
    await coordinator.notes.add({ subjectTable: 'mailings', subjectId: id, text: 'Skicka inte än', followUpOn: '2026-12-01' })
    const isToFollowUp = async () => (await coordinator.notes.followUps({})).rows.some(({ subjectId, subjectName }) => subjectId === id && subjectName === 'Utkastet')
    expect(await isToFollowUp()).toBe(true)
    const throwAway = async () => coordinator.mailings.remove({ id, version: (await coordinator.mailings.read({ id })).version })
    await throwAway()
    expect(await isToFollowUp()).toBe(false)
    await coordinator.journal.undo({ entryId: (await coordinator.journal.lastUndoable({})).entry?.id as string })
    expect(await isToFollowUp()).toBe(true)
    await throwAway()

    const treasurer = world().as('treasurer')
    await treasurer.notes.add({ subjectTable: 'payouts', subjectId: subjects.payouts, text: 'Vänta på banken' })
    await treasurer.payouts.discard({ id: subjects.payouts, version: 1 })
    expect(await refusalOf(treasurer.notes.list({ subjectTable: 'payouts', subjectId: subjects.payouts }))).toMatchObject({ code: 'NOT_FOUND' })
  })

  it('are changed and removed, and say who wrote them and when', async () => {
    const coordinator = world().as('coordinator')
    const subject = { subjectTable: 'bodies', subjectId: subjects.bodies } as const
    const { id } = await coordinator.notes.add({ ...subject, text: 'Ring regionen' })
    await coordinator.notes.update({ id, version: 1, text: 'Ring regionens samordnare', followUpOn: '2026-12-01' })
    const written = (await coordinator.notes.list(subject)).notes.find((note) => note.id === id)
    expect(written).toMatchObject({ text: 'Ring regionens samordnare', writtenOn: '2026-11-21', writtenBy: { displayName: 'Test coordinator' }, state: 'upcoming', version: 2 })
    expect(await refusalOf(coordinator.notes.remove({ id, version: 1 }))).toMatchObject({ code: 'CONFLICT' })
    await coordinator.notes.remove({ id, version: 2 })
    expect((await coordinator.notes.list(subject)).notes.some((note) => note.id === id)).toBe(false)
  })

  it('are followed up by somebody who may read them, are listed as hers, and are done with one undo', async () => {
    const [coordinator, board] = [world().as('coordinator'), world().as('boardMember')]
    const assignedToUserId = world().userId('boardMember')
    const subject = { subjectTable: 'meetings', subjectId: subjects.meetings } as const
    expect(await refusalOf(coordinator.notes.add({ ...subject, text: 'Utan dag', assignedToUserId }))).toMatchObject({ data: { fields: [{ path: 'followUpOn', rule: 'notes.assigneeNeedsDay' }] } })
    const { id } = await coordinator.notes.add({ ...subject, text: 'Fråga om lokalen', followUpOn: '2026-11-20', assignedToUserId })
    await coordinator.notes.add({ ...subject, text: 'Senare', followUpOn: '2027-01-15' })

    const mine = await board.notes.followUps({ whose: 'mine' })
    expect(mine).toMatchObject({ total: 1, rows: [{ id, text: 'Fråga om lokalen', state: 'overdue', subjectName: 'Brukarrådet', subjectOn: '2026-10-14', mayFinish: true }] })
    expect((await coordinator.notes.followUps({ show: 'overdue' })).rows.map((row) => row.id)).toEqual([id])
    expect((await coordinator.notes.followUps({ show: 'open' })).rows.map((row) => row.text)).toEqual(['Fråga om lokalen', 'Senare'])

    await board.notes.finish({ id, version: 1 })
    expect((await board.notes.followUps({ whose: 'mine' })).total).toBe(0)
    expect((await board.notes.followUps({ whose: 'mine', show: 'done' })).rows).toMatchObject([{ id, state: 'done', doneBy: { displayName: 'Test boardMember' }, mayFinish: false }])
    expect(await refusalOf(board.notes.finish({ id, version: 2 }))).toMatchObject({ data: { rule: 'notes.mayNotFinish' } })
    const { entry } = await board.journal.lastUndoable({})
    await board.journal.undo({ entryId: entry?.id as string })
    expect((await board.notes.followUps({ whose: 'mine' })).rows).toMatchObject([{ id, state: 'overdue', doneBy: null }])
  })

  it('are not listed for follow-up to one who may not read what they are on', async () => {
    await world().as('treasurer').notes.add({ subjectTable: 'claims', subjectId: subjects.claims, text: 'Kontrollera resan', followUpOn: '2026-11-21' })
    const texts = async (role: 'officeWorker' | 'treasurer') => (await world().as(role).notes.followUps({ show: 'due' })).rows.map((row) => row.text)
    expect(await texts('treasurer')).toContain('Kontrollera resan')
    expect(await texts('officeWorker')).not.toContain('Kontrollera resan')
    const { entries } = await world().as('officeWorker').journal.list({ subjectId: subjects.claims })
    expect(JSON.stringify(entries)).not.toContain('Kontrollera resan')
  })

  it('are assigned only to users who may read what they are on', async () => {
    const treasurer = world().as('treasurer')
    const names = (await treasurer.notes.assignees({ subjectTable: 'claims' })).map(({ displayName }) => displayName)
    expect(names).toContain('Test boardMember')
    expect(names).not.toContain('Test officeWorker')
    const wrong = { subjectTable: 'claims', subjectId: subjects.claims, text: 'Fel', followUpOn: '2026-11-21', assignedToUserId: world().userId('officeWorker') } as const
    expect(await refusalOf(treasurer.notes.add(wrong))).toMatchObject({ data: { fields: [{ path: 'assignedToUserId', rule: 'common.notAChoice' }] } })
  })

  it('of a person with protected identity are shown only when she is opened, for a reason that is journalled', async () => {
    const personId = await givenPerson(world(), { givenName: 'Dold', familyName: 'Skogh', isProtected: true })
    const office = world().as('officeWorker')
    const subject = { subjectTable: 'persons', subjectId: personId } as const
    await office.notes.add({ ...subject, text: 'Bor numera i Undanby', followUpOn: '2026-11-21' })
    expect(await office.notes.list(subject)).toMatchObject({ isMasked: true, mayWrite: false, notes: [] })
    const followUp = (await office.notes.followUps({})).rows.find((row) => row.subjectId === personId)
    expect(followUp).toMatchObject({ subjectName: null, text: null, state: 'due' })
    expect(await refusalOf(world().as('coordinator').notes.openProtected({ ...subject, reason: 'Nyfiken' }))).toMatchObject({ code: 'NOT_ALLOWED' })
    expect((await office.notes.openProtected({ ...subject, reason: 'Ska ringa' })).notes).toMatchObject([{ text: 'Bor numera i Undanby' }])
    const { entries } = await office.journal.list({ subjectId: personId })
    expect(entries[0]).toMatchObject({ procedure: 'notes.openProtected', reason: 'Ska ringa' })
    expect(JSON.stringify(entries)).not.toContain('Undanby')
  })

  it('keep what they are on: registering it is not undone while it has notes', async () => {
    const office = world().as('officeWorker')
    const { id: personId } = await office.people.create({ givenName: 'Nils', familyName: 'Ny' })
    const { entry } = await office.journal.lastUndoable({})
    const { id } = await office.notes.add({ subjectTable: 'persons', subjectId: personId, text: 'Välkomstsamtal' })
    expect(await refusalOf(office.journal.undo({ entryId: entry?.id as string }))).toMatchObject({ data: { rule: 'journal.builtUpon', params: { count: 1 } } })
    await office.notes.remove({ id, version: 1 })
    await office.journal.undo({ entryId: entry?.id as string })
    expect(await refusalOf(office.people.read({ id: personId }))).toMatchObject({ code: 'NOT_FOUND' })
  })

  it('go over when two registrations of one person are merged, with her tags and custom values', async () => {
    const administrator = world().as('administrator')
    const { id: fieldId } = await administrator.customFields.create({ subject: 'person', name: 'Skonummer', type: 'number', visibleToRoles: ['administrator'] })
    const { id: keptId } = await administrator.people.create({ givenName: 'Ida', familyName: 'Dubbel', customValues: { [fieldId]: 38 } })
    const { id: otherId } = await administrator.people.create({ givenName: 'Ida', familyName: 'Dubbel', customValues: { [fieldId]: 38 } })
    await administrator.notes.add({ subjectTable: 'persons', subjectId: otherId, text: 'Skrivet på den andra' })
    for (const [personId, name] of [[keptId, 'Styrelsen'], [otherId, 'Styrelsen'], [otherId, 'Körkort']] as const) await administrator.tags.tagPerson({ personId, name })
    const { kept, other, obstacles } = await administrator.duplicates.preview({ keptId, otherId })
    expect(obstacles).toEqual([])
    await administrator.duplicates.merge({ keptId, otherId, keptVersion: kept.version, otherVersion: other.version })
    const person = await administrator.people.read({ id: keptId })
    expect(person.tags.map(({ name }) => name)).toEqual(['Körkort', 'Styrelsen'])
    expect(person.customValues).toEqual({ [fieldId]: 38 })
    expect((await administrator.notes.list({ subjectTable: 'persons', subjectId: keptId })).notes).toMatchObject([{ text: 'Skrivet på den andra' }])
    const { entry } = await administrator.journal.lastUndoable({})
    await administrator.journal.undo({ entryId: entry?.id as string })
    expect((await administrator.people.read({ id: otherId })).tags.map(({ name }) => name)).toEqual(['Körkort', 'Styrelsen'])
  })

  it('of others are taken back only by one who may write there herself', async () => {
    const treasurer = world().as('treasurer')
    await treasurer.notes.add({ subjectTable: 'claims', subjectId: subjects.claims, text: 'Kvittot saknas' })
    const { entry } = await treasurer.journal.lastUndoable({})
    expect(await refusalOf(world().as('administrator').journal.undo({ entryId: entry?.id as string }))).toMatchObject({ data: { rule: 'journal.notAllowed' } })
    await treasurer.journal.undo({ entryId: entry?.id as string })
  })
})
