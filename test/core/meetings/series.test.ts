import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { datesOfSeries, seriesFinding, seriesSteps } from '#contract/meeting-series.ts'
import { addDays, weekday } from '#shared/dates.ts'
import { calendarFile } from '#core/documents/ics.ts'
import { onBothEngines, refusalOf } from '#test/support/world.ts'

const day = fc.integer({ min: 0, max: 2000 }).map((days) => addDays('2024-01-01', days))

describe('A series of meetings', () => {
  it('is on the same weekday every so many weeks, or on the same weekday of the month, its last where there is no fifth', () => {
    expect(datesOfSeries('2026-11-24', { every: 'week', interval: 2, until: '2026-12-22' })).toEqual(['2026-11-24', '2026-12-08', '2026-12-22'])
    expect(datesOfSeries('2026-12-08', { every: 'month', interval: 1, until: '2027-03-31' })).toEqual(['2026-12-08', '2027-01-12', '2027-02-09', '2027-03-09'])
    expect(datesOfSeries('2026-12-31', { every: 'month', interval: 1, until: '2027-02-28' })).toEqual(['2026-12-31', '2027-01-28', '2027-02-25'])
  })

  it('always ends, begins on its first day, keeps its weekday and comes in order', () => {
    fc.assert(
      fc.property(day, fc.constantFrom(...seriesSteps), fc.integer({ min: 1, max: 12 }), fc.integer({ min: -30, max: 1500 }), (first, every, interval, length) => {
        const rule = { every, interval, until: addDays(first, length) }
        const dates = datesOfSeries(first, rule)
        expect(dates.length === 0).toBe(seriesFinding(first, rule) !== undefined)
        expect(dates.length).toBeLessThanOrEqual(158)
        expect(dates).toEqual([...new Set(dates)].toSorted())
        for (const date of dates) expect([weekday(date), date >= first, date <= rule.until]).toEqual([weekday(first), true, true])
      }),
    )
  })
})

describe('A calendar file', () => {
  const text = (title: string, place: string | null = null) =>
    new TextDecoder().decode(calendarFile([{ id: '1', sequence: 3, date: '2026-07-01', start: '13:00', end: '16:00', title, place, isCancelled: true }], '2026-11-22T09:00:00.000Z', 'sv'))

  it('says the same moment everywhere, in summer and in winter', () => {
    expect(text('Möte')).toContain('DTSTART:20260701T110000Z\r\nDTEND:20260701T140000Z\r\n')
    expect(text('Möte')).toContain('SEQUENCE:3\r\nDTSTAMP:20261122T090000Z\r\n')
    expect(text('Möte')).toContain('STATUS:CANCELLED\r\n')
  })

  it('keeps any text whole, on lines of at most 75 bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (title) => {
        const lines = text(title, 'Sal 1; plan 2, Åby\nin genom B').split('\r\n')
        for (const line of lines) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75)
        const unfolded = lines.join('\r\n').replaceAll('\r\n ', '')
        expect(unfolded).toContain('LOCATION:Sal 1\\; plan 2\\, Åby\\nin genom B\r\n')
        expect(unfolded.match(/^[A-Z]+/gmu)?.filter((name) => name === 'BEGIN')).toHaveLength(2)
      }),
    )
  })
})

onBothEngines('Planning a series', (world) => {
  async function makeBody(name: string) {
    const coordinator = world().as('coordinator')
    const host = await coordinator.organisations.create({ kind: 'region', name: `Värd för ${name}` })
    const { id: bodyId } = await coordinator.bodies.create({ hostOrganisationId: host.id, name, kind: 'council', method: 'council', level: 'unit', payer: 'host', travelRule: 'undecided', startsOn: '2023-01-01' })
    return { coordinator, bodyId }
  }
  const first = { heldOn: '2026-12-08', startTime: '13:00', endTime: '15:00', place: 'Sal 1' } as const
  const monthly = { every: 'month', interval: 1, until: '2027-06-30' } as const
  const heldOnOf = async (bodyId: string) => (await world().as('coordinator').meetings.list({ bodyId })).rows.map(({ heldOn, state }) => [heldOn, state])

  it('makes a meeting on each day but those skipped, in one step that is undone as one', async () => {
    const { coordinator, bodyId } = await makeBody('Rådet i serie')
    expect(await coordinator.meetings.plan({ bodyId, ...first, series: { ...monthly, skipped: ['2027-01-12'] } })).toMatchObject({ count: 6 })
    expect((await heldOnOf(bodyId)).map(([date]) => date)).toEqual(['2026-12-08', '2027-02-09', '2027-03-09', '2027-04-13', '2027-05-11', '2027-06-08'])
    const { entries } = await coordinator.journal.list({ subjectId: bodyId })
    await coordinator.journal.undo({ entryId: entries[0]?.id as string })
    expect(await heldOnOf(bodyId)).toEqual([])
  })

  it('moves and cancels one of them, or one and all later ones', async () => {
    const { coordinator, bodyId } = await makeBody('Rådet som ändrar sig')
    const { id } = await coordinator.meetings.plan({ bodyId, ...first, series: monthly })
    await coordinator.meetings.update({ id, version: 1, ...first, heldOn: '2026-12-10' })
    expect(await coordinator.meetings.read({ id })).toMatchObject({ movedFromOn: '2026-12-08', laterInSeries: 6 })
    await coordinator.meetings.update({ id, version: 2, ...first })
    expect(await coordinator.meetings.read({ id })).toMatchObject({ movedFromOn: null })
    const rows = (await coordinator.meetings.list({ bodyId })).rows
    const march = rows.find(({ heldOn }) => heldOn === '2027-03-09')?.id as string
    await coordinator.meetings.cancel({ id: march, version: 1, reason: 'Lokalen stängd' })
    expect(await coordinator.meetings.read({ id: march })).toMatchObject({ state: 'cancelled', cancelReason: 'Lokalen stängd' })
    const april = rows.find(({ heldOn }) => heldOn === '2027-04-13')?.id as string
    expect(await coordinator.meetings.cancel({ id: april, version: 1, withLater: true })).toEqual({ count: 3 })
    expect((await heldOnOf(bodyId)).filter(([, state]) => state === 'cancelled')).toHaveLength(4)
  })

  it('is refused in clear words when it ends before it begins, when it hardly ends, when no day is left and when the body ends before', async () => {
    const { coordinator, bodyId } = await makeBody('Rådet utan slut')
    const plan = (series: object) => refusalOf(coordinator.meetings.plan({ bodyId, ...first, series: { ...monthly, ...series } }))
    expect(await plan({ until: '2026-12-08' })).toMatchObject({ data: { fields: [{ path: 'series.until', rule: 'meetings.seriesEndsBeforeStart' }] } })
    expect(await plan({ until: '2036-12-08' })).toMatchObject({ data: { fields: [{ path: 'series.until', rule: 'meetings.seriesTooLong' }] } })
    expect(await plan({ until: undefined })).toMatchObject({ code: 'VALIDATION' })
    expect(await plan({ until: '2026-12-31', skipped: ['2026-12-08'] })).toMatchObject({ data: { fields: [{ path: 'series.skipped', rule: 'meetings.seriesIsEmpty' }] } })
    expect(await heldOnOf(bodyId)).toEqual([])
  })

  it('is taken to a calendar without names of persons, and of the body only when asked for', async () => {
    const { coordinator, bodyId } = await makeBody('Brukarråd psykiatri')
    const anna = await coordinator.people.create({ givenName: 'Anna', familyName: 'Kalender' })
    const { seats } = await coordinator.bodies.read({ id: bodyId })
    await coordinator.bodies.appoint({ seatId: seats[0]?.id as string, personId: anna.id, startsOn: '2024-01-01', decidedOn: '2023-12-01', endsOn: '2027-02-28' })
    await coordinator.meetings.plan({ bodyId, ...first, series: monthly })
    const read = async (input: { of: 'body' | 'person'; id: string; withNames?: boolean }) => {
      const { documentId, name } = await coordinator.meetings.calendarFile(input)
      return { name, text: await (await world().core.handle(new Request(`http://talan/documents/${documentId}`))).text() }
    }
    const own = await read({ of: 'person', id: anna.id })
    expect(own.name).toBe('moten.ics')
    expect(own.text.match(/BEGIN:VEVENT/gu)).toHaveLength(3)
    for (const word of ['psykiatri', 'Anna', 'Kalender', 'LOCATION']) expect(own.text).not.toContain(word)
    const { text: named } = await read({ of: 'body', id: bodyId, withNames: true })
    for (const told of ['SUMMARY:Brukarråd psykiatri\r\n', 'LOCATION:Sal 1\r\n']) expect(named).toContain(told)
    await world().as('officeWorker').people.update({ id: anna.id, version: 1, changes: { isProtected: true } })
    expect(await refusalOf(coordinator.meetings.calendarFile({ of: 'person', id: anna.id }))).toMatchObject({ data: { rule: 'meetings.protectedCalendar' } })
  })
})
