import { expect, it } from 'vitest'
import { onBothEngines, refusalOf } from '#test/support/world.ts'

onBothEngines('What has been typed and not saved', (world) => {
  const form = 'people/new'

  it('is there for the one who typed it, and for nobody else', async () => {
    await world().as('officeWorker').drafts.keep({ form, content: { givenName: 'Åsa', membership: { kind: 'main' } } })
    await world().as('officeWorker').drafts.keep({ form, content: { givenName: 'Åsa-Märta' } })
    expect((await world().as('officeWorker').drafts.find({ form })).draft?.content).toEqual({ givenName: 'Åsa-Märta' })
    expect((await world().as('administrator').drafts.find({ form })).draft).toBeNull()
    expect((await world().as('officeWorker').drafts.find({ form: 'bodies/new' })).draft).toBeNull()
  })

  it('is in no journal', async () => {
    const office = world().as('officeWorker')
    const before = (await office.journal.list({ offset: 0, limit: 1 })).total
    await office.drafts.keep({ form, content: { note: 'Hade hon sagt, men ångrade sig' } })
    await office.drafts.drop({ form })
    expect((await office.journal.list({ offset: 0, limit: 1 })).total).toBe(before)
    expect((await world().as('administrator').journal.verify({})).firstBroken).toBeNull()
  })

  it('is gone when it has been let go of', async () => {
    const office = world().as('officeWorker')
    await office.drafts.keep({ form, content: { givenName: 'Bo' } })
    await office.drafts.drop({ form })
    expect((await office.drafts.find({ form })).draft).toBeNull()
  })

  it('is kept for thirty days', async () => {
    const office = world().as('officeWorker')
    await office.drafts.keep({ form, content: { givenName: 'Cia' } })
    world().clock.set('2026-12-21T09:00:00.000Z')
    expect((await office.drafts.find({ form })).draft).not.toBeNull()
    world().clock.set('2026-12-22T09:00:00.000Z')
    expect((await office.drafts.find({ form })).draft).toBeNull()
  })

  it('is refused where it is no form’s, or too long', async () => {
    const office = world().as('officeWorker')
    expect(await refusalOf(office.drafts.keep({ form: '../../x', content: {} }))).toMatchObject({ code: 'VALIDATION' })
    expect(await refusalOf(office.drafts.keep({ form, content: { note: 'a'.repeat(200_001) } }))).toMatchObject({ code: 'VALIDATION' })
  })
})
