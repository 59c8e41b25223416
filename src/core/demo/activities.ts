import { addDays, instantOf, weekday, yearOf, type LocalDate, type LocalTime } from '#shared/dates.ts'
import { kronor } from '#shared/money.ts'
import { sortKey } from '#shared/swedish-text.ts'
import type { GrantKey, TariffKey } from './bodies.ts'
import { generator, type Generator } from './generator.ts'
import type { Ledger } from './ledger.ts'
import { idOfOrganisation, type Organisations } from './organisations.ts'
import type { DemoPerson, People } from './people.ts'

/** Two grants: one that has run from the beginning, and one for a project, whose report is due before long. */
export function addGrants(ledger: Ledger, organisations: Organisations, beginning: LocalDate, today: LocalDate): Record<GrantKey, string> {
  const generate = generator('grants')
  const ids = { influence: generate.id(beginning), voices: generate.id(addDays(beginning, 480)) }
  ledger.add('grants', beginning, {
    id: ids.influence, funderOrganisationId: idOfOrganisation(organisations, 'region'), name: 'Brukarinflytande i Uppsala län', reference: 'RU-2023-0417', costCentre: '210', amountOre: kronor(1_350_000),
    startsOn: beginning, endsOn: addDays(today, 120), reportDueOn: addDays(today, 150), note: 'Verksamhetsbidrag för representanter, utbildning och brukarrevision.',
  })
  const decidedOn = addDays(beginning, 480)
  ledger.add('grants', decidedOn, {
    id: ids.voices, funderOrganisationId: idOfOrganisation(organisations, 'fund'), name: 'Digital vård på lika villkor', reference: 'FSR 88/1', costCentre: '320', amountOre: kronor(480_000),
    startsOn: addDays(decidedOn, 30), endsOn: addDays(today, 200), reportDueOn: addDays(today, 35), note: 'Projektbidrag. Årsrapport med plan för nästa år före nästa utbetalning.',
  })
  return ids
}

/** Two tariffs beside the national percentage model: fixed amounts that were raised this year, and pay by the hour. */
export function addTariffs(ledger: Ledger, beginning: LocalDate, today: LocalDate): Record<Exclude<TariffKey, 'percentage'>, string> {
  const generate = generator('tariffs')
  const ids = { fixed: generate.id(beginning), hourly: generate.id(beginning) }
  const limits = { shortUpToMinutes: 120, halfUpToMinutes: 240, isLimitInLowerClass: 1, isTravelTimeCounted: 0, roundingOre: 100 } as const
  const noShares = { shortBasisPoints: null, halfBasisPoints: null, fullBasisPoints: null, hourlyBasisPoints: null } as const
  const addTerms = (tariffId: string, startsOn: LocalDate, endsOn: LocalDate | null, amounts: { shortOre: number | null; halfOre: number | null; fullOre: number | null; hourlyOre: number | null }) =>
    ledger.add('tariffVersions', startsOn < beginning ? beginning : startsOn, {
      id: generate.id(beginning), tariffId, startsOn, endsOn, ...noShares, ...amounts, ...limits, source: 'Styrelsens beslut',
    })
  ledger.add('tariffs', beginning, { id: ids.fixed, name: 'Fasta belopp', model: 'fixed', note: 'För råd hos kommuner.' })
  const raisedOn = `${yearOf(today)}-01-01` as LocalDate
  const firstDay = `${yearOf(beginning)}-01-01` as LocalDate
  addTerms(ids.fixed, firstDay, addDays(raisedOn, -1), { shortOre: kronor(450), halfOre: kronor(900), fullOre: kronor(1_800), hourlyOre: null })
  addTerms(ids.fixed, raisedOn, null, { shortOre: kronor(480), halfOre: kronor(960), fullOre: kronor(1_920), hourlyOre: null })
  ledger.add('tariffs', beginning, { id: ids.hourly, name: 'Per timme', model: 'hourly', note: null })
  addTerms(ids.hourly, firstDay, null, { shortOre: null, halfOre: null, fullOre: null, hourlyOre: kronor(260) })
  return ids
}

/** Thanks other than stipends: flowers, and a gift card for one who declines stipends. */
export function addGifts(ledger: Ledger, people: People, today: LocalDate): void {
  const generate = generator('gifts')
  const [first, second, third] = [...people.declinesFrom.keys()]
  const add = (personId: string | undefined, daysAgo: number, kind: 'gift' | 'giftCard', note: string, value: number) => {
    const on = addDays(today, -daysAgo)
    if (personId) ledger.add('recognitions', on, { id: generate.id(on), personId, meetingId: null, kind, recordedOn: on, note, valueOre: kronor(value) })
  }
  add(first, 40, 'gift', 'Blommor vid årets avslutning', 0)
  add(second, 330, 'gift', 'Bok', 0)
  add(third, 130, 'giftCard', 'Presentkort på teater', 300)
}

/** A round that has been held, with who completed it; the completing and the certificates come through the core's own door. */
export interface HeldRound {
  readonly id: string
  readonly completedOn: LocalDate
  readonly completedIds: readonly string[]
  /** How many of them have their certificate. */
  readonly certificateCount: number
}

interface DescribedRound {
  readonly training: { readonly name: string; readonly kind: 'peerSupport' | 'representation'; readonly description: string; readonly requiredSessions: number }
  readonly name: string
  readonly place: string
  readonly grantId: string
  readonly days: readonly LocalDate[]
  readonly startTime: LocalTime
  readonly endTime: LocalTime
  readonly topics: readonly string[]
  readonly participants: readonly Pick<DemoPerson, 'id'>[]
  /** Those who left or stayed away too often, by their place among the participants. */
  readonly left: number
  readonly tooSeldom: readonly number[]
  readonly certificateCount: number
}

/** Three weeks of whole days with a week's reading between them (facts.md 6.1), and nine evenings for representatives (6.3), with one who is under age among them. */
export function addTrainings(ledger: Ledger, { people, young, grantId, today }: { people: People; young: Pick<DemoPerson, 'id'>; grantId: string; today: LocalDate }): HeldRound[] {
  const generate = generator('trainings')
  const candidates = generate.shuffled(people.all.filter((person) => !person.isProtected && person.joinedOn < addDays(today, -600)))
  const tuesdays = Array.from({ length: 9 }, (_, week) => tuesday(addDays(today, -500 + week * 7)))
  return [
    addRound(ledger, generate, {
      training: { name: 'Peer support', kind: 'peerSupport', description: 'Grundutbildning för den som vill arbeta med egen erfarenhet som redskap.', requiredSessions: 12 },
      name: 'Omgång 1', place: 'Kungsgatan 41, Uppsala', grantId, days: [0, 14, 28].flatMap((week) => weekdays(addDays(today, -270 + week))), startTime: '09:00', endTime: '15:30',
      topics: [
        'Rollen och uppdraget', 'Bemötande', 'Egen erfarenhet som redskap', 'Återhämtning', 'Svåra samtal', 'Regionens introduktion', 'Psykisk livräddning', 'Gränser och sekretess',
        'Erfarenheter från andra länder', 'Att vara kollega', 'Skriftlig uppgift', 'Praktik', 'Handledning', 'Gruppens arbeten', 'Avslutning',
      ],
      participants: candidates.slice(0, 11), left: 10, tooSeldom: [8, 9], certificateCount: 8,
    }),
    addRound(ledger, generate, {
      training: { name: 'Med starkare röst', kind: 'representation', description: 'Studiecirkel för den som företräder andra.', requiredSessions: 7 },
      name: seasonOf(tuesdays[4] as LocalDate), place: 'Studieförbundet Mälardalen, Uppsala', grantId, days: tuesdays, startTime: '17:00', endTime: '19:15',
      topics: [
        'Inflytande, en introduktion', 'Att representera', 'Kommuner och regioner', 'Hur beslut fattas', 'Metoder för inflytande', 'Att tala i grupp', 'Att lyssna', 'Samarbete för förändring',
        'Avslutning',
      ],
      participants: [...candidates.slice(11, 19), young], left: 7, tooSeldom: [6], certificateCount: 4,
    }),
  ]
}

/** The season that a day is in, as rounds of courses are named. */
function seasonOf(day: LocalDate): string {
  const month = Number(day.slice(5, 7))
  return ['Vintern', 'Våren', 'Sommaren', 'Hösten'][Math.floor((month % 12) / 3)] as string
}

/** Monday to Friday of the week that a day is in. */
function weekdays(day: LocalDate): LocalDate[] {
  const monday = addDays(day, 1 - weekday(day))
  return [0, 1, 2, 3, 4].map((days) => addDays(monday, days))
}

function tuesday(day: LocalDate): LocalDate {
  return addDays(day, 2 - weekday(day))
}

function addRound(ledger: Ledger, generate: Generator, round: DescribedRound): HeldRound {
  const { training, days } = round
  const [startsOn, endsOn] = [days[0] as LocalDate, days.at(-1) as LocalDate]
  const madeOn = addDays(startsOn, -60)
  const trainingId = generate.id(madeOn)
  const id = generate.id(madeOn)
  ledger.add('trainings', madeOn, { id: trainingId, ...training, nameSort: sortKey(training.name), createdAt: instantOf(madeOn, '09:00') })
  ledger.add('courseRounds', madeOn, { id, trainingId, name: `${round.name} ${yearOf(startsOn)}`, startsOn, endsOn, place: round.place, grantId: round.grantId, requiredSessions: training.requiredSessions })
  const sessions = days.map((heldOn, index) => {
    const session = { id: generate.id(madeOn), heldOn }
    ledger.add('trainingSessions', madeOn, { ...session, courseRoundId: id, startTime: round.startTime, endTime: round.endTime, topic: round.topics[index] ?? training.name, place: null })
    return session
  })
  const participants = round.participants.map((person, index) => addParticipant(ledger, generate, { round, roundId: id, person, index, sessions }))
  const completedIds = participants.filter((_, index) => index !== round.left && !round.tooSeldom.includes(index))
  return { id, completedOn: addDays(endsOn, 3), completedIds, certificateCount: round.certificateCount }
}

interface Participation {
  readonly round: DescribedRound
  readonly roundId: string
  readonly person: Pick<DemoPerson, 'id'>
  readonly index: number
  readonly sessions: readonly { readonly id: string; readonly heldOn: LocalDate }[]
}

function addParticipant(ledger: Ledger, generate: Generator, { round, roundId, person, index, sessions }: Participation): string {
  const admittedOn = addDays(round.days[0] as LocalDate, -20)
  const courseParticipantId = generate.id(admittedOn)
  const hasLeft = index === round.left
  const leftOn = round.days[3] as LocalDate
  ledger.add('courseParticipants', admittedOn, { id: courseParticipantId, courseRoundId: roundId, personId: person.id, admittedOn, completedOn: null, leftOn: null })
  if (hasLeft) ledger.change('courseParticipants', leftOn, courseParticipantId, { leftOn })
  const mayMiss = round.days.length - round.training.requiredSessions
  const missed = round.tooSeldom.includes(index) ? mayMiss + 2 : generate.below(mayMiss + 1)
  const absent = new Set(generate.shuffled(sessions).slice(0, missed))
  for (const session of sessions.filter(({ heldOn }) => !hasLeft || heldOn <= leftOn)) {
    const status = absent.has(session) ? (generate.chance(70) ? 'excused' : 'absent') : 'present'
    ledger.add('sessionAttendances', session.heldOn, { id: generate.id(session.heldOn), trainingSessionId: session.id, courseParticipantId, status })
  }
  return courseParticipantId
}

/** One audit through all its steps but the last, with four auditors and a support person. */
export function addAudit(ledger: Ledger, organisations: Organisations, people: People, grantId: string, today: LocalDate): void {
  const generate = generator('audits')
  const orderedOn = addDays(today, -420)
  const id = generate.id(orderedOn)
  ledger.add('audits', orderedOn, {
    id, name: 'Bemötande på Psykosmottagningen', orderedByOrganisationId: idOfOrganisation(organisations, 'psychiatry'), auditedOrganisationId: idOfOrganisation(organisations, 'psychosisClinic'),
    orderedOn, agreedOn: null, interviewCount: 0, reportedOn: null, fedBackOn: null, followedUpOn: null, grantId, note: null,
  })
  const [agreedOn, reportedOn, fedBackOn] = [addDays(orderedOn, 35), addDays(orderedOn, 190), addDays(orderedOn, 215)]
  ledger.change('audits', agreedOn, id, { agreedOn })
  ledger.change('audits', reportedOn, id, { reportedOn, interviewCount: 14 })
  ledger.change('audits', fedBackOn, id, { fedBackOn })
  const team = generate.shuffled(people.representatives.filter((person) => !person.isProtected)).slice(0, 5)
  for (const [index, person] of team.entries()) {
    const memberId = generate.id(agreedOn)
    ledger.add('auditTeamMembers', agreedOn, { id: memberId, auditId: id, personId: person.id, role: index === 4 ? 'support' : 'auditor', startsOn: agreedOn, endsOn: null })
    ledger.change('auditTeamMembers', fedBackOn, memberId, { endsOn: fedBackOn })
  }
}
