import { expect, it } from 'vitest'
import ExcelJS from 'exceljs'
import { meetingWith } from '#test/support/invited-meeting.ts'
import { onBothEngines, refusalOf } from '#test/support/world.ts'

const ground = { purpose: 'Mötet ska fungera', legalBasis: 'explicitConsent', consentedOn: '2026-11-01', endsOn: '2027-11-01' } as const

onBothEngines('Sensitive facts', (world) => {
  const office = () => world().as('officeWorker')
  const person = async (givenName: string, more: object = {}) => (await office().people.create({ givenName, familyName: 'Känslig', ...more })).id
  const factsOf = async (id: string) => (await office().people.read({ id })).sensitiveFacts

  it('are kept with purpose, legal basis, consent and end, and read only by those who need them', async () => {
    const id = await person('Ada')
    const { id: areaId } = await office().sensitive.addArea({ name: 'Psykisk hälsa' })
    await office().sensitive.add({ personId: id, kind: 'perspective', perspective: 'relative', ...ground })
    await office().sensitive.add({ personId: id, kind: 'experienceArea', experienceAreaId: areaId, ...ground })
    await office().sensitive.add({ personId: id, kind: 'accessNeed', accessNeed: 'diet', detail: 'utan gluten', ...ground })
    await office().sensitive.add({ personId: id, kind: 'benefitLimit', detail: 'Högst 2 000 kr i månaden', ...ground })
    expect((await factsOf(id))?.map(({ kind, code, detail, experienceArea }) => [kind, code, detail, experienceArea?.name ?? null])).toEqual([
      ['accessNeed', 'diet', 'utan gluten', null], ['benefitLimit', null, 'Högst 2 000 kr i månaden', null], ['experienceArea', null, null, 'Psykisk hälsa'], ['perspective', 'relative', null, null],
    ])
    expect((await world().as('coordinator').people.read({ id })).sensitiveFacts).toHaveLength(4)
    for (const role of ['treasurer', 'boardMember', 'administrator'] as const) expect((await world().as(role).people.read({ id })).sensitiveFacts).toBeNull()
    expect(await refusalOf(world().as('boardMember').sensitive.add({ personId: id, kind: 'perspective', perspective: 'user', ...ground }))).toMatchObject({ code: 'NOT_ALLOWED' })
    expect(await refusalOf(office().sensitive.removeArea({ id: areaId, version: 1 }))).toMatchObject({ data: { rule: 'sensitive.areaInUse' } })
    expect(await refusalOf(office().sensitive.addArea({ name: 'psykisk hälsa' }))).toMatchObject({ code: 'VALIDATION' })
  })

  it('refuses one without what its kind asks for, or whose consent has no sensible time', async () => {
    const id = await person('Bea')
    const fieldsOf = async (input: object) => ((await refusalOf(office().sensitive.add({ personId: id, ...ground, ...input } as never))).data as { fields: { path: string }[] }).fields.map(({ path }) => path)
    expect(await fieldsOf({ kind: 'perspective' })).toEqual(['perspective'])
    expect(await fieldsOf({ kind: 'accessNeed', accessNeed: 'other' })).toEqual(['detail'])
    expect(await fieldsOf({ kind: 'perspective', perspective: 'user', purpose: ' ' })).toEqual(['purpose'])
    expect(await fieldsOf({ kind: 'perspective', perspective: 'user', consentedOn: '2026-11-22' })).toEqual(['consentedOn'])
    expect(await fieldsOf({ kind: 'perspective', perspective: 'user', endsOn: '2026-11-20' })).toEqual(['endsOn'])
    expect(await fieldsOf({ kind: 'perspective', perspective: 'user', endsOn: '2040-01-01' })).toEqual(['endsOn'])
    expect(await fieldsOf({ kind: 'perspective', endsOn: '2026-11-20' })).toEqual(['perspective', 'endsOn'])
  })

  it('are gone from view after the end and after a withdrawal, from the history too, and can then be erased', async () => {
    const id = await person('Cia')
    const { id: ending } = await office().sensitive.add({ personId: id, kind: 'accessNeed', accessNeed: 'quietRoom', detail: 'Enskilt vilorum', ...ground, endsOn: '2026-12-01' })
    const { id: withdrawn } = await office().sensitive.add({ personId: id, kind: 'benefitLimit', detail: 'Sjukersättning', ...ground })
    const historyOf = async (role: 'officeWorker' | 'boardMember') => JSON.stringify((await world().as(role).journal.list({ subjectId: id })).entries)
    expect(await historyOf('officeWorker')).toContain('Sjukersättning')
    expect(await historyOf('boardMember')).toContain('sensitiveFacts')
    expect(await historyOf('boardMember')).not.toMatch(/Sjukersättning|vilorum|quietRoom/u)
    await office().sensitive.withdraw({ id: withdrawn, version: 1, withdrawnOn: '2026-11-21' })
    expect((await factsOf(id))?.map((fact) => fact.id)).toEqual([ending])
    expect(await historyOf('officeWorker')).not.toContain('Sjukersättning')
    expect(await refusalOf(office().sensitive.renew({ id: withdrawn, version: 2, consentedOn: '2026-11-21', endsOn: '2027-01-01' }))).toMatchObject({ code: 'NOT_FOUND' })
    await office().sensitive.renew({ id: ending, version: 1, consentedOn: '2026-11-20', endsOn: '2026-12-02' })
    const now = world().clock.now()
    world().clock.set('2026-12-02T09:00:00.000Z')
    expect(await factsOf(id)).toHaveLength(1)
    world().clock.set('2026-12-03T09:00:00.000Z')
    expect(await factsOf(id)).toEqual([])
    expect(await historyOf('officeWorker')).not.toContain('vilorum')
    expect((await office().sensitive.eraseEnded({})).count).toBe(2)
    expect((await office().sensitive.eraseEnded({})).count).toBe(0)
    const erasure = (await office().journal.list({ subjectId: id })).entries.find(({ procedure }) => procedure === 'sensitive.eraseEnded')
    expect(erasure).toMatchObject({ isUndoable: false })
    world().clock.set(now)
  })

  it('tell of a declined stipend too what it is for, on what ground and until when, and only to those who need it', async () => {
    const id = await person('Ella')
    const treasurer = () => world().as('treasurer')
    const declined = { personId: id, startsOn: '2026-11-01', ...ground, purpose: 'Att inte betala ut det', endsOn: '2026-12-01' } as const
    const fieldsOf = async (input: object) => ((await refusalOf(treasurer().people.declineStipend({ ...declined, ...input }))).data as { fields: { path: string }[] }).fields.map(({ path }) => path)
    expect(await fieldsOf({ purpose: ' ' })).toEqual(['purpose'])
    expect(await fieldsOf({ consentedOn: '2026-11-22' })).toEqual(['consentedOn'])
    expect(await fieldsOf({ endsOn: '2026-11-20' })).toEqual(['endsOn'])
    expect(await fieldsOf({ endsOn: '2040-01-01' })).toEqual(['endsOn'])
    const { id: declinationId } = await treasurer().people.declineStipend(declined)
    const seenBy = async (role: 'treasurer' | 'coordinator' | 'officeWorker' | 'boardMember' | 'administrator') => (await world().as(role).people.read({ id })).stipendDeclinations
    const historyOf = async (role: 'treasurer' | 'boardMember') => JSON.stringify((await world().as(role).journal.list({ subjectId: id })).entries)
    for (const role of ['treasurer', 'coordinator', 'officeWorker'] as const) expect(await seenBy(role), role).toMatchObject([{ purpose: 'Att inte betala ut det', legalBasis: 'explicitConsent', consentedOn: '2026-11-01', endsOn: '2026-12-01' }])
    for (const role of ['boardMember', 'administrator'] as const) expect(await seenBy(role), role).toBeNull()
    expect(await historyOf('treasurer')).toContain('Att inte betala ut det')
    expect(await historyOf('treasurer')).toContain('people.declineStipend')
    for (const told of ['Att inte betala ut det', 'eclin']) expect(await historyOf('boardMember'), told).not.toContain(told)
    const unseen = await world().as('boardMember').journal.list({ subjectId: id })
    expect(unseen.total).toBe(unseen.entries.length)
    expect((await treasurer().journal.list({ subjectId: id })).total).toBe(unseen.total + 1)
    expect(JSON.stringify((await world().as('boardMember').journal.list({ limit: 500 })).entries)).not.toContain('eclineStipend')

    expect(await refusalOf(treasurer().people.endStipendDeclination({ id: declinationId, version: 1, endsOn: '2028-01-01' }))).toMatchObject({ code: 'VALIDATION' })
    await treasurer().people.renewStipendDeclination({ id: declinationId, version: 1, ...ground, consentedOn: '2026-11-20', endsOn: '2026-12-02' })
    const now = world().clock.now()
    world().clock.set('2026-12-02T09:00:00.000Z')
    expect(await seenBy('treasurer')).toHaveLength(1)
    await office().people.update({ id, version: (await office().people.read({ id })).version, changes: { isProtected: true } })
    expect(await seenBy('treasurer')).toMatchObject([{ purpose: null, legalBasis: null, consentedOn: null, endsOn: '2026-12-02' }])
    world().clock.set('2026-12-03T09:00:00.000Z')
    expect(await seenBy('treasurer')).toEqual([])
    expect(await historyOf('treasurer')).not.toContain('Att inte betala ut det')
    expect(await refusalOf(treasurer().people.renewStipendDeclination({ id: declinationId, version: 2, ...ground, endsOn: '2027-01-01' }))).toMatchObject({ code: 'NOT_FOUND' })
    world().clock.set(now)
  })

  it('follow the person to every meeting: beside the invited, and to the host as counts without names', async () => {
    const [signer, wheels, secret] = [await person('Dea'), await person('Eva', { interpreterLanguage: 'arabiska' }), await person('Hemlina', { isProtected: true })]
    for (const personId of [signer, secret]) await office().sensitive.add({ personId, kind: 'accessNeed', accessNeed: 'signInterpreter', ...ground })
    await office().sensitive.add({ personId: wheels, kind: 'accessNeed', accessNeed: 'wheelchair', ...ground, purpose: 'Efter en olycka' })
    const meetingId = await meetingWith(world(), [signer, wheels, secret])
    const meeting = await world().as('coordinator').meetings.read({ id: meetingId })
    const needsOf = (personId: string) => meeting.invitations.find(({ person: invited }) => invited.id === personId)?.needs.map(({ need, detail }) => [need, detail])
    expect(needsOf(signer)).toEqual([['signInterpreter', null]])
    expect(needsOf(wheels)).toEqual([['languageInterpreter', 'arabiska'], ['wheelchair', null]])
    expect(needsOf(secret), 'a protected person’s row says nothing').toEqual([])
    expect(meeting.order).toEqual([{ need: 'languageInterpreter', detail: 'arabiska', count: 1 }, { need: 'signInterpreter', detail: null, count: 2 }, { need: 'wheelchair', detail: null, count: 1 }])
    const seenByBoard = await world().as('boardMember').meetings.read({ id: meetingId })
    expect(seenByBoard.order).toBeNull()
    expect(seenByBoard.invitations.flatMap(({ needs }) => needs)).toEqual([])

    const { documentId, name } = await world().as('coordinator').meetings.exportOrder({ id: meetingId, reason: 'Till regionen' })
    expect(name).toBe('Att bestalla 2026-12-10.xlsx')
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load(await (await world().core.handle(new Request(`http://talan/documents/${documentId}`))).arrayBuffer())
    const text = JSON.stringify(workbook.worksheets[0]?.getSheetValues())
    expect(text).toMatch(/Teckenspråkstolk.*2/u)
    expect(text).not.toMatch(/Dea|Eva|Hemlina|olycka/u)
    expect((await office().journal.list({ subjectId: meetingId })).entries[0]).toMatchObject({ procedure: 'meetings.exportOrder', reason: 'Till regionen' })

    await world().as('coordinator').meetings.recordAttendance({ meetingId, rows: [{ personId: wheels, status: 'excused' }] })
    expect((await office().meetings.read({ id: meetingId })).order).toEqual([{ need: 'signInterpreter', detail: null, count: 2 }])
  })

  it('of a protected person are shown only when she is opened', async () => {
    const id = await person('Gömda', { isProtected: true })
    await office().sensitive.add({ personId: id, kind: 'perspective', perspective: 'user', ...ground })
    expect((await office().people.read({ id })).sensitiveFacts).toBeNull()
    expect((await office().people.openProtected({ id, reason: 'Hon ringde' })).sensitiveFacts).toHaveLength(1)
  })
})
