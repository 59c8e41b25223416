import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { idsAbove, idsBelow, isEndedOn, mayBelongTo, mergeFinding, treeFinding, type ParentOf } from '#core/organisations/rules.ts'

const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']

/** A wish to lay one organisation under another, or under none. */
const wish = fc.record({ id: fc.constantFrom(...names), parentId: fc.option(fc.constantFrom(...names)) })

/** Follows the wishes that the rule allows. */
function grown(wishes: readonly { id: string; parentId: string | null }[]): Map<string, string | null> {
  const parentOf = new Map<string, string | null>(names.map((name) => [name, null]))
  for (const { id, parentId } of wishes) if (!mayBelongTo(id, parentId, parentOf)) parentOf.set(id, parentId)
  return parentOf
}

const tree = fc.array(wish, { maxLength: 40 }).map(grown)

describe('The tree of organisations', () => {
  it('never bites its own tail, whatever is laid under what', () => {
    fc.assert(
      fc.property(tree, (parentOf) => {
        expect(treeFinding(parentOf)).toBeUndefined()
        for (const id of names) expect(idsAbove(id, parentOf)).not.toContain(id)
      }),
    )
  })

  it('has each organisation below exactly those that lie above it', () => {
    fc.assert(fc.property(tree, (parentOf) => names.forEach((id) => expect(idsBelow(id, parentOf)).toEqual(names.filter((other) => idsAbove(other, parentOf).includes(id))))))
  })

  it('lets every organisation stand under none, and refuses every other place only where it would be below itself', () => {
    fc.assert(
      fc.property(tree, wish, (parentOf, { id, parentId }) => {
        const allowed = mayBelongTo(id, parentId, parentOf) === undefined
        expect(allowed).toBe(parentId === null || (parentId !== id && !idsBelow(id, parentOf).includes(parentId)))
      }),
    )
  })

  it('is found broken where it is, and looking ends all the same', () => {
    const broken: ParentOf = new Map([['a', 'b'], ['b', 'c'], ['c', 'b'], ['d', null]])
    expect(treeFinding(broken)).toEqual({ rule: 'organisations.parentIsBelow' })
    expect(idsAbove('a', broken)).toEqual(['b', 'c'])
  })
})

describe('An organisation', () => {
  it('is there on its last day and not after it', () => {
    expect(isEndedOn('2026-06-30', '2026-06-30')).toBe(false)
    expect(isEndedOn('2026-06-30', '2026-07-01')).toBe(true)
    expect(isEndedOn(null, '2026-07-01')).toBe(false)
  })

  it('goes on in another that is there, is not itself and does not lie under it', () => {
    const parentOf = new Map([['region', null], ['clinic', 'region'], ['other', null]])
    const open = (id: string) => ({ id, endsOn: null })
    expect(mergeFinding(open('clinic'), open('region'), '2026-06-30', parentOf)).toBeUndefined()
    expect(mergeFinding(open('clinic'), open('clinic'), '2026-06-30', parentOf)).toEqual({ rule: 'organisations.mergedWithItself' })
    expect(mergeFinding(open('region'), open('clinic'), '2026-06-30', parentOf)).toEqual({ rule: 'organisations.successorIsBelow' })
    expect(mergeFinding(open('clinic'), { id: 'other', endsOn: '2026-06-30' }, '2026-06-30', parentOf)).toEqual({ rule: 'organisations.successorEnded' })
    expect(mergeFinding({ id: 'clinic', endsOn: '2025-12-31' }, open('other'), '2026-06-30', parentOf)).toMatchObject({ rule: 'organisations.alreadyEnded' })
  })
})
