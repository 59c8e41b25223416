import { addDays, instantOf, type LocalDate } from '#shared/dates.ts'
import { sortKey } from '#shared/swedish-text.ts'
import type { NewRow } from '#core/db/writer.ts'
import type { DemoBody } from './bodies.ts'
import { generator } from './generator.ts'
import type { Ledger } from './ledger.ts'
import { idOfOrganisation, type Organisations } from './organisations.ts'

/** How many days ago each step was taken; the answer is due so many days ahead. */
interface DescribedConsultation {
  readonly title: string
  readonly kind: 'referral' | 'viewpoints' | 'dialogue'
  readonly question: string
  readonly received: number
  readonly dueIn: number
  readonly viewpoints: readonly { readonly ago: number; readonly text: string; readonly voices: number }[]
  readonly answer?: { readonly ago: number; readonly text: string }
  readonly decision?: { readonly ago: number; readonly text: string }
  readonly toldBack?: { readonly ago: number; readonly how: string }
}

/** One that is followed to its end, one that is answered, one to answer soon, and one that is late. */
const described: readonly DescribedConsultation[] = [
  {
    title: 'Handlingsplan för psykisk hälsa', kind: 'referral', question: 'Vad behöver ändras i förslaget till handlingsplan?', received: 240, dueIn: -170,
    viewpoints: [
      { ago: 215, text: 'Planen säger inget om anhöriga.', voices: 4 },
      { ago: 210, text: 'Det behövs mål som går att följa upp.', voices: 2 },
      { ago: 200, text: 'Stöd på kvällar och helger saknas.', voices: 6 },
    ],
    answer: { ago: 172, text: 'Vi vill att anhöriga, mål som går att mäta och stöd på kvällar tas med.' },
    decision: { ago: 80, text: 'Anhöriga och målen togs med. Stöd på kvällar utreds nästa år.' }, toldBack: { ago: 60, how: 'Brev till dem som svarade' },
  },
  {
    title: 'Öppettider på träffpunkterna', kind: 'dialogue', question: 'Vilka tider passar dem som kommer?', received: 90, dueIn: -30,
    viewpoints: [{ ago: 60, text: 'Öppet till kl. 20 minst en kväll i veckan.', voices: 9 }], answer: { ago: 33, text: 'De flesta vill ha öppet en kväll i veckan.' },
  },
  {
    title: 'Ny blankett för samordnad individuell plan', kind: 'viewpoints', question: 'Är blanketten lätt att förstå?', received: 21, dueIn: 8,
    viewpoints: [{ ago: 9, text: 'Orden är svåra. Skriv på lätt svenska.', voices: 3 }, { ago: 4, text: 'Det är oklart vem som bestämmer vad som står i planen.', voices: 1 }],
  },
  { title: 'Taxor för boendestöd', kind: 'referral', question: 'Vad betyder de nya taxorna för den som har sjukersättning?', received: 50, dueIn: -5, viewpoints: [] },
]

/** What hosts of the first bodies have asked, what came in, and what was answered. */
export function addConsultations(ledger: Ledger, bodies: readonly DemoBody[], { organisations, userId, today }: { readonly organisations: Organisations; readonly userId: string; readonly today: LocalDate }): void {
  const generate = generator('consultations')
  const organisationIds = (['recovery', 'families'] as const).map((key) => idOfOrganisation(organisations, key))
  const lasting = bodies.filter(({ endsOn }) => endsOn === null)
  for (const [index, { title, kind, question, received, dueIn, viewpoints, answer, decision, toldBack }] of described.entries()) {
    const [body, receivedOn] = [lasting[index % lasting.length], addDays(today, -received)]
    if (!body || body.startsOn > receivedOn) continue
    const id = generate.id(receivedOn)
    const nothingYet = { answeredOn: null, answer: null, decidedOn: null, decision: null, toldBackOn: null, toldBackHow: null } as const
    const row: NewRow<'consultations'> = {
      title, nameSort: sortKey(title), kind, question, askedByOrganisationId: idOfOrganisation(organisations, body.host), bodyId: index % 2 === 0 ? body.id : null, receivedOn, answerDueOn: addDays(today, dueIn),
      responsibleUserId: userId, isAnonymous: 1, ...nothingYet, createdAt: instantOf(receivedOn, '09:20'),
    }
    ledger.add('consultations', receivedOn, { ...row, id })
    const askedOn = addDays(receivedOn, 2)
    if (viewpoints.length > 0) for (const organisationId of organisationIds) ledger.add('consultationInvitees', askedOn, { id: generate.id(askedOn), consultationId: id, askedOn, personId: null, organisationId, panelId: null })
    for (const { ago, text, voices } of viewpoints) {
      const on = addDays(today, -ago)
      ledger.add('viewpoints', on, { id: generate.id(on), consultationId: id, inviteeId: null, receivedOn: on, text, voiceCount: voices, createdAt: instantOf(on, '13:45') })
    }
    if (answer) ledger.change('consultations', addDays(today, -answer.ago), id, { answeredOn: addDays(today, -answer.ago), answer: answer.text })
    if (decision) ledger.change('consultations', addDays(today, -decision.ago), id, { decidedOn: addDays(today, -decision.ago), decision: decision.text })
    if (toldBack) ledger.change('consultations', addDays(today, -toldBack.ago), id, { toldBackOn: addDays(today, -toldBack.ago), toldBackHow: toldBack.how })
  }
}
