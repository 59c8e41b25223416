import { describe, expect, it } from 'vitest'
import { labelSheets } from '#core/documents/pdf-labels.ts'
import type { Instant } from '#shared/dates.ts'

const layout = { columns: 3, rows: 7, width: 63.5, height: 38.1, left: 7.2, top: 15.15, columnPitch: 66.04, rowPitch: 38.1 }
const description = { title: 'Etiketter', author: 'Brukarrådet', language: 'sv', createdAt: '2026-11-21T09:00:00.000Z' as Instant } as const
const labels = Array.from({ length: 2_000 }, (_, number) => [`Åsa Öberg ${number}`, 'Provgatan 3', '753 20 Uppsala'])

describe('A large sheet of labels', () => {
  it('is drawn without keeping others from their turn, and tells how far it has come', async () => {
    const told: number[] = []
    let turns = 0
    const timer = setInterval(() => (turns += 1), 10)
    const { tooLong } = await labelSheets(description, layout, labels, 1, { onDrawn: (count) => told.push(count) })
    clearInterval(timer)
    expect(tooLong).toEqual([])
    expect(told.length).toBeGreaterThan(1)
    expect(told).toEqual(told.toSorted((a, b) => a - b))
    expect(turns).toBeGreaterThan(1)
  })

  it('is left when it is cancelled', async () => {
    const controller = new AbortController()
    const told: number[] = []
    const onDrawn = (count: number) => {
      told.push(count)
      controller.abort()
    }
    await expect(labelSheets(description, layout, labels, 1, { signal: controller.signal, onDrawn })).rejects.toThrow()
    expect(told).toHaveLength(1)
  })
})
