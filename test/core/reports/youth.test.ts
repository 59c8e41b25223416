import Excel from 'exceljs'
import { expect, it } from 'vitest'
import type { ReportEvent, ReportSheet } from '#contract/reports.ts'
import type { LocalDate } from '#shared/dates.ts'
import { givenBody, givenMeeting } from '#test/support/council.ts'
import { onBothEngines, refusalOf, type World } from '#test/support/world.ts'

const year = { from: '2025-01-01', to: '2025-12-31' } as const

onBothEngines('The report on the influence of children and young people', (world) => {
  const preview = (input: object = {}) => world().as('boardMember').reports.previewYouth({ ...year, ...input })

  it('counts them as members, in bodies, at meetings, in trainings and in pay, by their age then', async () => {
    await aYearWithTheYoung(world())
    const { sheets } = await preview()
    const rows = rowsOf(sheets[0]!)
    // Six are 11 when the year ends, six turn 16 in it, six are 20; one of the six youngest lacks her guardian's consent. Nobody of 30 is there.
    expect(rows['Medlemmar']).toEqual([6, 0, 6, 6, 12, 18])
    expect(rows['Personer med plats i en grupp']).toEqual([0, 0, 6, 0, 6, 6])
    // They were 15 at the first meeting, and 16 at the second.
    expect(rows['Närvaro som ordinarie, gånger']).toEqual([0, 6, 6, 6, 12, 18])
    expect(rows['Närvaro som ersättare, gånger']).toEqual([0, 0, 0, 0, 0, 0])
    expect(rows['Möten som de har varit på']).toEqual([0, 1, 1, 1, 2, 2])
    expect(rows['Personer som har varit på möten']).toEqual([0, 6, 0, 6, 6, 12])
    expect(rows['Deltagare i utbildning']).toEqual([0, 6, 0, 0, 6, 6])
    expect(rows['Deltagare som fullföljde']).toEqual([0, 6, 0, 0, 6, 6])
    expect(rows['Möten i alla grupper']?.at(-1)).toBe(3)
    expect(rows['Möten i de grupperna']?.at(-1)).toBe(2)
    expect(sheets[1]?.rows).toEqual([['Ungdomsrådet', 'Region Uppsala', 'Ungdomar i BUP', 'Ja', 'Ja', 'Nej', 2]])
    expect(rowsOf(sheets[2]!)['Arvode']?.slice(0, 3)).toEqual([0, expect.any(Number), expect.any(Number)])
  })

  it('counts who has a guardian’s consent where it is needed, and hides the one who lacks it', async () => {
    const rows = rowsOf((await preview()).sheets[0]!)
    expect(rows['Barn som behöver vårdnadshavares samtycke']?.at(-2)).toBe(6)
    expect(rows['Barn som har det samtycket']?.at(-2)).toEqual({ note: '–' })
    expect(rows['Barn med en vårdnadshavare i registret']?.[0]).toBe(6)
  })

  it('names nobody, and shows the same figures whichever ages are chosen', async () => {
    const { sheets } = await preview()
    expect(JSON.stringify(sheets)).not.toMatch(/Ungsson|Vuxensson/u)
    const oldest = rowsOf((await preview({ bands: ['age18to25'] })).sheets[0]!)
    for (const [label, cells] of Object.entries(rowsOf(sheets[0]!))) expect(oldest[label]).toEqual(cells.slice(3))
  })

  it('becomes an Excel file with its definitions, journalled with its reason', async () => {
    const events: ReportEvent[] = []
    for await (const event of await world().as('boardMember').reports.youth({ ...year, reason: 'Redovisning till kommunen' })) events.push(event)
    const progress = events.filter((event) => event.kind === 'progress')
    expect(progress.map((event) => event.done)).toEqual(progress.map((_, index) => index))
    expect(progress.at(-1)).toMatchObject({ stage: 'writing', done: progress[0]!.total - 1 })
    const finished = events.at(-1) as ReportEvent & { kind: 'finished' }
    expect(finished.name).toBe('barn-och-unga-2025-01-01-2025-12-31.xlsx')
    const workbook = new Excel.Workbook()
    await workbook.xlsx.load(await (await world().core.handle(new Request(`http://talan/documents/${finished.documentId}`))).arrayBuffer())
    expect(workbook.worksheets.map((sheet) => sheet.name)).toEqual(['Barn och unga', 'Grupper', 'Arvode och resor', 'Definitioner'])
    const { entries } = await world().as('administrator').journal.list({})
    expect(entries.find(({ procedure }) => procedure === 'reports.youth')).toMatchObject({ reason: 'Redovisning till kommunen', isUndoable: false })
  })

  it('is refused for a period that cannot be, for no age, without a reason, and to those who make no reports', async () => {
    const rules = async (input: object) => ((await refusalOf(preview(input))).data as { fields: { rule: string }[] }).fields.map(({ rule }) => rule)
    expect(await rules({ from: '2025-06-01', to: '2025-01-01' })).toEqual(['reports.endsBeforeStart'])
    expect(await rules({ from: '2027-01-01', to: '2027-12-31' })).toEqual(['reports.notYet'])
    expect(await rules({ bands: [] })).toEqual(['reports.noAge'])
    expect(await refusalOf(world().as('boardMember').reports.youth({ ...year, reason: ' ' }))).toMatchObject({ code: 'VALIDATION' })
    expect(await refusalOf(world().as('officeWorker').reports.youth({ ...year, reason: 'Vill' }))).toMatchObject({ code: 'NOT_ALLOWED' })
  })
})

function rowsOf(sheet: ReportSheet): Record<string, ReportSheet['rows'][number]> {
  return Object.fromEntries(sheet.rows.map(([label, ...cells]) => [label as string, cells]))
}

/** Six of 11, six who turn 16 on 1 June and sit in a council for the young, six of 20, and one of 30, in 2025. */
async function aYearWithTheYoung(world: World): Promise<void> {
  const office = world.as('officeWorker')
  const { id: parent } = await office.people.create({ givenName: 'Mor', familyName: 'Vuxensson', birthDate: '1980-01-01' })
  const six = async (birthDate: LocalDate) => {
    const ids: string[] = []
    for (let index = 0; index < 6; index += 1) {
      ids.push((await office.people.create({ givenName: `Barn${index}`, familyName: 'Ungsson', birthDate, membership: { kind: 'main', startsOn: '2025-01-01' } })).id)
    }
    return ids
  }
  const [eleven, sixteen, twenty] = [await six('2014-05-05'), await six('2009-06-01'), await six('2005-05-05')]
  for (const [index, childPersonId] of eleven.entries()) await office.guardians.add({ childPersonId, guardianPersonId: parent, startsOn: '2020-01-01', participationConsentOn: index === 0 ? null : '2025-01-01' })
  const { id: adult } = await office.people.create({ givenName: 'Äldre', familyName: 'Vuxensson', birthDate: '1995-01-01' })

  const council = await givenBody(world, { name: 'Ungdomsrådet', nameSort: 'ungdomsrådet', targetGroup: 'Ungdomar i BUP' })
  const other = await givenBody(world, { name: 'Vuxenrådet', nameSort: 'vuxenrådet', targetGroup: 'Patienter i vuxenpsykiatrin' })
  await world.given(async (writer) => {
    for (const [index, personId] of sixteen.entries()) {
      const seatId = await writer.insert('seats', { bodyId: council, kind: 'ordinary', position: index + 1, rank: null, deputyForSeatId: null, reservedForOrganisationId: null, startsOn: '2020-01-01', endsOn: null })
      await writer.insert('assignments', { bodyId: council, seatId, personId, onBehalfOfOrganisationId: null, role: 'member', startsOn: '2025-01-01', endsOn: null, decidedOn: '2024-12-01', decisionReference: null, endReason: null, overrideReason: null, resignedOn: null, resignationChannel: null, resignationReceivedByUserId: null, createdAt: writer.now })
    }
  })
  const present = (ids: readonly string[]) => ids.map((personId) => ({ personId }))
  await givenMeeting(world, { bodyId: council, heldOn: '2025-03-10' }, present(sixteen))
  await givenMeeting(world, { bodyId: council, heldOn: '2025-09-10' }, present([...sixteen, ...twenty]))
  await givenMeeting(world, { bodyId: other, heldOn: '2025-09-11' }, present([adult]))
  const treasurer = world.as('treasurer')
  const { rows } = await treasurer.claims.list({ limit: 100 })
  await treasurer.claims.approveMany({ ids: rows.map(({ id }) => id) })

  const { id: trainingId } = await office.trainings.create({ name: 'Med starkare röst', kind: 'representation', requiredSessions: 1 })
  const { id: courseRoundId } = await office.trainings.createRound({ trainingId, name: 'Våren 2025', startsOn: '2025-02-01', endsOn: '2025-05-31', requiredSessions: 1 })
  const { id: trainingSessionId } = await office.trainings.addSession({ courseRoundId, heldOn: '2025-03-04', startTime: '17:00', endTime: '19:15', topic: 'Inflytande' })
  const courseParticipantIds: string[] = []
  for (const personId of sixteen) courseParticipantIds.push((await office.trainings.addParticipant({ courseRoundId, personId, admittedOn: '2025-01-15' })).id)
  await office.trainings.recordAttendance({ courseRoundId, entries: courseParticipantIds.map((courseParticipantId) => ({ courseParticipantId, trainingSessionId, status: 'present' as const })) })
  await office.trainings.complete({ courseRoundId, courseParticipantIds, completedOn: '2025-05-31' })
}
