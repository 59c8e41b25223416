import { addDays, instantOf, type LocalDate } from '#shared/dates.ts'
import { sortKey } from '#shared/swedish-text.ts'
import type { DemoBody } from './bodies.ts'
import { generator } from './generator.ts'
import type { Ledger } from './ledger.ts'

/** One that is gone, one that has remained for long, and one whose action is still to come. */
const described = [
  {
    title: 'Mötena ligger på arbetstid', kind: 'timeOfDay', ago: 200, description: 'De som arbetar på dagen kan inte komma.', action: 'Vartannat möte läggs efter kl. 16.', dueAgo: 120,
    gone: { ago: 110, result: 'Vartannat möte börjar nu kl. 16.30. Två fler kan vara med.' },
  },
  { title: 'Underlagen kommer bara med e-post', kind: 'information', ago: 150, description: 'Den som saknar e-post får inget att läsa.', action: 'Regionen skickar papper en vecka före.', dueAgo: 30 },
  { title: 'Lokalen saknar hörslinga', kind: 'accessibility', ago: 25, description: 'Det går inte att höra vad som sägs.', action: 'Värden bokar en annan lokal.', dueAgo: -20 },
] as const

/** What has stood in the way in the first bodies. */
export function addBarriers(ledger: Ledger, bodies: readonly DemoBody[], today: LocalDate): void {
  const generate = generator('barriers')
  const lasting = bodies.filter(({ endsOn }) => endsOn === null)
  for (const [index, barrier] of described.entries()) {
    const [body, noticedOn] = [lasting[index % lasting.length], addDays(today, -barrier.ago)]
    if (!body || body.startsOn > noticedOn) continue
    const id = generate.id(noticedOn)
    const { title, kind, description, action, dueAgo } = barrier
    ledger.add('barriers', noticedOn, {
      id, title, nameSort: sortKey(title), kind, bodyId: body.id, hostOrganisationId: null, meetingId: null, noticedOn, description, action, actionDueOn: addDays(today, -dueAgo), removedOn: null, result: null,
      createdAt: instantOf(noticedOn, '15:05'),
    })
    if ('gone' in barrier) ledger.change('barriers', addDays(today, -barrier.gone.ago), id, { removedOn: addDays(today, -barrier.gone.ago), result: barrier.gone.result })
  }
}
