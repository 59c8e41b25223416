import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { parseSync, Visitor } from 'oxc-parser'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')

interface Source {
  /** From the project's root, `src/core/people/rules.ts`. */
  readonly path: string
  readonly text: string
  /** What it imports: files as paths from the root, packages by name. */
  readonly imports: readonly string[]
  /** Those of them that are gone when the program runs: only types. */
  readonly typesOnly: ReadonlySet<string>
  /** The same as they are written. */
  readonly specifiers: readonly string[]
  /** The names of the values it exports; types are none. */
  readonly exports: readonly string[]
}

const sources: readonly Source[] = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/u.test(name))
  .map((name) => readSource(join('src', name)))

function readSource(path: string): Source {
  const text = readFileSync(join(root, path), 'utf8')
  const { module } = parseSync(path, text)
  const specifiers = [
    ...module.staticImports.map((one) => one.moduleRequest.value),
    ...module.staticExports.flatMap((one) => one.entries.flatMap(({ moduleRequest }) => (moduleRequest ? [moduleRequest.value] : []))),
    ...module.dynamicImports.map(({ moduleRequest }) => text.slice(moduleRequest.start, moduleRequest.end).replace(/^['"]|['"]$/gu, '')),
  ]
  const typesOnly = module.staticImports.filter(({ entries }) => entries.length > 0 && entries.every(({ isType }) => isType)).map((one) => resolved(path, one.moduleRequest.value))
  const exports = module.staticExports.flatMap(({ entries }) => entries.flatMap(({ exportName, isType }) => (isType || exportName.name === null ? [] : [exportName.name])))
  return { path, text, specifiers, exports, typesOnly: new Set(typesOnly), imports: specifiers.map((specifier) => resolved(path, specifier)) }
}

function resolved(from: string, specifier: string): string {
  if (specifier.startsWith('#')) return `src/${specifier.slice(1)}`
  return specifier.startsWith('.') ? join(dirname(from), specifier) : specifier
}

const layerOf = (path: string) => /^src\/(\w+)\//u.exec(path)?.[1]
const packageOf = (specifier: string) => specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/')
const inLayer = (layer: string) => sources.filter(({ path }) => layerOf(path) === layer)

/** Every import that breaks a rule, as `file: import`. */
const offences = (files: readonly Source[], isOffence: (target: string, source: Source) => boolean) =>
  files.flatMap((source) => source.imports.filter((target) => isOffence(target, source)).map((target) => `${source.path}: ${target}`))

describe('the layers', () => {
  const mayUse: Readonly<Record<string, readonly string[]>> = {
    shared: ['shared'],
    contract: ['contract', 'shared'],
    core: ['core', 'contract', 'shared'],
    renderer: ['renderer', 'contract', 'shared'],
    mail: ['mail', 'core'],
    main: ['main', 'mail', 'core', 'contract', 'shared'],
    preload: ['preload', 'shared'],
    web: ['web', 'mail', 'core', 'contract', 'shared'],
    cli: ['cli', 'mail', 'core', 'contract', 'shared'],
  }

  it('are all known', () => {
    expect(Object.keys(mayUse)).toEqual(expect.arrayContaining([...new Set(sources.map(({ path }) => layerOf(path)))]))
  })

  it.each(Object.entries(mayUse))('%s uses only %j', (layer, allowed) => {
    expect(offences(inLayer(layer), (target) => target.startsWith('src/') && !allowed.includes(layerOf(target) ?? ''))).toEqual([])
  })

  const packages: Readonly<Record<string, readonly RegExp[]>> = {
    shared: [/^(?:temporal-polyfill|use-intl|uuidv7)$/u],
    contract: [/^(?:zod|@orpc\/contract|@orpc\/client)$/u],
    preload: [/^electron$/u],
  }

  it.each(Object.entries(packages))('%s uses few packages', (layer, allowed) => {
    expect(offences(inLayer(layer), (target) => !target.startsWith('src/') && !allowed.some((pattern) => pattern.test(packageOf(target))))).toEqual([])
  })

  it('core knows no Electron, no React and no sockets', () => {
    const forbidden = /^(?:electron(?:-.*)?|react(?:-.*)?|@tanstack\/.*|nodemailer|node:(?:http|https|http2|net|tls|dgram))$/u
    expect(offences(inLayer('core'), (target) => forbidden.test(packageOf(target)))).toEqual([])
  })

  it('the window talks with fetch: no Node, no Electron, no database', () => {
    const forbidden = /^(?:node:.*|electron(?:-.*)?|kysely|better-sqlite3|exceljs|pdfkit|@orpc\/server)$/u
    expect(offences(inLayer('renderer'), (target) => forbidden.test(packageOf(target)))).toEqual([])
  })

  it('one file alone sends e-mail, and of the core it knows only what a transport is', () => {
    expect(sources.filter(({ imports }) => imports.some((target) => packageOf(target) === 'nodemailer')).map(({ path }) => path)).toEqual(['src/mail/smtp.ts'])
    expect(offences(inLayer('mail'), (target, { typesOnly }) => target.startsWith('src/') && !(target === 'src/core/mail-transport.ts' && typesOnly.has(target)))).toEqual([])
  })

  it('only the desktop host knows Electron', () => {
    const others = sources.filter(({ path }) => !['main', 'preload'].includes(layerOf(path) ?? ''))
    expect(offences(others, (target) => packageOf(target) === 'electron')).toEqual([])
  })

  it('of the core, the windows’ own process uses only what opens no database', () => {
    const harmless = ['src/core/data-folder.ts', 'src/core/log.ts', 'src/core/window-files.ts']
    const files = inLayer('main').filter(({ path }) => path !== 'src/main/core-process.ts')
    expect(offences(files, (target) => layerOf(target) === 'core' && !harmless.includes(target))).toEqual([])
  })

  it('are crossed by subpath imports only, and every import of ours carries its ending', () => {
    expect(sources.flatMap(({ path, specifiers }) =>
      specifiers
        .filter((specifier) => specifier.startsWith('.') || specifier.startsWith('#'))
        .filter((specifier) => !resolved(path, specifier).startsWith('resources/'))
        .filter((specifier) => !/\.(?:tsx?|css|svg|woff2|json)(?:\?\w+)?$/u.test(specifier) || (specifier.startsWith('.') && layerOf(resolved(path, specifier)) !== layerOf(path)))
        .map((specifier) => `${path}: ${specifier}`),
    )).toEqual([])
  })
})

describe('the slices of the core', () => {
  /** What stands under the slices and may be used by all. */
  const foundation = ['db', 'documents', 'journal', 'search', 'security']
  /** Which slices each may use. The table goes one way: no slice is reached from one that it uses. */
  const slices: Readonly<Record<string, readonly string[]>> = {
    tags: [],
    'custom-fields': [],
    organisations: ['tags', 'custom-fields'],
    people: ['organisations', 'tags', 'custom-fields'],
    notes: ['people', 'mailings'],
    affiliations: ['organisations', 'people'],
    memberships: ['organisations', 'people'],
    views: ['people'],
    lists: [],
    drafts: [],
    bulk: ['people', 'tags', 'custom-fields'],
    removals: [],
    tariffs: ['organisations'],
    bodies: ['organisations', 'people', 'tariffs', 'custom-fields'],
    claims: ['organisations', 'people', 'bodies', 'tariffs'],
    meetings: ['organisations', 'people', 'bodies', 'tariffs', 'claims', 'proposals'],
    payouts: ['people', 'tariffs', 'claims'],
    trainings: ['organisations', 'people'],
    audits: ['organisations', 'people'],
    proposals: [],
    consultations: ['people'],
    barriers: [],
    events: ['people'],
    grants: ['organisations', 'people'],
    competences: ['organisations', 'people', 'memberships'],
    duplicates: ['people', 'bodies', 'memberships'],
    mailings: ['people', 'bodies'],
    reports: ['organisations', 'people', 'memberships', 'bodies', 'meetings', 'claims', 'payouts', 'trainings', 'audits', 'grants', 'tariffs'],
    demo: ['organisations', 'people', 'memberships', 'bodies', 'meetings', 'claims', 'payouts', 'trainings', 'audits', 'grants', 'tariffs', 'competences', 'mailings'],
  }
  /** What the foundation asks of slices: a new association begins with tariffs or as a demo; the history hides protected persons, and undo keeps one person to a seat, one membership at a time, the tree of organisations whole and promises about names. */
  const asked: Readonly<Record<string, readonly string[]>> = { security: ['tariffs', 'demo'], journal: ['notes', 'custom-fields', 'people', 'memberships', 'bodies', 'organisations', 'trainings', 'consultations'] }
  /** The one predicate on protected identities is named by its own file, so that it can be found. It rests on no slice, and all may use it. */
  const openFiles = ['src/core/people/protected.ts']

  const folderOf = (path: string) => /^src\/core\/([\w-]+)\//u.exec(path)?.[1]
  const inSlice = sources.filter(({ path }) => (folderOf(path) ?? '') in slices)

  it('are all known', () => {
    const folders = new Set(inLayer('core').map(({ path }) => folderOf(path)).filter((folder) => folder !== undefined))
    expect([...folders].toSorted()).toEqual([...Object.keys(slices), ...foundation].toSorted())
  })

  it('use one another in one direction', () => {
    expect(offences(inSlice, (target, { path }) => {
      const [from = '', to = ''] = [folderOf(path), folderOf(target)]
      return to in slices && to !== from && !slices[from]?.includes(to) && !openFiles.includes(target)
    })).toEqual([])
  })

  it('stand on a foundation that asks nothing else of them', () => {
    const underneath = sources.filter(({ path }) => foundation.includes(folderOf(path) ?? ''))
    expect(offences(underneath, (target, { path }) => (folderOf(target) ?? '') in slices && !asked[folderOf(path) ?? '']?.includes(folderOf(target) ?? ''))).toEqual([])
  })

  it('go one way: the table has no circles', () => {
    const settled = new Set<string>()
    const names = Object.keys(slices)
    for (let round = 0; round < names.length; round += 1) {
      for (const name of names) if (slices[name]!.every((used) => settled.has(used))) settled.add(name)
    }
    expect(names.filter((name) => !settled.has(name))).toEqual([])
  })

  it('show one another only what is in index.ts', () => {
    expect(offences(inLayer('core').filter(({ path }) => path !== 'src/core/router.ts'), (target, { path }) => {
      const to = folderOf(target) ?? ''
      return to in slices && to !== folderOf(path) && target !== `src/core/${to}/index.ts` && !openFiles.includes(target)
    })).toEqual([])
  })

  it('decide in rules.ts, which touches nothing: no database, no files, no clock', () => {
    const rules = inSlice.filter(({ path }) => path.endsWith('rules.ts'))
    const touching = /^(?:node:.*|kysely|src\/core\/(?:db\/.*|call\.ts))$/u
    expect(offences(rules, (target, { typesOnly }) => touching.test(target) && !typesOnly.has(target))).toEqual([])
    expect(rules.filter(({ text }) => /\bsystemClock\b|\bmachineNow\b/u.test(text)).map(({ path }) => path)).toEqual([])
  })
})

describe('the features of the window', () => {
  /** What a feature shows the others. Everything else in its folder is its own; what belongs to no feature lies in app/ or ui/. */
  const shown: Readonly<Record<string, readonly string[]>> = {
    barriers: ['barriers-part.tsx'],
    bodies: ['body-picker.tsx', 'nominations-part.tsx', 'places.ts'],
    claims: ['claim-state.tsx', 'explanation.tsx', 'findings.tsx'],
    competences: ['competence-part.tsx', 'words.ts'],
    'custom-fields': ['custom-facts.tsx', 'custom-fieldset.tsx', 'not-imported-note.tsx'],
    duplicates: ['merge-with-link.tsx', 'similar-persons.tsx'],
    grants: ['grants-list.tsx'],
    history: ['history-list.tsx'],
    lists: ['column-choice.tsx', 'finished-file.tsx', 'list-page.tsx', 'remembered-columns.ts', 'take-out-list.tsx'],
    mailings: ['person-mailings.tsx'],
    meetings: ['calendar-file-button.tsx', 'meeting-columns.tsx'],
    memberships: ['fee-state.tsx'],
    notes: ['notes-part.tsx'],
    organisations: ['organisation-picker.tsx', 'person-organisations.tsx'],
    people: ['person-id-picker.tsx', 'person-name.tsx', 'take-out-dialog.tsx'],
    proposals: ['proposals-part.tsx'],
    records: ['record-page.tsx'],
    removals: ['remove-button.tsx'],
    tags: ['tags-part.tsx'],
    trainings: ['person-trainings.tsx'],
  }
  const featureOf = (path: string) => /^src\/renderer\/features\/([\w-]+)\//u.exec(path)?.[1]
  const reached = inLayer('renderer').flatMap(({ path, imports }) => (featureOf(path) ? imports.filter((target) => featureOf(target) && featureOf(target) !== featureOf(path)) : []))

  it('show one another only what the table names', () => {
    expect(offences(inLayer('renderer'), (target, { path }) => {
      const [from, to] = [featureOf(path), featureOf(target)]
      return from !== undefined && to !== undefined && to !== from && !shown[to]?.some((file) => target === `src/renderer/features/${to}/${file}`)
    })).toEqual([])
  })

  it('show nothing that no other uses', () => {
    const named = Object.entries(shown).flatMap(([feature, files]) => files.map((file) => `src/renderer/features/${feature}/${file}`))
    expect(named.filter((file) => !reached.includes(file))).toEqual([])
  })

  it('are used by what all of them rest on only where a page or a card is named', () => {
    const naming = ['src/renderer/app/routes.tsx', 'src/renderer/app/start-cards.tsx']
    expect(offences(inLayer('renderer').filter(({ path }) => !featureOf(path) && !naming.includes(path)), (target) => featureOf(target) !== undefined)).toEqual([])
  })
})

describe('what nothing may do', () => {
  /** Calls and constructions in a source, as `Date.now`, `new Date`, `toFixed`. */
  function calls({ path, text }: Source): string[] {
    const found: string[] = []
    const nameOf = (node: { type: string; name?: string; object?: unknown; property?: unknown }): string => {
      if (node.type === 'Identifier') return node.name ?? ''
      if (node.type !== 'MemberExpression') return ''
      const [object, property] = [node.object, node.property] as [Parameters<typeof nameOf>[0], Parameters<typeof nameOf>[0]]
      return `${nameOf(object)}.${nameOf(property)}`
    }
    new Visitor({
      CallExpression: (node) => void found.push(nameOf(node.callee as never)),
      NewExpression: (node) => void found.push(`new ${nameOf(node.callee as never)}`),
    }).visit(parseSync(path, text).program)
    return found
  }

  const called = sources.map((source) => ({ path: source.path, calls: calls(source) }))
  const withCall = (pattern: RegExp, except: readonly string[] = []) =>
    called.filter(({ path }) => !except.includes(path)).flatMap(({ path, calls: own }) => own.filter((call) => pattern.test(call)).map((call) => `${path}: ${call}`))

  it('count money or days outside the two files that can', () => {
    const arithmetic = ['src/shared/money.ts', 'src/shared/dates.ts']
    expect(withCall(/^(?:new Date|Date\.now|Date\.UTC|Date\.parse|.*\.toFixed|parseFloat|Number\.parseFloat)$/u, arithmetic)).toEqual([])
  })

  it('read the clock other than through the one that is handed in', () => {
    const outermost = ['src/shared/clock.ts', 'src/core/log.ts']
    expect(withCall(/^machineNow$/u, outermost).filter((call) => !call.startsWith('src/renderer/'))).toEqual([])
  })

  it('run text as code', () => {
    expect(withCall(/^(?:eval|new Function|Function)$/u)).toEqual([])
    expect(sources.filter(({ text }) => /dangerouslySetInnerHTML|\.innerHTML\s*=|unsafe-(?:inline|eval)/u.test(text)).map(({ path }) => path)).toEqual([])
  })

  it('load pages from files', () => {
    expect(withCall(/\.loadFile$/u)).toEqual([])
    expect(sources.filter(({ text }) => text.includes('file://')).map(({ path }) => path)).toEqual([])
  })

  it('start a Node of its own inside Electron, or Electron without its sandbox', () => {
    const scripts = readdirSync(join(root, 'scripts')).map((name) => join('scripts', name))
    const shipped = [...scripts, 'package.json', 'electron-builder.config.ts'].filter((path) => existsSync(join(root, path)))
    expect(withCall(/^(?:child_process\.)?fork$/u)).toEqual([])
    expect(shipped.filter((path) => readFileSync(join(root, path), 'utf8').includes('--no-sandbox'))).toEqual([])
  })
})

describe('the files', () => {
  it('have names in lower case with hyphens', () => {
    expect(sources.map(({ path }) => relative('src', path)).filter((path) => !/^[\da-z/-]+(?:\.module|\.d)?\.tsx?$/u.test(path))).toEqual([])
  })

  it('export only values that another file names', () => {
    const around = ['test', 'scripts'].flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)))
    const texts = [...around.filter((path) => /\.m?tsx?$|\.mjs$/u.test(path)).map((path) => readFileSync(join(root, path), 'utf8')), ...sources.map(({ text }) => text)]
    const naming = new Map<string, number>()
    for (const text of texts) for (const word of new Set(text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/gu, '').match(/[\w$]+/gu))) naming.set(word, (naming.get(word) ?? 0) + 1)
    expect(sources.flatMap(({ path, exports }) => exports.filter((name) => naming.get(name) === 1).map((name) => `${path}: ${name}`))).toEqual([])
  })

  it('export by name', () => {
    expect(sources.filter(({ path, text }) => parseSync(path, text).module.staticExports.some(({ entries }) => entries.some(({ exportName }) => (exportName.kind as string) === 'Default'))).map(({ path }) => path)).toEqual([])
  })
})
