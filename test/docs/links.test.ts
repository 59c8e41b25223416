import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..', '..')
const documents = [
  'README.md',
  'CHANGELOG.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md')).map((name) => join('docs', name)),
]
const textOf = (document: string) => readFileSync(join(root, document), 'utf8')

describe('The documents', () => {
  it.each(documents)('%s points only at what there is', (document) => {
    const targets = [...textOf(document).matchAll(/\]\((?!https?:|mailto:|#)([^)#]+)(?:#[^)]*)?\)/gu)].map(([, target]) => target ?? '')
    expect(targets.filter((target) => !existsSync(join(root, dirname(document), target)))).toEqual([])
  })

  it.each(documents)('%s names only commands and files that there are', (document) => {
    const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> }
    const commands = [...textOf(document).matchAll(/\bnpm (?:run (?:--silent )?)?([\w:]+)\b/gu)].map(([, name]) => name ?? '')
    const files = [...textOf(document).matchAll(/`((?:src|test|scripts|docs)\/[\w./-]+\.\w+)`/gu)].map(([, file]) => file ?? '').filter((file) => !file.includes('NNNN'))
    expect(commands.filter((name) => name !== 'ci' && !(name in scripts))).toEqual([])
    expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([])
  })

  it('have pictures that load quickly', () => {
    const pictures = join(root, 'docs', 'pictures')
    expect(readdirSync(pictures).filter((name) => statSync(join(pictures, name)).size > 250_000)).toEqual([])
  })

  it('number each decision once', () => {
    const numbers = readdirSync(join(root, 'docs', 'adr')).map((name) => name.slice(0, 4))
    expect(numbers.filter((number, index) => !/^\d{4}$/u.test(number) || numbers.indexOf(number) !== index)).toEqual([])
  })
})
