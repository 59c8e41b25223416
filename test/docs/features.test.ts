import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { messages } from '#shared/i18n/index.ts'

const root = join(import.meta.dirname, '..', '..')
const states = ['none', 'partly', 'done']
const howMany = 155

interface Feature {
  readonly number: number
  readonly what: string
  readonly state: string
  readonly where: string
  readonly tests: readonly { readonly file: string; readonly title: string }[]
}

const features: readonly Feature[] = readFileSync(join(root, 'docs', 'features.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| \d+ \|/u.test(line))
  .map((line) => {
    const [number = '', what = '', state = '', where = '', shownBy = ''] = line.split('|').slice(1).map((cell) => cell.trim())
    const tests = [...shownBy.matchAll(/`([^`]+)` "([^"]+)"/gu)].map(([, file = '', title = '']) => ({ file, title }))
    return { number: Number(number), what, state, where, tests }
  })

/** Whether a test of that title stands in that file, as a string of its own. */
function isThere({ file, title }: Feature['tests'][number]): boolean {
  if (!existsSync(join(root, file))) return false
  const source = readFileSync(join(root, file), 'utf8')
  return ["'", '`'].some((quote) => source.includes(`(${quote}${title}${quote},`))
}

const begun = features.filter(({ state }) => state !== 'none')

describe('The list of features', () => {
  it('has every number once, in order', () => {
    expect(features.map(({ number }) => number)).toEqual(Array.from({ length: howMany }, (_, index) => index + 1))
  })

  it('says of each what it is, and a state that there is', () => {
    expect(features.filter(({ what, state }) => what === '' || !states.includes(state))).toEqual([])
  })

  it('says where each is that has been begun, and which test shows it', () => {
    expect(begun.filter(({ where, tests }) => where === '' || tests.length === 0).map(({ number }) => number)).toEqual([])
  })

  it('begins where each is with a place that people can go to', () => {
    const places = Object.entries(messages.sv.hosts.commands).flatMap(([command, name]) => (command.startsWith('goTo') ? [name] : []))
    const known = [...places, 'Logga in', 'Ctrl+K', 'First start', 'Command line', 'Everywhere']
    expect(features.filter(({ state, where }) => state === 'done' && !known.some((place) => where.startsWith(place))).map(({ number, where }) => `${number}: ${where}`)).toEqual([])
  })

  it('claims nothing of a row that has not been begun', () => {
    expect(features.filter(({ state, where, tests }) => state === 'none' && (where !== '' || tests.length > 0))).toEqual([])
  })

  it('names only tests that there are', () => {
    const missing = begun.flatMap(({ number, tests }) => tests.filter((one) => !isThere(one)).map(({ file, title }) => `${number}: ${file} "${title}"`))
    expect(missing).toEqual([])
  })
})
