import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { contract } from '#contract/index.ts'
import { tables } from '#core/db/schema.ts'
import { messages } from '#shared/i18n/index.ts'

const glossary = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'glossary.md'), 'utf8')

/** The rows of the glossary's tables: the Swedish word, the code word, and the names it has in tables and contract. */
const rows = glossary
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| In the window'))
  .map((line) => {
    const [swedish = '', code = '', names = ''] = line.split('|').slice(1).map((cell) => cell.trim())
    return { swedish, code, names: [...names.matchAll(/`(\w+)`/gu)].map(([, name]) => name ?? '') }
  })
const named = rows.flatMap(({ names }) => names)

describe('The glossary', () => {
  it('has every table', () => {
    expect(Object.keys(tables).filter((table) => !named.includes(table))).toEqual([])
  })

  it('has every domain of the contract', () => {
    expect(Object.keys(contract).filter((domain) => !named.includes(domain))).toEqual([])
  })

  it('names no table or domain that is gone, and none twice', () => {
    expect(named.filter((name, index) => (!(name in tables) && !(name in contract)) || named.indexOf(name) !== index)).toEqual([])
  })

  it('has each Swedish word once', () => {
    const words = rows.map(({ swedish }) => swedish)
    expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([])
  })

  it('has no word that the window never says', () => {
    const said = JSON.stringify(messages.sv).toLowerCase()
    expect(rows.map(({ swedish }) => swedish).filter((word) => !said.includes(word.toLowerCase()))).toEqual([])
  })
})
