import type { bodyFields } from '#contract/bodies.ts'
import type { z } from 'zod'
import { addDays, addMonths, instantOf, yearOf, type LocalDate, type LocalTime } from '#shared/dates.ts'
import { sortKey } from '#shared/swedish-text.ts'
import { generator, type Generator } from './generator.ts'
import type { Ledger } from './ledger.ts'
import { idOfOrganisation, type OrganisationKey, type Organisations } from './organisations.ts'
import type { DemoPerson, People, PersonKey } from './people.ts'

/** The names of bodies that have a part of their own. */
export const namedBodies = {
  /** Four seats; the chair, her deputy, one who declines stipends and one who drives. */
  council: 'Länets brukarråd för psykiatrin',
  /** Has an empty seat now. */
  withEmptySeat: 'Processteamet för vård och stöd vid beroende',
  /** Has a mandate that ends soon. */
  withEndingMandate: 'Socialpsykiatrins brukarråd i Uppsala',
  /** The host pays; a person with protected identity has a seat. */
  paidByHost: 'Styrgruppen för psykisk hälsa',
  /** Has agreed on other rules for its deputies from the new year. */
  withDeputyRules: 'Anhörigrådet i Tierp',
  /** Has ended. */
  ended: 'Arbetsgruppen för bättre bemötande',
} as const

/** The tariffs by what the demo calls them: the national percentage model, fixed amounts, and pay by the hour. */
export type TariffKey = 'percentage' | 'fixed' | 'hourly'
export type GrantKey = 'influence' | 'voices'

type Field<Name extends keyof typeof bodyFields> = z.output<(typeof bodyFields)[Name]>

/** A body as it is described here, and how it meets. */
export interface DescribedBody {
  readonly name: string
  readonly host: OrganisationKey
  readonly kind: Field<'kind'>
  readonly method: Field<'method'>
  readonly level: Field<'level'>
  readonly targetGroup: string
  readonly payer: Field<'payer'>
  readonly tariff: TariffKey | null
  readonly travelRule: Field<'travelRule'>
  readonly grant: GrantKey | null
  readonly ordinarySeats: number
  /** Months after the association began. */
  readonly beginsAfter: number
  readonly endsAfter?: number
  /** Days between meetings, the weekday they fall on (1 is Monday), and when on the day. */
  readonly everyDays: number
  readonly weekday: number
  readonly startTime: LocalTime
  readonly endTime: LocalTime
  readonly place: string
  /** The town that the meetings are in. */
  readonly town: string
  /** Of a hundred meetings so many are digital. */
  readonly digitalPercent: number
  readonly topics: readonly string[]
}

const uppsala = { place: 'Kungsgatan 41, Uppsala', town: 'Uppsala' } as const
const paidByUs = { payer: 'association', tariff: 'percentage', travelRule: 'taxFree' } as const
const paidByHost = { payer: 'host', tariff: null, travelRule: 'taxFree' } as const
const paidByNobody = { payer: 'nobody', tariff: null, travelRule: 'taxFree' } as const
const wards = ['Bemötande på avdelningen', 'Vårdplaner tillsammans', 'Vad händer efter utskrivningen?', 'Anhöriga i vården', 'Tvångsåtgärder', 'Återhämtning']
const services = ['Boendestöd', 'Sysselsättning', 'Information på lätt svenska', 'Digital ansökan', 'Budget för nästa år', 'Uppföljning av förra årets förslag']

/** The bodies, in the order they began. */
const describedBodies: readonly DescribedBody[] = [
  {
    name: namedBodies.council, host: 'psychiatry', kind: 'council', method: 'council', level: 'unit', targetGroup: 'Patienter i vuxenpsykiatrin', payer: 'associationInvoicesHost', tariff: 'percentage',
    travelRule: 'taxFree', grant: null, ordinarySeats: 4, beginsAfter: 2, everyDays: 35, weekday: 2, startTime: '13:00', endTime: '15:30', ...uppsala, digitalPercent: 15, topics: wards,
  },
  {
    name: namedBodies.paidByHost, host: 'region', kind: 'steeringGroup', method: 'managementRepresentation', level: 'system', targetGroup: 'Personer med psykisk ohälsa', ...paidByHost,
    grant: null, ordinarySeats: 2, beginsAfter: 2, everyDays: 62, weekday: 4, startTime: '09:00', endTime: '12:00', ...uppsala, digitalPercent: 40, topics: ['Länets handlingsplan', 'Samverkan med kommunerna', 'Suicidprevention'],
  },
  {
    name: 'Brukarrådet på Psykosmottagningen', host: 'psychosisClinic', kind: 'council', method: 'council', level: 'unit', targetGroup: 'Besökare på mottagningen', ...paidByUs,
    grant: 'influence', ordinarySeats: 3, beginsAfter: 3, everyDays: 46, weekday: 3, startTime: '14:00', endTime: '16:00', ...uppsala, digitalPercent: 0, topics: wards,
  },
  {
    name: namedBodies.ended, host: 'psychiatry', kind: 'workingGroup', method: 'externalWorkingGroup', level: 'unit', targetGroup: 'Patienter och personal', ...paidByUs,
    grant: 'influence', ordinarySeats: 2, beginsAfter: 3, endsAfter: 25, everyDays: 44, weekday: 1, startTime: '10:00', endTime: '12:00', ...uppsala, digitalPercent: 30, topics: ['Bemötandeguide', 'Film för personal', 'Utvärdering'],
  },
  {
    name: namedBodies.withEndingMandate, host: 'municipality0380', kind: 'council', method: 'council', level: 'unit', targetGroup: 'Personer med stöd av socialpsykiatrin', payer: 'association',
    tariff: 'fixed', travelRule: 'taxable', grant: null, ordinarySeats: 3, beginsAfter: 3, everyDays: 45, weekday: 4, startTime: '13:30', endTime: '15:30', ...uppsala, digitalPercent: 0, topics: services,
  },
  {
    name: namedBodies.withEmptySeat, host: 'region', kind: 'processTeam', method: 'followUp', level: 'system', targetGroup: 'Personer med beroende', payer: 'associationInvoicesHost',
    tariff: 'percentage', travelRule: 'taxFree', grant: null, ordinarySeats: 2, beginsAfter: 4, everyDays: 56, weekday: 3, startTime: '09:00', endTime: '12:30', ...uppsala, digitalPercent: 50, topics: ['Vårdkedjan', 'Låg tröskel', 'Samsjuklighet'],
  },
  {
    name: 'Referensgruppen för nära vård', host: 'region', kind: 'referenceGroup', method: 'referenceGroup', level: 'system', targetGroup: 'Länets invånare', ...paidByHost, grant: null,
    ordinarySeats: 2, beginsAfter: 4, everyDays: 84, weekday: 5, startTime: '09:00', endTime: '11:00', ...uppsala, digitalPercent: 90, topics: ['Nära vård', 'Vårdcentralerna'],
  },
  {
    name: 'Enköpings råd för funktionshinderfrågor', host: 'municipality0381', kind: 'council', method: 'council', level: 'system', targetGroup: 'Personer med funktionsnedsättning', ...paidByHost,
    grant: null, ordinarySeats: 2, beginsAfter: 4, everyDays: 86, weekday: 2, startTime: '15:00', endTime: '17:00', place: 'Kommunhuset, Enköping', town: 'Enköping', digitalPercent: 0, topics: services,
  },
  {
    name: 'Knivsta brukarforum', host: 'municipality0330', kind: 'panel', method: 'openForum', level: 'unit', targetGroup: 'Brukare och anhöriga', ...paidByNobody, grant: null, ordinarySeats: 2,
    beginsAfter: 4, everyDays: 100, weekday: 3, startTime: '17:00', endTime: '19:00', place: 'Kommunhuset, Knivsta', town: 'Knivsta', digitalPercent: 0, topics: services,
  },
  {
    name: namedBodies.withDeputyRules, host: 'municipality0360', kind: 'council', method: 'council', level: 'unit', targetGroup: 'Anhöriga', payer: 'association', tariff: 'fixed', travelRule: 'taxable',
    grant: 'influence', ordinarySeats: 2, beginsAfter: 4, everyDays: 74, weekday: 1, startTime: '13:00', endTime: '15:00', place: 'Kommunhuset, Tierp', town: 'Tierp', digitalPercent: 20, topics: ['Anhörigstöd', 'Avlösning', 'Samtalsgrupper'],
  },
  {
    name: 'Samverkansgruppen i Östhammar', host: 'municipality0382', kind: 'cooperationGroup', method: 'politicianDialogue', level: 'system', targetGroup: 'Kommunens invånare', payer: 'association',
    tariff: 'hourly', travelRule: 'taxable', grant: null, ordinarySeats: 2, beginsAfter: 4, everyDays: 74, weekday: 2, startTime: '17:30', endTime: '19:30', place: 'Kommunhuset, Östhammar', town: 'Östhammar', digitalPercent: 10, topics: ['Dialog med nämnden', 'Kollektivtrafik till vården'],
  },
  {
    name: 'Patientforum på avdelningarna', host: 'psychiatry', kind: 'panel', method: 'patientForum', level: 'individual', targetGroup: 'Inneliggande patienter', ...paidByNobody, grant: null,
    ordinarySeats: 2, beginsAfter: 5, everyDays: 50, weekday: 1, startTime: '14:30', endTime: '15:30', place: 'Akademiska sjukhuset, ingång 10', town: 'Uppsala', digitalPercent: 0, topics: ['Öppet forum', 'Maten och miljön', 'Permissioner'],
  },
  {
    name: 'Brukarpanelen för länets socialtjänst', host: 'municipality0331', kind: 'panel', method: 'focusGroup', level: 'unit', targetGroup: 'Personer med insatser från kommunen', ...paidByUs,
    grant: 'influence', ordinarySeats: 4, beginsAfter: 5, everyDays: 60, weekday: 5, startTime: '10:00', endTime: '12:00', place: 'Folkets hus, Heby', town: 'Heby', digitalPercent: 35, topics: services,
  },
  {
    name: 'Projektet Digital vård på lika villkor', host: 'region', kind: 'project', method: 'dialogueCafe', level: 'system', targetGroup: 'Personer som inte är digitala', payer: 'association',
    tariff: 'percentage', travelRule: 'undecided', grant: 'voices', ordinarySeats: 2, beginsAfter: 18, everyDays: 40, weekday: 4, startTime: '15:00', endTime: '16:30', place: 'Videomöte', town: 'Uppsala', digitalPercent: 100, topics: ['Logga in utan BankID', 'Ombud', 'Provrum'],
  },
]

/** A body with its rows' identifiers and who sat where when. */
export interface DemoBody extends DescribedBody {
  readonly id: string
  readonly grantId: string | null
  readonly startsOn: LocalDate
  readonly endsOn: LocalDate | null
  readonly seats: readonly DemoSeat[]
  readonly terms: readonly DemoTerm[]
}

export interface DemoSeat {
  readonly id: string
  readonly kind: 'ordinary' | 'deputy'
  readonly position: number
  readonly deputyForSeatId: string | null
}

export interface DemoTerm {
  readonly id: string
  readonly seat: DemoSeat
  readonly person: DemoPerson
  readonly startsOn: LocalDate
  readonly endsOn: LocalDate
}

interface Surroundings {
  readonly organisations: Organisations
  readonly people: People
  readonly tariffIds: Readonly<Record<TariffKey, string>>
  readonly grantIds: Readonly<Record<GrantKey, string>>
  readonly beginning: LocalDate
  readonly today: LocalDate
}

/** The bodies, their ordinary seats with a deputy seat each, and three years of assignments. */
export function addBodies(ledger: Ledger, surroundings: Surroundings): DemoBody[] {
  const generate = generator('bodies')
  const load = new Map<string, number>()
  const bodies = describedBodies.map((described) => addBody(ledger, generate, described, surroundings, load))
  addDeputyRules(ledger, bodies, surroundings.today)
  addNominations(ledger, bodies, surroundings)
  return bodies
}

function addBody(ledger: Ledger, generate: Generator, described: DescribedBody, surroundings: Surroundings, load: Map<string, number>): DemoBody {
  const { organisations, tariffIds, grantIds, beginning } = surroundings
  const startsOn = firstOfMonth(addMonths(beginning, described.beginsAfter))
  const endsOn = described.endsAfter === undefined ? null : addDays(firstOfMonth(addMonths(beginning, described.endsAfter)), -1)
  const madeOn = addDays(startsOn, -28)
  const id = generate.id(madeOn)
  const grantId = described.grant && grantIds[described.grant]
  ledger.add('bodies', madeOn, {
    id, hostOrganisationId: idOfOrganisation(organisations, described.host), name: described.name, nameSort: sortKey(described.name), kind: described.kind, method: described.method,
    level: described.level, targetGroup: described.targetGroup, mandate: null, payer: described.payer, tariffId: described.tariff && tariffIds[described.tariff],
    travelRule: described.travelRule, travelRuleReason: reasonFor(described.travelRule), grantId, startsOn, endsOn: null, termMonths: described.kind === 'council' ? 24 : null, maxTerms: described.kind === 'council' ? 3 : null, createdAt: instantOf(madeOn, '09:00'),
  })
  if (endsOn) ledger.change('bodies', addDays(endsOn, -20), id, { endsOn })
  const seats = addSeats(ledger, generate, id, described, madeOn, startsOn, organisations)
  if (endsOn) for (const seat of seats) ledger.change('seats', addDays(endsOn, -20), seat.id, { endsOn })
  const timelines = seats.map((seat) => timelineOf(generate, described, seat, startsOn, endsOn, surroundings.today))
  const terms = appoint(ledger, generate, { id, seats, timelines, surroundings, load, isSelfRepresented: described.kind === 'workingGroup' })
  return { ...described, id, grantId, startsOn, endsOn, seats, terms }
}

function firstOfMonth(date: LocalDate): LocalDate {
  return `${date.slice(0, 8)}01` as LocalDate
}

function reasonFor(rule: DescribedBody['travelRule']): string | null {
  return { taxFree: 'Möten på skiftande platser. Styrelsens beslut § 12.', taxable: 'Rådet har en fast mötesplats. Styrelsens beslut § 13.', undecided: null }[rule]
}

function addSeats(ledger: Ledger, generate: Generator, bodyId: string, described: DescribedBody, madeOn: LocalDate, startsOn: LocalDate, organisations: Organisations): DemoSeat[] {
  const reservedFor = ['recovery', 'families'] as const
  return Array.from({ length: described.ordinarySeats }, (_, index) => index + 1).flatMap((position) => {
    const reservation = described.kind === 'council' ? reservedFor[position - 2] : undefined
    const reservedForOrganisationId = reservation ? idOfOrganisation(organisations, reservation) : null
    const ordinary: DemoSeat = { id: generate.id(madeOn), kind: 'ordinary', position, deputyForSeatId: null }
    const deputy: DemoSeat = { id: generate.id(madeOn), kind: 'deputy', position, deputyForSeatId: ordinary.id }
    for (const seat of [ordinary, deputy]) {
      ledger.add('seats', madeOn, { ...seat, bodyId, rank: seat.kind === 'deputy' ? 1 : null, reservedForOrganisationId, startsOn, endsOn: null })
    }
    return [ordinary, deputy]
  })
}

/** A stretch of time in a seat. */
interface Stretch {
  readonly startsOn: LocalDate
  readonly endsOn: LocalDate
  /** Who has it: one with a part of her own, whoever had the stretch before, or whoever is found. */
  readonly holder: PersonKey | 'same' | 'anyone'
  /** Why it ended before its time. */
  readonly endReason?: string
  /** When it was to end, where it ended before that. */
  readonly meantUntil?: LocalDate
}

/** The first term is a year and a half, the second two years. Most are elected again; some leave before their time. */
function timelineOf(generate: Generator, { name, beginsAfter }: DescribedBody, seat: DemoSeat, startsOn: LocalDate, bodyEndsOn: LocalDate | null, today: LocalDate): Stretch[] {
  const firstEnds = addDays(addMonths(startsOn, 18), -1)
  const secondStarts = addDays(firstEnds, 1)
  const secondEnds = addDays(addMonths(startsOn, 42), -1)
  const holder = holderOf(name, seat)
  const special = specialTimeline(name, seat, { startsOn, firstEnds, secondStarts, secondEnds, today })
  if (special) return special
  if (bodyEndsOn) return [{ startsOn, endsOn: firstEnds, holder }, { startsOn: secondStarts, endsOn: bodyEndsOn, holder: 'same', endReason: 'Gruppens arbete är klart', meantUntil: secondEnds }]
  if (beginsAfter > 12) return [{ startsOn, endsOn: addDays(addMonths(startsOn, 24), -1), holder }]
  const first = holder === 'anyone' && generate.chance(18) ? leaveEarly(generate, startsOn, firstEnds) : [{ startsOn, endsOn: firstEnds, holder }]
  return [...first, { startsOn: secondStarts, endsOn: secondEnds, holder: holder !== 'anyone' || generate.chance(62) ? 'same' : 'anyone' }]
}

const leavingReasons = ['Egen önskan', 'Har fått arbete på dagtid', 'Flyttat från länet', 'Hälsoskäl']

/** One who leaves after some months, an empty seat for some weeks, and a successor for the rest of the term. */
function leaveEarly(generate: Generator, startsOn: LocalDate, endsOn: LocalDate): Stretch[] {
  const leftOn = addDays(startsOn, 150 + generate.below(200))
  const reason = generate.pick(leavingReasons)
  return [
    { startsOn, endsOn: leftOn, holder: 'anyone', endReason: reason === 'Hälsoskäl' ? 'Egen önskan' : reason, meantUntil: endsOn },
    { startsOn: addDays(leftOn, 20 + generate.below(50)), endsOn, holder: 'anyone' },
  ]
}

const places: readonly (readonly [body: string, kind: DemoSeat['kind'], position: number, holder: PersonKey])[] = [
  [namedBodies.council, 'ordinary', 1, 'chair'],
  [namedBodies.council, 'deputy', 1, 'deputy'],
  [namedBodies.council, 'ordinary', 2, 'decliner'],
  [namedBodies.council, 'ordinary', 3, 'driver'],
  [namedBodies.paidByHost, 'deputy', 1, 'protected'],
  [namedBodies.paidByHost, 'ordinary', 1, 'boardMember'],
  [namedBodies.withDeputyRules, 'ordinary', 1, 'withoutEmail'],
]

function holderOf(body: string, seat: DemoSeat): PersonKey | 'anyone' {
  return places.find(([name, kind, position]) => name === body && kind === seat.kind && position === seat.position)?.[3] ?? 'anyone'
}

interface Terms {
  readonly startsOn: LocalDate
  readonly firstEnds: LocalDate
  readonly secondStarts: LocalDate
  readonly secondEnds: LocalDate
  readonly today: LocalDate
}

/** The seats that the start page has something to say about. */
function specialTimeline(body: string, seat: DemoSeat, { startsOn, firstEnds, secondStarts, secondEnds, today }: Terms): Stretch[] | undefined {
  const is = (name: string, kind: DemoSeat['kind'], position: number) => body === name && seat.kind === kind && seat.position === position
  if (is(namedBodies.withEmptySeat, 'ordinary', 2)) {
    return [
      { startsOn, endsOn: firstEnds, holder: 'moved' },
      { startsOn: secondStarts, endsOn: addDays(today, -24), holder: 'same', endReason: 'Flyttat från länet', meantUntil: secondEnds },
    ]
  }
  if (is(namedBodies.withEndingMandate, 'ordinary', 1)) {
    return [{ startsOn, endsOn: firstEnds, holder: 'ending' }, { startsOn: secondStarts, endsOn: addDays(today, 20), holder: 'same' }]
  }
  if (is(namedBodies.council, 'deputy', 2)) {
    return [
      { startsOn, endsOn: firstEnds, holder: 'anyone' },
      { startsOn: secondStarts, endsOn: addDays(today, -100), holder: 'same', endReason: 'Egen önskan', meantUntil: secondEnds },
      { startsOn: addDays(today, -95), endsOn: secondEnds, holder: 'treasurer' },
    ]
  }
  return undefined
}

interface Appointing {
  readonly id: string
  readonly seats: readonly DemoSeat[]
  readonly timelines: readonly (readonly Stretch[])[]
  readonly surroundings: Surroundings
  readonly load: Map<string, number>
  /** Whether everybody speaks for herself alone. */
  readonly isSelfRepresented: boolean
}

function appoint(ledger: Ledger, generate: Generator, { id: bodyId, seats, timelines, surroundings, load, isSelfRepresented }: Appointing): DemoTerm[] {
  const { people, organisations } = surroundings
  const used = new Set<string>()
  return seats.flatMap((seat, index) => {
    let before: DemoPerson | undefined
    return (timelines[index] ?? []).map((stretch): DemoTerm => {
      const person: DemoPerson = stretch.holder === 'same' && before ? before : isNamed(stretch.holder) ? (people.named.get(stretch.holder) as DemoPerson) : find(generate, people, used, load)
      before = person
      used.add(person.id)
      load.set(person.id, (load.get(person.id) ?? 0) + 1)
      const { startsOn, endsOn } = stretch
      const decidedOn = addDays(startsOn, -5 - generate.below(20))
      const id = generate.id(decidedOn)
      const onBehalfOf = isSelfRepresented ? null : ([null, 'recovery', 'families', null] as const)[seat.position - 1]
      ledger.add('assignments', decidedOn, {
        id, seatId: seat.id, bodyId, personId: person.id, onBehalfOfOrganisationId: onBehalfOf ? idOfOrganisation(organisations, onBehalfOf) : null,
        role: person === people.named.get('chair') ? 'chair' : 'member', startsOn, endsOn: stretch.meantUntil ?? endsOn, decidedOn,
        decisionReference: `Styrelsen § ${10 + generate.below(40)}/${yearOf(decidedOn)}`, endReason: null, overrideReason: null, resignedOn: null, resignationChannel: null, resignationReceivedByUserId: null, createdAt: instantOf(decidedOn, '15:00'),
      })
      if (stretch.endReason) ledger.change('assignments', addDays(endsOn, -5), id, { endsOn, endReason: stretch.endReason })
      return { id, seat, person, startsOn, endsOn }
    })
  })
}

function isNamed(holder: Stretch['holder']): holder is PersonKey {
  return holder !== 'same' && holder !== 'anyone'
}

/** One of the dozen with fewest assignments who has had none in this body, so that they are spread. */
function find(generate: Generator, people: People, used: ReadonlySet<string>, load: ReadonlyMap<string, number>): DemoPerson {
  const named = new Set([...people.named.values()].map((person) => person.id))
  const free = people.representatives.filter((person) => !used.has(person.id) && !named.has(person.id))
  return generate.pick(free.toSorted((a, b) => (load.get(a.id) ?? 0) - (load.get(b.id) ?? 0)).slice(0, 12))
}

/** From the new year one body has agreed to call its deputies only when somebody cannot come, and to pay those who serve. */
function addDeputyRules(ledger: Ledger, bodies: readonly DemoBody[], today: LocalDate): void {
  const body = bodies.find(({ name }) => name === namedBodies.withDeputyRules)
  const madeOn = addDays(today, -9)
  if (!body) return
  const id = generator('deputyRules').id(madeOn)
  ledger.add('deputyRules', madeOn, { id, bodyId: body.id, startsOn: `${yearOf(today) + 1}-01-01` as LocalDate, endsOn: null, deputiesInvited: 'whenCalled', deputiesPaid: 'whenServing' })
}

/** Two associations have each nominated somebody for the empty seat, and wait for the decision. */
function addNominations(ledger: Ledger, bodies: readonly DemoBody[], { people, organisations, today }: Surroundings): void {
  const body = bodies.find(({ name }) => name === namedBodies.withEmptySeat)
  const seat = body?.seats.find(({ kind, position }) => kind === 'ordinary' && position === 2)
  if (!body || !seat) return
  const generate = generator('nominations')
  const seated = new Set(body.terms.map(({ person }) => person.id))
  const free = people.representatives.filter(({ id }) => !seated.has(id) && ![...people.named.values()].some((person) => person.id === id))
  for (const [index, organisation] of (['recovery', 'families'] as const).entries()) {
    const [person, nominatedOn] = [free[index * 5], addDays(today, -12 + index * 4)]
    if (!person) continue
    ledger.add('nominations', nominatedOn, {
      id: generate.id(nominatedOn), bodyId: body.id, seatId: seat.id, personId: person.id, organisationId: idOfOrganisation(organisations, organisation), nominatedOn,
      note: index === 0 ? 'Har gått grundutbildningen' : null, result: null, resultOn: null, assignmentId: null, createdAt: instantOf(nominatedOn, '11:00'),
    })
  }
}
