import { call as callProcedure, type AnyProcedure } from '@orpc/server'
import { os } from '#core/call.ts'
import { sayWhatFails } from '#core/steps.ts'
import { exportList } from './export.ts'

/** Procedures by their domain and name. */
export type Procedures = Readonly<Record<string, Readonly<Record<string, AnyProcedure>>>>

/** The procedures of lists. They read through the same door as the screen does: by each list's own procedure, with its permission and its rules. */
export function listsRouter(procedures: () => Procedures) {
  return os.lists.router({
    export: os.lists.export.handler(async ({ context, input, signal }) => {
      const { arrival, call } = context
      const read = (path: string, query: object) => {
        const [domain = '', name = ''] = path.split('.')
        const procedure = procedures()[domain]?.[name]
        if (!procedure) throw new Error(`There is no procedure ${path}`)
        return callProcedure(procedure, query, { context, path: [domain, name], ...(signal && { signal }) })
      }
      return sayWhatFails(await exportList(call, input, read, signal), call.procedure, arrival.reportFault, signal)
    }),
  })
}
