import { addDays, instantOf, type LocalDate } from '#shared/dates.ts'
import { sortKey } from '#shared/swedish-text.ts'
import type { NewRow } from '#core/db/writer.ts'
import type { DemoBody } from './bodies.ts'
import { generator } from './generator.ts'
import type { Ledger } from './ledger.ts'

/** How many days ago each step was taken; a measure is due so many days ago, or ahead where it is below nought. */
interface DescribedProposal {
  readonly title: string
  readonly hopedFor: string
  readonly whyItMatters: string
  readonly raised: number
  readonly answer?: { readonly ago: number; readonly outcome: 'agreed' | 'partly' | 'declined'; readonly text: string }
  readonly measure?: { readonly dueAgo: number; readonly text: string }
  readonly change?: { readonly ago: number; readonly text: string; readonly evidence: string }
  readonly toldBack?: { readonly ago: number; readonly how: string }
}

/** One at each step, one whose measure is late, and one that got a no. */
const described: readonly DescribedProposal[] = [
  {
    title: 'Kallelser på lätt svenska', hopedFor: 'Att alla förstår sin kallelse.', whyItMatters: 'Många uteblir för att de inte förstår vad mötet gäller.', raised: 310,
    answer: { ago: 250, outcome: 'agreed', text: 'Mallarna skrivs om tillsammans med rådet.' }, measure: { dueAgo: 120, text: 'Nya mallar' },
    change: { ago: 130, text: 'Alla kallelser skickas på lätt svenska.', evidence: 'Mallarna, och minnesanteckningar från rådet' }, toldBack: { ago: 90, how: 'Muntligt på rådets möte och i nyhetsbrevet' },
  },
  {
    title: 'Kvällstider på mottagningen', hopedFor: 'Minst en kväll i veckan.', whyItMatters: 'Den som arbetar på dagen kan annars inte komma.', raised: 220,
    answer: { ago: 170, outcome: 'partly', text: 'Prövas under hösten.' }, measure: { dueAgo: 40, text: 'Öppet en kväll varannan vecka' },
    change: { ago: 45, text: 'Mottagningen har öppet varannan torsdag till kl. 19.', evidence: 'Öppettiderna på 1177' },
  },
  {
    title: 'Brukarna med när personal anställs', hopedFor: 'En plats i anställningsgruppen.', whyItMatters: 'Bemötandet avgör om man kommer tillbaka.', raised: 160,
    answer: { ago: 100, outcome: 'agreed', text: 'Enheten tar fram en rutin.' }, measure: { dueAgo: 20, text: 'Rutin för anställning' },
  },
  { title: 'Vilrum vid långa besök', hopedFor: 'Ett lugnt rum att vänta i.', whyItMatters: 'Väntrummet är för högljutt för många.', raised: 35 },
  {
    title: 'Fri resa till rådets möten', hopedFor: 'Att biljetten är betald i förväg.', whyItMatters: 'Alla kan inte lägga ut pengar.', raised: 140,
    answer: { ago: 80, outcome: 'declined', text: 'Regionen har inget avtal för det. Föreningen betalar biljetterna i stället.' }, toldBack: { ago: 60, how: 'Brev till dem som tog upp det' },
  },
]

/** What has been raised in the first bodies, and what came of it. */
export function addProposals(ledger: Ledger, bodies: readonly DemoBody[], today: LocalDate): void {
  const generate = generator('proposals')
  const day = (ago: number | undefined) => (ago === undefined ? null : addDays(today, -ago))
  const lasting = bodies.filter(({ endsOn }) => endsOn === null)
  for (const [index, proposal] of described.entries()) {
    const body = lasting[index % lasting.length]
    const raisedOn = addDays(today, -proposal.raised)
    if (!body || body.startsOn > raisedOn) continue
    const { title, hopedFor, whyItMatters, answer, measure, change, toldBack } = proposal
    const id = generate.id(raisedOn)
    const nothingYet = { answeredOn: null, outcome: null, answer: null, measure: null, measureDueOn: null, changedOn: null, change: null, evidence: null, toldBackOn: null, toldBackHow: null } as const
    const row: NewRow<'proposals'> = { title, nameSort: sortKey(title), bodyId: body.id, meetingId: null, consultationId: null, raisedOn, hopedFor, whyItMatters, ...nothingYet, createdAt: instantOf(raisedOn, '16:10') }
    ledger.add('proposals', raisedOn, { ...row, id })
    if (answer) ledger.change('proposals', addDays(today, -answer.ago), id, { answeredOn: day(answer.ago), outcome: answer.outcome, answer: answer.text, measure: measure?.text ?? null, measureDueOn: day(measure?.dueAgo) })
    if (change) ledger.change('proposals', addDays(today, -change.ago), id, { changedOn: day(change.ago), change: change.text, evidence: change.evidence })
    if (toldBack) ledger.change('proposals', addDays(today, -toldBack.ago), id, { toldBackOn: day(toldBack.ago), toldBackHow: toldBack.how })
  }
}
