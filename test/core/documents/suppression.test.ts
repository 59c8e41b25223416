import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { suppress, type Figure, type Sum } from '#core/documents/suppression.ts'
import { couldBe, isTold, type Published } from './attacker.ts'

interface Tables {
  readonly figures: readonly Figure[]
  readonly sums: readonly Sum[]
}

/** One list with its sum. */
function list(values: readonly number[]): Tables {
  const parts = values.map((value, index) => ({ id: `part${index}`, value }))
  return {
    figures: [...parts, { id: 'total', value: values.reduce((a, b) => a + b, 0) }],
    sums: [{ total: 'total', parts: parts.map((part) => part.id) }],
  }
}

/** Rows and columns with row sums, column sums and a grand sum. */
function grid(rows: readonly (readonly number[])[], prefix = ''): Tables {
  const columns = rows[0]!.map((_, column) => rows.map((row) => row[column]!))
  const add = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)
  const cell = (row: number, column: number) => `${prefix}${row}/${column}`
  return {
    figures: [
      ...rows.flatMap((row, r) => row.map((value, c) => ({ id: cell(r, c), value }))),
      ...rows.map((row, r) => ({ id: `${prefix}row${r}`, value: add(row) })),
      ...columns.map((column, c) => ({ id: `column${c}`, value: add(column) })),
      { id: 'total', value: add(rows.map(add)) },
    ],
    sums: [
      ...rows.map((row, r) => ({ total: `${prefix}row${r}`, parts: row.map((_, c) => cell(r, c)) })),
      ...columns.map((column, c) => ({ total: `column${c}`, parts: column.map((_, r) => cell(r, c)) })),
      { total: 'total', parts: rows.map((_, r) => `${prefix}row${r}`) },
      { total: 'total', parts: columns.map((_, c) => `column${c}`) },
    ],
  }
}

/** Groups within groups, as municipalities within counties. */
function nested(groups: readonly (readonly number[])[]): Tables {
  const add = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)
  return {
    figures: [
      ...groups.flatMap((group, g) => group.map((value, index) => ({ id: `${g}/${index}`, value }))),
      ...groups.map((group, g) => ({ id: `group${g}`, value: add(group) })),
      { id: 'total', value: add(groups.map(add)) },
    ],
    sums: [
      ...groups.map((group, g) => ({ total: `group${g}`, parts: group.map((_, index) => `${g}/${index}`) })),
      { total: 'total', parts: groups.map((_, g) => `group${g}`) },
    ],
  }
}

/** Two tables of the same people that share the sums of their columns, as municipality by gender and age by gender. */
function linked(rows: readonly (readonly number[])[], split: number): Tables {
  const first = grid(rows, 'a')
  const moved = rows[0]!.map((_, column) => rows.reduce((sum, row) => sum + row[column]!, 0))
  const second = grid([moved.map((sum) => Math.floor(sum / (split + 1))), moved.map((sum) => sum - Math.floor(sum / (split + 1)))], 'b')
  const known = new Set(first.figures.map((figure) => figure.id))
  return { figures: [...first.figures, ...second.figures.filter((figure) => !known.has(figure.id))], sums: [...first.sums, ...second.sums] }
}

/** Attendance of ordinary members, of deputies and of both, by host and by level; how it divides within a host is not in the report. */
function attendance(hosts: readonly (readonly Attendance[])[]): Tables {
  const figures: Figure[] = []
  const sums: Sum[] = []
  const both = ([ordinary, deputies]: Attendance) => [ordinary, deputies, ordinary + deputies] as const
  const add = (name: string, of: readonly Attendance[], isUnpublished = false) => {
    const [ordinary, deputies, all] = [0, 1, 2].map((column) => ({ id: `${name}.${column}`, value: of.reduce((sum, each) => sum + both(each)[column]!, 0), isUnpublished }))
    figures.push(ordinary!, deputies!, all!)
    sums.push({ total: all!.id, parts: [ordinary!.id, deputies!.id] })
  }
  const tie = (total: string, parts: readonly string[]) => {
    for (const column of [0, 1, 2]) sums.push({ total: `${total}.${column}`, parts: parts.map((part) => `${part}.${column}`) })
  }
  const levels = hosts[0]!.map((_, level) => level)
  for (const [host, of] of hosts.entries()) {
    add(`host${host}`, of)
    for (const level of levels) add(`${host}/${level}`, [of[level]!], true)
    tie(`host${host}`, levels.map((level) => `${host}/${level}`))
  }
  for (const level of levels) {
    add(`level${level}`, hosts.map((of) => of[level]!))
    tie(`level${level}`, hosts.map((_, host) => `${host}/${level}`))
  }
  add('total', hosts.flat())
  tie('total', hosts.map((_, host) => `host${host}`))
  tie('total', levels.map((level) => `level${level}`))
  return { figures, sums }
}
type Attendance = readonly [ordinary: number, deputies: number]

function publish({ figures, sums }: Tables, limit = 5): Published {
  return { figures, sums, limit, marks: suppress(figures, sums, limit) }
}

function expectNothingTold(published: Published): void {
  const { figures, sums, marks, limit } = published
  for (const figure of figures) {
    const mark = marks.get(figure.id)
    if (mark === 'shown') {
      expect(figure.value === 0 || figure.value >= limit).toBe(true)
      continue
    }
    if (figure.isUnpublished && (figure.value === 0 || figure.value >= limit)) continue
    expect(isTold(published, figure)).toBe(false)
    if (figure.isUnpublished) expect(couldBe(published, figure.id, limit, Number.POSITIVE_INFINITY)).toBe(true)
    if (mark === 'small') {
      expect(couldBe(published, figure.id, 1, 1)).toBe(true)
      expect(couldBe(published, figure.id, limit - 1, limit - 1)).toBe(true)
    }
  }
  for (const { total, parts } of sums) {
    if (marks.get(total) !== 'shown') continue
    const hidden = figures.filter((figure) => parts.includes(figure.id) && marks.get(figure.id) !== 'shown')
    const remainder = hidden.reduce((sum, figure) => sum + figure.value, 0)
    expect(remainder >= limit || (remainder === 0 && hidden.every((figure) => figure.isUnpublished))).toBe(true)
  }
}

const count = fc.oneof(fc.nat({ max: 7 }), fc.nat({ max: 14 }))
const rowsOf = (rows: number, columns: number) =>
  fc.tuple(fc.integer({ min: 1, max: rows }), fc.integer({ min: 1, max: columns })).chain(([r, c]) =>
    fc.array(fc.array(count, { minLength: c, maxLength: c }), { minLength: r, maxLength: r }),
  )
const limits = fc.integer({ min: 3, max: 6 })

describe('withholding small counts', () => {
  it('shows everything where no count is small', () => {
    const { marks } = publish(grid([[5, 12, 0], [9, 0, 30]]))
    expect([...marks.values()].every((mark) => mark === 'shown')).toBe(true)
  })

  it('hides one more figure so that the sum does not give a small one away', () => {
    const { marks } = publish(list([3, 12, 8, 40]))
    expect(Object.fromEntries(marks)).toEqual({ part0: 'small', part1: 'shown', part2: 'withheld', part3: 'shown', total: 'shown' })
  })

  it('does not stop at two small counts that add up to a small one', () => {
    const { marks } = publish(list([1, 2, 8, 40]))
    expect([...marks.values()].filter((mark) => mark !== 'shown')).toEqual(['small', 'small', 'withheld'])
  })

  it('lets the marks say less where they and the sum leave one answer only', () => {
    const published = publish(list([4, 4, 8, 40]))
    expect([...published.marks.values()]).toEqual(['withheld', 'withheld', 'shown', 'shown', 'shown'])
    expectNothingTold(published)
  })

  it('keeps the sums of a small association', () => {
    const { marks } = publish(grid([[3, 3], [4, 3]]))
    expect(['row0', 'row1', 'column0', 'column1', 'total'].map((id) => marks.get(id))).toEqual(Array.from({ length: 5 }, () => 'shown'))
  })

  it('says less than "fewer than" where that alone would tell', () => {
    const published = publish(list([1, 1, 1, 1]))
    expect([...published.marks.values()]).not.toContain('shown')
    expectNothingTold(published)
  })

  it('hides amounts behind which there are few persons, and one more', () => {
    const figures: Figure[] = [
      { id: 'region', value: 1_200_000, persons: 9 },
      { id: 'municipality', value: 106_560, persons: 2 },
      { id: 'state', value: 800_000, persons: 14 },
      { id: 'total', value: 2_106_560, persons: 20 },
    ]
    const marks = suppress(figures, [{ total: 'total', parts: ['region', 'municipality', 'state'] }])
    expect([...marks.values()]).toEqual(['shown', 'small', 'withheld', 'shown'])
  })

  it('sees that the same few persons are behind several hidden amounts', () => {
    const people = (...names: readonly string[]) => new Set(names)
    const figures: Figure[] = [
      { id: 'region', value: 300_000, persons: people('a', 'b', 'c') },
      { id: 'municipality', value: 200_000, persons: people('a', 'b') },
      { id: 'state', value: 900_000, persons: people('d', 'e', 'f', 'g', 'h') },
      { id: 'total', value: 1_400_000, persons: people('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h') },
    ]
    const marks = suppress(figures, [{ total: 'total', parts: ['region', 'municipality', 'state'] }])
    expect(marks.get('state')).toBe('withheld')
    expect(marks.get('total')).toBe('shown')
  })

  it('refuses a limit that hides nothing', () => {
    expect(() => suppress([{ id: 'a', value: 1 }], [], 2)).toThrow(RangeError)
  })

  it('lets nobody compute back a list', () => {
    fc.assert(fc.property(fc.array(count, { minLength: 1, maxLength: 7 }), limits, (values, limit) => expectNothingTold(publish(list(values), limit))), { numRuns: 300 })
  })

  it('lets nobody compute back a table with sums both ways', () => {
    fc.assert(fc.property(rowsOf(4, 4), limits, (rows, limit) => expectNothingTold(publish(grid(rows), limit))), { numRuns: 300 })
  })

  it('lets nobody compute back groups within groups', () => {
    const groups = fc.array(fc.array(count, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 })
    fc.assert(fc.property(groups, limits, (values, limit) => expectNothingTold(publish(nested(values), limit))), { numRuns: 300 })
  })

  it('lets nobody compute back one table from another that shares its sums', () => {
    fc.assert(fc.property(rowsOf(3, 3), fc.integer({ min: 1, max: 6 }), limits, (rows, split, limit) => expectNothingTold(publish(linked(rows, split), limit))), { numRuns: 300 })
  })

  it('lets nobody compute back attendance by host and by level, nor the few of a host at one level, which is nowhere in the report', () => {
    const attendances = fc.array(fc.array(fc.tuple(count, count), { minLength: 2, maxLength: 2 }), { minLength: 2, maxLength: 3 })
    fc.assert(fc.property(attendances, limits, (values, limit) => expectNothingTold(publish(attendance(values), limit))), { numRuns: 300 })
  })

  it('hides little of an attendance with few at many hosts', () => {
    const hosts = Array.from({ length: 100 }, (_, host) => [0, 1, 2].map((level): Attendance => [(host * 7 + level * 3) % 8, (host * 5 + level * 2) % 8]))
    const published = publish(attendance(hosts))
    const marks = published.figures.filter((figure) => !figure.isUnpublished).map((figure) => published.marks.get(figure.id))
    expect(marks.filter((mark) => mark === 'withheld').length).toBeLessThan(marks.length / 10)
  })

  it('gives the same answer every time', () => {
    fc.assert(fc.property(rowsOf(4, 4), (rows) => {
      expect(publish(grid(rows)).marks).toEqual(publish(grid(rows)).marks)
    }))
  })

  it('manages a table of every Swedish municipality by gender', () => {
    const rows = Array.from({ length: 290 }, (_, index) => [(index * 7) % 23, (index * 5) % 17, (index * 3) % 4])
    const published = publish(grid(rows))
    expect(published.figures.filter((figure) => published.marks.get(figure.id) === 'shown' && figure.value > 0 && figure.value < 5)).toEqual([])
    expect(published.marks.get('total')).toBe('shown')
  })
})
