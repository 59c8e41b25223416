import type { endReasonKinds } from '#contract/memberships.ts'
import type { channels, membershipKinds } from '#contract/people.ts'
import { addDays, addMonths, addYears, daysBetween, instantOf, localDate, yearOf, type LocalDate } from '#shared/dates.ts'
import { kronor } from '#shared/money.ts'
import { readIdentityNumber } from '#shared/personal-id.ts'
import { readPhone } from '#shared/contact.ts'
import { foldLoosely } from '#shared/swedish-text.ts'
import { ocrReference } from '#core/memberships/index.ts'
import { personSortKey, unknownDetails } from '#core/people/index.ts'
import { testBankAccounts } from './bank-accounts.ts'
import { generator, type Generator } from './generator.ts'
import { testIdentityNumbers } from './identity-numbers.ts'
import type { Ledger } from './ledger.ts'
import { familyNames, mensNames, streets, townOf, towns, womensNames, type Town } from './names.ts'

/** Persons with a part of their own in the demo, by what the rest of it calls them. */
export const namedPersons = {
  /** Chairs the council and has done so from the beginning. */
  chair: { givenName: 'Åsa', familyName: 'Öberg', memberNumber: '1001', town: 'Uppsala', bornAbout: 1962 },
  /** Her deputy, who comes along to nearly every meeting. */
  deputy: { givenName: 'Nils', familyName: 'Ärlig', memberNumber: '1002', town: 'Knivsta', bornAbout: 1985 },
  /** Declines stipends, drives to the meetings. */
  decliner: { givenName: 'Birgit', familyName: 'Holmström', memberNumber: '1003', town: 'Enköping', bornAbout: 1956 },
  /** Drives a long way to every meeting. */
  driver: { givenName: 'Göran', familyName: 'Åkerblom', memberNumber: '1004', town: 'Östhammar', bornAbout: 1950 },
  /** The treasurer, who lately has become a deputy herself and waits for somebody else to approve her claims. */
  treasurer: { givenName: 'Kerstin', familyName: 'Kassör', memberNumber: '1005', town: 'Uppsala', bornAbout: 1955 },
  boardMember: { givenName: 'Stina', familyName: 'Styrelse', memberNumber: '1006', town: 'Uppsala', bornAbout: 1976 },
  /** Her mandate ends soon. */
  ending: { givenName: 'Fatima', familyName: 'Haddad', memberNumber: '1007', town: 'Uppsala', bornAbout: 1988 },
  /** Has moved from the county; the seat is empty. */
  moved: { givenName: 'Leif', familyName: 'Nordin', memberNumber: '1008', town: 'Bålsta', bornAbout: 1967 },
  /** Has protected identity and a seat. */
  protected: { givenName: 'Elin', familyName: 'Skog', memberNumber: '1009', town: 'Uppsala', bornAbout: 1994 },
  /** Has no e-mail and wants to be called. */
  withoutEmail: { givenName: 'Rut', familyName: 'Ågren', memberNumber: '1010', town: 'Tierp', bornAbout: 1945 },
} as const
export type PersonKey = keyof typeof namedPersons

/** A person as the rest of the demo needs to know her. */
export interface DemoPerson {
  readonly id: string
  readonly name: string
  readonly nameSort: string
  readonly birthYear: number | null
  readonly home: Town
  readonly drives: boolean
  readonly isProtected: boolean
  readonly joinedOn: LocalDate
  /** Clearing and account, for those who can be paid. */
  readonly account: readonly [clearingNumber: string, accountNumber: string] | null
}

export interface People {
  readonly all: readonly DemoPerson[]
  /** Those who can be appointed: with identity number and account, members from the beginning. */
  readonly representatives: readonly DemoPerson[]
  readonly named: ReadonlyMap<PersonKey, DemoPerson>
  /** From when each person who declines stipends does so. */
  readonly declinesFrom: ReadonlyMap<string, LocalDate>
}

const personCount = 250
const representativeCount = 84
const firstMemberNumber = 1001

/** The register: persons, memberships with their ends, fees year by year, accounts and declined stipends. */
export function addPeople(ledger: Ledger, beginning: LocalDate, today: LocalDate): People {
  const generate = generator('people')
  const makers = describePeople(generate, beginning, today)
  const all = makers.map((described, index) => addPerson(ledger, generate, described, index))
  for (const [index, described] of makers.entries()) addMembership(ledger, generate, described, all[index] as DemoPerson, today)
  const representatives = all.filter((person) => person.account !== null)
  for (const person of representatives) addAccount(ledger, generate, person)
  const named = new Map(Object.keys(namedPersons).map((key, index) => [key as PersonKey, all[index] as DemoPerson]))
  const declinesFrom = addDeclinations(ledger, generate, [named.get('decliner') as DemoPerson, ...representatives.slice(-5)], beginning)
  return { all, representatives, named, declinesFrom }
}

type Gender = 'woman' | 'man'

interface Described {
  readonly givenName: string
  readonly familyName: string
  readonly memberNumber: string | null
  readonly gender: Gender
  readonly birthDate: LocalDate | null
  readonly identityNumber: string | null
  readonly home: Town
  readonly street: string
  readonly isProtected: boolean
  readonly isRepresentative: boolean
  readonly kind: (typeof membershipKinds)[number] | null
  readonly joinedOn: LocalDate
  readonly leftOn: LocalDate | null
  readonly email: string | null
  readonly phone: string | null
  readonly preferredChannel: (typeof channels)[number]
}

function describePeople(generate: Generator, beginning: LocalDate, today: LocalDate): Described[] {
  const identities = testIdentityNumbers.flatMap((number) => readIdentityNumber(number, today).value ?? [])
  const women = generate.shuffled(identities.filter((identity) => identity.legalGender === 'woman'))
  const men = generate.shuffled(identities.filter((identity) => identity.legalGender === 'man'))
  const described: Described[] = []
  for (const person of Object.values(namedPersons)) {
    const gender = mensNames.includes(person.givenName) ? 'man' : 'woman'
    const identity = takeClosest(gender === 'woman' ? women : men, person.bornAbout)
    described.push(describe(generate, { ...person, gender, home: townOf(person.town), identity, joinedOn: beginning, isRepresentative: true }))
  }
  while (described.length < personCount) {
    const isRepresentative = described.length < representativeCount
    const gender: Gender = generate.chance(60) ? 'woman' : 'man'
    const identity = isRepresentative ? (gender === 'woman' ? women : men).pop() ?? women.pop() ?? men.pop() : undefined
    const actual = identity?.legalGender ?? gender
    const relative = !isRepresentative && generate.chance(14) ? generate.pick(described.filter((person) => !person.isProtected)) : undefined
    described.push(
      describe(generate, {
        givenName: generate.pick(actual === 'woman' ? womensNames : mensNames), familyName: relative?.familyName ?? generate.pick(familyNames), gender: actual, identity, isRepresentative,
        home: relative?.home ?? generate.pick(towns), street: relative?.street, memberNumber: String(firstMemberNumber + described.length), isRelative: relative !== undefined,
        joinedOn: isRepresentative ? beginning : joiningDay(generate, beginning, today),
      }),
    )
  }
  return described.map((person, index) => withMembership(generate, person, index, today))
}

interface Identity {
  readonly number: string
  readonly birthDate: LocalDate | null
}

/** Takes out the identity whose holder was born closest to a year. */
function takeClosest(identities: Identity[], year: number): Identity | undefined {
  const distance = ({ number }: Identity) => Math.abs(Number(number.slice(0, 4)) - year)
  const [closest] = identities.toSorted((a, b) => distance(a) - distance(b))
  if (closest) identities.splice(identities.indexOf(closest), 1)
  return closest
}

/** Half were there when it began; the rest have joined since, at any time up to two weeks ago. */
function joiningDay(generate: Generator, beginning: LocalDate, today: LocalDate): LocalDate {
  return generate.chance(50) ? beginning : addDays(beginning, 30 + generate.below(daysBetween(beginning, today) - 45))
}

interface Sketch {
  readonly givenName: string
  readonly familyName: string
  readonly memberNumber: string
  readonly gender: Gender
  readonly home: Town
  readonly street?: string | undefined
  readonly identity: Identity | undefined
  readonly isRepresentative: boolean
  readonly isRelative?: boolean
  readonly joinedOn: LocalDate
}

function describe(generate: Generator, { identity, street, isRelative, ...sketch }: Sketch): Described {
  const named = Object.values(namedPersons).find((person) => person.memberNumber === sketch.memberNumber)
  const lacksEmail = named ? named === namedPersons.withoutEmail : generate.chance(28)
  const hasPhone = named !== undefined || generate.chance(85)
  return {
    ...sketch,
    birthDate: identity ? identity.birthDate : birthday(generate),
    identityNumber: identity?.number ?? null,
    street: street ?? `${generate.pick(streets)} ${1 + generate.below(60)}`,
    isProtected: named === namedPersons.protected || ['1120', '1187'].includes(sketch.memberNumber),
    kind: isRelative ? 'family' : 'main',
    leftOn: null,
    email: lacksEmail ? null : `${foldLoosely(`${sketch.givenName}.${sketch.familyName}`)}.${sketch.memberNumber}@example.se`,
    phone: hasPhone ? fictitiousPhone(generate) : null,
    preferredChannel: lacksEmail ? (named || (hasPhone && generate.chance(40)) ? 'phone' : 'letter') : generate.chance(8) ? 'sms' : 'email',
  }
}

/** The day of birth of one who is not paid; some have never told. */
function birthday(generate: Generator): LocalDate | null {
  if (generate.chance(8)) return null
  return localDate(1938 + generate.below(66), 1 + generate.below(12), 1 + generate.below(28)) ?? null
}

/** Telephone numbers set aside for fiction: 070-174 06 05 to 99 and 08-465 004 00 to 99. Source: PTS, Telefonnummer för användning i böcker och filmer. */
function fictitiousPhone(generate: Generator): string {
  const typed = generate.chance(70) ? `07017406${String(5 + generate.below(95)).padStart(2, '0')}` : `08465004${String(generate.below(100)).padStart(2, '0')}`
  return readPhone(typed).value?.written ?? typed
}

/** Who is a member of what kind, and who has left; those who take part in courses only have never been members. */
function withMembership(generate: Generator, person: Described, index: number, today: LocalDate): Described {
  if (person.isRepresentative) return person
  if (index % 20 === 0) return { ...person, kind: null, memberNumber: null }
  const kind = person.kind === 'family' ? 'family' : index % 17 === 0 ? 'supporting' : index === 99 ? 'honorary' : 'main'
  const days = daysBetween(person.joinedOn, today)
  const leftOn = days > 200 && generate.chance(18) ? addDays(person.joinedOn, 120 + generate.below(days - 150)) : null
  return { ...person, kind, leftOn }
}

function addPerson(ledger: Ledger, generate: Generator, person: Described, index: number): DemoPerson {
  const id = generate.id(person.joinedOn)
  const nameSort = personSortKey(person.givenName, person.familyName)
  const isGenderStated = generate.chance(82)
  ledger.add('persons', person.joinedOn, {
    id, memberNumber: person.memberNumber, givenName: person.givenName, familyName: person.familyName, nameSort, birthDate: person.birthDate, identityNumber: person.identityNumber,
    gender: index % 61 === 60 ? 'other' : isGenderStated ? person.gender : null, careOf: null, street: person.street, postcode: person.home.postcode, town: person.home.town,
    municipalityCode: person.home.municipalityCode, email: person.email, phone: person.phone, otherPhone: null, preferredChannel: person.preferredChannel,
    note: null, isProtected: person.isProtected ? 1 : 0, createdAt: instantOf(person.joinedOn, '10:00'), ...unknownDetails,
  })
  const isDriver = person.memberNumber === namedPersons.driver.memberNumber || person.memberNumber === namedPersons.decliner.memberNumber
  return {
    id, nameSort, name: `${person.givenName} ${person.familyName}`, birthYear: person.birthDate && yearOf(person.birthDate), home: person.home, isProtected: person.isProtected,
    drives: isDriver || generate.chance(35), joinedOn: person.joinedOn, account: person.isRepresentative && person.identityNumber ? accountOf(person.identityNumber, index) : null,
  }
}

/** A made-up account, or, when those are used up, a private account at Nordea: its number is the holder's ten digits. */
function accountOf(identityNumber: string, index: number): readonly [string, string] {
  return testBankAccounts[index] ?? ['3300', identityNumber.slice(2)]
}

const reasons = ['ownWish', 'unpaid', 'moved', 'deceased', 'ownWish'] as const satisfies readonly (typeof endReasonKinds)[number][]

function addMembership(ledger: Ledger, generate: Generator, person: Described, { id: personId }: DemoPerson, today: LocalDate): void {
  const { kind, joinedOn, leftOn, memberNumber } = person
  if (!kind) return
  const membershipId = generate.id(joinedOn)
  ledger.add('memberships', joinedOn, { id: membershipId, personId, kind, startsOn: joinedOn, endsOn: null, startReasonKind: null, startReason: null, endReason: null, endReasonKind: null })
  const picked = leftOn && generate.pick(reasons)
  const returnedOn = leftOn && addMonths(leftOn, 9)
  const returns = returnedOn !== null && returnedOn < addDays(today, -30) && generate.chance(25)
  // Who comes back, or is at meetings later, did not die.
  const isDeath = picked === 'deceased' && !returns && !person.isRepresentative
  if (leftOn) ledger.change('memberships', leftOn, membershipId, { endsOn: leftOn, endReasonKind: picked === 'deceased' && !isDeath ? 'moved' : picked })
  if (leftOn && isDeath) ledger.change('persons', leftOn, personId, { deceasedOn: leftOn })
  if (returns) {
    ledger.add('memberships', returnedOn, { id: generate.id(returnedOn), personId, kind, startsOn: returnedOn, endsOn: null, startReasonKind: null, startReason: null, endReason: null, endReasonKind: null })
    addFees(ledger, generate, { id: personId, memberNumber }, kind, { startsOn: addYears(returnedOn, 1), endsOn: today })
  }
  addFees(ledger, generate, { id: personId, memberNumber }, kind, { startsOn: joinedOn, endsOn: leftOn ?? today })
}

/** What a membership costs a year, in kronor. */
export const yearlyFee = { main: 200, family: 100, supporting: 300, honorary: 0 } as const

/** A fee for each calendar year of membership; who joins late in the year pays first for the next. */
function addFees(ledger: Ledger, generate: Generator, { id: personId, memberNumber }: { id: string; memberNumber: string | null }, kind: keyof typeof yearlyFee, period: { startsOn: LocalDate; endsOn: LocalDate }): void {
  if (kind === 'honorary') return
  const lastYear = yearOf(period.endsOn)
  for (let year = yearOf(addMonths(period.startsOn, 3)); year <= lastYear; year += 1) {
    const asked = `${year}-01-15` as LocalDate
    const due = period.startsOn > asked ? period.startsOn : asked
    const paidOn = addDays(due, 3 + generate.below(75))
    if (due > period.endsOn || (paidOn > period.endsOn && period.endsOn < `${year}-03-31`)) continue
    const isPaid = paidOn <= period.endsOn && generate.chance(93)
    ledger.add('membershipFees', isPaid ? paidOn : due, {
      id: generate.id(due), personId, year, amountOre: kronor(yearlyFee[kind]), paidOn: isPaid ? paidOn : null, dueOn: addDays(due, 45),
      reference: memberNumber === null ? null : ocrReference(`${year}${memberNumber}`), paidOre: null, paymentMethod: isPaid ? (Number(memberNumber) % 5 === 0 ? 'swish' : 'bankgiro') : null,
    })
  }
}

function addAccount(ledger: Ledger, generate: Generator, person: DemoPerson): void {
  const [clearingNumber, accountNumber] = person.account as readonly [string, string]
  ledger.add('paymentAccounts', person.joinedOn, { id: generate.id(person.joinedOn), personId: person.id, clearingNumber, accountNumber, startsOn: person.joinedOn, endsOn: null })
}

function addDeclinations(ledger: Ledger, generate: Generator, persons: readonly DemoPerson[], beginning: LocalDate): Map<string, LocalDate> {
  return new Map(
    persons.map((person, index) => {
      const startsOn = addDays(beginning, 60 + index * 90)
      ledger.add('stipendDeclinations', startsOn, {
        id: generate.id(startsOn), personId: person.id, startsOn, endsOn: addYears(startsOn, 5), purpose: 'Att inte betala ut det som personen avstår', legalBasis: 'explicitConsent', consentedOn: startsOn,
      })
      return [person.id, startsOn] as const
    }),
  )
}
