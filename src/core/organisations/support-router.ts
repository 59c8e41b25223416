import { os } from '#core/call.ts'
import { dueSupport, listSupport } from './support-queries.ts'
import { addSupport, exportSupport, followUpSupport, removeSupport, updateSupport } from './support-service.ts'

export const supportRouter = os.support.router({
  list: os.support.list.handler(({ context: { call }, input }) => listSupport(call, input)),
  due: os.support.due.handler(({ context: { call } }) => dueSupport(call)),
  add: os.support.add.handler(({ context: { call }, input }) => addSupport(call, input)),
  update: os.support.update.handler(({ context: { call }, input }) => updateSupport(call, input)),
  followUp: os.support.followUp.handler(({ context: { call }, input }) => followUpSupport(call, input)),
  remove: os.support.remove.handler(({ context: { call }, input }) => removeSupport(call, input)),
  exportList: os.support.exportList.handler(({ context: { call }, input }) => exportSupport(call, input)),
})
