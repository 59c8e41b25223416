import ExcelJS from 'exceljs'
import { expect, it } from 'vitest'
import { givenBody, givenPerson } from '#test/support/council.ts'
import { onBothEngines, refusalOf } from '#test/support/world.ts'

const today = '2026-11-21'

onBothEngines('What people can and want to do', (world) => {
  const coordinator = () => world().as('coordinator')
  const person = async (givenName: string, more: object = {}) => (await coordinator().people.create({ givenName, familyName: 'Bank', membership: { kind: 'main', startsOn: '2024-01-01' }, ...more })).id
  async function tell(personId: string, said: object): Promise<void> {
    const { stamp } = await coordinator().competences.read({ personId })
    await coordinator().competences.save({ personId, stamp, ...said })
  }
  const foundBy = async (wanted: object) => (await coordinator().competences.search(wanted)).rows.map((row) => row.person.name)

  it('is told all at once, and what is no longer said ends', async () => {
    const id = await person('Ada')
    const { id: areaId } = await coordinator().competences.addArea({ name: 'Boende' })
    await tell(id, {
      can: ['council'], wants: ['council', 'lecture'], areaIds: [areaId], languages: ['sv', 'fi'], availability: [{ weekday: 2, partOfDay: 'evening' }], travelMeans: ['bus'], maxKilometres: 40, maxWeeklyHours: 6,
    })
    expect(await coordinator().competences.read({ personId: id })).toMatchObject({
      can: ['council'], areas: [{ id: areaId, name: 'Boende' }], availability: [{ weekday: 2, partOfDay: 'evening' }], travelMeans: ['bus'], maxKilometres: 40, maxTravelMinutes: null, maxWeeklyHours: 6,
    })
    const now = world().clock.now()
    world().clock.set('2026-12-21T09:00:00.000Z')
    await tell(id, { wants: ['lecture'], languages: ['sv'] })
    expect(await coordinator().competences.read({ personId: id })).toMatchObject({ can: [], wants: ['lecture'], areas: [], languages: ['sv'], availability: [], maxKilometres: null })
    const { entry } = await coordinator().journal.lastUndoable({})
    expect(entry?.procedure).toBe('competences.save')
    await coordinator().journal.undo({ entryId: entry?.id as string })
    expect(await coordinator().competences.read({ personId: id })).toMatchObject({ can: ['council'], maxKilometres: 40, areas: [{ name: 'Boende' }] })
    world().clock.set(now)
  })

  it('refuses to replace what somebody else has written since', async () => {
    const id = await person('Bo')
    const { stamp } = await coordinator().competences.read({ personId: id })
    await coordinator().competences.save({ personId: id, stamp, wants: ['council'] })
    expect(await refusalOf(world().as('officeWorker').competences.save({ personId: id, stamp, wants: ['lecture'] }))).toMatchObject({ code: 'CONFLICT' })
  })

  it('knows what was done, what was trained, and what is taken on', async () => {
    const id = await person('Cia')
    const bodyId = await givenBody(world(), { method: 'referenceGroup' })
    const { seats } = await coordinator().bodies.read({ id: bodyId })
    const seatId = seats[0]?.id ?? (await coordinator().bodies.addSeat({ bodyId, kind: 'ordinary', startsOn: '2026-01-01' })).id
    await coordinator().bodies.appoint({ seatId, personId: id, startsOn: '2026-01-01', endsOn: '2027-12-31', decidedOn: '2025-12-01' })
    await coordinator().meetings.plan({ bodyId, heldOn: '2026-12-01', startTime: '13:00', endTime: '15:00' })
    await coordinator().meetings.plan({ bodyId, heldOn: '2027-01-20', startTime: '13:00', endTime: '15:00' })
    const { id: organisationId } = await coordinator().organisations.create({ kind: 'unit', name: 'Enheten' })
    const { id: auditId } = await coordinator().audits.create({ name: 'Revision', orderedByOrganisationId: organisationId, auditedOrganisationId: organisationId, orderedOn: '2026-05-01' })
    await coordinator().audits.addTeamMember({ auditId, personId: id, startsOn: '2026-05-01' })
    await coordinator().competences.addCourse({ personId: id, name: 'Första hjälpen', takenOn: '2025-03-01' })
    expect(await coordinator().competences.read({ personId: id })).toMatchObject({
      done: [{ method: 'referenceGroup', count: 1 }, { method: 'userAudit', count: 1 }], otherCourses: [{ name: 'Första hjälpen' }],
      load: { assignments: 1, meetingsIn30Days: 1, meetingsIn90Days: 2, courses: 0, audits: 1 },
    })
    const [found] = (await coordinator().competences.search({ method: 'referenceGroup', training: 'första HJÄLPEN', maxLoad: 1 })).rows
    expect(found).toMatchObject({ person: { name: 'Cia Bank' }, reasons: [{ code: 'hasDoneMethod', sign: 'plus', count: 1 }, { code: 'isTrained', sign: 'plus' }, { code: 'loadTooHigh', sign: 'minus', count: 2 }] })
    expect(await refusalOf(coordinator().competences.addCourse({ personId: id, name: 'Kommande', takenOn: '2027-01-01' }))).toMatchObject({ data: { fields: [{ path: 'takenOn', rule: 'competences.courseInFuture' }] } })
  })

  it('is found best first, with those who are away marked and last, and without former members and protected identities', async () => {
    const [keen, able, away, gone, hidden] = [await person('Dan'), await person('Eva'), await person('Fia'), await person('Gun'), await person('Hemlig')]
    for (const id of [keen, away, gone, hidden]) await tell(id, { wants: ['dialogueCafe'], can: ['dialogueCafe'] })
    await tell(able, { can: ['dialogueCafe'] })
    await coordinator().competences.addAbsence({ personId: away, startsOn: '2026-12-01', endsOn: '2026-12-31' })
    const membership = (await coordinator().people.read({ id: gone })).memberships[0]
    await coordinator().memberships.end({ id: membership?.id as string, version: membership?.version as number, endsOn: '2026-10-31', reasonKind: 'ownWish' })
    const { version } = await coordinator().people.read({ id: hidden })
    await coordinator().people.update({ id: hidden, version, changes: { isProtected: true } })
    expect(await foundBy({ method: 'dialogueCafe', date: '2026-12-10' })).toEqual(['Dan Bank', 'Eva Bank', 'Fia Bank'])
    expect(await foundBy({ method: 'dialogueCafe', date: '2027-01-10' })).toEqual(['Dan Bank', 'Fia Bank', 'Eva Bank'])
    const { rows } = await coordinator().competences.search({ method: 'dialogueCafe', date: '2026-12-10' })
    expect(rows.map(({ isAbsent }) => isAbsent)).toEqual([false, false, true])
  })

  it('has a list of subject areas that those in use stay on', async () => {
    const { id } = await coordinator().competences.addArea({ name: 'Ekonomi' })
    expect(await refusalOf(coordinator().competences.addArea({ name: 'ekonomi' }))).toMatchObject({ data: { fields: [{ rule: 'competences.areaExists' }] } })
    await coordinator().competences.renameArea({ id, version: 1, name: 'Ekonomi och stöd' })
    await tell(await person('Ida'), { areaIds: [id] })
    expect(await refusalOf(coordinator().competences.removeArea({ id, version: 2 }))).toMatchObject({ data: { rule: 'competences.areaInUse' } })
    expect(await refusalOf(coordinator().competences.save({ personId: await person('Jan'), stamp: 'fel', areaIds: [] }))).toMatchObject({ code: 'CONFLICT' })
  })

  it('is read and written by those who look for people, not by treasurer and board', async () => {
    const id = await person('Kim')
    for (const role of ['treasurer', 'boardMember'] as const) {
      expect(await refusalOf(world().as(role).competences.read({ personId: id }))).toMatchObject({ code: 'NOT_ALLOWED' })
      expect(await refusalOf(world().as(role).competences.search({}))).toMatchObject({ code: 'NOT_ALLOWED' })
      expect(await refusalOf(world().as(role).panels.list({}))).toMatchObject({ code: 'NOT_ALLOWED' })
    }
    await tell(id, { languages: ['fi'] })
    const changes = (await world().as('treasurer').journal.list({ subjectId: id })).entries.flatMap((entry) => entry.changes).filter(({ table }) => table === 'competences')
    expect(changes.length).toBeGreaterThan(0)
    expect(changes.flatMap(({ fields }) => fields)).toEqual([])
  })
})

onBothEngines('An experience panel', (world) => {
  const coordinator = () => world().as('coordinator')

  it('is drawn again the same from its seed, asks, replaces those who say no, and is given out with a reason', async () => {
    const memberOf = async (givenName: string, gender: 'woman' | 'man') =>
      (await coordinator().people.create({ givenName, familyName: 'Panel', gender, birthDate: '1980-01-01', municipalityCode: '0380', membership: { kind: 'main', startsOn: '2024-01-01' } })).id
    for (const name of ['Ada', 'Bea', 'Cia', 'Dea', 'Eva']) await memberOf(name, 'woman')
    for (const name of ['Bo', 'Dan']) await memberOf(name, 'man')
    const hidden = await givenPerson(world(), { givenName: 'Hemlig', isProtected: true })
    await world().given((writer) => writer.insert('memberships', { personId: hidden, kind: 'main', startsOn: '2024-01-01', endsOn: null, startReasonKind: null, startReason: null, endReason: null, endReasonKind: null }))
    const fields = { name: 'Kallelser', size: 4, seed: 'frö', mix: ['gender'], quotas: [{ dimension: 'gender', value: 'man', count: 2 }] } as const
    const drawn = async () => coordinator().panels.read({ id: (await coordinator().panels.draw({ ...fields, mix: [...fields.mix], quotas: [...fields.quotas] })).id })
    const [panel, again] = [await drawn(), await drawn()]
    const names = panel.members.map(({ person }) => person.name)
    expect(again.members.map(({ person }) => person.name)).toEqual(names)
    expect(names.filter((name) => name === 'Bo Panel' || name === 'Dan Panel')).toHaveLength(2)
    expect(panel).toMatchObject({ poolCount: 7, drawnOn: today, size: 4, yes: 0 })

    const [first, second] = panel.members as [(typeof panel.members)[number], (typeof panel.members)[number]]
    expect(await refusalOf(coordinator().panels.drawReplacement({ memberId: first.id, version: 1 }))).toMatchObject({ data: { rule: 'panels.notDeclined' } })
    await coordinator().panels.recordAnswer({ memberId: first.id, version: 1, askedOn: '2026-11-20', answer: 'no', answeredOn: '2026-11-21' })
    await coordinator().panels.recordAnswer({ memberId: second.id, version: 1, askedOn: '2026-11-20', answer: 'yes', answeredOn: '2026-11-21' })
    expect(await refusalOf(coordinator().panels.recordAnswer({ memberId: second.id, version: 2, askedOn: '2026-11-20', answer: 'yes', answeredOn: '2026-11-19' }))).toMatchObject({
      data: { fields: [{ path: 'answeredOn', rule: 'panels.answeredBeforeAsked' }] },
    })
    expect(await refusalOf(coordinator().panels.drawReplacement({ memberId: first.id, version: 1 }))).toMatchObject({ code: 'CONFLICT' })
    await coordinator().panels.drawReplacement({ memberId: first.id, version: 2 })
    expect(await refusalOf(coordinator().panels.drawReplacement({ memberId: first.id, version: 2 }))).toMatchObject({ data: { rule: 'panels.alreadyReplaced' } })
    const later = await coordinator().panels.read({ id: panel.id })
    expect(later.members).toHaveLength(5)
    expect(later.members[4]).toMatchObject({ position: 5, replacesPosition: 1, answer: null })
    expect(names).not.toContain(later.members[4]?.person.name)
    expect((await coordinator().panels.list({})).rows.find(({ id }) => id === panel.id)).toMatchObject({ asked: 2, yes: 1, no: 1 })

    const { stamp: told } = await coordinator().competences.read({ personId: second.person.id })
    await coordinator().competences.save({ personId: second.person.id, stamp: told, travelMeans: ['bus', 'lift'] })
    const { documentId } = await coordinator().panels.export({ id: panel.id, reason: 'Kalla till träffen' })
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load(await (await world().core.handle(new Request(`http://talan/documents/${documentId}`))).arrayBuffer())
    const text = JSON.stringify(workbook.worksheets[0]?.getSheetValues())
    for (const name of names) expect(text).toContain(name)
    expect(text).toContain('Uppsala')
    expect(text).toContain('Buss eller tåg, Behöver skjuts')
    const [exported] = (await coordinator().journal.list({ subjectId: panel.id })).entries
    expect(exported).toMatchObject({ procedure: 'panels.export', reason: 'Kalla till träffen', isUndoable: false })
  })

  it('leaves out those who are away, and says when there are too few', async () => {
    const id = await givenPerson(world(), { givenName: 'Borta' })
    const { id: areaId } = await coordinator().competences.addArea({ name: 'Bara här' })
    const { stamp } = await coordinator().competences.read({ personId: id })
    await coordinator().competences.save({ personId: id, stamp, areaIds: [areaId] })
    await coordinator().competences.addAbsence({ personId: id, startsOn: '2026-12-01', endsOn: '2026-12-31' })
    const fields = { name: 'Liten', size: 1, seed: 'frö', areaId }
    expect(await refusalOf(coordinator().panels.draw({ ...fields, meetsOn: '2026-12-10' }))).toMatchObject({ data: { fields: [{ path: 'size', rule: 'panels.tooFew', params: { count: 0 } }] } })
    expect(await refusalOf(coordinator().panels.draw({ ...fields, quotas: [{ dimension: 'gender', value: 'woman', count: 1 }] }))).toMatchObject({ data: { fields: [{ path: 'quotas', rule: 'panels.quotaUnfilled' }] } })
    expect((await coordinator().panels.read({ id: (await coordinator().panels.draw(fields)).id })).members).toHaveLength(1)
  })
})
