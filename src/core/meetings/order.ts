import type { InputOf } from '#contract/base.ts'
import type { meetings } from '#contract/meetings.ts'
import { translator } from '#shared/i18n/index.ts'
import type { Call } from '#core/call.ts'
import { workbookBytes } from '#core/documents/xlsx.ts'
import { readMeeting } from './queries.ts'

/** Makes the list that the host orders by: how many of each need, without names and without reasons. That it was given out is journalled. */
export async function exportOrder(call: Call, { id, reason, language }: InputOf<typeof meetings.exportOrder>): Promise<{ documentId: string; name: string }> {
  const say = translator(language)
  const meeting = await readMeeting(call, id)
  const title = say('meetings.order.title', { body: meeting.body.name, date: meeting.heldOn })
  const association = await call.store.db.selectFrom('association').select('name').executeTakeFirstOrThrow()
  const bytes = await workbookBytes({
    title, creator: association.name, language, createdAt: call.clock.now(),
    sheets: [
      {
        name: say('meetings.order.sheet'), title,
        lines: [say('meetings.order.when', { start: meeting.startTime, end: meeting.endTime, place: meeting.place ?? '–' })],
        columns: [
          { header: say('meetings.order.need'), type: 'text', width: 44 },
          { header: say('meetings.order.detail'), type: 'text', width: 30 },
          { header: say('meetings.order.count'), type: 'integer' },
        ],
        rows: (meeting.order ?? []).map(({ need, detail, count }) => [say(`sensitive.need.${need}`), detail, count]),
      },
    ],
  })
  await call.store.transact(call.act(reason), async (writer) => writer.note('meetings', id))
  const name = `${say('meetings.order.fileName', { date: meeting.heldOn })}.xlsx`
  return { name, documentId: call.documents.put({ name, mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', bytes }) }
}
