import { spawn, spawnSync } from 'node:child_process'
import { existsSync, linkSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { run } from '../../src/cli/run.ts'

const folder = mkdtempSync(join(tmpdir(), 'talan-cli-'))
const database = join(folder, 'data')
const password = 'gräsand cykel fyrtorn'
const passwordFile = join(folder, 'password.txt')

/** Runs a command line and gives what it wrote and how it ended. */
async function talan(argv: readonly string[], { environment = {}, standardInput = '' }: { environment?: Record<string, string>; standardInput?: string } = {}) {
  const out: string[] = []
  const error: string[] = []
  const code = await run(argv, {
    environment: { XDG_DATA_HOME: join(folder, 'home'), ...environment },
    standardInput: (async function* () {
      yield Buffer.from(standardInput)
    })(),
    print: (line) => out.push(line),
    tell: (line) => error.push(line),
  })
  return { code, out: out.join('\n'), error: error.join('\n'), json: () => JSON.parse(out.join('\n')) as unknown }
}

const asAdministrator = ['--database', database, '--user', 'adam', '--password-file', passwordFile]

beforeAll(async () => {
  writeFileSync(passwordFile, `${password}\n`)
  const input = { name: 'Brukarrådet i Uppsala', administratorName: 'Adam Admin', signInName: 'adam', password }
  mkdirSync(database)
  const created = await talan(['call', 'association.create', '--database', database, '--input', '-'], { standardInput: JSON.stringify(input) })
  expect(created).toMatchObject({ code: 0, error: '' })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the command line', () => {
  it('tells how it is used, also when told nothing', async () => {
    for (const argv of [[], ['--help'], ['call', '--help']]) {
      const { code, out } = await talan(argv)
      expect(code).toBe(0)
      expect(out).toContain('talan -- call OMRÅDE.PROCEDUR')
    }
    expect((await talan(['--help', '--language', 'en'])).out).toContain('Talan from the command line')
  })

  it('lists every procedure with what it takes and what it demands', async () => {
    const listed = (await talan(['procedures'])).json() as { procedure: string; permission: string; input: object }[]
    expect(listed.find(({ procedure }) => procedure === 'session.signIn')).toMatchObject({
      permission: 'anyone',
      input: { type: 'object', required: ['signInName', 'password'], properties: { password: { type: 'string' } } },
    })
    expect(listed.find(({ procedure }) => procedure === 'imports.run')).toMatchObject({ input: { properties: { file: { type: 'file', description: '--file' } } } })
    expect(listed.find(({ procedure }) => procedure === 'people.create')).toMatchObject({ permission: 'people.write' })
    const ofPeople = (await talan(['procedures', 'people'])).json() as { procedure: string }[]
    expect(ofPeople.every(({ procedure }) => procedure.startsWith('people.'))).toBe(true)
  })

  it('calls a procedure as the user it names', async () => {
    const called = await talan(['call', 'users.list', ...asAdministrator])
    expect(called).toMatchObject({ code: 0, error: '' })
    expect(called.json()).toMatchObject([{ signInName: 'adam', roles: ['administrator'] }])
  })

  it('takes the password from the environment', async () => {
    const called = await talan(['call', 'session.status', '--database', database, '--user', 'adam'], { environment: { TALAN_PASSWORD: password } })
    expect(called.json()).toMatchObject({ user: { displayName: 'Adam Admin' } })
  })

  it.skipIf(process.platform === 'win32')('takes the password from a pipe, such as a password manager’s', async () => {
    const pipe = join(folder, 'pipe')
    spawnSync('mkfifo', [pipe])
    spawn('sh', ['-c', 'printf "%s\\n" "$1" > "$2"', 'sh', password, pipe])
    const called = await talan(['call', 'session.status', '--database', database, '--user', 'adam', '--password-file', pipe])
    expect(called.json()).toMatchObject({ user: { displayName: 'Adam Admin' } })
  })

  it('takes the input from the command line, from a file and from standard input', async () => {
    const input = JSON.stringify({ displayName: 'Karin', signInName: 'karin', password, roles: ['officeWorker'] })
    writeFileSync(join(folder, 'user.json'), input.replaceAll('arin', 'aisa'))
    expect((await talan(['call', 'users.create', '--input', `@${join(folder, 'user.json')}`, ...asAdministrator])).code).toBe(0)
    expect((await talan(['call', 'users.create', '--input', '-', ...asAdministrator], { standardInput: input })).code).toBe(0)
    const listed = await talan(['call', 'users.list', '--input', '{}', ...asAdministrator])
    expect(listed.json()).toHaveLength(3)
  })

  it('finds an association in a folder of its own, and leaves nothing behind', async () => {
    const { current } = (await talan(['call', 'session.status', '--database', database])).json() as { current: { id: string } }
    const own = join(database, 'associations', current.id)
    expect(existsSync(join(own, 'keyring.json'))).toBe(true)
    const called = await talan(['call', 'association.read', '--database', own, '--user', 'adam', '--password-file', passwordFile])
    expect(called.json()).toMatchObject({ name: 'Brukarrådet i Uppsala' })
    expect(existsSync(join(own, 'known.json'))).toBe(false)
  })

  it('shows what a member list would change, imports it, and finds nothing new the second time', async () => {
    const list = join(folder, 'medlemmar.csv')
    writeFileSync(list, 'Förnamn;Efternamn;Ort\nÅsa;Öberg;Uppsala\nBo;Ek;Enköping\n')
    const preview = await talan(['import', list, '--preview', ...asAdministrator])
    expect(preview).toMatchObject({ code: 0, error: '' })
    expect(preview.json()).toMatchObject({ counts: { fresh: 2, changed: 0 } })
    expect((await talan(['import', list, ...asAdministrator])).json()).toMatchObject({ fresh: 2 })
    expect((await talan(['import', list, ...asAdministrator])).json()).toMatchObject({ fresh: 0, changed: 0 })
  })

  it('says in sentences why rows of a list were left out', async () => {
    const list = join(folder, 'oklara.csv')
    writeFileSync(list, 'Förnamn;Efternamn;Ort\n;;Uppsala\n')
    for (const [language, words] of [['sv', /namn/iu], ['en', /name/iu]] as const) {
      const { leftOut } = (await talan(['import', list, '--language', language, ...asAdministrator])).json() as { leftOut: { rowNumber: number; reasons: { rule: string; sentence: string }[] }[] }
      expect(leftOut).toMatchObject([{ rowNumber: 2, reasons: [{ sentence: expect.stringMatching(words) as unknown }] }])
    }
  })

  it('finds the only association there is, also when the note of which was chosen is broken', async () => {
    const note = join(database, 'known.json')
    writeFileSync(note, '{"chosen":')
    expect(await talan(['call', 'users.list', ...asAdministrator])).toMatchObject({ code: 0, error: '' })
    expect(JSON.parse(readFileSync(note, 'utf8'))).toHaveProperty('chosen')
  })

  it('makes a backup', async () => {
    expect((await talan(['backup', ...asAdministrator])).json()).toHaveProperty('name')
  })

  it('goes back to a backup: what came after it is gone, and the journal says why', async () => {
    const { name } = (await talan(['backup', ...asAdministrator])).json() as { name: string }
    const users = async () => ((await talan(['call', 'users.list', ...asAdministrator])).json() as { signInName: string }[]).map(({ signInName }) => signInName)
    const before = await users()
    await talan(['call', 'users.create', '--input', JSON.stringify({ displayName: 'Sent', signInName: 'sent', password, roles: ['officeWorker'] }), ...asAdministrator])
    expect(await users()).toContain('sent')
    expect(await talan(['call', 'backups.restore', '--input', JSON.stringify({ name, reason: 'Fel användare' }), ...asAdministrator])).toMatchObject({ code: 0, error: '' })
    expect(await users()).toEqual(before)
    const { entries: [latest] } = (await talan(['call', 'journal.list', ...asAdministrator])).json() as { entries: { procedure: string; reason: string }[] }
    expect(latest).toMatchObject({ procedure: 'backups.restore', reason: 'Fel användare' })
    expect(await talan(['call', 'backups.restore', '--input', JSON.stringify({ name: 'ingen.talan', reason: 'Prov' }), ...asAdministrator])).toMatchObject({ code: 1 })
  })

  it('holds nobody open for the next command', async () => {
    expect(await talan(['call', 'users.list', '--database', database])).toMatchObject({ code: 2, error: 'Ange vem du loggar in som med --user, till exempel --user kansli.' })
  })
})

describe('the practice association from the command line', () => {
  const practice = join(folder, 'practice')

  it('is made in a folder, and tells who can sign in', async () => {
    const { code, json } = await talan(['demo', practice])
    expect(code).toBe(0)
    expect(json()).toMatchObject({ database: practice, association: { isDemo: true }, users: expect.arrayContaining([expect.objectContaining({ role: 'treasurer' })]) })
  })

  it('is not made where there is an association already, neither beside it nor in its own folder', async () => {
    const { association } = JSON.parse((await talan(['call', 'session.status', '--database', practice])).out.replace('"current"', '"association"')) as { association: { id: string } }
    for (const used of [practice, join(practice, 'associations', association.id)]) {
      const { code, error } = await talan(['demo', used])
      expect(code).toBe(1)
      expect(error).toBe(`I mappen ${used} finns redan en förening. Välj en annan mapp.`)
    }
  })

  it('leaves no trace of a report that there is no place for, and keeps a file until the new one is whole', async () => {
    const environment = { TALAN_PASSWORD: 'prova-talan-2026' }
    const asBoard = ['--database', practice, '--user', 'styrelse']
    const exports = async () => ((await talan(['call', 'journal.list', '--database', practice, '--user', 'admin'], { environment })).json() as { total: number }).total
    const before = await exports()
    const kept = join(folder, 'kept.xlsx')
    writeFileSync(kept, 'förra årets')
    for (const out of [join(folder, 'nowhere', 'report.xlsx'), folder]) {
      const { code, error } = await talan(['report', 'appendices', ...asBoard, '--reason', 'prov', '--input', '{"from":"2025-01-01","to":"2025-12-31"}', '--out', out], { environment })
      expect(code).toBe(1)
      expect(error).toContain('går inte att skriva')
    }
    const unreasoned = await talan(['report', 'appendices', ...asBoard, '--input', '{"from":"oj"}', '--out', kept], { environment })
    expect(unreasoned.code).toBe(1)
    expect(unreasoned.error).toMatch(/^--reason: /mu)
    expect(readFileSync(kept, 'utf8')).toBe('förra årets')
    expect(existsSync(`${kept}.unfinished`)).toBe(false)
    expect(await exports()).toBe(before)
  })

  it('gives a funder’s report as a file, to one who may make it', async () => {
    const status = (await talan(['call', 'session.status', '--database', practice])).json() as { demoUsers: { role: string; signInName: string; password: string }[] }
    const as = (role: string) => {
      const user = status.demoUsers.find((one) => one.role === role)!
      return { line: ['--database', practice, '--user', user.signInName], environment: { TALAN_PASSWORD: user.password } }
    }
    const treasurer = as('treasurer')
    const { rows } = (await talan(['call', 'grants.list', ...treasurer.line], treasurer)).json() as { rows: { id: string }[] }
    const file = join(folder, 'rapport.xlsx')
    const input = JSON.stringify({ grantId: rows[0]?.id, from: '2025-01-01', to: '2025-12-31', asOf: '2025-12-31' })
    const report = (who: ReturnType<typeof as>) => talan(['report', 'funder', '--input', input, '--reason', 'Slutredovisning', '--out', file, ...who.line], who)
    expect(await report(as('officeWorker'))).toMatchObject({ code: 1, out: '' })
    expect(existsSync(file)).toBe(false)
    const made = await report(treasurer)
    expect(made).toMatchObject({ code: 0, error: '' })
    expect(made.json()).toMatchObject({ kind: 'finished', byteCount: readFileSync(file).length })
    expect(readFileSync(file).subarray(0, 2).toString()).toBe('PK')

    const aboutChildren = join(folder, 'barn-och-unga.xlsx')
    const young = await talan(['report', 'children', '--input', '{"from":"2025-01-01","to":"2025-12-31"}', '--reason', 'Redovisning till kommunen', '--out', aboutChildren, ...treasurer.line], treasurer)
    expect(young).toMatchObject({ code: 0, error: '' })
    expect(readFileSync(aboutChildren).subarray(0, 2).toString()).toBe('PK')
  })
})

describe('what the command line refuses', () => {
  const refused = async (argv: readonly string[], options = {}) => {
    const { code, out, error } = await talan(argv, options)
    expect(out).toBe('')
    return { code, error }
  }

  it.each([
    ['a password in clear', ['call', 'users.list', '--user', 'adam', '--password', password], 2, 'Ange inte lösenordet på kommandoraden'],
    ['a password in clear, written together', ['call', 'users.list', `--password=${password}`], 2, 'Ange inte lösenordet på kommandoraden'],
    ['an unknown command', ['dance'], 2, 'Kommandot dance finns inte'],
    ['an unknown option', ['procedures', '--sideways'], 2, 'Valet --sideways finns inte'],
    ['an option without its value', ['call', 'users.list', '--user'], 2, 'Ange'],
    ['an unknown procedure', ['call', 'people.fly', '--database', database], 2, 'Proceduren people.fly finns inte'],
    ['a procedure that only the language knows', ['call', 'constructor.name', '--database', database], 2, 'finns inte'],
    ['an unknown domain', ['procedures', 'ghosts'], 2, 'inget område heter ghosts'],
    ['a call of nothing', ['call'], 2, 'OMRÅDE.PROCEDUR'],
    ['an input that is not JSON', ['call', 'users.list', '--input', '{oops', '--database', database], 2, 'giltig JSON'],
    ['an input that is a list', ['call', 'users.list', '--input', '[]', '--database', database], 2, 'giltig JSON'],
    ['an input file that is not there', ['call', 'users.list', '--input', '@/nowhere.json', '--database', database], 1, 'går inte att läsa'],
    ['a file without a field', ['call', 'users.list', '--file', 'members.xlsx', '--database', database], 2, 'fält=sökväg'],
    ['a database that is not there', ['call', 'users.list', '--database', '/nowhere'], 1, 'finns inte'],
    ['a report without a file', ['report', 'funder'], 2, '--out'],
    ['an unknown report', ['report', 'weather', '--out', 'x.xlsx'], 2, 'Rapporten weather finns inte'],
    ['an import of nothing', ['import'], 2, 'Ange FIL också. Skriv "npm run --silent talan -- --help"'],
    ['an import of a file that is not there', ['import', '/nowhere.xlsx', '--database', database], 1, 'går inte att läsa'],
    ['a user without a password', ['call', 'users.list', '--database', database, '--user', 'adam'], 2, 'Lösenordet saknas'],
  ])('is %s', async (_what, argv, exitCode, sentence) => {
    const { code, error } = await refused(argv)
    expect(code).toBe(exitCode)
    expect(error).toContain(sentence)
    expect(error).not.toContain(password)
  })

  it('is a wrong password, as everywhere', async () => {
    const { code, error } = await refused(['call', 'users.list', '--database', database, '--user', 'adam'], { environment: { TALAN_PASSWORD: 'fel' } })
    expect(code).toBe(1)
    expect(error).toMatch(/\w/u)
  })

  it('is what the user’s role may not do, in the chosen language', async () => {
    const { code, error } = await refused(['call', 'users.list', '--database', database, '--user', 'karin', '--language', 'en'], { environment: { TALAN_PASSWORD: password } })
    expect(code).toBe(1)
    expect(error).toBe('Your role does not allow this. Ask the association’s administrator.')
  })

  it('is an unknown field, by its name', async () => {
    const { code, error } = await refused(['call', 'users.list', '--input', '{"flavour":1}', ...asAdministrator])
    expect(code).toBe(1)
    expect(error).toContain('flavour')
  })

  it('is a document that the procedure does not make', async () => {
    const { code, error } = await refused(['call', 'users.list', '--out', join(folder, 'x.xlsx'), ...asAdministrator])
    expect(code).toBe(1)
    expect(error).toContain('ger inget dokument')
    expect(existsSync(join(folder, 'x.xlsx'))).toBe(false)
  })

  it('is a file that may never end, or is larger than any list, wherever a file is named', async () => {
    const large = join(folder, 'large.csv')
    writeFileSync(large, '')
    truncateSync(large, 25_000_001)
    const calls = (file: string) => [
      ['import', file, ...asAdministrator],
      ['call', 'users.list', '--input', `@${file}`, ...asAdministrator],
      ['call', 'users.list', '--database', database, '--user', 'adam', '--password-file', file],
    ]
    for (const argv of calls(process.platform === 'win32' ? folder : '/dev/null')) expect(await refused(argv)).toEqual({ code: 1, error: expect.stringContaining('är ingen vanlig fil') as unknown })
    for (const argv of calls(large)) expect(await refused(argv)).toEqual({ code: 1, error: `Filen ${large} är större än 25 MB. Dela upp den i flera filer.` })
  })

  it('is more than any list on standard input', async () => {
    const { code, error } = await talan(['call', 'users.list', '--input', '-', ...asAdministrator], { standardInput: ' '.repeat(25_000_001) })
    expect({ code, error }).toEqual({ code: 1, error: 'Filen --input - är större än 25 MB. Dela upp den i flera filer.' })
  })

  it('is a document among an association’s own files, of this installation or another, whatever links lead there', async () => {
    const { current } = (await talan(['call', 'session.status', '--database', database])).json() as { current: { id: string } }
    const own = join(database, 'associations', current.id)
    const link = join(folder, 'link')
    symlinkSync(own, link, 'junction')
    const [usual, lost] = [join(folder, 'home', 'talan'), join(folder, 'lost')]
    for (const made of [usual, join(lost, 'backups')]) mkdirSync(made, { recursive: true })
    writeFileSync(join(lost, 'association.db'), 'nyckelringen saknas')
    const before = readFileSync(join(own, 'keyring.json'), 'utf8')
    const outs = [
      join(own, 'keyring.json'), join(own, 'association.db'), join(own, 'backups', 'r.xlsx'), join(link, 'keyring.json'), join(link, 'r.xlsx'),
      join(database, 'known.json'), join(database, 'r.xlsx'), join(lost, 'backups', 'r.xlsx'), ...(process.platform === 'linux' ? [join(usual, 'r.xlsx')] : []),
    ]
    for (const out of outs) {
      expect(await refused(['call', 'users.list', '--out', out, ...asAdministrator])).toEqual({ code: 1, error: `Filen ${out} skulle hamna bland Talans egna filer. Välj en annan mapp.` })
      expect(existsSync(`${out}.unfinished`)).toBe(false)
    }
    const known = join(database, 'known.json')
    const fromOwnFolder = ['--database', own, '--user', 'adam', '--password-file', passwordFile]
    expect((await refused(['call', 'users.list', '--out', known, ...fromOwnFolder])).error).toContain('bland Talans egna filer')
    expect(readFileSync(join(own, 'keyring.json'), 'utf8')).toBe(before)
  })

  it('is a document whose unfinished neighbour is a file already: it is left as it is', async () => {
    const { current } = (await talan(['call', 'session.status', '--database', database])).json() as { current: { id: string } }
    const keyring = join(database, 'associations', current.id, 'keyring.json')
    const before = readFileSync(keyring, 'utf8')
    const out = join(folder, 'linked.xlsx')
    linkSync(keyring, `${out}.unfinished`)
    expect(await refused(['call', 'users.list', '--out', out, ...asAdministrator])).toEqual({ code: 1, error: `Filen ${out}.unfinished finns redan, kanske efter ett avbrott. Ta bort den, eller välj ett annat namn efter --out.` })
    expect(readFileSync(keyring, 'utf8')).toBe(before)
    expect(readFileSync(`${out}.unfinished`, 'utf8')).toBe(before)
  })

  it('never leaves a trace of what it met in its log', async () => {
    const log = join(database, 'logs', 'talan.log')
    expect(existsSync(log) ? readFileSync(log, 'utf8') : '').not.toContain('adam')
  })
})

describe('npm, which starts the command line', () => {
  it('keeps no log of it: what is typed may be personal data', () => {
    const cache = join(folder, 'npm')
    const inherited = Object.entries(process.env).filter(([name]) => !/^npm_/iu.test(name))
    const environment = { ...Object.fromEntries(inherited), npm_config_cache: cache }
    const { status } = spawnSync('npm run --silent talan -- procedures people.create', { cwd: join(import.meta.dirname, '..', '..'), env: environment, shell: true })
    expect(status).toBe(0)
    expect(existsSync(join(cache, '_logs')) ? readdirSync(join(cache, '_logs')) : []).toEqual([])
  })
})
