import { ORPCError } from '@orpc/client'
import { describe, expect, it } from 'vitest'
import { BridgeRefusal, bridgeValue, errorSentence, fieldFindings, findingOf, isSignedOut } from '#renderer/api/errors.ts'

const refused = (code: string, data?: unknown, status = 400) => new ORPCError(code, { data, status, defined: true })

describe('what an error has to say', () => {
  it.each([
    [refused('RULE_VIOLATION', { rule: 'session.wait', params: { seconds: 8 } }), { rule: 'session.wait', params: { seconds: 8 } }],
    [refused('NOT_FOUND'), { rule: 'common.notFound' }],
    [refused('CONFLICT'), { rule: 'common.changedBySomeoneElse' }],
    [refused('NOT_ALLOWED'), { rule: 'common.notAllowed' }],
    [refused('SIGNED_OUT'), { rule: 'common.signedOut' }],
    [refused('UNEXPECTED', { reference: 'A1B2' }), { rule: 'common.unexpected', params: { reference: 'A1B2' } }],
    [refused('SERVICE_UNAVAILABLE', undefined, 503), { rule: 'hosts.coreUnavailable' }],
    [refused('SOMETHING_ELSE', undefined, 418), { rule: 'ui.unexpectedHere' }],
    [new TypeError('Failed to fetch'), { rule: 'ui.noAnswer' }],
    [new Error('a fault of our own'), { rule: 'ui.unexpectedHere' }],
    [new BridgeRefusal('hosts.saveFailed'), { rule: 'hosts.saveFailed' }],
  ])('%s', (error, finding) => {
    expect(findingOf(error)).toEqual(finding)
  })

  it('is a sentence in the reader’s language', () => {
    const error = refused('RULE_VIOLATION', { rule: 'session.wait', params: { seconds: 8 } })
    expect(errorSentence(error, 'sv')).toContain('8 sekunder')
    expect(errorSentence(error, 'en')).toContain('8 seconds')
  })

  it('names the fields where the core does', () => {
    const fields = [{ path: 'email', rule: 'common.invalid' }]
    expect(fieldFindings(refused('VALIDATION', { fields }))).toEqual(fields)
    expect(findingOf(refused('VALIDATION', { fields }))).toEqual(fields[0])
    expect(fieldFindings(refused('NOT_FOUND'))).toEqual([])
  })

  it('knows when the session has ended', () => {
    expect(isSignedOut(refused('SIGNED_OUT'))).toBe(true)
    expect(isSignedOut(refused('NOT_ALLOWED'))).toBe(false)
    expect(isSignedOut(new TypeError('Failed to fetch'))).toBe(false)
  })

  it('is thrown when the desktop app refuses', () => {
    expect(bridgeValue({ value: 3 })).toBe(3)
    expect(() => bridgeValue({ rule: 'hosts.fileGone' })).toThrow(BridgeRefusal)
  })
})
