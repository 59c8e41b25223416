import { addDays, addMonths, addYears, instantOf, type LocalDate } from '#shared/dates.ts'
import type { accessNeeds, sensitiveKinds } from '#contract/sensitive.ts'
import { noteDeath, personSortKey, unknownDetails } from '#core/people/index.ts'
import type { Writer } from '#core/db/writer.ts'
import { sortKey } from '#shared/swedish-text.ts'
import { generator } from './generator.ts'
import type { Ledger } from './ledger.ts'
import { townOf } from './names.ts'
import type { People, PersonKey } from './people.ts'

interface Fact {
  readonly of: PersonKey
  readonly kind: (typeof sensitiveKinds)[number]
  readonly value?: string
  readonly need?: (typeof accessNeeds)[number]
  readonly detail?: string
  readonly area?: string
  readonly purpose: string
  /** Months from today until it ends. */
  readonly endsIn: number
}

const areaNames = ['Psykisk ohälsa', 'Beroende', 'Funktionsnedsättning', 'Hemlöshet', 'Ekonomiskt bistånd', 'Barn och familj']
const forMeetings = 'Mötet ska fungera för personen'
const forMatching = 'Att hitta rätt person till rätt uppdrag'

const facts: readonly Fact[] = [
  { of: 'chair', kind: 'perspective', value: 'relative', purpose: forMatching, endsIn: 14 },
  { of: 'chair', kind: 'experienceArea', area: 'Psykisk ohälsa', purpose: forMatching, endsIn: 14 },
  { of: 'deputy', kind: 'accessNeed', need: 'signInterpreter', purpose: forMeetings, endsIn: 1 },
  { of: 'deputy', kind: 'perspective', value: 'user', purpose: forMatching, endsIn: 20 },
  { of: 'ending', kind: 'accessNeed', need: 'diet', detail: 'utan fläskkött', purpose: forMeetings, endsIn: 16 },
  { of: 'ending', kind: 'experienceArea', area: 'Barn och familj', purpose: forMatching, endsIn: 16 },
  { of: 'driver', kind: 'accessNeed', need: 'hearingLoop', purpose: forMeetings, endsIn: 8 },
  { of: 'driver', kind: 'accessNeed', need: 'wheelchair', purpose: forMeetings, endsIn: 8 },
  { of: 'withoutEmail', kind: 'accessNeed', need: 'largePrint', purpose: forMeetings, endsIn: 11 },
  { of: 'withoutEmail', kind: 'accessNeed', need: 'breaks', detail: 'paus varje halvtimme', purpose: forMeetings, endsIn: 11 },
  { of: 'withoutEmail', kind: 'accessNeed', need: 'easyRead', purpose: 'Utskick och papper ska gå att läsa', endsIn: 11 },
  { of: 'decliner', kind: 'accessNeed', need: 'easyRead', purpose: 'Utskick och papper ska gå att läsa', endsIn: 15 },
  { of: 'decliner', kind: 'benefitLimit', detail: 'Arvode räknas av mot en förmån', purpose: 'Att inte betala ut det som skadar', endsIn: 18 },
  { of: 'protected', kind: 'accessNeed', need: 'signInterpreter', purpose: forMeetings, endsIn: 12 },
  { of: 'boardMember', kind: 'experienceArea', area: 'Beroende', purpose: forMatching, endsIn: -2 },
]

/** More ways to the persons, where they have lived, and what they need. */
export function addDetails(ledger: Ledger, people: People, beginning: LocalDate, today: LocalDate): void {
  const generate = generator('details')
  const idOf = (key: PersonKey) => {
    const person = people.named.get(key)
    if (!person) throw new RangeError(`The demo has no ${key}`)
    return person.id
  }
  addContacts(ledger, generate.id, idOf, beginning)
  addAddresses(ledger, generate.id, idOf, beginning, today)
  addFacts(ledger, generate.id, idOf, beginning, today)
  const diedOn = addDays(today, -6)
  ledger.act(addDays(today, -1), (writer) => letDeputyDie(writer, [...people.named.values()].map(({ id }) => id), diedOn))
}

type MakeId = (madeOn: LocalDate) => string
type IdOf = (key: PersonKey) => string

function addContacts(ledger: Ledger, makeId: MakeId, idOf: IdOf, on: LocalDate): void {
  const add = (key: PersonKey, position: number, kind: string, value: string, label: string | null) =>
    ledger.add('contactDetails', on, { id: makeId(on), personId: idOf(key), kind, value, label, position })
  add('chair', 1, 'phone', '08-465 004 12', 'Arbete')
  add('chair', 2, 'email', 'ordforande@example.se', 'För rådet')
  add('withoutEmail', 1, 'mobile', '070-174 06 33', 'Hos dottern')
  add('withoutEmail', 2, 'other', 'Texttelefon genom växeln', null)
  ledger.change('persons', addDays(on, 40), idOf('withoutEmail'), { contactPersonId: idOf('deputy'), contactPersonNote: 'Ring helst efter klockan 16.' })
  ledger.change('persons', addDays(on, 41), idOf('decliner'), {
    contactName: 'Kalle Stensson', contactRelation: 'god man', contactPhone: '070-174 06 35', contactEmail: 'kalle.stensson@example.se', contactPersonNote: 'Birgit vill gärna vara med i samtalet.',
  })
  ledger.change('persons', addDays(on, 40), idOf('ending'), { language: 'arabiska', interpreterLanguage: 'arabiska', formerName: 'Fatima Nasser', pronoun: 'hon' })
}

function addAddresses(ledger: Ledger, makeId: MakeId, idOf: IdOf, beginning: LocalDate, today: LocalDate): void {
  const before = townOf('Tierp')
  ledger.add('personAddresses', addMonths(beginning, 8), {
    id: makeId(addMonths(beginning, 8)), personId: idOf('deputy'), careOf: null, street: 'Prästgatan 4', postcode: before.postcode, town: before.town, municipalityCode: before.municipalityCode, countryCode: null,
    startsOn: null, endsOn: addDays(addMonths(beginning, 8), -1),
  })
  const after = townOf('Uppsala')
  const noted = addDays(today, -20)
  ledger.add('personAddresses', noted, {
    id: makeId(noted), personId: idOf('driver'), careOf: null, street: 'Vaksalagatan 30', postcode: after.postcode, town: after.town, municipalityCode: after.municipalityCode, countryCode: null,
    startsOn: addMonths(today, 1), endsOn: null,
  })
  addAbroad(ledger, makeId, addMonths(today, -4))
}

/** One who has moved to Norway. */
function addAbroad(ledger: Ledger, makeId: MakeId, movedOn: LocalDate): void {
  const [givenName, familyName] = ['Signe', 'Fjellström']
  const { town, postcode, municipalityCode } = townOf('Enköping')
  const personId = makeId(movedOn)
  ledger.add('persons', movedOn, {
    ...unknownDetails, id: personId, memberNumber: null, givenName, familyName, nameSort: personSortKey(givenName, familyName), birthDate: '1979-03-14', identityNumber: null, gender: 'woman', careOf: null,
    street: 'Kongens gate 12', postcode: '7011', town: 'Trondheim', municipalityCode: null, countryCode: 'NO', email: null, phone: '+47 41 23 45 67', otherPhone: null, preferredChannel: 'letter', note: null,
    isProtected: 0, createdAt: instantOf(movedOn, '10:00'),
  })
  ledger.add('personAddresses', movedOn, {
    id: makeId(movedOn), personId, careOf: null, street: 'Kyrkogatan 8', postcode, town, municipalityCode, countryCode: null, startsOn: null, endsOn: addDays(movedOn, -1),
  })
}

function addFacts(ledger: Ledger, makeId: MakeId, idOf: IdOf, beginning: LocalDate, today: LocalDate): void {
  const areas = new Map(areaNames.map((name) => [name, makeId(beginning)]))
  for (const [name, id] of areas) ledger.add('experienceAreas', beginning, { id, name, nameSort: sortKey(name) })
  for (const { of, kind, value, need, detail, area, purpose, endsIn } of facts) {
    const endsOn = addMonths(today, endsIn)
    const consentedOn = addYears(endsOn, -2)
    ledger.add('sensitiveFacts', consentedOn, {
      id: makeId(consentedOn), personId: idOf(of), kind, value: value ?? need ?? null, detail: detail ?? null, experienceAreaId: area === undefined ? null : (areas.get(area) ?? null),
      purpose, legalBasis: 'explicitConsent', consentedOn, endsOn, consentWithdrawnOn: null,
    })
  }
}

/** A deputy has just died, and the coordinator has a seat to fill: one whom nothing else in the demo needs, and who was at no meeting since. */
async function letDeputyDie(writer: Writer, needed: readonly string[], diedOn: LocalDate): Promise<void> {
  const deputy = await writer.db
    .selectFrom('assignments')
    .innerJoin('seats', 'seats.id', 'assignments.seatId')
    .innerJoin('persons', 'persons.id', 'assignments.personId')
    .select('persons.id')
    .where('seats.kind', '=', 'deputy')
    .where('persons.isProtected', '=', 0)
    .where('persons.id', 'not in', needed)
    .where('assignments.startsOn', '<', diedOn)
    .where((eb) => eb.or([eb('assignments.endsOn', 'is', null), eb('assignments.endsOn', '>', addMonths(diedOn, 6))]))
    .where((eb) => eb.not(eb.exists(eb.selectFrom('attendances').innerJoin('meetings', 'meetings.id', 'attendances.meetingId').select('attendances.id').whereRef('attendances.personId', '=', 'persons.id').where('heldOn', '>', addDays(diedOn, -60)))))
    .orderBy('persons.memberNumber')
    .executeTakeFirst()
  if (deputy) await noteDeath(writer, deputy.id, diedOn)
}
