import { existsSync, readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isOcrReference, ocrReference } from '#core/memberships/ocr.ts'

const vectorFile = new URL('../../../../shared/vectors/ocr.json', import.meta.url)
const numbers = fc.stringMatching(/^[0-9]{1,23}$/u)

describe('An OCR reference', () => {
  it.skipIf(!existsSync(vectorFile))('is the one that Bankgirot’s manual makes, and passes where the samples pass', () => {
    const vectors = JSON.parse(readFileSync(vectorFile, 'utf8')) as {
      generate: { base: string; lengthDigit: boolean; pad: string; ocr: string }[]
      validate: { ocr: string; requireLengthDigit: boolean; valid: boolean }[]
    }
    const withLength = vectors.generate.filter(({ lengthDigit }) => lengthDigit)
    expect(withLength.map(({ base, pad }) => ocrReference(`${base}${pad}`))).toEqual(withLength.map(({ ocr }) => ocr))
    const plain = vectors.validate.filter(({ requireLengthDigit }) => !requireLengthDigit)
    expect(plain.map(({ ocr }) => isOcrReference(ocr))).toEqual(plain.map(({ valid }) => valid))
  })

  it('ends with its length and a check digit', () => {
    expect(ocrReference('1234567890')).toBe('123456789023')
    expect(() => ocrReference('1'.repeat(24))).toThrow(RangeError)
    expect(() => ocrReference('12a')).toThrow(RangeError)
  })

  it('tells every slip of one digit', () => {
    fc.assert(fc.property(numbers, fc.nat(), fc.integer({ min: 1, max: 9 }), (number, place, step) => {
      const reference = ocrReference(number)
      const at = place % reference.length
      const slipped = `${reference.slice(0, at)}${(Number(reference[at]) + step) % 10}${reference.slice(at + 1)}`
      expect(isOcrReference(reference)).toBe(true)
      expect(isOcrReference(slipped)).toBe(false)
    }))
  })

  it('is another for each number', () => {
    fc.assert(fc.property(numbers, numbers, (one, other) => one === other || ocrReference(one) !== ocrReference(other)))
  })
})
