import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser'
import { createTranslator, type AbstractIntlMessages } from 'use-intl/core'
import { describe, expect, it } from 'vitest'
import { contract } from '#contract/index.ts'
import { timeZone } from '#shared/dates.ts'
import { languages, messages, type Language } from '#shared/i18n/index.ts'

type Catalogue = { readonly [key: string]: string | Catalogue }

/** Every sentence of a catalogue with its key path, `claims.fields.person`. */
function sentencesOf(catalogue: Catalogue, path: readonly string[] = []): [key: string, text: string][] {
  return Object.entries(catalogue).flatMap(([name, value]) =>
    typeof value === 'string' ? [[[...path, name].join('.'), value] as [string, string]] : sentencesOf(value, [...path, name]),
  )
}

const sentences = Object.fromEntries(languages.map((language) => [language, sentencesOf(messages[language])])) as Record<Language, [string, string][]>

/** What a placeholder takes: a number, a text, or one of the words it names. */
type Placeholder = { readonly kind: 'number' | 'text' } | { readonly kind: 'choice'; readonly words: readonly string[] }

/** The placeholders of a sentence, also those inside branches. */
function placeholdersOf(elements: readonly MessageFormatElement[]): Map<string, Placeholder> {
  const found = new Map<string, Placeholder>()
  for (const element of elements) {
    if (element.type === TYPE.argument && !found.has(element.value)) found.set(element.value, { kind: 'text' })
    if (element.type === TYPE.number) found.set(element.value, { kind: 'number' })
    if (element.type === TYPE.plural) found.set(element.value, { kind: 'number' })
    if (element.type === TYPE.select) found.set(element.value, { kind: 'choice', words: Object.keys(element.options) })
    if (element.type === TYPE.plural || element.type === TYPE.select) {
      for (const branch of Object.values(element.options)) {
        for (const [name, inner] of placeholdersOf(branch.value)) if (!found.has(name)) found.set(name, inner)
      }
    }
  }
  return found
}

const counts = [0, 1, 2, 5, 1234]

/** Fills a sentence in every way that may change its wording: no, one and several of each, every choice. */
function wordings(language: Language, key: string, text: string): string[] {
  const placeholders = [...placeholdersOf(parse(text))]
  const ways = Math.max(counts.length, ...placeholders.map(([, placeholder]) => (placeholder.kind === 'choice' ? placeholder.words.length : 0)))
  const catalogue: AbstractIntlMessages = messages[language]
  const translate = createTranslator({
    locale: language,
    messages: catalogue,
    timeZone,
    onError: (error) => {
      throw error
    },
  }) as unknown as (key: string, values: Record<string, string | number>) => string
  const fill = (way: number) => Object.fromEntries(placeholders.map(([name, placeholder], index) => [name, valueFor(placeholder, way + index)]))
  return Array.from({ length: placeholders.length === 0 ? 1 : ways }, (_, way) => translate(key, fill(way)))
}

function valueFor(placeholder: Placeholder, way: number): string | number {
  if (placeholder.kind === 'number') return counts.at(way % counts.length) ?? 0
  return placeholder.kind === 'choice' ? (placeholder.words.at(way % placeholder.words.length) ?? '') : 'Åsa'
}

/** The placeholders of a sentence in a form that can be compared. */
function described(text: string): string {
  return [...placeholdersOf(parse(text))].map(([name, { kind }]) => `${name}: ${kind}`).toSorted().join()
}

describe.each(languages)('The catalogue in %s', (language) => {
  it('has no empty sentence, and no space at an end or twice', () => {
    expect(sentences[language].filter(([, text]) => text.trim() !== text || text === '' || / {2}/u.test(text))).toEqual([])
  })

  it('can be read and filled in every way its placeholders allow', () => {
    const faults = sentences[language].flatMap(([key, text]) => {
      try {
        return wordings(language, key, text).filter((wording) => wording.includes('{') || wording.includes(key))
      } catch (error) {
        return [`${key}: ${String(error)}`]
      }
    })
    expect(faults).toEqual([])
  })
})

describe('The two catalogues', () => {
  const english = new Map(sentences.en)

  it('ask for the same of whoever fills a sentence', () => {
    const differing = sentences.sv.filter(([key, text]) => described(text) !== described(english.get(key) ?? '')).map(([key]) => key)
    expect(differing).toEqual([])
  })

  it('hold the same keys and nothing more', () => {
    expect(sentences.en.map(([key]) => key).toSorted()).toEqual(sentences.sv.map(([key]) => key).toSorted())
  })
})

describe('A person may be of any gender', () => {
  it.each([['sv', /\b(?:hon|han|henne|honom|hennes|hans)\b/iu], ['en', /\b(?:she|he|her|him|hers|his|herself|himself)\b/iu]] as const)('and is in %s neither she nor he', (language, pattern) => {
    expect(sentences[language].filter(([, text]) => pattern.test(text))).toEqual([])
  })
})

describe('Plain Swedish', () => {
  it('takes at most twenty words a sentence', () => {
    const tooLong = sentences.sv.flatMap(([key, text]) =>
      wordings('sv', key, text).flatMap((wording) => wording.split(/(?<=[.!?:])\s+/u)).filter((one) => one.split(/\s+/u).length > 20).map((one) => `${key}: ${one}`),
    )
    expect([...new Set(tooLong)]).toEqual([])
  })

  it.each([
    ['blames what the person wrote', /\bogiltig/iu],
    ['asks whether one is sure', /är du säker/iu],
    ['answers with OK', /\bOK\b/u],
    ['speaks like a machine', /\bexekver/iu],
    ['shouts', /!/u],
    ['gives an error number instead of a reason', /\bfel \d/iu],
  ])('never %s', (_, pattern) => {
    expect(sentences.sv.filter(([, text]) => pattern.test(text))).toEqual([])
  })

  it.each([
    ['ändringar', /\bhistorik|\bjournal/iu],
    ['grupp', /påverkansorgan/iu],
    ['tack', /\buppskattning/iu],
    ['importera', /läsa? in en (?:medlems)?lista/iu],
  ])('says %s and no other word for it', (_, pattern) => {
    // What commands are found by is never shown: there it is the other words that help.
    expect(sentences.sv.filter(([key, text]) => !key.startsWith('hosts.commandWords.') && pattern.test(text))).toEqual([])
  })

  it('ends what is wrong with a full stop, as a sentence does', () => {
    const rules = sentences.sv.filter(([key]) => /\.rules\.\w+$/u.test(key)).flatMap(([key, text]) => wordings('sv', key, text).map((wording) => [key, wording]))
    expect(rules.filter(([, wording]) => !/[.?]$/u.test(wording ?? ''))).toEqual([])
  })
})

describe('No sentence lies there for nobody', () => {
  const root = join(import.meta.dirname, '..', '..')
  const files = ['src', 'scripts']
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)))
    .filter((name) => /\.tsx?$/u.test(name) && !/shared\/i18n\/(?:sv|en)\//u.test(name))
    .map((name) => readFileSync(join(root, name), 'utf8'))

  /** What of the code speaks of a domain of the catalogue, and so may use its sentences. */
  function readerOf(domain: string) {
    const text = files.filter((source) => new RegExp(String.raw`['"\x60.]${domain}(?:['"\x60.]|\b)`, 'u').test(source)).join('\n')
    const words = new Set(text.match(/[\p{L}_$][\p{L}\d_$]*/gu))
    return {
      names: (word: string) => words.has(word),
      /** Whether it picks from a group by a name that it has computed: `fields.${…}`, `.fields[…]`, `useTranslations('claims.fields')`. */
      picksFrom: (group: string) => new RegExp(String.raw`\b${group}(?:\.\$\{|\[|['"\x60]?\))|'(?:\w+\.)+${group}'`, 'u').test(text),
    }
  }

  it.each(Object.keys(messages.sv))('%s: code names each of its keys, or picks from its group', (domain) => {
    const reader = readerOf(domain)
    const unused = sentences.sv
      .map(([key]) => key)
      .filter((key) => key.startsWith(`${domain}.`) && !key.startsWith('journal.did.'))
      .filter((key) => {
        const [last = '', group = ''] = key.split('.').toReversed()
        return !reader.names(last) && !reader.picksFrom(group)
      })
    expect(unused).toEqual([])
  })

  it('journal: what was done is named after procedures that there are', () => {
    const { other: _other, ...done } = messages.sv.journal.did
    const named = sentencesOf(done).map(([key]) => key.split('.') as [string, string])
    expect(named.filter(([domain, name]) => !(name in ((contract as Record<string, object>)[domain] ?? {})))).toEqual([])
  })
})
