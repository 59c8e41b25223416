import * as fc from 'fast-check'
import { sql } from 'kysely'
import { beforeEach, expect, it } from 'vitest'
import { personPlaces } from '#core/duplicates/merge-plan.ts'
import { uniteRules } from '#core/duplicates/merge-rules.ts'
import { parseSpec } from '#core/db/columns.ts'
import { tables, type TableName } from '#core/db/schema.ts'
import type { Writer, WritableTable } from '#core/db/writer.ts'
import { standingOf } from '#core/memberships/index.ts'
import { newId } from '#shared/ids.ts'
import { sumOre } from '#shared/money.ts'
import { givenPerson, testAccount } from '#test/support/council.ts'
import { onBothEngines, refusalOf, type World } from '#test/support/world.ts'

type AnyRow = Record<string, unknown> & { id: string }

/** A row of any table, with something in every column that must not be empty, and rows for all that it refers to. */
async function anyRow(writer: Writer, table: TableName, given: Record<string, unknown> = {}): Promise<string> {
  const row: Record<string, unknown> = { ...given }
  for (const [column, spec] of Object.entries(tables[table])) {
    if (column === 'id' || column === 'version' || column in row) continue
    const { kind, nullable, references } = parseSpec(spec)
    if (nullable) row[column] = null
    else if (references) row[column] = await anyRow(writer, references as TableName)
    // Where a row may be about rows of several tables, it says which.
    else row[column] = column === 'subjectTable' ? 'persons' : valueOf(kind)
  }
  return writer.insert(table as WritableTable, row)
}

function valueOf(kind: string): unknown {
  if (kind === 'date') return '2026-01-01'
  if (kind === 'instant') return '2026-01-01T00:00:00.000Z'
  if (kind === 'time') return '10:00'
  if (kind === 'json') return '[]'
  if (kind === 'flag') return 0
  if (kind === 'text' || kind === 'id') return newId()
  return Math.floor(Math.random() * 1_000_000)
}

async function rowOf(world: World, table: WritableTable, id: string): Promise<AnyRow | undefined> {
  return world.given(async (writer) => (await writer.db.selectFrom(table as 'persons').selectAll().where('id', '=', id).executeTakeFirst()) as unknown as AnyRow | undefined)
}

/** Merges with what the preview proposes, unless something else is chosen. */
async function merge(world: World, keptId: string, otherId: string, more: object = {}) {
  const office = world.as('officeWorker')
  const { kept, other } = await office.duplicates.preview({ keptId, otherId })
  return office.duplicates.merge({ keptId, otherId, keptVersion: kept.version, otherVersion: other.version, ...more })
}

async function undoLast(world: World, role: 'officeWorker' | 'coordinator' = 'officeWorker') {
  const client = world.as(role)
  const { entry } = await client.journal.lastUndoable({})
  await client.journal.undo({ entryId: entry?.id as string })
}

async function found(world: World) {
  for await (const event of await world.as('officeWorker').duplicates.search({})) void event
  return world.as('officeWorker').duplicates.list({})
}

onBothEngines('Persons registered twice', (world) => {
  let [keptId, otherId] = ['', '']
  const bare = { identityNumber: null, account: null } as const
  beforeEach(async () => {
    keptId = await givenPerson(world(), { givenName: 'Karl', familyName: 'Dubblin', birthDate: '1960-01-02', ...bare })
    otherId = await givenPerson(world(), { givenName: 'Kalle', familyName: 'Dubblin', birthDate: '1960-01-02', ...bare })
    return async () => {
      await world().given(async (writer) => {
        for (const id of [keptId, otherId]) {
          const row = await writer.db.selectFrom('persons').select('id').where('id', '=', id).executeTakeFirst()
          if (row) await writer.update('persons', id, { givenName: newId(), familyName: newId(), birthDate: null })
        }
      })
    }
  })

  it('are shown while one is being registered, with the reason, and never when protected', async () => {
    const office = world().as('officeWorker')
    const hints = await office.duplicates.similar({ givenName: 'karl', familyName: 'dubblin', birthDate: '1960-01-02' })
    expect(hints.map(({ person, reasons }) => [person.name, reasons])).toEqual([
      ['Karl Dubblin', ['sameName', 'sameBirthDate']],
      ['Kalle Dubblin', ['shortName', 'sameBirthDate']],
    ])
    expect((await office.duplicates.similar({ givenName: 'Dubblin', familyName: 'Karl' })).map(({ person }) => person.id)).toContain(keptId)
    expect(await office.duplicates.similar({ givenName: 'Helt', familyName: 'Annan' })).toEqual([])
    await world().given((writer) => writer.update('persons', keptId, { isProtected: 1 }))
    expect((await office.duplicates.similar({ givenName: 'Karl', familyName: 'Dubblin', birthDate: '1960-01-02' })).map(({ person }) => person.id)).toEqual([otherId])
  })

  it('are searched for also when one has left, are kept, and the search is stopped by the one who wants that', async () => {
    const office = world().as('officeWorker')
    const leaving = new AbortController()
    for await (const event of await office.duplicates.search({}, { signal: leaving.signal })) {
      void event
      leaving.abort()
      break
    }
    await expect.poll(async () => (await office.duplicates.list({})).isSearching).toBe(false)
    expect((await office.duplicates.list({})).total).toBe(1)
    // Somebody else sees the same, and so does one who comes back.
    expect((await world().as('coordinator').duplicates.list({})).total).toBe(1)
    expect(await office.duplicates.stopSearch({})).toEqual({})
    const { entries } = await world().as('administrator').journal.list({ limit: 1 })
    expect(entries[0]).toMatchObject({ procedure: 'duplicates.search', isUndoable: false })
    expect(JSON.stringify(entries[0])).not.toContain(keptId)
  })

  it('are known by a name from before, while one is being registered and in the whole register', async () => {
    const office = world().as('officeWorker')
    const { id } = await office.people.create({ givenName: 'Solveig', familyName: 'Nygift', formerName: 'Solveig Ogift', birthDate: '1971-03-04' })
    const typed = { givenName: 'Solveig', familyName: 'Ogift' }
    expect(await office.duplicates.similar(typed)).toMatchObject([{ person: { id }, reasons: ['formerName'] }])
    const other = await office.people.create({ ...typed, birthDate: '1971-03-04' })
    expect((await found(world())).pairs.find(({ first, second }) => [first.id, second.id].includes(id))).toMatchObject({ reasons: ['formerName', 'sameBirthDate'] })
    await world().given(async (writer) => {
      for (const one of [id, other.id]) await writer.delete('persons', one)
    })
  })

  it('are found in the register, dismissed for good, and found again when that is taken back', async () => {
    expect((await found(world())).pairs).toMatchObject([{ first: { name: 'Karl Dubblin' }, second: { name: 'Kalle Dubblin' }, reasons: ['shortName', 'sameBirthDate'] }])
    const office = world().as('officeWorker')
    const once = await office.duplicates.dismiss({ firstPersonId: otherId, secondPersonId: keptId })
    const again = await office.duplicates.dismiss({ firstPersonId: keptId, secondPersonId: otherId })
    expect((await found(world())).pairs).toEqual([])
    expect(again).toEqual(once)
    await undoLast(world())
    expect((await office.duplicates.list({})).pairs).toHaveLength(1)
    await world().given((writer) => writer.update('persons', keptId, { isProtected: 1 }))
    expect((await office.duplicates.list({})).pairs).toEqual([])
    expect((await found(world())).pairs).toEqual([])
  })

  it.each(personPlaces.filter(({ table }) => table !== 'persons' && table !== 'duplicateDismissals'))('move $table through $column when merged, and back when it is undone', async ({ table, column }) => {
    const id = await world().given((writer) => anyRow(writer, table, { [column]: otherId }))
    const before = await rowOf(world(), table, id)
    const { moves, otherMoves } = await world().as('officeWorker').duplicates.preview({ keptId, otherId })
    expect(moves.find((move) => move.table === table)?.count ?? otherMoves).toBe(1)
    await merge(world(), keptId, otherId)
    expect(await rowOf(world(), table, id)).toEqual({ ...before, [column]: keptId, version: 2 })
    expect(await rowOf(world(), 'persons', otherId)).toBeUndefined()
    await undoLast(world())
    expect({ ...(await rowOf(world(), table, id)), version: 1 }).toEqual(before)
    expect((await rowOf(world(), 'persons', otherId))?.['givenName']).toBe('Kalle')
    await world().given((writer) => writer.delete(table, id))
  })

  it('do not tell by a count what the reader may not see of them', async () => {
    const [factId, claimId] = await world().given(async (writer) => [await anyRow(writer, 'sensitiveFacts', { personId: otherId }), await anyRow(writer, 'claims', { personId: otherId })])
    const shownTo = async (role: 'officeWorker' | 'administrator') => {
      const { moves, otherMoves } = await world().as(role).duplicates.preview({ keptId, otherId })
      return { tables: moves.map(({ table }) => table), otherMoves }
    }
    expect(await shownTo('officeWorker')).toEqual({ tables: ['sensitiveFacts'], otherMoves: 1 })
    expect(await shownTo('administrator')).toEqual({ tables: [], otherMoves: 2 })
    await world().given(async (writer) => {
      await writer.delete('claims', claimId)
      await writer.delete('sensitiveFacts', factId)
    })
  })

  it.each(personPlaces.filter(({ table }) => table === 'persons'))('are named as one by other persons’ $column', async ({ column }) => {
    const third = await givenPerson(world(), { givenName: 'Tredje', familyName: 'Personsson', ...bare })
    await world().given((writer) => writer.update('persons', third, { [column]: otherId }))
    await merge(world(), keptId, otherId)
    expect((await rowOf(world(), 'persons', third))?.[column]).toBe(keptId)
    await undoLast(world())
    expect((await rowOf(world(), 'persons', third))?.[column]).toBe(otherId)
    await world().given((writer) => writer.update('persons', third, { [column]: null }))
  })

  it('keep what is chosen field by field; both of two notes; of one e-mail that which is there', async () => {
    const office = world().as('officeWorker')
    await world().given(async (writer) => {
      await writer.update('persons', keptId, { note: 'Ringer helst', street: 'Storgatan 1', postcode: '75320', town: 'Uppsala', municipalityCode: '0380', careOf: 'Berg', memberNumber: '17' })
      await writer.update('persons', otherId, { note: 'Vegetarian', street: 'Lillgatan 2', postcode: '75321', email: 'kalle@example.se', memberNumber: '18' })
    })
    const { fields } = await office.duplicates.preview({ keptId, otherId })
    expect(fields.find(({ field }) => field === 'address')).toMatchObject({ kept: 'c/o Berg, Storgatan 1, 753 20 Uppsala (Uppsala)', other: expect.stringMatching(/^Lillgatan 2, 753 21/u) })
    expect(fields.find(({ field }) => field === 'email')).toMatchObject({ kept: null, other: 'kalle@example.se', chosen: 'other' })
    await merge(world(), keptId, otherId, { choices: { address: 'other', memberNumber: 'other', givenName: 'kept' } })
    expect(await rowOf(world(), 'persons', keptId)).toMatchObject({
      givenName: 'Karl', note: 'Ringer helst\n\nVegetarian', street: 'Lillgatan 2', careOf: null, email: 'kalle@example.se', memberNumber: '18',
    })
    await undoLast(world())
    expect(await rowOf(world(), 'persons', keptId)).toMatchObject({ street: 'Storgatan 1', careOf: 'Berg', email: null, memberNumber: '17', note: 'Ringer helst' })
    await world().given(async (writer) => {
      for (const id of [keptId, otherId]) await writer.update('persons', id, { memberNumber: null, email: null })
    })
  })

  it('join memberships that overlap, and one payment of one fee', async () => {
    const office = world().as('officeWorker')
    await office.memberships.begin({ personId: keptId, kind: 'main', startsOn: '2020-01-01', endsOn: '2022-12-31' })
    await office.memberships.begin({ personId: otherId, kind: 'family', startsOn: '2022-01-01' })
    await office.memberships.recordFee({ personId: keptId, year: 2026, amountOre: 20_000, paidOn: null })
    await office.memberships.recordFee({ personId: otherId, year: 2026, amountOre: 20_000, paidOn: '2026-03-01' })
    expect((await office.duplicates.preview({ keptId, otherId })).notices.map(({ rule }) => rule)).toEqual(['duplicates.membershipsJoined', 'duplicates.rowsUnited'])
    await merge(world(), keptId, otherId)
    const person = await office.people.read({ id: keptId })
    expect(person.memberships).toMatchObject([{ kind: 'family', startsOn: '2020-01-01', endsOn: null }])
    expect((await office.memberships.ofPerson({ personId: person.id })).fees).toMatchObject([{ year: 2026, paidOn: '2026-03-01' }])
    await undoLast(world())
    expect((await office.people.read({ id: keptId })).memberships).toMatchObject([{ kind: 'main', endsOn: '2022-12-31' }])
    expect((await office.memberships.ofPerson({ personId: otherId })).fees).toMatchObject([{ paidOn: '2026-03-01' }])
  })

  it('keep what is not chosen: ways to reach her, the address of before, and the member number by which she is found', async () => {
    const office = world().as('officeWorker')
    await world().given(async (writer) => {
      await writer.update('persons', keptId, { email: 'karl@example.se', phone: '070-174 06 01', street: 'Storgatan 1', postcode: '75320', town: 'Uppsala', municipalityCode: '0380', memberNumber: '1701' })
      await writer.update('persons', otherId, { email: 'kalle@example.se', phone: '018-12 34 56', otherPhone: '070-174 06 01', street: 'Lillgatan 2', postcode: '75321', town: 'Uppsala', memberNumber: '1802' })
    })
    const choices = { email: 'kept', phone: 'kept', otherPhone: 'other', address: 'kept', memberNumber: 'kept' }
    await merge(world(), keptId, otherId, { choices })
    const person = await office.people.read({ id: keptId })
    expect(person).toMatchObject({ email: 'karl@example.se', street: 'Storgatan 1', memberNumber: '1701' })
    expect(person.contactDetails.map(({ kind, value }) => [kind, value])).toEqual([['email', 'kalle@example.se'], ['phone', '018-12 34 56']])
    expect(person.addresses).toMatchObject([{ street: 'Lillgatan 2', endsOn: expect.any(String) }])
    expect((await office.search.find({ text: '1802' })).map(({ id }) => id)).toEqual([keptId])
    await undoLast(world())
    expect(await office.people.read({ id: keptId })).toMatchObject({ contactDetails: [], addresses: [] })
    expect((await office.search.find({ text: '1802' })).map(({ id }) => id)).toEqual([otherId])
    // Whichever number goes, it is kept; and one merged again keeps those from before.
    await merge(world(), keptId, otherId, { choices: { ...choices, memberNumber: 'other' } })
    const third = await givenPerson(world(), { givenName: 'Kalle', familyName: 'Dubblin', ...bare })
    await world().given((writer) => writer.update('persons', third, { memberNumber: '1903' }))
    await merge(world(), third, keptId, { choices: { memberNumber: 'kept' } })
    for (const text of ['1701', '1802', '1903']) expect((await office.search.find({ text })).map(({ id }) => id), text).toEqual([third])
    await undoLast(world())
    expect((await office.search.find({ text: '1701' })).map(({ id }) => id)).toEqual([keptId])
    await world().given((writer) => writer.delete('persons', third))
  })

  it('keep both payments where both paid a year, and both references lead to the fee that is left', async () => {
    const office = world().as('officeWorker')
    const readFees = (personId: string) => office.memberships.ofPerson({ personId })
    await office.memberships.recordFee({ personId: keptId, year: 2025, amountOre: 20_000, paidOn: '2025-02-01', paymentMethod: 'swish' })
    await office.memberships.recordFee({ personId: otherId, year: 2025, amountOre: 30_000, paidOn: '2025-03-01', paymentMethod: 'bankgiro' })
    const [own, other] = await world().given(async (writer) => {
      const of = async (personId: string) => (await writer.db.selectFrom('membershipFees').select('id').where('personId', '=', personId).where('year', '=', 2025).executeTakeFirstOrThrow()).id
      const ids = [await of(keptId), await of(otherId)] as const
      for (const [index, id] of ids.entries()) await writer.update('membershipFees', id, { reference: index === 0 ? '202500000018' : '202500000026' })
      return ids
    })
    await merge(world(), keptId, otherId)
    const { fees: [fee], payments } = await readFees(keptId)
    expect(fee).toMatchObject({ year: 2025, amountOre: 30_000, paidOn: '2025-03-01', paidOre: 50_000 })
    expect(payments.map(({ amountOre, paidOn, paymentMethod }) => [amountOre, paidOn, paymentMethod])).toEqual(expect.arrayContaining([[20_000, '2025-02-01', 'swish'], [30_000, '2025-03-01', 'bankgiro']]))
    const references = await world().given(async (writer) => writer.db.selectFrom('membershipFeeReferences').select(['feeId', 'personId', 'reference']).execute())
    expect(references).toEqual([{ feeId: fee?.id, personId: keptId, reference: fee?.id === own ? '202500000026' : '202500000018' }])
    await undoLast(world())
    expect(await readFees(keptId)).toMatchObject({ fees: [{ id: own, amountOre: 20_000, paidOn: '2025-02-01' }], payments: [{ amountOre: 20_000 }] })
    expect(await readFees(otherId)).toMatchObject({ fees: [{ id: other, amountOre: 30_000, paidOn: '2025-03-01' }], payments: [{ amountOre: 30_000 }] })
  })

  it('with different amounts for a year, not both paid, keep the fee that is chosen, by itself the one that is paid', async () => {
    const office = world().as('officeWorker')
    await office.memberships.recordFee({ personId: keptId, year: 2023, amountOre: 20_000, paidOn: null })
    await office.memberships.recordFee({ personId: otherId, year: 2023, amountOre: 30_000, paidOn: null })
    await office.memberships.recordFee({ personId: otherId, year: 2023, amountOre: 5_000, paidOn: '2023-03-01', paymentMethod: 'swish' })
    const fees = async (personId: string) => (await office.memberships.ofPerson({ personId })).fees.find(({ year }) => year === 2023)
    const [own, other] = [await fees(keptId), await fees(otherId)]
    await world().given(async (writer) => {
      await writer.update('membershipFees', own!.id, { reference: '202300000013' })
      await writer.update('membershipFees', other!.id, { reference: '202300000021' })
      await writer.insert('membershipFeeReminders', { feeId: own!.id, personId: keptId, number: 1, remindedOn: '2023-05-01' })
      for (const [index, remindedOn] of (['2023-05-01', '2023-06-01'] as const).entries()) await writer.insert('membershipFeeReminders', { feeId: other!.id, personId: otherId, number: index + 1, remindedOn })
    })
    const preview = await office.duplicates.preview({ keptId, otherId })
    expect(preview.obstacles).toEqual([])
    expect(preview.fees).toEqual([
      { field: 'membershipFee2023', year: 2023, chosen: 'other', kept: { amountOre: 20_000, paidOre: 0, paidOn: null, isWithdrawn: false }, other: { amountOre: 30_000, paidOre: 5_000, paidOn: '2023-03-01', isWithdrawn: false } },
    ])
    await merge(world(), keptId, otherId)
    expect(await fees(keptId)).toMatchObject({ id: other!.id, amountOre: 30_000, paidOre: 5_000, paidOn: null, reference: '202300000021', reminders: [{ number: 1, remindedOn: '2023-05-01' }, { number: 2, remindedOn: '2023-06-01' }] })
    await undoLast(world())
    expect([await fees(keptId), await fees(otherId)]).toMatchObject([{ id: own!.id, amountOre: 20_000 }, { id: other!.id, amountOre: 30_000, paidOre: 5_000 }])
    await merge(world(), keptId, otherId, { choices: { membershipFee2023: 'kept' } })
    expect(await fees(keptId)).toMatchObject({ id: own!.id, amountOre: 20_000, paidOre: 5_000, paidOn: null, reference: '202300000013', reminders: [{ remindedOn: '2023-05-01' }, { number: 2, remindedOn: '2023-06-01' }] })
    const references = await world().given(async (writer) => writer.db.selectFrom('membershipFeeReferences').select(['feeId', 'reference']).where('personId', '=', keptId).execute())
    expect(references).toEqual([{ feeId: own!.id, reference: '202300000021' }])
    await undoLast(world())
  })

  it('keep the fee that has not been withdrawn where neither is paid, and the choice says whether it is', async () => {
    const office = world().as('officeWorker')
    const { id: feeId } = await office.memberships.recordFee({ personId: keptId, year: 2023, amountOre: 20_000, paidOn: null })
    await office.memberships.recordFee({ personId: otherId, year: 2023, amountOre: 30_000, paidOn: null })
    await office.memberships.withdrawFee({ feeId, category: 'chargedWrongly' })
    expect((await office.duplicates.preview({ keptId, otherId })).fees).toMatchObject([{ chosen: 'other', kept: { isWithdrawn: true } }])
    const state = async () => (await office.memberships.ofPerson({ personId: keptId })).fees.map(({ amountOre, withdrawal }) => [amountOre, withdrawal?.category])
    await merge(world(), keptId, otherId)
    expect(await state()).toEqual([[30_000, undefined]])
    await undoLast(world())
    await merge(world(), keptId, otherId, { choices: { membershipFee2023: 'kept' } })
    expect(await state()).toEqual([[20_000, 'chargedWrongly']])
    await undoLast(world())
    expect(await state()).toEqual([[20_000, 'chargedWrongly']])
  })

  it('have paid as much as the two had, and keep every reference, whatever is chosen, and also when it is undone', async () => {
    const office = world().as('officeWorker')
    const amounts = fc.constantFrom(10_000, 20_000, 30_000)
    const fee = fc.record({
      amountOre: amounts, reference: fc.boolean(), payments: fc.array(fc.integer({ min: 1, max: 40_000 }), { maxLength: 3 }),
      /** Paid by a list, before payments were kept. */
      listed: fc.option(fc.constantFrom(15_000, null), { nil: undefined }),
    })
    let number = 0
    await fc.assert(
      fc.asyncProperty(fee, fee, fc.constantFrom('kept', 'other', undefined), async (own, other, choice) => {
        const pair = [await givenPerson(world(), { givenName: 'A', familyName: newId(), ...bare }), await givenPerson(world(), { givenName: 'B', familyName: newId(), ...bare })] as const
        await world().given(async (writer) => {
          for (const [index, { amountOre, reference, payments, listed }] of [own, other].entries()) {
            const personId = pair[index] as string
            const parts = listed === undefined ? payments.map((part) => ({ amountOre: part, paidOn: '2022-02-01' as const, paymentMethod: 'swish' })) : []
            const standing = listed === undefined ? standingOf(amountOre, parts) : { paidOn: '2022-03-01' as const, paidOre: listed, paymentMethod: null }
            const feeId = await writer.insert('membershipFees', { personId, year: 2022, amountOre, dueOn: null, reference: reference ? `2022${(number += 1)}` : null, ...standing })
            for (const part of parts) await writer.insert('membershipFeePayments', { feeId, personId, ...part, incomingPaymentId: null })
          }
        })
        const standing = async () => {
          const all = await Promise.all(pair.map((personId) => office.memberships.ofPerson({ personId }).catch(() => ({ fees: [], payments: [] }))))
          const rows = await world().given(async (writer) => writer.db.selectFrom('membershipFeeReferences').select('reference').where('personId', 'in', pair).execute())
          const paid = all.flatMap(({ fees, payments }) => [
            ...payments.map(({ amountOre }) => amountOre ?? 0),
            ...fees.filter(({ id, paidOn }) => paidOn !== null && payments.every(({ feeId }) => feeId !== id)).map(({ paidOre, amountOre }) => paidOre ?? amountOre ?? 0),
          ])
          return { paid: sumOre(paid), references: [...all.flatMap(({ fees }) => fees.flatMap(({ reference }) => reference ?? [])), ...rows.map(({ reference }) => reference)].toSorted(), all }
        }
        const before = await standing()
        await merge(world(), ...pair, choice ? { choices: { membershipFee2022: choice } } : {})
        const after = await standing()
        expect([after.paid, after.references]).toEqual([before.paid, before.references])
        const [merged] = after.all[0]!.fees
        expect(standingOf(merged!.amountOre, after.all[0]!.payments)).toMatchObject(after.all[0]!.payments.length > 0 ? { paidOn: merged!.paidOn, paidOre: merged!.paidOre } : {})
        await undoLast(world())
        expect((await standing()).all.map(({ fees }) => fees.map(({ version: _version, ...one }) => one))).toEqual(before.all.map(({ fees }) => fees.map(({ version: _version, ...one }) => one)))
      }),
      { numRuns: 20 },
    )
  }, 60_000)

  it('are one again when the undo is undone, and two when that is, with all that is theirs', async () => {
    const office = world().as('officeWorker')
    for (const [personId, paidOn] of [[keptId, '2024-02-01'], [otherId, '2024-03-01']] as const) {
      await office.memberships.begin({ personId, kind: 'main', startsOn: '2020-01-01' })
      await office.memberships.recordFee({ personId, year: 2024, amountOre: 20_000, paidOn })
      await office.memberships.confirm({ personId, year: 2024, confirmedOn: paidOn, method: 'form' })
    }
    const third = await givenPerson(world(), { givenName: 'Tredje', familyName: 'Personsson', ...bare })
    await world().given(async (writer) => {
      await writer.update('persons', keptId, { email: 'karl@example.se', memberNumber: '2601', street: 'Storgatan 1' })
      await writer.update('persons', otherId, { email: 'kalle@example.se', memberNumber: '2602', street: 'Lillgatan 2' })
      await writer.update('persons', third, { contactPersonId: otherId })
      const meetingId = await anyRow(writer, 'meetings', { attendanceApprovedAt: writer.now })
      for (const personId of [keptId, otherId]) await anyRow(writer, 'attendances', { meetingId, personId, role: 'ordinary', status: 'present', travelMinutes: 30, drivenKilometres: 0 })
      await anyRow(writer, 'notes', { subjectTable: 'persons', subjectId: otherId })
    })
    const theirs = () =>
      world().given(async (writer) => {
        const rows: Record<string, unknown>[] = []
        for (const { table, column } of [...personPlaces, { table: 'persons', column: 'id' }] as const) {
          const found = await writer.db.selectFrom(table as 'persons').selectAll().where(column as 'id', 'in', [keptId, otherId, third]).orderBy('id').execute()
          rows.push(...found.map(({ version: _version, ...row }) => ({ table, ...row })))
        }
        return rows
      })
    const last = async () => (await world().as('officeWorker').journal.list({ limit: 1 })).entries[0]?.id as string
    const two = await theirs()
    await merge(world(), keptId, otherId)
    const one = await theirs()
    expect(one).not.toEqual(two)
    for (const expected of [two, one, two, one, two]) {
      await office.journal.undo({ entryId: await last() })
      expect(await theirs()).toEqual(expected)
    }
    // What has been added to the other since then would lose its person.
    const undo = await last()
    await office.memberships.confirm({ personId: otherId, year: 2020, confirmedOn: '2020-05-01', method: 'phone' })
    expect(await refusalOf(office.journal.undo({ entryId: undo }))).toMatchObject({ data: { rule: 'journal.builtUpon' } })
    await world().given((writer) => writer.update('persons', third, { contactPersonId: null, givenName: newId() }))
  })

  it('keep one of two equal attendances, also approved ones, and refuse where they differ', async () => {
    const [meetingId, first, second] = await world().given(async (writer) => {
      const meeting = await anyRow(writer, 'meetings', { attendanceApprovedAt: writer.now })
      const present = { meetingId: meeting, role: 'ordinary', status: 'present', travelMinutes: 30, drivenKilometres: 0 }
      return [meeting, await anyRow(writer, 'attendances', { ...present, personId: keptId }), await anyRow(writer, 'attendances', { ...present, personId: otherId })]
    })
    await merge(world(), keptId, otherId)
    expect(await rowOf(world(), 'attendances', second)).toBeUndefined()
    await undoLast(world())
    expect(await rowOf(world(), 'attendances', second)).toMatchObject({ personId: otherId, meetingId })
    await world().given((writer) => writer.update('attendances', first, { status: 'absent' }))
    expect((await world().as('officeWorker').duplicates.preview({ keptId, otherId })).obstacles.map(({ rule }) => rule)).toEqual(['duplicates.attendancesDiffer'])
    expect(await refusalOf(merge(world(), keptId, otherId))).toMatchObject({ data: { rule: 'duplicates.attendancesDiffer' } })
  })

  it('let a rejected claim for the same meeting give way, and refuse two that count, or two payments in one payout', async () => {
    const [claimId, lineId] = await world().given(async (writer) => {
      const meeting = await anyRow(writer, 'meetings')
      await anyRow(writer, 'claims', { personId: keptId, meetingId: meeting, kind: 'meeting' })
      const claim = await anyRow(writer, 'claims', { personId: otherId, meetingId: meeting, kind: 'meeting', rejectedAt: writer.now })
      return [claim, await anyRow(writer, 'claimLines', { claimId: claim })] as const
    })
    await merge(world(), keptId, otherId)
    expect(await rowOf(world(), 'claimLines', lineId)).toBeUndefined()
    await undoLast(world())
    expect(await rowOf(world(), 'claimLines', lineId)).toBeDefined()
    await world().given((writer) => writer.update('claims', claimId, { rejectedAt: null }))
    expect(await refusalOf(merge(world(), keptId, otherId))).toMatchObject({ data: { rule: 'duplicates.bothClaim' } })
    await world().given(async (writer) => {
      await writer.update('claims', claimId, { meetingId: null })
      const payoutId = await anyRow(writer, 'payouts', { number: 4711 })
      for (const personId of [keptId, otherId]) await anyRow(writer, 'payoutItems', { payoutId, personId })
    })
    expect(await refusalOf(merge(world(), keptId, otherId))).toMatchObject({ data: { rule: 'duplicates.bothPaid', params: { number: 4711 } } })
  })

  it('keep both terms in one body, unless one person could not hold both from now on', async () => {
    const second = await world().given(async (writer) => {
      const bodyId = await anyRow(writer, 'bodies', { name: 'Rådet' })
      const seat = () => anyRow(writer, 'seats', { bodyId, kind: 'ordinary', startsOn: '2020-01-01' })
      await anyRow(writer, 'assignments', { bodyId, seatId: await seat(), personId: keptId, startsOn: '2025-01-01' })
      return anyRow(writer, 'assignments', { bodyId, seatId: await seat(), personId: otherId, startsOn: '2025-01-01' })
    })
    expect(await refusalOf(merge(world(), keptId, otherId))).toMatchObject({ data: { rule: 'duplicates.seatsClash', params: { body: 'Rådet' } } })
    await world().given((writer) => writer.update('assignments', second, { endsOn: '2026-11-20' }))
    expect((await world().as('officeWorker').duplicates.preview({ keptId, otherId })).notices).toMatchObject([{ rule: 'duplicates.bothInBody' }])
    await merge(world(), keptId, otherId)
    expect(await rowOf(world(), 'assignments', second)).toMatchObject({ personId: keptId })
    await undoLast(world())
  })

  it('make one of two places on a course, with the days of both', async () => {
    const [own, days] = await world().given(async (writer) => {
      const courseRoundId = await anyRow(writer, 'courseRounds', { name: 'Hösten' })
      const places = [await anyRow(writer, 'courseParticipants', { courseRoundId, personId: keptId }), await anyRow(writer, 'courseParticipants', { courseRoundId, personId: otherId })]
      const day = async (place: string | undefined, trainingSessionId: string) => anyRow(writer, 'sessionAttendances', { trainingSessionId, courseParticipantId: place, status: 'present' })
      const sessions = [await anyRow(writer, 'trainingSessions', { courseRoundId }), await anyRow(writer, 'trainingSessions', { courseRoundId })]
      await day(places[0], sessions[0] as string)
      return [places[0] as string, [await day(places[1], sessions[0] as string), await day(places[1], sessions[1] as string)]] as const
    })
    await merge(world(), keptId, otherId)
    expect(await rowOf(world(), 'sessionAttendances', days[0])).toBeUndefined()
    expect(await rowOf(world(), 'sessionAttendances', days[1])).toMatchObject({ courseParticipantId: own })
    await undoLast(world())
    await world().given((writer) => writer.update('sessionAttendances', days[0], { status: 'absent' }))
    expect(await refusalOf(merge(world(), keptId, otherId))).toMatchObject({ data: { rule: 'duplicates.participationsDiffer', params: { round: 'Hösten' } } })
  })

  it('let only those who register accounts choose between two accounts at the same time', async () => {
    await world().given(async (writer) => {
      await writer.insert('paymentAccounts', { personId: keptId, ...testAccount, startsOn: '2020-01-01', endsOn: null })
      await writer.insert('paymentAccounts', { personId: otherId, ...testAccount, accountNumber: '0038521', startsOn: '2024-01-01', endsOn: null })
    })
    expect(await refusalOf(merge(world(), keptId, otherId))).toMatchObject({ data: { rule: 'duplicates.accountsDiffer' } })
    const coordinator = world().as('coordinator')
    const { kept, other, fields } = await coordinator.duplicates.preview({ keptId, otherId })
    expect(fields.at(-1)).toMatchObject({ field: 'paymentAccount', chosen: 'other' })
    expect(JSON.stringify(fields)).not.toContain('0038521')
    await coordinator.duplicates.merge({ keptId, otherId, keptVersion: kept.version, otherVersion: other.version })
    expect((await coordinator.people.read({ id: keptId })).paymentAccounts).toMatchObject([{ startsOn: '2024-01-01', endsOn: null }, { startsOn: '2020-01-01', endsOn: '2023-12-31' }])
    await undoLast(world(), 'coordinator')
    expect((await coordinator.people.read({ id: keptId })).paymentAccounts).toMatchObject([{ startsOn: '2020-01-01', endsOn: null }])
  })

  it('are not merged with themselves, with two identity numbers, or when changed since', async () => {
    const office = world().as('officeWorker')
    expect(await refusalOf(office.duplicates.preview({ keptId, otherId: keptId }))).toMatchObject({ code: 'VALIDATION' })
    expect(await refusalOf(merge(world(), keptId, otherId, { keptVersion: 7 }))).toMatchObject({ code: 'CONFLICT' })
    expect(await refusalOf(world().as('treasurer').duplicates.preview({ keptId, otherId }))).toMatchObject({ code: 'NOT_ALLOWED' })
    await world().given(async (writer) => {
      await writer.update('persons', keptId, { identityNumber: '196001022380' })
      await writer.update('persons', otherId, { identityNumber: '196001032397' })
    })
    const preview = await office.duplicates.preview({ keptId, otherId })
    expect(preview.obstacles).toMatchObject([{ rule: 'duplicates.identityNumbersDiffer' }])
    expect(JSON.stringify(preview)).not.toMatch(/0102-?2380|0103-?2397/u)
    await world().given(async (writer) => {
      for (const id of [keptId, otherId]) await writer.update('persons', id, { identityNumber: null })
    })
  })

  it('stay protected when one was, are merged only by those who may look, with a reason, and leave nothing in the history', async () => {
    const office = world().as('officeWorker')
    await world().given((writer) => writer.update('persons', otherId, { isProtected: 1, email: 'hemlig@example.se' }))
    const pair = { keptId, otherId }
    expect(await refusalOf(office.duplicates.preview(pair))).toMatchObject({ data: { rule: 'duplicates.isProtected' } })
    expect(await refusalOf(world().as('coordinator').duplicates.previewProtected({ ...pair, reason: 'Nyfiken' }))).toMatchObject({ code: 'NOT_ALLOWED' })
    const { kept, other, willBeProtected } = await office.duplicates.previewProtected({ ...pair, reason: 'Samma person' })
    expect(willBeProtected).toBe(true)
    const versions = { keptVersion: kept.version, otherVersion: other.version }
    expect(await refusalOf(world().as('coordinator').duplicates.merge({ ...pair, ...versions, reason: 'Samma' }))).toMatchObject({ data: { rule: 'duplicates.isProtected' } })
    expect(await refusalOf(office.duplicates.merge({ ...pair, ...versions }))).toMatchObject({ data: { fields: [{ path: 'reason' }] } })
    await office.duplicates.merge({ ...pair, ...versions, reason: 'Samma person' })
    expect(await office.people.read({ id: keptId })).toMatchObject({ isProtected: true, givenName: null })
    expect((await office.search.find({ text: 'Dubblin', limit: 50 })).map(({ id }) => id)).not.toContain(keptId)
    const history = async () => JSON.stringify([await office.journal.list({ limit: 500 }), await office.journal.list({ subjectId: keptId, limit: 500 })])
    expect(await history()).not.toContain('hemlig@example.se')
    await undoLast(world())
    expect(await office.people.read({ id: keptId })).toMatchObject({ isProtected: false, givenName: 'Karl' })
    expect(await office.people.read({ id: otherId })).toMatchObject({ isProtected: true, givenName: null })
    expect(await history()).not.toContain('hemlig@example.se')
  })

  it('show the history of both as one', async () => {
    const office = world().as('officeWorker')
    const { version } = await office.people.read({ id: otherId })
    await office.people.update({ id: otherId, version, changes: { town: 'Gimo' } })
    await merge(world(), keptId, otherId)
    const { entries } = await office.journal.list({ subjectId: keptId })
    expect(entries.map(({ procedure }) => procedure)).toEqual(expect.arrayContaining(['duplicates.merge', 'people.update']))
  })
})

onBothEngines('What may stand only once', (world, engine) => {
  it('for a person, or for what is hers, has a rule for merging', async () => {
    const unique = await world().given(async (writer) =>
      engine === 'sqlite'
        ? (await sql<{ table: string; columns: string }>`select m.name as "table", (select group_concat(i.name) from pragma_index_info(l.name) i) as "columns" from sqlite_master m, pragma_index_list(m.name) l where m.type = 'table' and l."unique" = 1`.execute(writer.db as never)).rows
        : (await sql<{ table: string; columns: string }>`select t.relname as "table", string_agg(a.attname, ',') as "columns" from pg_index x join pg_class t on t.oid = x.indrelid join pg_attribute a on a.attrelid = t.oid and a.attnum = any(x.indkey) where x.indisunique group by t.relname, x.indexrelid`.execute(writer.db as never)).rows,
    )
    /** Handled on their own: pairs are put in order again; and what a number, or a payment of the bank’s, is unique to is the row itself. */
    const apart = ['duplicateDismissals', 'personMerges', 'persons', 'users', 'claimLines', 'membershipFeePayments']
    const united = new Set(['persons', ...Object.keys(uniteRules)])
    const missing = unique.flatMap(({ table, columns }) => {
      const specs = (tables as Record<string, Record<string, string>>)[table] ?? {}
      const names = columns.split(',')
      const isAbout = names.some((column) => united.has(parseSpec(specs[column] ?? 'text').references ?? ''))
      const isCovered = apart.includes(table) || (uniteRules[table]?.by.every((column) => names.includes(column)) ?? false)
      return isAbout && !isCovered ? [`${table} (${columns})`] : []
    })
    expect(unique.length).toBeGreaterThan(10)
    expect(missing).toEqual([])
  })
})
