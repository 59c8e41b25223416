import { addDays, type LocalDate } from '#shared/dates.ts'
import { kronor } from '#shared/money.ts'
import { generator } from './generator.ts'
import type { Ledger } from './ledger.ts'
import { idOfOrganisation, type OrganisationKey, type Organisations } from './organisations.ts'
import type { People } from './people.ts'

/** Who belongs to the other associations, whom one calls at the organisations, one that has moved and one that has gone into another. */
export function addAffiliations(ledger: Ledger, organisations: Organisations, people: People, beginning: LocalDate, today: LocalDate): void {
  const generate = generator('affiliations')
  const idOf = (key: OrganisationKey) => idOfOrganisation(organisations, key)

  const addContact = (key: OrganisationKey, on: LocalDate, contact: { name?: string; role: string; phone?: string; email?: string; personId?: string; endsOn?: LocalDate }) => {
    const { name = null, role, phone = null, email = null, personId = null, endsOn = null } = contact
    ledger.add('organisationContacts', on, { id: generate.id(on), organisationId: idOf(key), personId, name, phone, email, role, startsOn: on, endsOn })
  }
  const handedOverOn = addDays(today, -200)
  addContact('psychiatry', beginning, { name: 'Ulla Verksamhetschef', role: 'Verksamhetschef', phone: '08-465 004 21', email: 'ulla@example.se', endsOn: addDays(handedOverOn, -1) })
  addContact('psychiatry', handedOverOn, { name: 'Henrik Verksamhetschef', role: 'Verksamhetschef', phone: '08-465 004 22', email: 'henrik@example.se' })
  addContact('psychosisClinic', beginning, { name: 'Maja Samordnare', role: 'Brukarsamordnare', phone: '08-465 004 23' })
  addContact('fund', beginning, { name: 'Frida Handläggare', role: 'Handläggare', email: 'frida@example.se' })

  const movedOn = addDays(beginning, 400)
  ledger.add('organisationPlacements', movedOn, { id: generate.id(movedOn), organisationId: idOf('psychosisClinic'), parentId: idOf('region'), endsOn: addDays(movedOn, -1) })
  const mergedOn = addDays(today, -300)
  ledger.change('organisations', mergedOn, idOf('formerFamilies'), { endsOn: mergedOn, mergedIntoId: idOf('families') })

  const members = generate.shuffled(people.all.filter((person) => !person.isProtected && person.joinedOn === beginning)).slice(0, 14)
  for (const [index, person] of members.entries()) {
    const organisationId = idOf(index % 2 === 0 ? 'recovery' : 'families')
    const type = index < 2 ? 'boardMember' : index < 5 ? 'representative' : 'member'
    const startsOn = addDays(beginning, 30 + index * 20)
    const endsOn = index === 13 ? addDays(today, -100) : null
    ledger.add('personOrganisationLinks', startsOn, { id: generate.id(startsOn), personId: person.id, organisationId, type, startsOn, endsOn, isDefault: index < 8 ? 1 : 0 })
  }
  addContact('region', beginning, { name: 'Petra Regionsson', role: 'Handläggare', email: 'petra@example.se' })
  addContact('families', beginning, { name: 'Bengt Anhörig', role: 'Ordförande', phone: '08-465 004 24' })
  addContact('studyAssociation', beginning, { name: 'Sten Folkbildare', role: 'Verksamhetsutvecklare', email: 'sten@example.se' })
  if (members[0]) addContact('recovery', addDays(beginning, 60), { personId: members[0].id, role: 'Ordförande' })
}

/** What the associations have been given; one follow-up is due, one has been made. */
export function addSupport(ledger: Ledger, organisations: Organisations, grantId: string, today: LocalDate): void {
  const generate = generator('support')
  const given = [
    { key: 'recovery', daysAgo: 540, kind: 'training', description: 'Studiecirkel för nya representanter', amountOre: null, hours: 18, grantId, followUpDaysAgo: 350, count: 3, outcome: 'Tre deltagare har tagit uppdrag.' },
    { key: 'families', daysAgo: 420, kind: 'material', description: 'Broschyrer om att vara representant', amountOre: kronor(1_250), hours: null, grantId: null, followUpDaysAgo: 240, count: 0, outcome: 'Ingen ny representant än.' },
    { key: 'families', daysAgo: 230, kind: 'money', description: 'Bidrag till medlemskväll', amountOre: kronor(5_000), hours: null, grantId, followUpDaysAgo: 40, count: null, outcome: null },
    { key: 'recovery', daysAgo: 60, kind: 'help', description: 'Hjälp att skriva verksamhetsplan', amountOre: null, hours: 6, grantId: null, followUpDaysAgo: -120, count: null, outcome: null },
  ] as const
  for (const { key, daysAgo, followUpDaysAgo, count, outcome, ...support } of given) {
    const givenOn = addDays(today, -daysAgo)
    const id = generate.id(givenOn)
    const followUpDueOn = addDays(today, -followUpDaysAgo)
    ledger.add('associationSupport', givenOn, {
      id, organisationId: idOfOrganisation(organisations, key), ...support, givenOn, followUpDueOn, followedUpOn: null, outcome: null, newRepresentativesCount: null,
    })
    if (outcome !== null) ledger.change('associationSupport', followUpDueOn, id, { followedUpOn: followUpDueOn, outcome, newRepresentativesCount: count })
  }
}
