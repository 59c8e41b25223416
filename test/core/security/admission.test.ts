import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contract } from '#contract/index.ts'
import type { ProcedureMeta } from '#contract/base.ts'
import { rolePermissions, roles } from '#contract/permissions.ts'
import type { CoreClient } from '#contract/client.ts'
import { makeWorld, refusalOf, type World } from '#test/support/world.ts'

interface ListedProcedure {
  readonly path: string
  readonly domain: string
  readonly name: string
  readonly permission: ProcedureMeta['permission']
}

const procedures: ListedProcedure[] = Object.entries(contract).flatMap(([domain, group]) =>
  Object.entries(group).map(([name, procedure]) => ({ path: `${domain}.${name}`, domain, name, permission: (procedure['~orpc'].meta as ProcedureMeta).permission })),
)

/** No procedure knows this field, so an admitted call is refused for its input and does nothing. */
function callWithUnknownField(client: CoreClient, { domain, name }: ListedProcedure): Promise<unknown> {
  const group = client[domain as keyof CoreClient] as unknown as Record<string, (input: unknown) => Promise<unknown>>
  return (group[name] as (input: unknown) => Promise<unknown>)({ aFieldThatNobodyKnows: 1 })
}

describe('Admission', () => {
  let world: World
  beforeAll(async () => {
    world = await makeWorld()
  })
  afterAll(() => world.close())

  it.each(procedures)('$path lets in those who hold $permission and nobody else', async (procedure) => {
    for (const role of roles) {
      const { code } = await refusalOf(callWithUnknownField(world.as(role), procedure))
      const held = procedure.permission === 'anyone' || procedure.permission === 'signedIn' || rolePermissions[role].includes(procedure.permission)
      expect(code, role).toBe(held ? 'VALIDATION' : 'NOT_ALLOWED')
    }
    const { code } = await refusalOf(callWithUnknownField(world.nobody, procedure))
    expect(code, 'nobody').toBe(procedure.permission === 'anyone' ? 'VALIDATION' : 'SIGNED_OUT')
  })

  it('says in a sentence of its own what every procedure does', () => {
    for (const [domain, group] of Object.entries(contract)) {
      for (const [name, procedure] of Object.entries(group)) expect((procedure['~orpc'].meta as ProcedureMeta).summary, `${domain}.${name}`).not.toBe('')
    }
  })

  it('keeps attesting and managing users with different roles', () => {
    for (const role of roles) {
      const held = rolePermissions[role]
      expect(held.includes('claims.approve') && held.includes('users.manage'), role).toBe(false)
    }
  })
})
