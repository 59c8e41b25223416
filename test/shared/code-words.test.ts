import { describe, expect, it } from 'vitest'
import { taxRules } from '#contract/payouts.ts'
import { codeWord } from '#shared/i18n/code-words.ts'

describe('A code of the register', () => {
  it('is said in words, in the language that is read', () => {
    expect(codeWord('sv', 'attendances', 'status', 'present')).toBe('Närvarande')
    expect(codeWord('en', 'attendances', 'status', 'present')).toBe('Present')
    expect(codeWord('sv', 'mailingRecipients', 'channel', 'email')).toBe('E-post')
    expect(codeWord('sv', 'claims', 'kind', 'meeting')).toBe('Möte')
    for (const rule of taxRules) expect(codeWord('sv', 'payoutItems', 'taxRule', rule)).toMatch(/^\p{Lu}\p{Ll}/u)
  })

  it('is no code where it means something only in another table, or nothing', () => {
    expect(codeWord('sv', 'persons', 'status', 'present')).toBeUndefined()
    expect(codeWord('sv', 'memberships', 'kind', 'constructor')).toBeUndefined()
    expect(codeWord('sv', 'notes', 'text', 'main')).toBeUndefined()
  })
})
