import { addDays, instantOf, type LocalDate } from '#shared/dates.ts'
import { sortKey } from '#shared/swedish-text.ts'
import { generator } from './generator.ts'
import type { Ledger } from './ledger.ts'
import { idOfOrganisation, type Organisations } from './organisations.ts'
import type { People } from './people.ts'

/** One that was bought and invoiced, two that are counted, one that waits to be, and one to come. */
const described = [
  { title: 'Föreläsning om återhämtning', method: 'lecture', level: 'unit', ago: 160, place: 'Psykosmottagningen', reasons: ['recovery', 'empowerment'], count: 34, buyer: 'psychosisClinic', feeOre: 600_000, booked: 1 },
  { title: 'Dialogcafé om boendestöd', method: 'dialogueCafe', level: 'unit', ago: 75, place: 'Stadsbiblioteket', reasons: ['democracy', 'adaptation'], count: 27, booked: 0 },
  { title: 'Framtidsverkstad om nära vård', method: 'futureWorkshop', level: 'system', ago: 40, place: 'Regionens hus', reasons: ['balanceOfPower', 'legitimacy'], count: 18, booked: 0 },
  { title: 'Öppet forum om väntetider', method: 'openForum', level: 'system', ago: 6, place: 'Folkets hus', reasons: ['democracy'], booked: 0 },
  { title: 'Samtal med regionens politiker', method: 'politicianDialogue', level: 'system', ago: -25, place: 'Regionens hus', reasons: ['democracy', 'balanceOfPower'], booked: 1 },
] as const

/** What has been arranged, and what is to come. */
export function addEvents(ledger: Ledger, organisations: Organisations, people: People, today: LocalDate): void {
  const generate = generator('events')
  const lecturer = people.named.get('boardMember')
  for (const event of described) {
    const heldOn = addDays(today, -event.ago)
    const registeredOn = event.ago < 0 ? addDays(today, -10) : addDays(heldOn, -30)
    const id = generate.id(registeredOn)
    const { title, method, level, place, reasons } = event
    ledger.add('events', registeredOn, {
      id, title, nameSort: sortKey(`${title} ${place}`), method, level, heldOn, startTime: '13:00', endTime: '15:00', place, description: null, reasonsJson: JSON.stringify(reasons), participantCount: null,
      buyerOrganisationId: 'buyer' in event ? idOfOrganisation(organisations, event.buyer) : null, feeOre: 'feeOre' in event ? event.feeOre : null, invoicedOn: null, grantId: null,
      createdAt: instantOf(registeredOn, '11:10'),
    })
    if (event.booked > 0 && lecturer) ledger.add('eventBookings', registeredOn, { id: generate.id(registeredOn), eventId: id, personId: lecturer.id, role: 'lecturer', bookedOn: registeredOn })
    if ('count' in event) ledger.change('events', heldOn, id, { participantCount: event.count, ...('feeOre' in event && { invoicedOn: addDays(heldOn, 2) }) })
  }
}
