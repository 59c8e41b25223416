import { z } from 'zod'
import { bridgeCalls, type BridgeAnswer, type BridgeCalls } from '#shared/bridge.ts'
import { commands } from '#shared/commands.ts'
import { languages } from '#shared/i18n/index.ts'

const nothing = z.strictObject({})
/** A token of ours: unguessable, and harmless in a path. */
const token = z.string().regex(/^[\w-]{16,64}$/u)
const associationId = z.string().regex(/^[\w-]{1,64}$/u)

/** What each call of the bridge takes. Nothing else is let through, and no path is ever among it. */
const bridgeInputs = {
  about: nothing,
  saveDocument: z.strictObject({ documentId: token }),
  openSaved: z.strictObject({ file: token }),
  showSaved: z.strictObject({ file: token }),
  openAddress: z.strictObject({ address: z.string().max(2000) }),
  openAssociationFolder: nothing,
  canRemember: nothing,
  remember: z.strictObject({ associationId, signInName: z.string().min(1).max(60), password: z.string().min(1).max(200) }),
  recall: z.strictObject({ associationId }),
  forget: z.strictObject({ associationId }),
  setMenu: z.strictObject({ language: z.enum(languages), commands: z.array(z.enum(commands)).max(commands.length) }),
  coreState: nothing,
  restartCore: nothing,
} satisfies { [Name in keyof BridgeCalls]: z.ZodType<Parameters<BridgeCalls[Name]>[0]> }

/** What answers each call. */
export type BridgeHandlers = { [Name in keyof BridgeCalls]: (input: z.output<(typeof bridgeInputs)[Name]>) => ReturnType<BridgeCalls[Name]> }

/** Answers one call from a window: a sender that is not the window's own page, or an input of another shape, is refused. */
export async function answerBridgeCall(
  name: keyof BridgeCalls,
  handlers: BridgeHandlers,
  isTrusted: boolean,
  input: unknown,
): Promise<BridgeAnswer<unknown>> {
  if (!isTrusted) return { rule: 'hosts.foreignRequest' }
  const parsed = bridgeInputs[name].safeParse(input)
  if (!parsed.success) return { rule: 'common.invalid' }
  // The input has been parsed by the schema of this very call.
  const handle = handlers[name] as (checked: unknown) => Promise<BridgeAnswer<unknown>>
  return await handle(parsed.data)
}

/** Every channel between window and main process. */
export const bridgeChannels = bridgeCalls.map((name) => [name, `talan:${name}`] as const)
