import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SafeStorage } from 'electron'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { answerBridgeCall } from '../../src/main/bridge.ts'
import { makeHost, outsideAddress, type HostParts } from '../../src/main/host.ts'
import { rememberedSignIns } from '../../src/main/remembered.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'talan-host-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const documentId = 'a'.repeat(32)
const report = (name = 'Rapport 2025.xlsx', body: ConstructorParameters<typeof Response>[0] = 'innehåll') =>
  new Response(body, { headers: { 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}` } })

/** A keychain that turns text round, in place of the system's. */
const keychain = (backend = 'gnome_libsecret', isAvailable = true) =>
  ({
    isAsyncEncryptionAvailable: async () => isAvailable,
    getSelectedStorageBackend: () => backend,
    encryptStringAsync: async (text: string) => Buffer.from(text).toReversed(),
    decryptStringAsync: async (bytes: Buffer) => ({ result: Buffer.from(bytes.toReversed()).toString(), shouldReEncrypt: false }),
  }) as unknown as SafeStorage

/** A desktop with a person who saves where asked, confirms, and opens things. */
function desktop(changes: { core?: () => Promise<Response>; saveTo?: string | null; confirms?: boolean; storage?: SafeStorage } = {}) {
  const done: unknown[] = []
  const parts = {
    dialog: {
      showSaveDialog: async (_window: unknown, options: { defaultPath: string }) => {
        done.push(['save dialog', options.defaultPath])
        return changes.saveTo === null ? { canceled: true, filePath: '' } : { canceled: false, filePath: changes.saveTo ?? options.defaultPath }
      },
      showOpenDialog: async () => ({ canceled: false, filePaths: [folder] }),
      showMessageBox: async (_window: unknown, options: { message: string }) => {
        done.push(['asked', options.message])
        return { response: changes.confirms === false ? 1 : 0 }
      },
    },
    shell: {
      openPath: async (path: string) => (done.push(['opened', path]), ''),
      openExternal: async (address: string) => void done.push(['left for', address]),
      showItemInFolder: (path: string) => void done.push(['shown', path]),
    },
    remembered: rememberedSignIns(changes.storage ?? keychain(), 'linux', join(folder, 'remembered')),
    version: '1.2.3',
    platform: 'linux',
    downloads: folder,
    window: () => ({}),
    core: changes.core ?? (async () => report()),
    openAssociation: async (path: string) => ({ value: { id: path } }),
    coreState: () => 'ready',
    restartCore: () => void done.push(['restarted']),
    setMenu: (...menu: unknown[]) => void done.push(['menu', ...menu]),
  }
  return { host: makeHost(parts as unknown as HostParts), done }
}

const savedFile = async (host: ReturnType<typeof makeHost>) => {
  const answer = await host.saveDocument({ documentId })
  if (!('value' in answer) || answer.value === null) throw new Error('The document should have been saved')
  return answer.value
}

describe('saving a document', () => {
  it('asks where, beginning in the downloads with the document’s name, and tells the window no path', async () => {
    const { host, done } = desktop()
    const saved = await savedFile(host)
    expect(done).toEqual([['save dialog', join(folder, 'Rapport 2025.xlsx')]])
    expect(readFileSync(join(folder, 'Rapport 2025.xlsx'), 'utf8')).toBe('innehåll')
    expect(saved.name).toBe('Rapport 2025.xlsx')
    expect(saved.file).not.toContain('/')
  })

  it('can then be opened and shown in its folder', async () => {
    const { host, done } = desktop()
    const { file } = await savedFile(host)
    expect(await host.openSaved({ file })).toEqual({ value: null })
    expect(await host.showSaved({ file })).toEqual({ value: null })
    expect(done.slice(1)).toEqual([['opened', join(folder, 'Rapport 2025.xlsx')], ['shown', join(folder, 'Rapport 2025.xlsx')]])
  })

  it.each([['../../start.xlsx', 'start.xlsx'], ['..\\..\\start.xlsx', 'start.xlsx'], ['.dold', 'dold'], ['rapport\u202Excod.exe', 'rapportxcod.exe'], ['', 'dokument']])(
    'never leads elsewhere by its name: %s',
    async (name, suggested) => {
      const { host, done } = desktop({ core: async () => report(name) })
      await savedFile(host)
      expect(done).toEqual([['save dialog', join(folder, suggested)]])
    },
  )

  it('does nothing when the person changes her mind', async () => {
    const { host } = desktop({ saveTo: null })
    expect(await host.saveDocument({ documentId })).toEqual({ value: null })
    expect(readdirSync(folder)).toEqual([])
  })

  it('leaves the file that was there when the document breaks off half-way', async () => {
    const target = join(folder, 'Rapport 2025.xlsx')
    writeFileSync(target, 'förra årets')
    const broken = new ReadableStream({
      pull: (controller) => controller.error(new Error('broken')),
      start: (controller) => controller.enqueue(new TextEncoder().encode('halv')),
    })
    const { host } = desktop({ core: async () => report(undefined, broken) })
    expect(await host.saveDocument({ documentId })).toEqual({ rule: 'hosts.saveFailed' })
    expect(readFileSync(target, 'utf8')).toBe('förra årets')
    expect(readdirSync(folder)).toEqual(['Rapport 2025.xlsx'])
  })

  it('says what is wrong when the folder cannot be written', async () => {
    const { host } = desktop({ saveTo: '/dev/null/nowhere.xlsx' })
    expect(await host.saveDocument({ documentId })).toEqual({ rule: 'hosts.saveFailed' })
  })

  it('says what is wrong when the document or the core is gone', async () => {
    expect(await desktop({ core: async () => new Response(null, { status: 404 }) }).host.saveDocument({ documentId })).toEqual({ rule: 'hosts.documentGone' })
    expect(await desktop({ core: async () => new Response(null, { status: 503 }) }).host.saveDocument({ documentId })).toEqual({ rule: 'hosts.coreUnavailable' })
  })
})

describe('opening what was saved', () => {
  it('knows only files that it saved itself', async () => {
    const { host, done } = desktop()
    expect(await host.openSaved({ file: 'b'.repeat(32) })).toEqual({ rule: 'hosts.fileGone' })
    expect(await host.showSaved({ file: 'b'.repeat(32) })).toEqual({ rule: 'hosts.fileGone' })
    expect(done).toEqual([])
  })

  it('says so when the file has been moved since', async () => {
    const { host } = desktop()
    const { file, name } = await savedFile(host)
    rmSync(join(folder, name))
    expect(await host.openSaved({ file })).toEqual({ rule: 'hosts.fileGone' })
  })

  it.each(['.exe', '.bat', '.cmd', '.ps1', '.lnk', '.js', '.scr', '.desktop', '.sh', ''])('never starts a program: %s', async (ending) => {
    const { host, done } = desktop({ core: async () => report(`rapport${ending}`) })
    const { file } = await savedFile(host)
    expect(await host.openSaved({ file })).toEqual({ rule: 'hosts.notOpenable' })
    expect(done.some((event) => (event as unknown[])[0] === 'opened')).toBe(false)
  })
})

describe('leaving Talan', () => {
  it('is asked about, with the place shown', async () => {
    const { host, done } = desktop()
    expect(await host.openAddress({ address: 'https://www.skatteverket.se/privat?x=1' })).toEqual({ value: true })
    expect(done).toEqual([['asked', expect.stringContaining('www.skatteverket.se')], ['left for', 'https://www.skatteverket.se/privat?x=1']])
  })

  it('is not done when the person stays', async () => {
    const { host, done } = desktop({ confirms: false })
    expect(await host.openAddress({ address: 'https://example.org/' })).toEqual({ value: false })
    expect(done).toHaveLength(1)
  })

  it('is possible for mail and telephone too', () => {
    expect(outsideAddress('mailto:kansli@example.org')?.place).toBe('kansli@example.org')
    expect(outsideAddress('tel:+46181234567')?.place).toBe('+46181234567')
  })

  it.each(['http://example.org', 'file:///etc/passwd', 'javascript:alert(1)', 'smb://server/share', 'ms-msdt:/id', 'https://bank@evil.example/', 'nonsense', `https://example.org/${'x'.repeat(2000)}`])(
    'is refused for %s',
    async (address) => {
      const { host, done } = desktop()
      expect(await host.openAddress({ address })).toEqual({ rule: 'hosts.addressRefused' })
      expect(done).toEqual([])
    },
  )
})

describe('remembering a sign-in', () => {
  const signIn = { signInName: 'karin', password: 'gräsand cykel fyrtorn' }

  it('is done by the system’s keychain, for one association at a time, in files that only the owner reads', async () => {
    const { host } = desktop()
    expect(await host.canRemember({})).toEqual({ value: true })
    expect(await host.remember({ associationId: 'one', ...signIn })).toEqual({ value: null })
    expect(await host.recall({ associationId: 'one' })).toEqual({ value: signIn })
    expect(await host.recall({ associationId: 'two' })).toEqual({ value: null })
    const file = join(folder, 'remembered', 'one.bin')
    expect(readFileSync(file, 'utf8')).not.toContain(signIn.password)
    expect(statSync(file).mode & 0o077).toBe(0)
  })

  it('can be taken back', async () => {
    const { host } = desktop()
    await host.remember({ associationId: 'one', ...signIn })
    await host.forget({ associationId: 'one' })
    expect(await host.recall({ associationId: 'one' })).toEqual({ value: null })
    expect(existsSync(join(folder, 'remembered', 'one.bin'))).toBe(false)
  })

  it.each([
    ['there is no keychain but plain text', keychain('basic_text')],
    ['the keychain is locked', keychain('kwallet6', false)],
    ['Electron is too old', {} as SafeStorage],
  ])('is refused where %s', async (_why, storage) => {
    const { host } = desktop({ storage })
    expect(await host.canRemember({})).toEqual({ value: false })
    expect(await host.remember({ associationId: 'one', ...signIn })).toEqual({ rule: 'hosts.notRememberable' })
    expect(await host.recall({ associationId: 'one' })).toEqual({ value: null })
    expect(existsSync(join(folder, 'remembered'))).toBe(false)
  })
})

describe('a call of the bridge', () => {
  it('is answered when it comes from the own page and has its shape', async () => {
    expect(await answerBridgeCall('about', desktop().host, true, {})).toEqual({ value: { version: '1.2.3', platform: 'linux' } })
  })

  it('is refused from anywhere else', async () => {
    expect(await answerBridgeCall('about', desktop().host, false, {})).toEqual({ rule: 'hosts.foreignRequest' })
  })

  it.each([
    ['about', { more: 1 }],
    ['about', undefined],
    ['saveDocument', { documentId: '../../etc/passwd' }],
    ['saveDocument', { documentId: 'a'.repeat(32), path: '/etc/passwd' }],
    ['openSaved', { file: '/etc/passwd' }],
    ['recall', { associationId: '../../secret' }],
    ['openAddress', { address: `https://example.org/${'x'.repeat(3000)}` }],
    ['setMenu', { language: 'sv', commands: ['formatDisk'] }],
    ['setMenu', { language: 'de', commands: [] }],
  ] as const)('is refused in another shape: %s %j', async (name, input) => {
    expect(await answerBridgeCall(name, desktop().host, true, input)).toEqual({ rule: 'common.invalid' })
  })
})
