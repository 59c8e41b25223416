import { methods } from '#contract/body-choices.ts'
import { partsOfDay, spokenLanguages, travelMeans } from '#contract/competence-choices.ts'
import { addDays, type LocalDate } from '#shared/dates.ts'
import { sortKey } from '#shared/swedish-text.ts'
import { draw } from '#core/competences/index.ts'
import { generator } from './generator.ts'
import type { Ledger } from './ledger.ts'
import type { DemoPerson, People } from './people.ts'

const areaNames = ['Arbete och sysselsättning', 'Barn och unga', 'Boende', 'Bemötande', 'Digitala tjänster', 'Ekonomi', 'Fritid och kultur', 'Samordning mellan vård och kommun']
/** The area that the demo's panel is about. */
const bemotande = areaNames.indexOf('Bemötande')
/** How many representatives have been asked what they can and want. */
const askedCount = 48

/** What some representatives have told of what they can and want, when and how far, some who are away, and a panel drawn among them. */
export function addCompetences(ledger: Ledger, people: People, today: LocalDate): void {
  const generate = generator('competences')
  const asked = addDays(today, -200)
  const areaIds = areaNames.map((name) => {
    const id = generate.id(asked)
    ledger.add('subjectAreas', asked, { id, name, nameSort: sortKey(name) })
    return id
  })
  const told = people.representatives.filter((person) => !person.isProtected).slice(0, askedCount)
  const knowing: DemoPerson[] = []
  for (const [index, person] of told.entries()) {
    const on = addDays(asked, index)
    const competence = (values: { kind: string; code?: string; level?: string; subjectAreaId?: string; name?: string; startsOn?: LocalDate }) =>
      ledger.add('competences', on, { id: generate.id(on), personId: person.id, code: null, subjectAreaId: null, name: null, level: null, startsOn: on, endsOn: null, ...values })
    const liked = generate.shuffled(methods.slice(0, -1)).slice(0, 2 + generate.below(4))
    for (const code of liked) competence({ kind: 'method', code, level: 'wants' })
    for (const code of liked.slice(generate.below(2), 3)) competence({ kind: 'method', code, level: 'can' })
    const known = generate.shuffled(areaIds).slice(0, 1 + generate.below(3))
    for (const subjectAreaId of known) competence({ kind: 'area', subjectAreaId })
    if (known.includes(areaIds[bemotande] as string)) knowing.push(person)
    competence({ kind: 'language', code: 'sv' })
    if (generate.chance(35)) competence({ kind: 'language', code: generate.pick(spokenLanguages.slice(1)) })
    if (index % 7 === 3) competence({ kind: 'course', name: generate.pick(['Samtalsledare', 'Första hjälpen', 'Suicidprevention']), startsOn: addDays(on, -900) })
    addTimes(ledger, generate, person, on)
    if (index % 12 === 5) ledger.add('plannedAbsences', on, { id: generate.id(on), personId: person.id, startsOn: addDays(today, -5), endsOn: addDays(today, 20) })
  }
  addPanel(ledger, generate, { knowing, areaId: areaIds[bemotande] as string, today })
}

/** A panel drawn among those who know an area, the first of whom have been asked. */
function addPanel(ledger: Ledger, generate: ReturnType<typeof generator>, { knowing, areaId, today }: { knowing: readonly DemoPerson[]; areaId: string; today: LocalDate }): void {
  const drawnOn = addDays(today, -12)
  const id = generate.id(drawnOn)
  const pool = knowing.map((person) => ({ id: person.id, values: { gender: [], ageBand: [], municipality: [], subjectArea: [] } }))
  const drawn = draw(pool, { size: 6, drawRule: 'lot', seed: 'bemötande', mix: [], quotas: [] })
  ledger.add('panels', drawnOn, {
    id, name: 'Bemötande i receptionen', question: 'Hur blir det första mötet tryggt?', drawnOn, size: drawn.length, drawRule: 'lot', seed: 'bemötande', mixJson: '[]', quotasJson: '[]', subjectAreaId: areaId, method: null,
    meetsOn: null, poolCount: pool.length,
  })
  for (const [index, person] of drawn.entries()) {
    const memberId = generate.id(drawnOn)
    ledger.add('panelMembers', drawnOn, { id: memberId, panelId: id, personId: person.id, position: index + 1, replacesMemberId: null, askedOn: null, answer: null, answeredOn: null })
    const on = addDays(drawnOn, 2 + index)
    if (index < 4) ledger.change('panelMembers', on, memberId, { askedOn: on, ...(index < 3 && { answer: index === 1 ? 'no' : 'yes', answeredOn: on }) })
  }
}

function addTimes(ledger: Ledger, generate: ReturnType<typeof generator>, person: DemoPerson, on: LocalDate): void {
  const parts = generate.chance(30) ? ['evening' as const] : generate.shuffled(partsOfDay).slice(0, 1 + generate.below(2))
  for (const weekday of generate.shuffled([1, 2, 3, 4, 5]).slice(0, 2 + generate.below(3))) {
    for (const partOfDay of parts) ledger.add('availabilities', on, { id: generate.id(on), personId: person.id, weekday, partOfDay })
  }
  const means = person.drives ? ['car'] : [generate.pick(travelMeans)]
  ledger.add('travelLimits', on, {
    id: generate.id(on), personId: person.id, travelMeansJson: JSON.stringify(means), maxKilometres: generate.pick([10, 25, 50, 100]), maxTravelMinutes: generate.pick([null, 30, 60, 90]),
    maxWeeklyHours: generate.pick([null, 4, 8, 10]),
  })
}
