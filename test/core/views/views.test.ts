import { describe, expect, it } from 'vitest'
import { personFilterFields } from '#contract/person-filters.ts'
import { defused } from '#core/documents/table-file.ts'
import { changeFinding } from '#core/views/rules.ts'
import { onBothEngines, refusalOf } from '#test/support/world.ts'

onBothEngines('Saved views', (world) => {
  const seen = async (role: 'officeWorker' | 'coordinator' | 'administrator') => (await world().as(role).views.list({})).map((view) => ({ name: view.name, own: view.isOwn, change: view.mayChange, manage: view.mayManage }))
  const idOf = async (name: string) => (await world().as('officeWorker').views.list({})).find((view) => view.name === name)!

  it('are one’s own until they are shared', async () => {
    const office = world().as('officeWorker')
    await office.views.create({ name: 'Utan e-post', filter: [{ field: 'email', operator: 'no' }], columns: ['phone', 'town'], sort: 'town', descending: true })
    await office.views.create({ name: 'Ål', isShared: true })
    await office.views.create({ name: 'Äldre', isShared: true, isLocked: true })
    expect(await seen('officeWorker')).toEqual([
      { name: 'Utan e-post', own: true, change: true, manage: true },
      { name: 'Ål', own: true, change: true, manage: true },
      { name: 'Äldre', own: true, change: true, manage: true },
    ])
    expect(await seen('coordinator')).toEqual([{ name: 'Ål', own: false, change: true, manage: false }, { name: 'Äldre', own: false, change: false, manage: false }])
    expect(await seen('administrator')).toEqual([{ name: 'Ål', own: false, change: true, manage: true }, { name: 'Äldre', own: false, change: true, manage: true }])
    expect((await office.views.list({}))[0]).toMatchObject({ text: '', filter: [{ field: 'email', operator: 'no', values: [] }], columns: ['phone', 'town'], sort: 'town', descending: true })
  })

  it('are changed by others only where they are shared and not locked, and then only in what they show', async () => {
    const coordinator = world().as('coordinator')
    const [open, locked, own] = [await idOf('Ål'), await idOf('Äldre'), await idOf('Utan e-post')]
    const changed = { columns: ['email' as const], isShared: true }
    await coordinator.views.update({ id: open.id, version: open.version, name: 'Ål', ...changed })
    expect((await idOf('Ål')).columns).toEqual(['email'])
    expect(await refusalOf(coordinator.views.update({ id: open.id, version: open.version + 1, name: 'Annat', ...changed }))).toMatchObject({ data: { rule: 'views.onlyOwner' } })
    expect(await refusalOf(coordinator.views.update({ id: locked.id, version: locked.version, name: 'Äldre', isLocked: true, ...changed }))).toMatchObject({ data: { rule: 'views.locked' } })
    expect(await refusalOf(coordinator.views.update({ id: own.id, version: own.version, name: 'Utan e-post' }))).toMatchObject({ code: 'NOT_FOUND' })
    expect(await refusalOf(coordinator.views.remove({ id: open.id, version: open.version + 1 }))).toMatchObject({ data: { rule: 'views.onlyOwner' } })
    expect(await refusalOf(coordinator.views.update({ id: open.id, version: open.version, name: 'Ål', ...changed, columns: [] }))).toMatchObject({ code: 'CONFLICT' })
  })

  it('come back when their removal is undone', async () => {
    const administrator = world().as('administrator')
    const { id, version } = await idOf('Äldre')
    await administrator.views.remove({ id, version })
    expect(await seen('coordinator')).toHaveLength(1)
    const { entry } = await administrator.journal.lastUndoable({})
    await administrator.journal.undo({ entryId: entry!.id })
    expect(await seen('coordinator')).toHaveLength(2)
  })

  it('show nothing that the one who saves them may not read', async () => {
    expect(personFilterFields.stipendDeclined.permission).toBe('claims.write')
    const filter = [{ field: 'stipendDeclined', operator: 'yes' } as const]
    expect(await refusalOf(world().as('officeWorker').views.create({ name: 'Avstår', filter }))).toMatchObject({ data: { rule: 'people.mayNotFilter' } })
    await world().as('treasurer').views.create({ name: 'Avstår', filter, isShared: true })
    const view = await idOf('Avstår')
    expect(await refusalOf(world().as('officeWorker').people.list({ filter: view.filter }))).toMatchObject({ data: { rule: 'people.mayNotFilter' } })
    const asSeenBy = async (role: 'officeWorker' | 'treasurer') => (await world().as(role).views.list({})).find(({ id }) => id === view.id)
    expect((await asSeenBy('officeWorker'))?.mayNotUse).toEqual({ fields: ['stipendDeclined'], columns: [] })
    expect((await asSeenBy('treasurer'))?.mayNotUse).toEqual({ fields: [], columns: [] })
  })

})

describe('The rights to a view', () => {
  const view = { name: 'V', isOwn: false, isShared: true, isLocked: false }
  it('let others change what it shows, not who sees it', () => {
    expect(changeFinding(view, view, false)).toBeUndefined()
    expect(changeFinding(view, { ...view, isLocked: true }, false)).toEqual({ rule: 'views.onlyOwner' })
    expect(changeFinding(view, { ...view, isShared: false }, true)).toBeUndefined()
    expect(changeFinding({ ...view, isLocked: true }, view, false)).toEqual({ rule: 'views.locked' })
  })
})

describe('A cell of a text file', () => {
  it('is never a formula', () => {
    for (const value of ['=1+1', '+46701234567', '-1', '@SUM(A1)', '\tx']) expect(defused(value)).toBe(`'${value}`)
    for (const value of ['Åsa', '070-123', 'a=b', '']) expect(defused(value)).toBe(value)
  })
})
