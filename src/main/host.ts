import { join, dirname, basename } from 'node:path'
import type { BrowserWindow, Dialog, Shell } from 'electron'
import type { BridgeAnswer, CoreState } from '#shared/bridge.ts'
import type { Command } from '#shared/commands.ts'
import { messages, translator, type Language, type RuleCode } from '#shared/i18n/index.ts'
import type { BridgeHandlers } from './bridge.ts'
import { documentName, fileTokens, isOpenable, saveWhole } from './files.ts'
import type { RememberedSignIns } from './remembered.ts'
import { pageAddress } from './security.ts'

/** What the host needs of its surroundings to answer a window. */
export interface HostParts {
  readonly dialog: Pick<Dialog, 'showSaveDialog' | 'showOpenDialog' | 'showMessageBox'>
  readonly shell: Pick<Shell, 'openPath' | 'openExternal' | 'showItemInFolder'>
  readonly remembered: RememberedSignIns
  readonly version: string
  readonly platform: string
  /** The folder that saving begins in. */
  readonly downloads: string
  window(): BrowserWindow
  core(request: Request): Promise<Response>
  openAssociation(folder: string): Promise<BridgeAnswer<{ id: string }>>
  coreState(): CoreState
  restartCore(): void
  setMenu(language: Language, commands: readonly Command[]): void
}

const longestAddress = 2000

/** An address that may be opened in another program, and what to call its place; undefined where it may not. */
export function outsideAddress(address: string): { readonly url: string; readonly place: string } | undefined {
  if (address.length > longestAddress || !URL.canParse(address)) return undefined
  const url = new URL(address)
  if (url.protocol === 'https:' && url.username === '' && url.password === '') return { url: url.href, place: url.host }
  if (url.protocol === 'mailto:' || url.protocol === 'tel:') return { url: url.href, place: decodeURI(url.pathname) }
  return undefined
}

/** Answers the calls of the bridge. */
export function makeHost(parts: HostParts): BridgeHandlers {
  const files = fileTokens()
  let language: Language = 'sv'
  let folder = parts.downloads

  const saveDocument = async (documentId: string) => {
    const response = await parts.core(new Request(`${pageAddress}documents/${documentId}`))
    if (!response.ok || !response.body) return refusal(response.status === 503 ? 'hosts.coreUnavailable' : 'hosts.documentGone')
    const chosen = await parts.dialog.showSaveDialog(parts.window(), {
      title: messages[language].hosts.dialogs.saveTitle,
      defaultPath: join(folder, documentName(response)),
    })
    if (chosen.canceled) {
      await response.body.cancel()
      return answer(null)
    }
    try {
      await saveWhole(response.body, chosen.filePath)
    } catch {
      return refusal('hosts.saveFailed')
    }
    folder = dirname(chosen.filePath)
    return answer({ file: files.give(chosen.filePath), name: basename(chosen.filePath) })
  }

  const openSaved = async (token: string) => {
    const path = await files.find(token)
    if (path === undefined) return refusal('hosts.fileGone')
    if (!isOpenable(path)) return refusal('hosts.notOpenable')
    return (await parts.shell.openPath(path)) === '' ? answer(null) : refusal('hosts.notOpenable')
  }

  const showSaved = async (token: string) => {
    const path = await files.find(token)
    if (path === undefined) return refusal('hosts.fileGone')
    parts.shell.showItemInFolder(path)
    return answer(null)
  }

  const openAddress = async (address: string) => {
    const outside = outsideAddress(address)
    if (outside === undefined) return refusal('hosts.addressRefused')
    const words = messages[language].hosts.dialogs
    const { response } = await parts.dialog.showMessageBox(parts.window(), {
      type: 'question',
      title: words.leaveTitle,
      message: translator(language)('hosts.dialogs.leaveMessage', { place: outside.place }),
      buttons: [words.leaveButton, words.stayButton],
      defaultId: 0,
      cancelId: 1,
    })
    if (response !== 0) return answer(false)
    await parts.shell.openExternal(outside.url)
    return answer(true)
  }

  const openAssociationFolder = async () => {
    const words = messages[language].hosts.dialogs
    const chosen = await parts.dialog.showOpenDialog(parts.window(), {
      title: words.openFolderTitle,
      buttonLabel: words.openFolderButton,
      properties: ['openDirectory'],
    })
    const [path] = chosen.filePaths
    return chosen.canceled || path === undefined ? answer(null) : await parts.openAssociation(path)
  }

  return {
    about: async () => answer({ version: parts.version, platform: parts.platform }),
    saveDocument: ({ documentId }) => saveDocument(documentId),
    openSaved: ({ file }) => openSaved(file),
    showSaved: ({ file }) => showSaved(file),
    openAddress: ({ address }) => openAddress(address),
    openAssociationFolder,
    canRemember: async () => answer(await parts.remembered.isAvailable()),
    remember: async ({ associationId, ...signIn }) => {
      if (!(await parts.remembered.isAvailable())) return refusal('hosts.notRememberable')
      await parts.remembered.save(associationId, signIn)
      return answer(null)
    },
    recall: async ({ associationId }) => answer(await parts.remembered.find(associationId)),
    forget: async ({ associationId }) => {
      await parts.remembered.forget(associationId)
      return answer(null)
    },
    setMenu: async (menu) => {
      ;({ language } = menu)
      parts.setMenu(menu.language, menu.commands)
      return answer(null)
    },
    coreState: async () => answer(parts.coreState()),
    restartCore: async () => {
      parts.restartCore()
      return answer(null)
    },
  }
}

function answer<Value>(value: Value) {
  return { value }
}

function refusal(rule: RuleCode) {
  return { rule }
}
