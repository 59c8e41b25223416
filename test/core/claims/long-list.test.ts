import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays } from '#shared/dates.ts'
import { givenBody, givenPerson } from '#test/support/council.ts'
import { makeWorld, type World } from '#test/support/world.ts'

const claimCount = 6_000
const names = ['Öst', 'Andersson', 'Åkesson', 'Berg', 'Ärlig']

describe('A list of many thousand claims', () => {
  let world: World

  beforeAll(async () => {
    world = await makeWorld()
    const people = await Promise.all(names.map((familyName) => givenPerson(world, { givenName: 'Kim', familyName })))
    const hidden = await givenPerson(world, { givenName: 'Dold', familyName: 'Berg', isProtected: true })
    const bodies = await Promise.all(['Rådet', 'Gruppen', 'Panelen'].map((name) => givenBody(world, { name, nameSort: name.toLowerCase() })))
    await world.given((writer) =>
      writer.insertMany(
        'claims',
        Array.from({ length: claimCount }, (_, index) => ({
          personId: index % 100 === 99 ? hidden : people[index % people.length]!, meetingId: null, bodyId: bodies[index % bodies.length]!, grantId: null, kind: 'meeting',
          occurredOn: addDays('2020-01-01', index % 2_000), isStipendDeclined: 0 as const, submittedAt: writer.now, approvedAt: null, approvedByUserId: null, rejectedAt: null,
          rejectReason: null, payoutId: null, createdAt: writer.now,
        })),
      ),
    )
  })
  afterAll(() => world.close())

  async function allBy(sort: 'person' | 'body', descending: boolean) {
    const treasurer = world.as('treasurer')
    const pages = await Promise.all(Array.from({ length: claimCount / 500 }, (_, page) => treasurer.claims.list({ sort, descending, withSum: false, offset: page * 500, limit: 500 })))
    expect(pages[0]?.total).toBe(claimCount)
    return pages.flatMap((page) => page.rows)
  }

  it.each([false, true])('is whole and in order by person (descending: %s), protected persons by themselves', async (descending) => {
    const rows = await allBy('person', descending)
    expect(new Set(rows.map((row) => row.id)).size).toBe(claimCount)
    const groups = rows.map((row) => row.person.name).filter((name, index, all) => name !== all[index - 1])
    const inOrder = ['Kim Andersson', 'Kim Berg', 'Kim Åkesson', 'Kim Ärlig', 'Kim Öst', null]
    expect(groups.toSorted()).toEqual(inOrder.toSorted())
    expect(groups.at(descending ? 0 : -1)).toBeNull()
  })

  it.each([false, true])('is whole and in order by body (descending: %s)', async (descending) => {
    const rows = await allBy('body', descending)
    expect(new Set(rows.map((row) => row.id)).size).toBe(claimCount)
    const groups = rows.map((row) => row.bodyName).filter((name, index, all) => name !== all[index - 1])
    expect(groups).toEqual(descending ? ['Rådet', 'Panelen', 'Gruppen'] : ['Gruppen', 'Panelen', 'Rådet'])
  })
})
