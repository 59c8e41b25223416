import type { Clock } from '#shared/clock.ts'
import { addDays, addMonths, type LocalDate } from '#shared/dates.ts'
import type { Role } from '#contract/permissions.ts'
import type { CallUser } from '#core/call.ts'
import type { Store } from '#core/db/store.ts'
import type { ReadDb, Writer } from '#core/db/writer.ts'
import { actingUser } from '#core/security/users.ts'
import { completeParticipants, issueCertificate } from '#core/trainings/index.ts'
import { addAudit, addGifts, addGrants, addTariffs, addTrainings, type HeldRound } from './activities.ts'
import { addAffiliations, addSupport } from './affiliations.ts'
import { addAnnotations } from './annotations.ts'
import { addBarriers } from './barriers.ts'
import { addBodies } from './bodies.ts'
import { addCompetences } from './competences.ts'
import { addConsultations } from './consultations.ts'
import { addDetails } from './details.ts'
import { addEvents } from './events.ts'
import { openHistory, type History } from './history.ts'
import { openLedger, type Ledger } from './ledger.ts'
import { mailingEvents } from './mailings.ts'
import { addMeetings } from './meetings.ts'
import { addProposals } from './proposals.ts'
import { addMembershipMatters } from './memberships.ts'
import { addOrganisations } from './organisations.ts'
import { paymentEvents, type Event } from './payments.ts'
import { addPeople, type People, type PersonKey } from './people.ts'
import { addYoung } from './young.ts'

export { namedBodies as demoBodies } from './bodies.ts'
export { namedPersons as demoPersons } from './people.ts'

/** The practice association's users. Their password is shown on the sign-in screen. */
export const demoUsers = [
  { signInName: 'kansli', displayName: 'Karin Kansli', role: 'officeWorker' },
  { signInName: 'samordnare', displayName: 'Samir Samordnare', role: 'coordinator' },
  { signInName: 'kassor', displayName: 'Kerstin Kassör', role: 'treasurer' },
  { signInName: 'styrelse', displayName: 'Stina Styrelse', role: 'boardMember' },
  { signInName: 'admin', displayName: 'Adam Administratör', role: 'administrator' },
] as const satisfies readonly { signInName: string; displayName: string; role: Role }[]

export const demoPassword = 'prova-talan-2026'

/** How many years the practice association has behind it. */
const years = 3

/**
 * Fills the practice association with three fictitious years up to today. The same day gives the same rows.
 * Its users must be there, and so must the statutory figures and the national percentage model that every association begins with.
 */
export function fillDemo(store: Store, clock: Clock): Promise<void> {
  const work = () => fill(store, clock.today())
  return store.engine.waitingOnce?.(work) ?? work()
}

async function fill(store: Store, today: LocalDate): Promise<void> {
  const beginning = addMonths(today, -12 * years)
  const history = openHistory(store)
  const users = await usersByName(store.db)
  const ledger = openLedger()

  const organisations = addOrganisations(ledger, beginning)
  const grantIds = addGrants(ledger, organisations, beginning, today)
  const { id: percentage } = await store.db.selectFrom('tariffs').select('id').where('model', '=', 'percentage').executeTakeFirstOrThrow()
  const tariffIds = { percentage, ...addTariffs(ledger, beginning, today) }
  const people = addPeople(ledger, beginning, today)
  addMembershipMatters(ledger, beginning, today)
  const bodies = addBodies(ledger, { organisations, people, tariffIds, grantIds, beginning, today })
  addMeetings(ledger, bodies, people.all, users.samordnare.id, today)
  const rounds = addTrainings(ledger, { people, young: addYoung(ledger, people, today), grantId: grantIds.influence, today })
  addAudit(ledger, organisations, people, grantIds.influence, today)
  addProposals(ledger, bodies, today)
  addEvents(ledger, organisations, people, today)
  addBarriers(ledger, bodies, today)
  addConsultations(ledger, bodies, { organisations, userId: users.samordnare.id, today })
  addCompetences(ledger, people, today)
  addGifts(ledger, people, today)
  addAnnotations(ledger, { people, users, today })
  addAffiliations(ledger, organisations, people, beginning, today)
  addSupport(ledger, organisations, grantIds.influence, today)
  addDetails(ledger, people, beginning, today)

  await history.write(beginning, async (writer) => {
    await describeAssociation(writer)
    await ledger.writeUntil(writer, beginning)
    for (const [name, key] of linkedUsers) await writer.update('users', users[name].id, { personId: personId(people, key) })
  })
  const treasurer = { ...users.kassor, personId: personId(people, 'treasurer') }
  await relive(history, ledger, [
    ...paymentEvents(history, store.db, treasurer, today),
    ...rounds.map((round) => completion(history, round, users.samordnare)),
    ...mailingEvents(history, store.db, users.kansli, today),
    { on: addDays(today, -3), happen: () => moveHouse(history, people, users.kansli, addDays(today, -3)) },
  ])
  await history.write(addDays(today, -1), (writer) => ledger.writeUntil(writer, today))
}

/** The users that are in the register too. */
const linkedUsers = [['kassor', 'treasurer'], ['styrelse', 'boardMember']] as const

type UserName = (typeof demoUsers)[number]['signInName']

async function usersByName(db: ReadDb): Promise<Record<UserName, CallUser>> {
  const rows = await db.selectFrom('users').selectAll().execute()
  const entries = demoUsers.map(({ signInName }) => {
    const row = rows.find((user) => user.signInName === signInName)
    if (!row) throw new Error(`The practice association lacks the user ${signInName}`)
    return [signInName, actingUser(row)] as const
  })
  return Object.fromEntries(entries) as Record<UserName, CallUser>
}

function personId(people: People, key: PersonKey): string {
  const person = people.named.get(key)
  if (!person) throw new RangeError(`The demo has no ${key}`)
  return person.id
}

/** What an association must have before it can pay: a made-up organisation number, and the account of SWIFT's own example. */
async function describeAssociation(writer: Writer): Promise<void> {
  const { id } = await writer.db.selectFrom('association').select('id').executeTakeFirstOrThrow()
  await writer.update('association', id, {
    organisationNumber: '899999-9991', street: 'Kungsgatan 41', postcode: '75321', town: 'Uppsala', email: 'kansliet@example.se', municipalityCode: '0380',
    debtorIban: 'SE3550000000054910000003', debtorBic: 'ESSESESS',
  })
}

/** Lets everything happen in its order: first what the ledger holds up to the day, then what the users did on it. */
async function relive(history: History, ledger: Ledger, events: readonly Event[]): Promise<void> {
  for (const { on, happen } of events.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))) {
    await history.write(addDays(on, -1), (writer) => ledger.writeUntil(writer, addDays(on, -1)))
    await happen()
  }
}

/** The coordinator records who completed a round, and signs certificates. */
function completion(history: History, round: HeldRound, coordinator: CallUser): Event {
  const on: LocalDate = addDays(round.completedOn, 1)
  return {
    on,
    happen: async () => {
      await completeParticipants(history.callBy(coordinator, 'trainings.complete', on, '10:00'), {
        courseRoundId: round.id, courseParticipantIds: [...round.completedIds], completedOn: round.completedOn,
      })
      for (const courseParticipantId of round.completedIds.slice(0, round.certificateCount)) {
        await issueCertificate(history.callBy(coordinator, 'trainings.issueCertificate', on, '10:30'), {
          courseParticipantId, issuedOn: on, place: 'Uppsala', signerName: coordinator.displayName, signerTitle: 'Samordnare', reason: null,
        })
      }
    },
  }
}

/** The office has lately changed an address, so that there is a change to look at in the history. */
async function moveHouse(history: History, people: People, officeWorker: CallUser, on: LocalDate): Promise<void> {
  const { store, act } = history.callBy(officeWorker, 'people.update', on, '10:20')
  await store.transact(act(), (writer) => writer.update('persons', personId(people, 'chair'), { street: 'Sysslomansgatan 12', postcode: '75311' }))
}

