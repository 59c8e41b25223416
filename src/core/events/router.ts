import { os } from '#core/call.ts'
import { listEvents, readEvent } from './queries.ts'
import { book, createEvent, removeBooking, updateEvent } from './service.ts'

export const eventsRouter = os.events.router({
  list: os.events.list.handler(({ context: { call }, input }) => listEvents(call.store.db, input, call.clock.today())),
  read: os.events.read.handler(({ context: { call }, input }) => readEvent(call.store.db, input.id, call.clock.today())),
  create: os.events.create.handler(({ context: { call }, input }) => createEvent(call, input)),
  update: os.events.update.handler(({ context: { call }, input }) => updateEvent(call, input)),
  book: os.events.book.handler(({ context: { call }, input }) => book(call, input)),
  removeBooking: os.events.removeBooking.handler(({ context: { call }, input }) => removeBooking(call, input)),
})
