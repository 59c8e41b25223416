import { addDays, addMonths, type LocalDate } from '#shared/dates.ts'
import { consentWays } from '#contract/mailings.ts'
import type { CallUser } from '#core/call.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { createMailing, listTemplates, markReturned, markSent, prepareMailing, recordAnswer, saveTemplate } from '#core/mailings/index.ts'
import { namedBodies } from './bodies.ts'
import type { History } from './history.ts'
import type { Event } from './payments.ts'

const everyone = { text: '', filter: [] }
const fromRegister = { bodyId: null, courseRoundId: null, personIds: [], meetingId: null, year: null }

/** What the office has sent: a newsletter, a message to the council with answers, and a draft that waits; and a text in the association's own words. */
export function mailingEvents(history: History, db: ReadDb, office: CallUser, today: LocalDate): Event[] {
  const by = (procedure: string, on: LocalDate) => history.callBy(office, procedure, on, '11:15')
  const [consentedOn, newsOn, textOn, councilOn, draftOn] = [addMonths(today, -8), addDays(today, -62), addDays(today, -40), addDays(today, -12), addDays(today, -1)]
  return [
    { on: consentedOn, happen: () => consent(by('newsletter.consent', consentedOn), consentedOn) },
    {
      on: newsOn,
      happen: async () => {
        const { id } = await createMailing(by('mailings.create', newsOn), {
          ...fromRegister, kind: 'newsletter', audience: 'register', selection: everyone, subject: 'Det händer i höst',
          body: 'Hej {förnamn}!\n\nI höst börjar två nya kurser, och vi har öppet hus den sista onsdagen i månaden.\n\nHälsningar\n{förening}',
          easyBody: 'Hej {förnamn}!\n\nI höst börjar två kurser.\nVi har också öppet hus.\nDet är den sista onsdagen i månaden.\n\nHälsningar\n{förening}',
        })
        await prepareMailing(by('mailings.prepare', newsOn), { id, version: 1 })
        for (const channel of ['email', 'letter', 'sms', 'phone'] as const) await markSent(by('mailings.markSent', newsOn), { id, channel, sentOn: newsOn })
        const email = await db.selectFrom('mailingRecipients').select(['id', 'version']).where('mailingId', '=', id).where('channel', '=', 'email').orderBy('position', 'desc').executeTakeFirst()
        if (email) await markReturned(by('mailings.markReturned', newsOn), { ...email, returnedOn: newsOn })
      },
    },
    {
      on: textOn,
      happen: async () => {
        const welcome = (await listTemplates(db)).find(({ standard }) => standard === 'welcome')
        if (!welcome) return
        const { standard, name, subject, easyBody } = welcome
        await saveTemplate(by('mailings.saveTemplate', textOn), { id: null, standard, name, subject, easyBody, body: `${welcome.body}\n\nPS. Kaffet är alltid på hos oss.` })
      },
    },
    { on: councilOn, happen: () => askCouncil(by, db, councilOn) },
    {
      on: draftOn,
      happen: async () => {
        await createMailing(by('mailings.create', draftOn), {
          ...fromRegister, kind: 'message', audience: 'register', selection: { text: '', filter: [{ field: 'membership', operator: 'is', values: ['current'] }] }, subject: 'Kom på vårt julbord',
          body: 'Hej {förnamn}!\n\nVälkommen på julbord hos {förening}. Säg till senast en vecka innan om du kommer, och om det är något du inte äter.\n\nHälsningar\n{avsändare}',
          easyBody: 'Hej {förnamn}!\n\nKom och ät julmat med oss.\nSäg till om du kommer.\nBerätta vad du inte kan äta.\n\nHälsningar\n{avsändare}',
        })
      },
    },
  ]
}

/** Every fourth person has said yes to the newsletter; one has since said no. */
async function consent({ store, act }: ReturnType<History['callBy']>, consentedOn: LocalDate): Promise<void> {
  await store.transact(act(), async (writer) => {
    const persons = await writer.db.selectFrom('persons').select('id').orderBy('nameSort').orderBy('id').execute()
    const chosen = persons.filter((_, index) => index % 4 === 0)
    await writer.insertMany(
      'newsletterConsents',
      chosen.map(({ id: personId }, index) => ({ personId, consentedOn, way: consentWays[index % consentWays.length] ?? 'form', withdrawnOn: index === 3 ? addDays(consentedOn, 30) : null })),
    )
  })
}

async function askCouncil(by: (procedure: string, on: LocalDate) => ReturnType<History['callBy']>, db: ReadDb, on: LocalDate): Promise<void> {
  const { id: bodyId } = await db.selectFrom('bodies').select('id').where('name', '=', namedBodies.council).executeTakeFirstOrThrow()
  const { id } = await createMailing(by('mailings.create', on), {
    ...fromRegister, kind: 'message', audience: 'body', bodyId, selection: everyone, subject: 'Vad ska rådet ta upp i vår?',
    body: 'Hej {förnamn}!\n\nVad vill du att {grupp} tar upp i vår? Kan du vara med på en planeringsdag?\n\nHälsningar\n{avsändare}',
    easyBody: 'Hej {förnamn}!\n\nVad ska {grupp} prata om i vår?\nKan du komma på en dag då vi planerar?\n\nHälsningar\n{avsändare}',
  })
  await prepareMailing(by('mailings.prepare', on), { id, version: 1 })
  const recipients = await db.selectFrom('mailingRecipients').select(['id', 'channel']).where('mailingId', '=', id).orderBy('position').execute()
  for (const channel of new Set(recipients.map((recipient) => recipient.channel as 'email'))) await markSent(by('mailings.markSent', on), { id, channel, sentOn: on })
  for (const [index, answer] of (['yes', 'maybe', 'callAgain'] as const).entries()) {
    const recipient = recipients[index]
    if (recipient) await recordAnswer(by('mailings.recordAnswer', addDays(on, 2)), { recipientId: recipient.id, answer, answeredOn: addDays(on, 2), channel: answer === 'callAgain' ? 'phone' : (recipient.channel as 'email'), note: answer === 'maybe' ? 'Vet på fredag.' : null })
  }
}
