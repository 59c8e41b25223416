/**
 * The few native things that a window may ask of its host, as `window.talan`. In browser mode there is no bridge:
 * what needs one is then not offered, or done the browser's own way.
 */
import type { Command } from './commands.ts'
import type { Language, RuleCode } from './i18n/index.ts'

/** Where the core stands. `stopped` is for good: only a person can start it again. */
const coreStates = ['starting', 'ready', 'restarting', 'stopped'] as const
export type CoreState = (typeof coreStates)[number]

/** An answer: what was asked for, or a rule that says why not. */
export type BridgeAnswer<Value> = { readonly value: Value } | { readonly rule: RuleCode }

/** A document saved outside the association's file. `file` stands for its place, which the window never learns. */
export interface SavedDocument {
  readonly file: string
  readonly name: string
}

/** What a person asked this computer to remember for the next sign-in. */
export interface RememberedSignIn {
  readonly signInName: string
  readonly password: string
}

/** What the window may ask for. Every input is one plain object that the host checks. */
export interface BridgeCalls {
  about(input: Record<string, never>): Promise<BridgeAnswer<{ readonly version: string; readonly platform: string }>>
  /** Asks where to save a document that the core has made; null when the person changes her mind. */
  saveDocument(input: { readonly documentId: string }): Promise<BridgeAnswer<SavedDocument | null>>
  openSaved(input: { readonly file: string }): Promise<BridgeAnswer<null>>
  showSaved(input: { readonly file: string }): Promise<BridgeAnswer<null>>
  /** Opens an address in another program after asking; false when the person stays. */
  openAddress(input: { readonly address: string }): Promise<BridgeAnswer<boolean>>
  /** Asks for a folder and opens the association in it; null when the person changes her mind. */
  openAssociationFolder(input: Record<string, never>): Promise<BridgeAnswer<{ readonly id: string } | null>>
  /** Whether the system can keep a password safely. */
  canRemember(input: Record<string, never>): Promise<BridgeAnswer<boolean>>
  remember(input: { readonly associationId: string } & RememberedSignIn): Promise<BridgeAnswer<null>>
  recall(input: { readonly associationId: string }): Promise<BridgeAnswer<RememberedSignIn | null>>
  forget(input: { readonly associationId: string }): Promise<BridgeAnswer<null>>
  /** Tells the menu which language to speak and which commands can be given right now. */
  setMenu(input: { readonly language: Language; readonly commands: readonly Command[] }): Promise<BridgeAnswer<null>>
  coreState(input: Record<string, never>): Promise<BridgeAnswer<CoreState>>
  restartCore(input: Record<string, never>): Promise<BridgeAnswer<null>>
}

/** The bridge as the window sees it: functions only. */
export interface TalanBridge extends BridgeCalls {
  /** Calls back for every command chosen in the menu. @returns how to stop listening */
  onCommand(listener: (command: Command) => void): () => void
  /** Calls back whenever the core comes or goes. @returns how to stop listening */
  onCoreState(listener: (state: CoreState) => void): () => void
}

/** Every call of the bridge, which is also its channel between the processes after `talan:`. */
export const bridgeCalls = [
  'about', 'saveDocument', 'openSaved', 'showSaved', 'openAddress', 'openAssociationFolder', 'canRemember', 'remember', 'recall', 'forget',
  'setMenu', 'coreState', 'restartCore',
] as const satisfies readonly (keyof BridgeCalls)[]

declare global {
  interface Window {
    /** There in the desktop app only. */
    readonly talan?: TalanBridge
  }
}
