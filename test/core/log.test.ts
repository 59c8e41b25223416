import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { errorFields, openLog, safeFields } from '#core/log.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'talan-log-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const written = () => readFileSync(join(folder, 'talan.log'), 'utf8')
const lines = () => written().trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>)

describe('the log', () => {
  it('says what happened, when and where', () => {
    openLog(folder)('unexpected', { reference: '8F3A20C1', procedure: 'people.create', error: 'TypeError', at: 'service.ts:41', milliseconds: 12 })
    expect(lines()).toEqual([
      { time: expect.stringMatching(/^\d{4}-.*Z$/u), event: 'unexpected', reference: '8F3A20C1', procedure: 'people.create', error: 'TypeError', at: 'service.ts:41', milliseconds: 12 },
    ])
  })

  const personal = {
    'an identity number': '19640823-3234',
    'a short identity number': '640823-3234',
    'twelve digits': '196408233234',
    'a name': 'Åsa Öberg',
    'an e-mail address': 'asa@example.org',
    'a session token': 'q0X5mWm8Hn2c3u6o1kZr9Yt4Vb7Ld0Es2Gf5Ji8Aw3',
    'a path': '/home/asa/talan/association.db',
    'a statement': "insert into people values ('Åsa')",
  }

  it.each(Object.entries(personal))('never holds %s, in any field', (_what, secret) => {
    const log = openLog(folder)
    for (const field of ['reference', 'procedure', 'error', 'code', 'at', 'process', 'state', 'reason', 'version', 'platform', 'exitCode', 'milliseconds', 'count', 'name']) {
      log('unexpected', { [field]: secret })
    }
    log(secret)
    expect(written()).not.toContain(secret)
  })

  it('knows an error by its kind and place, not by its words', () => {
    const error = Object.assign(new RangeError('19640823-3234 asa@example.org'), { code: 'SQLITE_FULL' })
    const fields = errorFields(error)
    expect(fields).toMatchObject({ error: 'RangeError', code: 'SQLITE_FULL', at: expect.stringMatching(/^log\.test\.ts:\d+/u) })
    expect(JSON.stringify(fields)).not.toContain('1964')
    expect(safeFields({ ...fields })).toEqual(fields)
    expect(errorFields('just text')).toEqual({ error: 'Unknown' })
  })

  it('is readable by its owner only', () => {
    openLog(folder)('started')
    expect(statSync(join(folder, 'talan.log')).mode & 0o077).toBe(0)
  })

  it('keeps five files of two megabytes', () => {
    const log = openLog(folder)
    for (let round = 0; round < 8; round += 1) {
      writeFileSync(join(folder, 'talan.log'), 'x'.repeat(2_000_000))
      log('started', { count: round })
    }
    expect(readdirSync(folder).toSorted()).toEqual(['talan.log', 'talan.log.1', 'talan.log.2', 'talan.log.3', 'talan.log.4'])
    expect(lines()).toHaveLength(1)
  })

  it('does not stop the work when it cannot be written', () => {
    expect(() => openLog('/dev/null/nowhere')('started')).not.toThrow()
  })
})
