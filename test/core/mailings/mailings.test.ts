import ExcelJS from 'exceljs'
import { strFromU8, unzipSync } from 'fflate'
import { beforeAll, describe, expect, it } from 'vitest'
import type { CoreClient } from '#contract/client.ts'
import { parseSpec } from '#core/db/columns.ts'
import { tables } from '#core/db/schema.ts'
import { documentOf, pdfText } from '#test/support/pdf.ts'
import { onBothEngines, refusalOf, type World } from '#test/support/world.ts'

interface Council {
  readonly bodyId: string
  readonly meetingId: string
  readonly ids: Record<'anna' | 'bo' | 'cia' | 'dan' | 'eva' | 'hidden', string>
}

/** A body with an ordinary seat and deputies, each reached in a way of her own; one is protected, and one cannot be reached at all. */
async function council(world: World): Promise<Council> {
  const [office, coordinator] = [world.as('officeWorker'), world.as('coordinator')]
  const person = async (fields: Parameters<CoreClient['people']['create']>[0]) => (await office.people.create(fields)).id
  const ids = {
    anna: await person({ givenName: 'Anna', familyName: 'Ask', email: 'anna@example.se', preferredChannel: 'email', membership: { kind: 'main', startsOn: '2024-01-01' } }),
    bo: await person({ givenName: 'Bo', familyName: 'Björk', street: 'Storgatan 1', postcode: '753 20', town: 'Uppsala', preferredChannel: 'letter', membership: { kind: 'main', startsOn: '2024-01-01' } }),
    cia: await person({ givenName: 'Cia', familyName: 'Ceder', phone: '070-123 45 67', preferredChannel: 'sms' }),
    dan: await person({ givenName: 'Dan', familyName: 'Dahl', phone: '018-12 34 56', preferredChannel: 'phone' }),
    eva: await person({ givenName: 'Eva', familyName: 'Ek', preferredChannel: 'email' }),
    hidden: await person({ givenName: 'Hemligina', familyName: 'Skyddenstam', email: 'hemligina@example.se', isProtected: true, membership: { kind: 'main', startsOn: '2024-01-01' } }),
  }
  const { id: host } = await office.organisations.create({ kind: 'region', name: 'Regionen' })
  const { id: bodyId } = await coordinator.bodies.create({ hostOrganisationId: host, name: 'Brukarrådet', kind: 'council', method: 'council', level: 'system', payer: 'host', startsOn: '2024-01-01' })
  const add = async (kind: 'ordinary' | 'deputy', personId: string) => {
    const { id: seatId } = await coordinator.bodies.addSeat({ bodyId, kind, startsOn: '2024-01-01' })
    await coordinator.bodies.appoint({ seatId, personId, startsOn: '2026-01-01', decidedOn: '2025-12-01' })
  }
  await add('ordinary', ids.anna)
  for (const personId of [ids.bo, ids.cia, ids.dan, ids.eva, ids.hidden]) await add('deputy', personId)
  const { id: meetingId } = await coordinator.meetings.plan({ bodyId, heldOn: '2026-12-03', startTime: '13:00', endTime: '15:00', place: 'Kungsgatan 41' })
  await world.given(async (writer) => {
    const { id } = await writer.db.selectFrom('association').select('id').executeTakeFirstOrThrow()
    await writer.update('association', id, { town: 'Uppsala', street: 'Kungsgatan 41', postcode: '75321', email: 'kansliet@example.se' })
  })
  return { bodyId, meetingId, ids }
}

const words = { subject: 'Kallelse: {möte}', body: 'Hej {förnamn}!\n\nKom till {möte} {mötesdatum} kl. {mötestid}, {mötesplats}.\n\nHälsningar\n{avsändare}', easyBody: 'Hej {förnamn}!\nKom på möte.\nDag: {mötesdatum}' }

onBothEngines('A mailing to a body', (world) => {
  let there: Council
  let id: string
  beforeAll(async () => {
    there = await council(world())
    const coordinator = world().as('coordinator')
    await coordinator.sensitive.add({ personId: there.ids.bo, kind: 'accessNeed', accessNeed: 'easyRead', purpose: 'Kallelser', legalBasis: 'explicitConsent', consentedOn: '2026-11-01', endsOn: '2027-11-01' })
    id = (await coordinator.mailings.create({ audience: 'body', bodyId: there.bodyId, meetingId: there.meetingId, ...words })).id
  }, 60_000)

  it('refuses a field that nobody knows with a sentence', async () => {
    const refusal = await refusalOf(world().as('coordinator').mailings.create({ audience: 'register', subject: 'Hej {förmann}', body: 'Kom {mötesdatum}', easyBody: null }))
    expect(refusal.data).toEqual({
      fields: [
        { path: 'subject', rule: 'mailings.unknownField', params: { field: '{förmann}' } },
        { path: 'body', rule: 'mailings.fieldNeedsMeeting', params: { field: '{mötesdatum}' } },
      ],
    })
  })

  it('shows how many get it by which channel with a sample of each, deputies too, who cannot be reached, and how many are protected', async () => {
    const preview = await world().as('boardMember').mailings.preview({ id })
    expect(preview.channels.map(({ channel, count }) => [channel, count])).toEqual([['email', 1], ['letter', 1], ['sms', 1], ['phone', 1]])
    expect(preview.channels[0]?.sample).toMatchObject({ to: 'anna@example.se', subject: 'Kallelse: Brukarrådet', text: 'Hej Anna!\n\nKom till Brukarrådet 3 december 2026 kl. 13.00–15.00, Kungsgatan 41.\n\nHälsningar\nTest boardMember' })
    // Who needs easy Swedish is told to those who may read needs, and to nobody else.
    expect(preview.channels[1]).toMatchObject({ easyReadCount: 0, sample: { isEasyRead: false } })
    expect((await world().as('coordinator').mailings.preview({ id })).channels[1]).toMatchObject({ easyReadCount: 1, sample: { text: 'Hej Bo!\nKom på möte.\nDag: 3 december 2026' } })
    expect(preview.unreached).toMatchObject([{ person: { name: 'Eva Ek' }, finding: { rule: 'mailings.noWay' } }])
    expect(preview.protectedCount).toBe(1)
  })

  it('opens the protected on purpose with a reason that is journalled, and never their addresses', async () => {
    const office = world().as('officeWorker')
    expect(await refusalOf(world().as('coordinator').mailings.openProtected({ id, reason: 'Kallelse' }))).toMatchObject({ code: 'NOT_ALLOWED' })
    const opened = await office.mailings.openProtected({ id, reason: 'Kallelse för hand' })
    expect(opened.persons).toMatchObject([{ id: there.ids.hidden, name: 'Hemligina Skyddenstam' }])
    expect(JSON.stringify(opened)).not.toContain('example.se')
    expect((await office.journal.list({ subjectId: there.ids.hidden })).entries[0]).toMatchObject({ procedure: 'mailings.openProtected', reason: 'Kallelse för hand', isUndoable: false })
  })

  it('is prepared once and can be undone and changed until then', async () => {
    const coordinator = world().as('coordinator')
    expect(await coordinator.mailings.prepare({ id, version: 1 })).toEqual({ count: 4 })
    expect(await refusalOf(coordinator.mailings.update({ id, version: 2, audience: 'body', bodyId: there.bodyId, meetingId: there.meetingId, ...words }))).toMatchObject({ data: { rule: 'mailings.alreadyPrepared' } })
    const { entry } = await coordinator.journal.lastUndoable({})
    await coordinator.journal.undo({ entryId: entry?.id as string })
    expect(await coordinator.mailings.read({ id })).toMatchObject({ state: 'draft', recipients: [] })
    await coordinator.mailings.prepare({ id, version: (await coordinator.mailings.read({ id })).version })
    expect((await coordinator.mailings.list({ state: 'prepared' })).rows).toMatchObject([{ id, subject: words.subject, title: 'Kallelse: Brukarrådet', counts: { total: 4, sent: 0 } }])
  })

  it('comes out as letters in the window of the envelope, e-mail drafts, text messages and a call list', async () => {
    const coordinator = world().as('coordinator')
    const letters = await documentOf(world(), await coordinator.mailings.makeFile({ id, file: 'letters' }))
    expect(strFromU8(letters.slice(0, 5))).toBe('%PDF-')
    const text = pdfText(letters)
    if (text !== undefined) expect(text).toMatch(/Bo Björk[\s\S]*Storgatan 1[\s\S]*753 20 Uppsala[\s\S]*Kallelse: Brukarrådet[\s\S]*Kom på möte/u)
    const labels = pdfText(await documentOf(world(), await coordinator.mailings.makeFile({ id, file: 'labels' })))
    if (labels !== undefined) expect(labels).toMatch(/Bo Björk\s+Storgatan 1\s+753 20 Uppsala/u)
    const drafts = unzipSync(await documentOf(world(), await coordinator.mailings.makeFile({ id, file: 'emails' })))
    expect(Object.keys(drafts)).toEqual(['001.eml'])
    expect(strFromU8(drafts['001.eml'] as Uint8Array)).toMatch(/^X-Unsent: 1\r\n[\s\S]*To: anna@example\.se\r\n/u)
    expect(await coordinator.mailings.copyAddresses({ id })).toEqual({ addresses: ['anna@example.se'] })
    expect(await coordinator.mailings.copyAddresses({ id, channel: 'sms' })).toEqual({ addresses: ['+46701234567'] })
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load((await documentOf(world(), await coordinator.mailings.makeFile({ id, file: 'textMessages' }))).buffer as ArrayBuffer)
    expect(JSON.stringify(workbook.worksheets[0]?.getSheetValues())).toMatch(/\+46701234567.*Hej Cia!/u)
    const callList = pdfText(await documentOf(world(), await coordinator.mailings.makeFile({ id, file: 'callList' })))
    if (callList !== undefined) expect(callList).toMatch(/Dan Dahl\s+018-12 34 56[\s\S]*Ja\s+Nej\s+Kanske\s+Inget svar\s+Ring igen/u)
  })

  it('keeps nowhere who got the text in easy Swedish, and gives the ordinary one when the consent has been taken back', async () => {
    const coordinator = world().as('coordinator')
    const kept = await world().given(async (writer) =>
      JSON.stringify([await writer.db.selectFrom('mailingRecipients').selectAll().execute(), await writer.db.selectFrom('journalChanges').selectAll().where('tableName', 'in', ['mailingRecipients', 'mailings']).execute()]),
    )
    expect(kept).not.toMatch(/isEasyRead|easyRead/u)
    const { id: needId } = await world().given((writer) => writer.db.selectFrom('sensitiveFacts').select('id').where('personId', '=', there.ids.bo).executeTakeFirstOrThrow())
    await coordinator.sensitive.withdraw({ id: needId, version: 1, withdrawnOn: '2026-11-21' })
    const letters = pdfText(await documentOf(world(), await coordinator.mailings.makeFile({ id, file: 'letters' })))
    if (letters !== undefined) expect(letters).toMatch(/Kom till Brukarrådet/u)
    expect((await coordinator.mailings.read({ id })).recipients.filter(({ isEasyRead }) => isEasyRead)).toEqual([])
  })

  it('is sent when somebody says so, and what comes back warns and gives the next way', async () => {
    const coordinator = world().as('coordinator')
    expect(await refusalOf(coordinator.mailings.markSent({ id, channel: 'email', sentOn: '2027-01-01' }))).toMatchObject({ data: { fields: [{ rule: 'mailings.inFuture' }] } })
    const recipientOf = async (personId: string) => (await coordinator.mailings.read({ id })).recipients.find(({ person }) => person.id === personId)!
    const letter = await recipientOf(there.ids.bo)
    expect(await refusalOf(coordinator.mailings.markReturned({ id: letter.id, version: letter.version, returnedOn: '2026-11-21' }))).toMatchObject({ data: { rule: 'mailings.notSent' } })
    for (const channel of ['email', 'letter'] as const) await coordinator.mailings.markSent({ id, channel, sentOn: '2026-11-20' })
    expect(await coordinator.mailings.read({ id })).toMatchObject({ state: 'partlySent', counts: { sent: 2 } })
    const email = await recipientOf(there.ids.anna)
    expect(email).toMatchObject({ state: 'sent', sentBy: 'Test coordinator' })
    await coordinator.mailings.markReturned({ id: email.id, version: email.version, returnedOn: '2026-11-21' })
    expect((await coordinator.mailings.ofPerson({ personId: there.ids.anna })).warnings).toEqual([{ rule: 'mailings.cameBackEmail' }, { rule: 'mailings.allReturned' }])
    await coordinator.people.update({ id: there.ids.anna, version: 1, changes: { phone: '018-11 22 33' } })
    expect((await coordinator.mailings.ofPerson({ personId: there.ids.anna })).warnings).toEqual([{ rule: 'mailings.cameBackEmail' }, { rule: 'mailings.insteadByPhone' }])
    await coordinator.people.update({ id: there.ids.anna, version: 2, changes: { email: 'anna.ny@example.se' } })
    expect((await coordinator.mailings.ofPerson({ personId: there.ids.anna })).warnings).toEqual([])
  })

  it('keeps who answered what, when, how and who wrote it down; a call that nobody took is no answer', async () => {
    const coordinator = world().as('coordinator')
    const dan = async () => (await coordinator.mailings.read({ id })).recipients.find(({ person }) => person.id === there.ids.dan)!
    const called = { recipientId: (await dan()).id, answeredOn: '2026-11-21', channel: 'phone' } as const
    await coordinator.mailings.recordAnswer({ ...called, answer: 'noAnswer' })
    expect(await dan()).toMatchObject({ state: 'drafted', sentOn: null })
    await coordinator.mailings.recordAnswer({ ...called, answer: 'yes', note: 'Behöver skjuts' })
    expect(await dan()).toMatchObject({ state: 'answered', sentOn: '2026-11-21', answers: [{ answer: 'yes', note: 'Behöver skjuts', recordedBy: 'Test coordinator' }, { answer: 'noAnswer' }] })
    expect((await coordinator.mailings.ofPerson({ personId: there.ids.dan })).sent).toMatchObject([{ mailingId: id, title: 'Kallelse: Brukarrådet', channel: 'phone', answer: 'yes' }])
    const { version } = await coordinator.mailings.read({ id })
    expect(await refusalOf(coordinator.mailings.remove({ id, version }))).toMatchObject({ data: { rule: 'mailings.alreadySent' } })
  })

  it('leaves out one who has become protected since, and hides her address', async () => {
    const [office, coordinator] = [world().as('officeWorker'), world().as('coordinator')]
    const { version } = await office.people.read({ id: there.ids.bo })
    await office.people.update({ id: there.ids.bo, version, changes: { isProtected: true } })
    expect(await refusalOf(coordinator.mailings.makeFile({ id, file: 'letters' }))).toMatchObject({ data: { rule: 'mailings.nobodyByChannel' } })
    expect(JSON.stringify(await coordinator.mailings.read({ id }))).not.toContain('Storgatan')
    expect(JSON.stringify(await coordinator.journal.list({ limit: 500 }))).not.toContain('Storgatan')
  })
})

onBothEngines('The newsletter, the fee and the texts', (world) => {
  let there: Council
  beforeAll(async () => {
    there = await council(world())
  }, 60_000)

  it('goes only to those with consent, who are taken off at once', async () => {
    const office = world().as('officeWorker')
    const { id: consent } = await office.newsletter.consent({ personId: there.ids.anna, consentedOn: '2026-05-01', way: 'form' })
    await office.newsletter.consent({ personId: there.ids.hidden, consentedOn: '2026-05-01', way: 'meeting' })
    expect(await refusalOf(office.newsletter.consent({ personId: there.ids.anna, consentedOn: '2026-05-02', way: 'email' }))).toMatchObject({ data: { rule: 'mailings.alreadySubscribed' } })
    expect(await office.newsletter.list({})).toMatchObject({ total: 1, protectedCount: 1, rows: [{ person: { name: 'Anna Ask' }, way: 'form' }] })
    const { id } = await office.mailings.create({ audience: 'register', kind: 'newsletter', subject: 'Nytt', body: 'Hej {förnamn}', easyBody: null })
    expect(await office.mailings.preview({ id })).toMatchObject({ channels: [{ channel: 'email', count: 1 }], leftOut: [{ count: 4, finding: { rule: 'mailings.noConsent' } }], unreached: [], protectedCount: 1 })
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load((await documentOf(world(), await office.newsletter.exportList({ reason: 'Nyhetsbrevet i december' }))).buffer as ArrayBuffer)
    const listed = JSON.stringify(workbook.worksheets[0]?.getSheetValues())
    expect(listed).toContain('anna@example.se')
    expect(listed).not.toContain('hemligina')
    await office.newsletter.withdraw({ id: consent, version: 1 })
    expect(await refusalOf(office.mailings.prepare({ id, version: 1 }))).toMatchObject({ data: { rule: 'mailings.nobodyReached' } })
    expect(await refusalOf(office.newsletter.exportList({ reason: 'Igen' }))).toMatchObject({ data: { rule: 'mailings.nobodySubscribed' } })
  })

  it('asks only those who owe the fee, with the amount, the account and the OCR number', async () => {
    const treasurer = world().as('treasurer')
    await world().given(async (writer) => {
      await writer.insert('membershipSettings', { bankgiro: '9912346', bankAccount: null, isFeeConfirmation: 0, isNumberAutomatic: 1 })
      const fee = { year: 2026, amountOre: 20_000, dueOn: '2026-03-31', paidOre: null, paymentMethod: null } as const
      await writer.insert('membershipFees', { ...fee, personId: there.ids.anna, reference: '1234567897', paidOn: null })
      await writer.insert('membershipFees', { ...fee, personId: there.ids.bo, reference: '1234567898', paidOn: '2026-02-01' })
    })
    const [reminder] = (await treasurer.mailings.listTemplates({})).filter(({ standard }) => standard === 'feeReminder')
    const { subject, body, easyBody } = reminder!
    expect(await refusalOf(treasurer.mailings.create({ audience: 'register', kind: 'fee', subject, body, easyBody }))).toMatchObject({ code: 'VALIDATION' })
    const { id } = await treasurer.mailings.create({ audience: 'register', kind: 'fee', year: 2026, subject, body, easyBody })
    const preview = await treasurer.mailings.preview({ id })
    expect(preview.channels).toMatchObject([{ channel: 'email', count: 1 }])
    expect(preview.channels[0]?.sample.text).toMatch(/Belopp: 200 kr\nBetala till: bankgiro 991-2346\nOCR-nummer: 1234567897/u)
    // The same text as an ordinary message is not for one who has paid, and says why.
    const { id: message } = await treasurer.mailings.create({ audience: 'persons', personIds: [there.ids.anna, there.ids.bo], year: 2026, subject, body, easyBody })
    expect((await treasurer.mailings.preview({ id: message })).unreached).toMatchObject([{ person: { name: 'Bo Björk' }, finding: { rule: 'mailings.owesNothing' } }])
  })

  it('says of deputies in the invitation what their body has agreed for the day', async () => {
    const coordinator = world().as('coordinator')
    const [invitation] = (await coordinator.mailings.listTemplates({})).filter(({ standard }) => standard === 'meetingInvitation')
    const { subject, body } = invitation!
    const { id } = await coordinator.mailings.create({ audience: 'persons', personIds: [there.ids.anna], meetingId: there.meetingId, subject, body, easyBody: null })
    const said = async () => (await coordinator.mailings.preview({ id })).channels[0]?.sample.text
    expect(await said()).toContain('Ersättare är lika välkomna som ordinarie, och får samma arvode.')
    await coordinator.bodies.setDeputyRules({ bodyId: there.bodyId, startsOn: '2026-12-01', deputiesInvited: 'whenCalled', deputiesPaid: 'never' })
    expect(await said()).toContain('Ersättare som har kallats är lika välkomna som ordinarie.\n')
    await world().given(async (writer) => {
      const rule = await writer.db.selectFrom('deputyRules').select('id').where('bodyId', '=', there.bodyId).executeTakeFirstOrThrow()
      await writer.delete('deputyRules', rule.id)
    })
  })

  it('goes to each guardian of a child by her own channel, and to a young person herself', async () => {
    const [office, coordinator] = [world().as('officeWorker'), world().as('coordinator')]
    const person = async (fields: Parameters<CoreClient['people']['create']>[0]) => (await office.people.create(fields)).id
    const child = await person({ givenName: 'Alva', familyName: 'Barnsson', birthDate: '2015-05-05', street: 'Storgatan 1', postcode: '753 20', town: 'Uppsala' })
    const mother = await person({ givenName: 'Mor', familyName: 'Barnsson', email: 'mor@example.se', preferredChannel: 'email' })
    const father = await person({ givenName: 'Far', familyName: 'Barnsson', phone: '070-123 45 68', preferredChannel: 'sms' })
    const young = await person({ givenName: 'Elis', familyName: 'Ungsson', birthDate: '2010-05-05', email: 'elis@example.se', preferredChannel: 'email' })
    const alone = await person({ givenName: 'Ensam', familyName: 'Barnsson', birthDate: '2015-05-05', email: 'ensam@example.se' })
    for (const guardianPersonId of [mother, father]) await office.guardians.add({ childPersonId: child, guardianPersonId, startsOn: '2026-01-01' })
    const { id } = await coordinator.mailings.create({ audience: 'persons', personIds: [child, young, alone], subject: 'Läger', body: 'Hej {förnamn}!', easyBody: null })
    const preview = await coordinator.mailings.preview({ id })
    expect(preview.unreached).toMatchObject([{ person: { name: 'Ensam Barnsson' }, finding: { rule: 'guardians.missing' } }])
    expect(preview.channels.map(({ channel, count, viaCount }) => [channel, count, viaCount])).toEqual([['email', 2, 1], ['sms', 1, 1]])
    await coordinator.mailings.prepare({ id, version: 1 })
    const recipients = async () => (await coordinator.mailings.read({ id })).recipients.map(({ person: { name }, channel, address, via }) => [name, channel, address, via])
    const prepared = [['Alva Barnsson', 'email', 'mor@example.se', 'Mor Barnsson'], ['Alva Barnsson', 'sms', '070-123 45 68', 'Far Barnsson'], ['Elis Ungsson', 'email', 'elis@example.se', null]]
    expect((await recipients()).toSorted()).toEqual(prepared.toSorted())
    // What came back from one of them goes to the same one by another way, not to the other, who has got hers.
    await coordinator.mailings.markSent({ id, channel: 'email', sentOn: '2026-11-20' })
    const lost = (await coordinator.mailings.read({ id })).recipients.find(({ address }) => address === 'mor@example.se')!
    await coordinator.mailings.markReturned({ id: lost.id, version: lost.version, returnedOn: '2026-11-21' })
    expect(await refusalOf(coordinator.mailings.tryNextChannel({ id: lost.id, version: lost.version + 1 }))).toMatchObject({ data: { rule: 'mailings.allReturned' } })
    const { version } = await office.people.read({ id: mother })
    await office.people.update({ id: mother, version, changes: { phone: '070-123 45 69' } })
    expect((await coordinator.mailings.read({ id })).recipients.find((one) => one.id === lost.id)).toMatchObject({ nextChannel: 'sms' })
    expect(await coordinator.mailings.tryNextChannel({ id: lost.id, version: lost.version + 1 })).toEqual({ channel: 'sms' })
    expect((await recipients()).at(-1)).toEqual(['Alva Barnsson', 'sms', '070-123 45 69', 'Mor Barnsson'])
    // Who gets a protected identity leaves the mailing, with the child that is reached through her.
    await world().given((writer) => writer.update('persons', father, { isProtected: 1 }))
    expect(JSON.stringify(await coordinator.mailings.read({ id }))).not.toContain('070-123 45 68')
  })

  it('says of nobody that it went to her who left the list, paid, died or became protected after it was prepared', async () => {
    const [office, treasurer] = [world().as('officeWorker'), world().as('treasurer')]
    const person = async (givenName: string) => (await office.people.create({ givenName, familyName: 'Kvarsson', email: `${givenName.toLowerCase()}@example.se`, preferredChannel: 'email' })).id
    const [stays, leaves, dies, hides] = [await person('Stina'), await person('Lena'), await person('Dora'), await person('Hilda')]
    const consents = new Map<string, string>()
    for (const personId of [stays, leaves, dies, hides]) consents.set(personId, (await office.newsletter.consent({ personId, consentedOn: '2026-05-01', way: 'form' })).id)
    const { id } = await office.mailings.create({ audience: 'persons', kind: 'newsletter', personIds: [stays, leaves, dies, hides], subject: 'Nytt', body: 'Hej', easyBody: null })
    await office.mailings.prepare({ id, version: 1 })
    await office.newsletter.withdraw({ id: consents.get(leaves) as string, version: 1 })
    await world().given((writer) => writer.update('persons', dies, { deceasedOn: '2026-11-20' }))
    await world().given((writer) => writer.update('persons', hides, { isProtected: 1 }))
    const standings = async () => new Map((await office.mailings.read({ id })).recipients.map(({ person: { id: personId }, state, failure }) => [personId, [state, failure?.rule]]))
    const leftOut = [[leaves, ['leftOut', 'mailings.noConsent']], [dies, ['leftOut', 'mailings.deceased']], [hides, ['leftOut', undefined]]] as const
    expect(await standings()).toEqual(new Map<string, unknown>([[stays, ['drafted', undefined]], ...leftOut]))
    expect(await office.mailings.markSent({ id, channel: 'email', sentOn: '2026-11-21' })).toEqual({ count: 1 })
    expect(await standings()).toEqual(new Map<string, unknown>([[stays, ['sent', undefined]], ...leftOut]))
    expect((await office.mailings.list({ state: 'sent' })).rows.find((row) => row.id === id)).toMatchObject({ state: 'sent', counts: { total: 1, sent: 1 } })
    expect((await office.mailings.list({ state: 'partlySent' })).rows.some((row) => row.id === id)).toBe(false)

    await world().given(async (writer) => {
      for (const personId of [stays, leaves]) await writer.insert('membershipFees', { year: 2027, amountOre: 20_000, dueOn: '2027-03-31', paidOre: null, paymentMethod: null, personId, reference: null, paidOn: null })
    })
    const { id: feeId } = await treasurer.mailings.create({ audience: 'persons', kind: 'fee', year: 2027, personIds: [stays, leaves], subject: 'Avgift', body: 'Betala', easyBody: null })
    await treasurer.mailings.prepare({ id: feeId, version: 1 })
    await treasurer.memberships.recordFee({ personId: stays, year: 2027, amountOre: 20_000, paidOn: '2026-11-21', paymentMethod: 'cash' })
    expect((await treasurer.mailings.read({ id: feeId })).recipients.map(({ person: { id: personId }, state }) => [personId, state])).toEqual(expect.arrayContaining([[stays, 'leftOut'], [leaves, 'drafted']]))
  })

  it('are the association’s own to change with dates, and to restore', async () => {
    const office = world().as('officeWorker')
    const thanks = async () => (await office.mailings.listTemplates({})).find(({ standard }) => standard === 'thanks')!
    const before = await thanks()
    expect(before).toMatchObject({ id: null, easyBody: expect.stringContaining('Tack') as string })
    const { id } = await office.mailings.saveTemplate({ standard: 'thanks', name: 'Tack', subject: 'Tusen tack', body: 'Tack {förnamn}', easyBody: null })
    world().clock.set('2026-11-25T09:00:00.000Z')
    await office.mailings.saveTemplate({ standard: 'thanks', name: 'Tack', subject: 'Stort tack', body: 'Tack {förnamn}', easyBody: null })
    const changed = await thanks()
    expect(changed).toMatchObject({ subject: 'Stort tack', startsOn: '2026-11-25' })
    expect(changed.id).not.toBe(id)
    await office.mailings.endTemplate({ id: changed.id!, version: changed.version! })
    expect(await thanks()).toEqual(before)
    expect(await refusalOf(office.mailings.saveTemplate({ name: 'Egen', subject: 'x', body: '{okänt}', easyBody: null }))).toMatchObject({ data: { fields: [{ rule: 'mailings.unknownField' }] } })
  })

  it('certify the hours of an assignment, for the participants of a course and for chosen persons', async () => {
    const coordinator = world().as('coordinator')
    await world().given(async (writer) => writer.update('bodies', there.bodyId, { payer: 'nobody' }))
    const { id: past } = await coordinator.meetings.plan({ bodyId: there.bodyId, heldOn: '2026-10-01', startTime: '13:00', endTime: '15:30' })
    await coordinator.meetings.recordAttendance({ meetingId: past, rows: [{ personId: there.ids.anna, status: 'present' }] })
    const { id } = await coordinator.mailings.create({ audience: 'persons', personIds: [there.ids.anna, there.ids.bo], year: 2026, subject: 'Intyg', body: '{namn}: {uppdrag}, {timmar} timmar {år}', easyBody: null })
    const preview = await coordinator.mailings.preview({ id })
    expect(preview.channels[0]?.sample.text).toBe('Anna Ask: Brukarrådet, 2,5 timmar 2026')
    expect(preview.unreached).toMatchObject([{ person: { name: 'Bo Björk' }, finding: { rule: 'mailings.fieldMissing', params: { field: '{timmar}' } } }])
    // A certificate names the assignments of its own year.
    const { id: yearBefore } = await coordinator.mailings.create({ audience: 'persons', personIds: [there.ids.anna], year: 2025, subject: 'Intyg', body: '{namn}: {uppdrag}', easyBody: null })
    expect((await coordinator.mailings.preview({ id: yearBefore })).unreached).toMatchObject([{ finding: { rule: 'mailings.fieldMissing', params: { field: '{uppdrag}' } } }])
    // A stipend that was claimed, one that was rejected, pay for a journey, and a host who pays: only the first and the last make the certificate untrue.
    const { bo, cia, dan, eva } = there.ids
    const { id: hosted } = await coordinator.bodies.create({ hostOrganisationId: (await coordinator.bodies.read({ id: there.bodyId })).host.id, name: 'Värdens råd', kind: 'council', method: 'council', level: 'system', payer: 'host', startsOn: '2024-01-01' })
    await world().given(async (writer) => {
      const meeting = await writer.db.selectFrom('meetings').selectAll().where('id', '=', past).executeTakeFirstOrThrow()
      const { id: _id, version: _version, ...like } = meeting
      const hostedId = await writer.insert('meetings', { ...like, bodyId: hosted, heldOn: '2026-10-02' })
      const came = (meetingId: string, personId: string) => writer.insert('attendances', { meetingId, personId, assignmentId: null, role: 'guest', status: 'present', travelMinutes: 0, drivenKilometres: 0, note: null })
      for (const personId of [cia, dan, eva]) await came(past, personId)
      for (const personId of [bo, there.ids.anna]) await came(hostedId, personId)
      await writer.insert('stipendDeclinations', { personId: there.ids.anna, startsOn: '2026-01-01', endsOn: null, purpose: null, legalBasis: null, consentedOn: null })
      const claim = async (personId: string, kind: 'stipend' | 'mileage', rejectedAt: typeof writer.now | null) => {
        const claimId = await writer.insert('claims', {
          personId, meetingId: past, bodyId: there.bodyId, grantId: null, kind: 'meeting', occurredOn: '2026-10-01', isStipendDeclined: 0, submittedAt: writer.now, approvedAt: null,
          approvedByUserId: null, rejectedAt, rejectReason: null, payoutId: null, createdAt: writer.now,
        })
        await writer.insert('claimLines', { claimId, position: 1, kind, description: 'Prov', quantity: null, amountOre: 50_000, isTaxable: 1, explanationJson: null })
      }
      await claim(cia, 'stipend', null)
      await claim(dan, 'mileage', null)
      await claim(eva, 'stipend', writer.now)
      await writer.update('persons', eva, { email: 'eva@example.se' })
    })
    const { id: all } = await coordinator.mailings.create({ audience: 'persons', personIds: [there.ids.anna, bo, cia, dan, eva], year: 2026, subject: 'Intyg', body: '{namn}, {timmar} timmar', easyBody: null })
    const certified = await coordinator.mailings.preview({ id: all })
    expect(certified.channels.map(({ channel, count, sample }) => [channel, count, sample.text])).toEqual([['email', 2, 'Anna Ask, 5 timmar'], ['phone', 1, 'Dan Dahl, 2,5 timmar']])
    expect(certified.unreached.map(({ person, finding }) => [person.name, finding.rule])).toEqual([['Bo Björk', 'mailings.hasStipend'], ['Cia Ceder', 'mailings.hasStipend']])
    const { id: trainingId } = await coordinator.trainings.create({ name: 'Kursen', kind: 'peerSupport', requiredSessions: 1 })
    const { id: courseRoundId } = await coordinator.trainings.createRound({ trainingId, name: 'Hösten', startsOn: '2026-09-01', endsOn: '2026-12-01', requiredSessions: 1 })
    await coordinator.trainings.addParticipant({ courseRoundId, personId: there.ids.cia, admittedOn: '2026-09-01' })
    const { id: toRound } = await coordinator.mailings.create({ audience: 'courseRound', courseRoundId, subject: 'Om {kurs}', body: 'Hej', easyBody: null })
    expect((await coordinator.mailings.preview({ id: toRound })).channels).toMatchObject([{ channel: 'sms', sample: { subject: 'Om Kursen, Hösten' } }])
    expect(await coordinator.mailings.courseRounds({})).toEqual([{ id: courseRoundId, name: 'Kursen, Hösten' }])
  })
})

onBothEngines('A register extract', (world) => {
  it('holds everything that names the person and on which ground it is kept, and nothing of anybody else', async () => {
    const { ids } = await council(world())
    const office = world().as('officeWorker')
    await office.people.update({ id: ids.anna, version: 1, changes: { contactPersonId: ids.bo, contactPersonNote: 'Ring brodern' } })
    await office.newsletter.consent({ personId: ids.anna, consentedOn: '2026-05-01', way: 'form' })
    const { id } = await office.mailings.create({ audience: 'persons', personIds: [ids.anna], subject: 'Välkommen till {förening}', body: 'Hej', easyBody: null })
    await office.mailings.prepare({ id, version: 1 })
    expect(await refusalOf(world().as('coordinator').registerExtracts.make({ personId: ids.anna, reason: 'Begärt' }))).toMatchObject({ code: 'NOT_ALLOWED' })
    const files = unzipSync(await documentOf(world(), await office.registerExtracts.make({ personId: ids.anna, reason: 'Personen har begärt det' })))
    const names = Object.keys(files)
    expect(names.map((name) => name.split('.').at(-1))).toEqual(['pdf', 'json'])
    const { tables: held } = JSON.parse(strFromU8(files[names[1]!]!)) as { tables: Record<string, Record<string, unknown>[]> }
    expect(held).toMatchObject({ persons: [{ givenName: 'Anna', email: 'anna@example.se', contactPersonId: null, contactPersonNote: 'Ring brodern' }], memberships: [{ kind: 'main' }], assignments: [{}], newsletterConsents: [{ way: 'form' }] })
    expect(JSON.stringify(held)).not.toContain(ids.bo)
    const text = pdfText(files[names[0]!]!)
    if (text !== undefined) expect(text).toMatch(/Registerutdrag[\s\S]*Anna Ask[\s\S]*bygger\s+på\s+avtal[\s\S]*uttryckligt\s+samtycke[\s\S]*Brukarrådet/u)
    if (text !== undefined) expect(text).not.toMatch(/\{förening\}/u)
    expect((await office.journal.list({ subjectId: ids.anna })).entries[0]).toMatchObject({ procedure: 'registerExtracts.make', reason: 'Personen har begärt det' })
  })
})

describe('The extract is made of the schema', () => {
  it('so that a new table that names a person is in it by itself', async () => {
    const { personColumns } = await import('#core/mailings/extract-places.ts')
    const naming = Object.entries(tables).filter(([, columns]) => Object.values(columns).some((spec) => parseSpec(spec).references === 'persons')).map(([table]) => table)
    expect([...new Set(personColumns.map(({ table }) => table))].toSorted()).toEqual(naming.toSorted())
  })
})
