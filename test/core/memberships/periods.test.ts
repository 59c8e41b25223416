import * as fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { CoreClient } from '#contract/client.ts'
import { overlapFinding, yearsOfLostKind } from '#core/memberships/rules.ts'
import { addDays, periodsOverlap, type LocalDate } from '#shared/dates.ts'
import { onBothEngines, refusalOf } from '#test/support/world.ts'

const days = fc.integer({ min: 0, max: 900 }).map((count) => addDays('2023-01-01', count))
const periods = fc.record({ startsOn: days, length: fc.option(fc.integer({ min: 0, max: 400 }), { nil: null }) }).map(({ startsOn, length }) => ({ startsOn, endsOn: length === null ? null : addDays(startsOn, length) }))

describe('The days of a membership', () => {
  it('clash with those of another exactly where they share a day, and the sentence names the other’s', () => {
    fc.assert(
      fc.property(periods, periods, (one, other) => {
        const finding = overlapFinding(one, [other])
        expect(finding !== undefined).toBe(periodsOverlap(one, other))
        if (finding) expect(finding.params).toEqual({ startsOn: other.startsOn, ...(other.endsOn && { endsOn: other.endsOn }) })
      }),
    )
  })

  it('leave a fee behind in a year that she is no longer that kind of member, and in no other', () => {
    const open = { kind: 'main', startsOn: '2024-06-01', endsOn: null } as const
    const years = [2023, 2024, 2025, 2026]
    expect(yearsOfLostKind(years, [open], [open])).toEqual([])
    expect(yearsOfLostKind(years, [open], [])).toEqual([2024, 2025, 2026])
    expect(yearsOfLostKind(years, [open], [{ ...open, endsOn: '2025-01-01' }])).toEqual([2026])
    expect(yearsOfLostKind(years, [open], [{ ...open, endsOn: '2025-03-31' }, { kind: 'family', startsOn: '2025-04-01', endsOn: null }])).toEqual([2026])
    expect(yearsOfLostKind(years, [], [open])).toEqual([])
  })
})

onBothEngines('A membership', (world) => {
  const office = () => world().as('officeWorker')
  const read = async (id: string) => (await office().people.read({ id })).memberships
  const latest = async (id: string) => (await read(id))[0]!
  const isMemberOn = async (on: LocalDate) => (await office().memberships.count({ on, rule: 'membership' })).total

  async function undoLast(client: CoreClient = office()) {
    const { entry } = await client.journal.lastUndoable({})
    await client.journal.undo({ entryId: entry?.id as string })
  }

  const registered = async (givenName: string, startsOn: LocalDate = '2022-01-01', more: object = {}) =>
    (await office().people.create({ givenName, familyName: 'Tid', ...more, membership: { kind: 'main', startsOn, reasonKind: 'ownWish', reason: null } })).id

  let ulla = ''
  beforeAll(async () => {
    ulla = await registered('Ulla')
  })

  it('gets an earlier one beside it, from paper, with its last day', async () => {
    const { id } = await office().memberships.begin({ personId: ulla, kind: 'family', startsOn: '2015-01-01', endsOn: '2018-12-31', endReasonKind: 'moved' })
    expect(await read(ulla)).toMatchObject([{ startsOn: '2022-01-01', endsOn: null, status: 'current' }, { id, kind: 'family', endsOn: '2018-12-31', endReasonKind: 'moved', status: 'ended' }])
    expect(await refusalOf(office().memberships.begin({ personId: ulla, kind: 'main', startsOn: '2019-01-01', endReasonKind: 'moved' }))).toMatchObject({ data: { fields: [{ path: 'endsOn', rule: 'common.required' }] } })
    expect(await refusalOf(office().memberships.begin({ personId: ulla, kind: 'main', startsOn: '2019-01-01', endsOn: '2019-02-01', endReasonKind: 'other' }))).toMatchObject({ data: { fields: [{ path: 'endReason' }] } })
    expect(await refusalOf(office().memberships.begin({ personId: ulla, kind: 'main', startsOn: '2018-12-31', endsOn: '2020-01-01' }))).toMatchObject({ data: { rule: 'memberships.overlaps', params: { startsOn: '2015-01-01', endsOn: '2018-12-31' } } })
    expect(await refusalOf(office().memberships.begin({ personId: ulla, kind: 'main', startsOn: '2020-01-01' }))).toMatchObject({ data: { rule: 'memberships.overlapsOpen', params: { startsOn: '2022-01-01' } } })
    expect(await refusalOf(office().memberships.begin({ personId: ulla, kind: 'main', startsOn: '2020-01-01', endsOn: '2019-01-01' }))).toMatchObject({ data: { fields: [{ path: 'endsOn', rule: 'common.endsBeforeStart' }] } })
  })

  it('is corrected afterwards: who was a member on a day, and the number of them, follow, and one undo takes it back', async () => {
    const before = await isMemberOn('2021-06-01')
    const { id, version } = await latest(ulla)
    expect(await office().memberships.update({ id, version, changes: { startsOn: '2021-01-01', kind: 'family', startReasonKind: 'returned' } })).toEqual({ feeYears: [] })
    expect(await latest(ulla)).toMatchObject({ startsOn: '2021-01-01', endsOn: null, kind: 'family', startReasonKind: 'returned' })
    expect(await isMemberOn('2021-06-01')).toBe(before + 1)
    expect(await refusalOf(office().memberships.update({ id, version, changes: { kind: 'main' } }))).toMatchObject({ code: 'CONFLICT' })
    await undoLast()
    expect(await latest(ulla)).toMatchObject({ startsOn: '2022-01-01', kind: 'main', startReasonKind: 'ownWish' })
    expect(await isMemberOn('2021-06-01')).toBe(before)
  })

  it('is ended, opened again and told why afterwards; another reason is told in words, and what lasts has no reason to have ended', async () => {
    const change = async (changes: Parameters<CoreClient['memberships']['update']>[0]['changes']) => {
      const { id, version } = await latest(ulla)
      return office().memberships.update({ id, version, changes })
    }
    await change({ endsOn: '2025-12-31', endReasonKind: 'moved' })
    expect(await latest(ulla)).toMatchObject({ endsOn: '2025-12-31', endReasonKind: 'moved', status: 'ended' })
    expect(await refusalOf(change({ endReasonKind: 'other' }))).toMatchObject({ data: { fields: [{ path: 'endReason', rule: 'common.required' }] } })
    expect(await refusalOf(change({ startReasonKind: 'other' }))).toMatchObject({ data: { fields: [{ path: 'startReason', rule: 'common.required' }] } })
    expect(await refusalOf(change({ endsOn: '2021-12-31' }))).toMatchObject({ data: { fields: [{ path: 'endsOn', rule: 'common.endsBeforeStart' }] } })
    expect(await refusalOf(change({ startsOn: '2018-06-01' }))).toMatchObject({ data: { rule: 'memberships.overlaps' } })
    expect(await refusalOf(change({ endsOn: null, endReasonKind: 'moved' }))).toMatchObject({ data: { fields: [{ path: 'endsOn', rule: 'common.required' }] } })
    await change({ endsOn: null })
    expect(await latest(ulla)).toMatchObject({ endsOn: null, endReasonKind: null, endReason: null, status: 'current' })
    expect(await refusalOf(world().as('boardMember').memberships.remove({ id: (await latest(ulla)).id, version: 1 }))).toMatchObject({ code: 'NOT_ALLOWED' })
  })

  it('is removed where it was a mistake; the fee that was asked for stays and is told of, and the undo puts it back', async () => {
    await world().as('treasurer').memberships.recordFee({ personId: ulla, year: 2024, amountOre: 20_000, paidOn: '2024-02-01' })
    await world().as('treasurer').memberships.recordFee({ personId: ulla, year: 2017, amountOre: 20_000, paidOn: '2017-02-01' })
    const { id, version } = await latest(ulla)
    expect(await office().memberships.remove({ id, version })).toEqual({ feeYears: [2024] })
    expect(await read(ulla)).toHaveLength(1)
    expect((await office().memberships.ofPerson({ personId: ulla })).fees).toHaveLength(2)
    await undoLast()
    expect(await latest(ulla)).toMatchObject({ id, startsOn: '2022-01-01', endsOn: null })
  })

  it('goes on as another kind from a day in one step, which is taken back as one, and nobody has left', async () => {
    const { id, version } = await latest(ulla)
    expect(await refusalOf(office().memberships.changeKind({ id, version, kind: 'main', startsOn: '2024-07-01' }))).toMatchObject({ data: { rule: 'memberships.sameKind' } })
    expect(await refusalOf(office().memberships.changeKind({ id, version, kind: 'supporting', startsOn: '2022-01-01' }))).toMatchObject({ data: { fields: [{ path: 'startsOn', rule: 'memberships.changesAtStart' }] } })
    const { feeYears } = await office().memberships.changeKind({ id, version, kind: 'supporting', startsOn: '2024-01-01' })
    expect(feeYears).toEqual([2024])
    expect(await read(ulla)).toMatchObject([
      { kind: 'supporting', startsOn: '2024-01-01', endsOn: null, status: 'current' }, { kind: 'main', endsOn: '2023-12-31', endReasonKind: 'changedKind', endReason: null }, { kind: 'family' },
    ])
    expect(await office().people.listIds({ filter: [{ field: 'membership', operator: 'is', values: ['ended'] }] })).not.toContain(ulla)
    await undoLast()
    expect(await read(ulla)).toMatchObject([{ kind: 'main', startsOn: '2022-01-01', endsOn: null, endReasonKind: null }, { kind: 'family' }])
  })

  it('of the past changes kind within its days, and ends as it did', async () => {
    const [, past] = await read(ulla)
    expect(await refusalOf(office().memberships.changeKind({ id: past!.id, version: past!.version, kind: 'main', startsOn: '2019-01-01' }))).toMatchObject({ data: { fields: [{ path: 'startsOn', rule: 'memberships.changesAfterEnd' }] } })
    await office().memberships.changeKind({ id: past!.id, version: past!.version, kind: 'main', startsOn: '2017-01-01' })
    expect((await read(ulla)).slice(1)).toMatchObject([{ kind: 'main', startsOn: '2017-01-01', endsOn: '2018-12-31', endReasonKind: 'moved' }, { kind: 'family', endsOn: '2016-12-31' }])
  })

  it('is not put back by an undo into days that another has got since', async () => {
    const eva = await registered('Eva')
    const { id, version } = await latest(eva)
    await office().memberships.update({ id, version, changes: { endsOn: '2023-12-31', endReasonKind: 'moved' } })
    const { entry } = await office().journal.lastUndoable({})
    await office().memberships.begin({ personId: eva, kind: 'family', startsOn: '2024-01-01' })
    expect(await refusalOf(office().journal.undo({ entryId: entry?.id as string }))).toMatchObject({ data: { rule: 'memberships.overlapsOpen', params: { startsOn: '2024-01-01' } } })
    await undoLast()
    await office().journal.undo({ entryId: entry?.id as string })
    expect(await read(eva)).toMatchObject([{ startsOn: '2022-01-01', endsOn: null }])
  })

  it('that overlapped another in an old list can be mended step by step', async () => {
    const old = await registered('Gammal', '2020-01-01')
    await world().given((writer) => writer.insert('memberships', { personId: old, kind: 'family', startsOn: '2021-01-01', endsOn: '2022-12-31', startReasonKind: null, startReason: null, endReason: null, endReasonKind: null }))
    const { id, version } = (await read(old))[1]!
    await office().memberships.update({ id, version, changes: { endsOn: '2021-06-30' } })
    await office().memberships.update({ id, version: version + 1, changes: { endsOn: '2020-12-31' } })
    expect(await refusalOf(office().memberships.update({ id, version: version + 2, changes: { endsOn: '2021-06-30' } }))).toMatchObject({ data: { rule: 'memberships.overlaps' } })
  })

  it('ended by a death is corrected without living on, and opens again when the death is taken back', async () => {
    const gun = await registered('Gun', '2020-01-01')
    await office().people.recordDeath({ id: gun, version: (await office().people.read({ id: gun })).version, deceasedOn: '2026-11-10' })
    const { id, version } = await latest(gun)
    expect(await refusalOf(office().memberships.update({ id, version, changes: { endsOn: null } }))).toMatchObject({ data: { rule: 'people.hasDied' } })
    expect(await refusalOf(office().memberships.update({ id, version, changes: { endsOn: '2026-11-11' } }))).toMatchObject({ data: { rule: 'people.hasDied' } })
    expect(await refusalOf(office().memberships.update({ id, version, changes: { endsOn: '2026-11-09' } }))).toMatchObject({ data: { rule: 'memberships.endsAtDeath' } })
    await office().memberships.update({ id, version, changes: { startsOn: '2019-01-01', endReason: 'Efter en tids frånvaro' } })
    await office().people.takeBackDeath({ id: gun, version: (await office().people.read({ id: gun })).version })
    expect(await read(gun)).toMatchObject([{ startsOn: '2019-01-01', endsOn: null, endReasonKind: null, endReason: null, status: 'current' }])
  })

  it('that she had left before she died stays so when the death is taken back', async () => {
    const siv = await registered('Siv', '2020-01-01')
    await office().people.recordDeath({ id: siv, version: (await office().people.read({ id: siv })).version, deceasedOn: '2026-11-10' })
    const { id, version } = await latest(siv)
    await office().memberships.update({ id, version, changes: { endsOn: '2025-12-31', endReasonKind: 'ownWish' } })
    await office().people.takeBackDeath({ id: siv, version: (await office().people.read({ id: siv })).version })
    expect(await read(siv)).toMatchObject([{ endsOn: '2025-12-31', endReasonKind: 'ownWish' }])
  })

  it('that is corrected to have ended with a death records the death', async () => {
    const rut = await registered('Rut', '2020-01-01')
    const { id, version } = await latest(rut)
    await office().memberships.update({ id, version, changes: { endsOn: '2026-11-10', endReasonKind: 'deceased' } })
    expect(await office().people.read({ id: rut })).toMatchObject({ deceasedOn: '2026-11-10' })
    await undoLast()
    expect(await office().people.read({ id: rut })).toMatchObject({ deceasedOn: null, memberships: [{ endsOn: null }] })
  })

  it('did not end with a death where she became a member again', async () => {
    const ada = await registered('Ada', '2020-01-01')
    const died = { kind: 'main', startsOn: '2015-01-01', endsOn: '2018-12-31', endReasonKind: 'deceased' } as const
    expect(await refusalOf(office().memberships.begin({ personId: ada, ...died }))).toMatchObject({ data: { rule: 'memberships.memberAfterDeath', params: { startsOn: '2020-01-01' } } })
    expect(await office().people.read({ id: ada })).toMatchObject({ deceasedOn: null, memberships: [{ startsOn: '2020-01-01', endsOn: null }] })
  })

  it('is not put back by an undo to last after a death', async () => {
    const ove = await registered('Ove', '2020-01-01')
    const { id, version } = await latest(ove)
    await office().memberships.remove({ id, version })
    const { entry } = await office().journal.lastUndoable({})
    await office().people.recordDeath({ id: ove, version: (await office().people.read({ id: ove })).version, deceasedOn: '2026-11-10' })
    expect(await refusalOf(office().journal.undo({ entryId: entry?.id as string }))).toMatchObject({ data: { rule: 'people.hasDied' } })
  })

  it('of one who is protected is corrected without what is hidden being emptied', async () => {
    const dold = await registered('Dold', '2020-01-01', { isProtected: true })
    await world().given(async (writer) => {
      const row = await writer.db.selectFrom('memberships').select('id').where('personId', '=', dold).executeTakeFirstOrThrow()
      await writer.update('memberships', row.id, { startReasonKind: 'other', startReason: 'Genom sin syster' })
    })
    const { id, version } = await latest(dold)
    await office().memberships.update({ id, version, changes: { startsOn: '2021-01-01' } })
    expect((await office().people.openProtected({ id: dold, reason: 'Prov' })).memberships).toMatchObject([{ startsOn: '2021-01-01', startReason: 'Genom sin syster' }])
  })

  it('never shares a day with another, whatever is begun, corrected, changed, removed and undone', async () => {
    let number = 0
    const step = fc.oneof(
      fc.record({ do: fc.constant('begin' as const), period: periods }),
      fc.record({ do: fc.constant('update' as const), which: fc.nat(5), period: periods }),
      fc.record({ do: fc.constant('changeKind' as const), which: fc.nat(5), period: periods }),
      fc.record({ do: fc.constant('remove' as const), which: fc.nat(5) }),
      fc.record({ do: fc.constant('undo' as const), which: fc.nat(8) }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const { id: personId } = await office().people.create({ givenName: 'Prov', familyName: `Nr${(number += 1)}` })
        for (const one of steps) {
          const rows = await read(personId)
          const row = 'which' in one ? rows[one.which % Math.max(1, rows.length)] : undefined
          const done = async () => {
            if (one.do === 'begin') return office().memberships.begin({ personId, kind: 'main', ...one.period })
            if (one.do === 'undo') {
              const { entries } = await office().journal.list({ subjectId: personId })
              const entry = entries[one.which % entries.length]
              return entry && entry.procedure !== 'people.create' && office().journal.undo({ entryId: entry.id })
            }
            if (!row) return undefined
            if (one.do === 'remove') return office().memberships.remove({ id: row.id, version: row.version })
            if (one.do === 'changeKind') return office().memberships.changeKind({ id: row.id, version: row.version, kind: row.kind === 'main' ? 'family' : 'main', startsOn: one.period.startsOn })
            return office().memberships.update({ id: row.id, version: row.version, changes: one.period })
          }
          // What may not be done is refused; nothing else may go wrong.
          await done().catch((error: unknown) => expect(error).toMatchObject({ code: expect.stringMatching(/^(?:VALIDATION|RULE_VIOLATION|CONFLICT)$/u) as unknown }))
          const after = await read(personId)
          for (const [index, first] of after.entries()) for (const other of after.slice(index + 1)) expect(periodsOverlap(first, other)).toBe(false)
        }
      }),
      { numRuns: 12 },
    )
    expect(world().faults).toEqual([])
  }, 60_000)
})
