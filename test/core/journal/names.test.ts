import { describe, expect, it } from 'vitest'
import type { Reference } from '#contract/journal.ts'
import { parseSpec } from '#core/db/columns.ts'
import { looseReferences, tables } from '#core/db/schema.ts'
import { referencedTables } from '#core/journal/names.ts'
import { sv } from '#shared/i18n/index.ts'
import { givenBody, givenPerson } from '#test/support/council.ts'
import { onBothEngines } from '#test/support/world.ts'

const unsaid = { person: null, name: null, kind: null, number: null, on: null, isRemoved: false }
/** Identifiers of other systems, which are read as they are. */
const foreign = ['messageId', 'endToEndId']
/** Of the journal itself, which names them in its own way or shows them to nobody. */
const internal = ['userId', 'undoOfEntryId', 'undoneByEntryId', 'rowId', 'subjectId', 'otherSubjectId', 'entryId']

describe('A column that refers to another row', () => {
  const columns = Object.entries(tables).flatMap(([table, specs]) => Object.entries(specs).map(([column, spec]) => ({ table, column, ...parseSpec(spec) })))

  it('is known in the history, every one of them', () => {
    for (const { table, column, references } of columns) if (references) expect(referencedTables(table, column), `${table}.${column}`).toEqual([references])
    for (const { table, column, to } of looseReferences) expect(referencedTables(table, column)).toEqual(to)
  })

  it('is told from one that holds something to read: none is shown as an identifier', () => {
    const unread = columns.filter(({ table, column }) => column.endsWith('Id') && referencedTables(table, column).length === 0).filter(({ column }) => !foreign.includes(column))
    expect(unread.map(({ table, column }) => `${table}.${column}`).filter((name) => !internal.includes(name.split('.')[1] ?? ''))).toEqual([])
  })

  it('leads to a table that has a word of its own, for what has no name', () => {
    for (const { table, column } of columns) for (const referenced of referencedTables(table, column)) expect(sv.journal.tables).toHaveProperty(referenced)
  })
})

onBothEngines('What was chosen', (world) => {
  const office = () => world().as('officeWorker')
  /** The newest change of one column, as the history shows it. */
  async function shown(subjectId: string, field: string, client = office()) {
    const { entries } = await client.journal.list({ subjectId })
    return entries.flatMap(({ changes }) => changes.flatMap(({ fields }) => fields)).find((one) => one.field === field)
  }
  const make = (familyName: string, more: object = {}) => office().people.create({ givenName: 'Kim', familyName, ...more })

  it('is a person by her name, before and after', async () => {
    const [{ id: first }, { id: second }] = [await make('Första'), await make('Andra')]
    const { id } = await make('Vald', { contactPersonId: first })
    await office().people.update({ id, version: 1, changes: { contactPersonId: second } })
    const named = (personId: string, name: string) => ({ ...unsaid, table: 'persons', person: { id: personId, name, memberNumber: null, isProtected: false } })
    expect(await shown(id, 'contactPersonId')).toEqual({ field: 'contactPersonId', before: named(first, 'Kim Första'), after: named(second, 'Kim Andra') })
  })

  it('stands beside whom it was changed for, in the list of all changes, and says nothing of one who is protected', async () => {
    const { id } = await make('Berörd', { membership: { kind: 'main', startsOn: '2020-01-01' } })
    const [membership] = (await office().people.read({ id })).memberships
    await office().people.update({ id, version: 1, changes: { town: 'Tierp' } })
    await office().memberships.end({ id: membership?.id ?? '', version: 1, endsOn: '2025-12-31', reasonKind: 'moved', reason: null })
    const rows = async () => (await office().journal.list({ limit: 2 })).entries.flatMap(({ changes }) => changes.map(({ table, row }) => [table, row?.person?.name]))
    expect(await rows()).toEqual([['memberships', 'Kim Berörd'], ['persons', 'Kim Berörd']])
    await office().people.update({ id, version: 2, changes: { isProtected: true } })
    const { entries } = await office().journal.list({ limit: 3 })
    expect(entries.flatMap(({ changes }) => changes.map(({ row }) => row))).toEqual([null, null, null])
  })

  it('is a protected person by her number alone, from the day she is protected', async () => {
    const { id: hidden } = await make('Gömd', { memberNumber: 'G-1' })
    const { id } = await make('Kvar', { contactPersonId: hidden })
    await office().people.update({ id, version: 1, changes: { contactPersonId: null } })
    await office().people.update({ id: hidden, version: 1, changes: { isProtected: true } })
    expect((await shown(id, 'contactPersonId'))?.before).toMatchObject({ person: { id: hidden, name: null, memberNumber: 'G-1', isProtected: true }, name: null })
    expect(JSON.stringify(await office().journal.list({ subjectId: id }))).not.toContain('Gömd')
  })

  it('keeps its name when it has been removed, and a person her protection', async () => {
    const { id: gone } = await make('Borttagen')
    const { id: hidden } = await make('Hemligare', { isProtected: true })
    const { id: one } = await make('Ett', { contactPersonId: gone })
    const { id: other } = await make('Två', { contactPersonId: hidden })
    for (const id of [one, other]) await office().people.update({ id, version: 1, changes: { contactPersonId: null } })
    for (const id of [gone, hidden]) await office().removals.removePerson({ id, version: 1 })
    expect((await shown(one, 'contactPersonId'))?.before).toMatchObject({ person: { name: 'Kim Borttagen' }, isRemoved: true })
    expect((await shown(other, 'contactPersonId'))?.before).toMatchObject({ person: { name: null, isProtected: true }, isRemoved: true })
    expect(JSON.stringify(await office().journal.list({ subjectId: other }))).not.toContain('Hemligare')
  })

  it('is a merged person by the name she had, and by none where the one who stays is protected', async () => {
    const [{ id: keptId }, { id: otherId }] = [await make('Behålls'), await make('Uppgår')]
    await office().duplicates.merge({ keptId, otherId, keptVersion: 1, otherVersion: 1, choices: {}, reason: '' })
    expect((await shown(keptId, 'mergedPersonId'))?.after).toMatchObject({ person: { name: 'Kim Uppgår' }, isRemoved: true })
    const { version } = await office().people.read({ id: keptId })
    await office().people.update({ id: keptId, version, changes: { isProtected: true } })
    expect(JSON.stringify(await office().journal.list({ limit: 500 }))).not.toContain('Uppgår')
  })

  it('is a tag, an organisation, a grant and a user by name, whichever kind of thing a row is about', async () => {
    const { id: personId } = await make('Taggad')
    await office().tags.tagPerson({ personId, name: 'Bakar' })
    expect((await shown(personId, 'tagId'))?.after).toMatchObject({ ...unsaid, table: 'tags', name: 'Bakar' })
    expect((await shown(personId, 'subjectId'))?.after).toMatchObject({ table: 'persons', person: { name: 'Kim Taggad' } })
    const { id: parentId } = await office().organisations.create({ kind: 'region', name: 'Regionen' })
    const { id } = await office().organisations.create({ kind: 'unit', name: 'Enheten', parentId })
    expect((await shown(id, 'parentId'))?.after).toMatchObject({ table: 'organisations', name: 'Regionen' })
    await office().notes.add({ subjectTable: 'organisations', subjectId: id, text: 'Ring dem' })
    expect((await shown(id, 'writtenByUserId'))?.after).toMatchObject({ table: 'users', name: 'Test officeWorker' })
    expect((await shown(id, 'subjectId'))?.after).toMatchObject({ table: 'organisations', name: 'Enheten' })
  })

  it('is a meeting by its body and its day, a seat by its kind and number, a claim by whose it is', async () => {
    const coordinator = world().as('coordinator')
    const bodyId = await givenBody(world(), { name: 'Namnrådet' })
    const personId = await givenPerson(world(), { givenName: 'Nära', familyName: 'Varo' })
    await coordinator.bodies.addSeat({ bodyId, kind: 'ordinary', startsOn: '2026-01-01' })
    const { seats } = await coordinator.bodies.read({ id: bodyId })
    await coordinator.bodies.appoint({ seatId: seats[0]?.id as string, personId, startsOn: '2026-01-01', decidedOn: '2025-12-01' })
    expect((await shown(personId, 'seatId'))?.after).toMatchObject({ table: 'seats', kind: 'ordinary', number: 1, name: null })
    const { id: meetingId } = await coordinator.meetings.plan({ bodyId, title: null, heldOn: '2026-11-19', startTime: '13:00', endTime: '15:00', place: null })
    await coordinator.meetings.recordAttendance({ meetingId, rows: [{ personId, status: 'present' }] })
    expect((await shown(personId, 'meetingId'))?.after).toMatchObject({ table: 'meetings', name: 'Namnrådet', on: '2026-11-19' })
    const { version } = await coordinator.meetings.read({ id: meetingId })
    await coordinator.meetings.approveAttendance({ id: meetingId, version })
    const [claim] = (await coordinator.claims.list({})).rows
    expect((await shown(claim?.id as string, 'claimId', coordinator))?.after).toMatchObject({ table: 'claims', person: { name: 'Nära Varo' }, on: '2026-11-19' })
  })

  it('is no more than its kind of thing to whoever may not see it', async () => {
    const coordinator = world().as('coordinator')
    const bodyId = await givenBody(world(), { name: 'Arvodesrådet' })
    const { entries: [seen] } = await coordinator.journal.list({ subjectId: bodyId, limit: 1 })
    const tariffOf = (entry: typeof seen) => entry?.changes.flatMap(({ fields }) => fields).find(({ field }) => field === 'tariffId')?.after as Reference
    expect(tariffOf(seen).name).not.toBeNull()
    const { entries: [unseen] } = await office().journal.list({ subjectId: bodyId, limit: 1 })
    expect(tariffOf(unseen)).toEqual({ ...unsaid, table: 'tariffs' })
  })
})
