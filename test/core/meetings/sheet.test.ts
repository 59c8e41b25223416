import { describe, expect, it } from 'vitest'
import { readSheet } from '#core/meetings/sheet-rules.ts'
import type { Cell } from '#core/documents/spreadsheet.ts'
import { onBothEngines, refusalOf } from '#test/support/world.ts'

const person = (id: string, name: string | null) => ({ person: { id, name, memberNumber: null, isProtected: name === null } })
const known = [person('anna', 'Anna Ek'), person('bo', 'Bo Åberg'), person('eva', 'Eva-Lena Maria Öst'), person('anna2', 'Anna Berg'), person('hidden', null)]
const sheetOf = (...rows: Cell[][]) => ({ name: '', rows, isHidden: false, hiddenColumns: [] })

describe('A host’s attendance sheet', () => {
  it('is read under its headings, whatever stands above them, with names in either order and without their dots', () => {
    const rows = readSheet(sheetOf(['Brukarrådet 19 november'], [], ['Efternamn', 'Förnamn', 'Närvaro', 'Egen bil (km)', 'Restid'], ['EK', 'anna', 'Ja', 84, '40 min'], ['Aberg', 'Bo', 'Anmält förhinder', null, null], ['Öst', 'Eva-Lena', 'nej', null, null], ['Summa', null, 3, null, null]), known)
    expect(rows?.map(({ line, personId, status, drivenKilometres, travelMinutes }) => [line, personId, status, drivenKilometres, travelMinutes])).toEqual([
      [4, 'anna', 'present', 84, 40], [5, 'bo', 'excused', null, null], [6, 'eva', 'absent', null, null],
    ])
  })

  it('loses no row: who is unknown, several or twice is told, and so is a word that says nothing', () => {
    const rows = readSheet(sheetOf(['Namn', 'Deltog'], ['Okänd Person', 'ja'], ['Anna', 'ja'], ['Ek, Anna', 'kanske'], ['Anna Ek', 'ja'], [null, 'ja']), known)
    expect(rows?.map(({ line, personId, problem, unread }) => [line, personId, problem, unread])).toEqual([
      [2, null, 'unknown', null], [3, null, 'unknown', null], [4, 'anna', null, 'kanske'], [5, null, 'twice', null],
    ])
    const namesakes = [person('one', 'Anna Ek'), person('two', 'Anna Maria Ek')]
    expect(readSheet(sheetOf(['Namn'], ['Anna Ek']), namesakes)).toMatchObject([{ personId: null, problem: 'several', status: 'present' }])
  })

  it('without a column for attendance is a list of those who came, and without names is none', () => {
    expect(readSheet(sheetOf(['Namn'], ['Bo Åberg']), known)).toMatchObject([{ personId: 'bo', status: 'present' }])
    expect(readSheet(sheetOf(['Datum', 'Antal'], ['2026-11-19', 4]), known)).toBeUndefined()
  })
})

onBothEngines('Reading a host’s attendance sheet', (world) => {
  it('finds those invited and records nothing, and says what is wrong with a file that cannot be read', async () => {
    const coordinator = world().as('coordinator')
    const host = await coordinator.organisations.create({ kind: 'region', name: 'Regionen' })
    const { id: bodyId } = await coordinator.bodies.create({ hostOrganisationId: host.id, name: 'Rådet med lista', kind: 'council', method: 'council', level: 'unit', payer: 'host', travelRule: 'undecided', startsOn: '2023-01-01' })
    const { seats } = await coordinator.bodies.read({ id: bodyId })
    const { id: anna } = await coordinator.people.create({ givenName: 'Anna', familyName: 'Lista' })
    await coordinator.bodies.appoint({ seatId: seats[0]?.id as string, personId: anna, startsOn: '2024-01-01', decidedOn: '2023-12-01' })
    const { id: meetingId } = await coordinator.meetings.plan({ bodyId, heldOn: '2026-11-19', startTime: '13:00', endTime: '15:00' })
    const read = (text: string) => coordinator.meetings.previewAttendanceSheet({ meetingId, file: new File([text], 'lista.csv') })
    expect((await read('Namn;Närvaro\r\nLista, Anna;x\r\nNågon Annan;x\r\n')).rows).toMatchObject([{ personId: anna, status: 'present' }, { personId: null, problem: 'unknown', line: 3 }])
    expect((await coordinator.meetings.read({ id: meetingId })).invitations[0]?.attendance).toBeNull()
    expect(await refusalOf(read('Datum;Antal\r\n1;2\r\n'))).toMatchObject({ data: { rule: 'meetings.sheetWithoutNames' } })
    expect(await refusalOf(read(''))).toMatchObject({ data: { rule: 'imports.fileEmpty' } })
    await coordinator.meetings.cancel({ id: meetingId, version: 1 })
    expect(await refusalOf(read('Namn\r\nAnna Lista\r\n'))).toMatchObject({ data: { rule: 'meetings.isCancelled' } })
  })
})
