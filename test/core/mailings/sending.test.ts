import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { MailingSendEvent } from '#contract/mailings.ts'
import { mailAccount, startMailServer, type MailServerUnderTest } from '#test/support/mail-server.ts'
import { documentOf } from '#test/support/pdf.ts'
import { onBothEngines, refusalOf, type World } from '#test/support/world.ts'

type Finished = Extract<MailingSendEvent, { kind: 'finished' }>

/** Sends all that waits, and gives the end of it. */
async function sendAll(world: World, id: string, count?: number, channel: 'email' | 'sms' = 'email'): Promise<Finished> {
  const office = world.as('officeWorker')
  const { unsentEmailCount, unsentSmsCount } = await office.mailings.read({ id })
  const events = await office.mailings.send({ id, channel, count: count ?? (channel === 'sms' ? unsentSmsCount : unsentEmailCount) })
  let last: MailingSendEvent | undefined
  for await (const event of events) last = event
  if (last?.kind !== 'finished') throw new Error('The sending did not tell how it ended')
  return last
}

/** The words of a message that was received. */
function bodyOf({ raw }: { raw: string }): string {
  return Buffer.from(raw.split('\r\n\r\n').slice(1).join('').replaceAll(/\s/gu, ''), 'base64').toString('utf8')
}

onBothEngines('E-mail by the association’s own server', (world) => {
  let server: MailServerUnderTest
  let settings: Parameters<ReturnType<World['as']>['mailings']['updateServer']>[0]

  beforeAll(async () => {
    server = await startMailServer()
    world().trusted.ca = server.ca
    settings = { host: server.host, port: server.port, security: 'startTls', ...mailAccount, fromAddress: 'kansliet@radet.example', fromName: 'Rådet i Uppsala', replyTo: 'svar@radet.example', pauseSeconds: 0 }
  }, 60_000)
  afterAll(() => server.close())
  beforeEach(() => {
    server.received.length = 0
    server.refusals.recipient.clear()
    server.refusals.message.clear()
    server.dropped.clear()
  })

  const person = async (givenName: string, fields: object = {}) =>
    (await world().as('officeWorker').people.create({ givenName, familyName: 'Ask', email: `${givenName.toLowerCase()}@example.se`, preferredChannel: 'email', ...fields })).id

  /** A mailing to these persons, prepared. */
  async function prepared(personIds: string[], fields: object = {}): Promise<string> {
    const office = world().as('officeWorker')
    const { id } = await office.mailings.create({ audience: 'persons', personIds, subject: 'Hej {förnamn}', body: 'Hej {förnamn}, välkommen på möte!', easyBody: null, ...fields })
    await office.mailings.prepare({ id, version: 1 })
    return id
  }

  it('is not sent before there is a server', async () => {
    const id = await prepared([await person('Ada')])
    expect(await refusalOf(sendAll(world(), id))).toMatchObject({ data: { rule: 'mailings.noServer' } })
  })

  it('is described by the administrator, and its password is never shown, never in clear in the file, and asked for again for another server', async () => {
    const administrator = world().as('administrator')
    expect(await refusalOf(world().as('officeWorker').mailings.updateServer(settings))).toMatchObject({ code: 'NOT_ALLOWED' })
    expect(await refusalOf(administrator.mailings.updateServer({ ...settings, password: '' }))).toMatchObject({ data: { fields: [{ path: 'password', rule: 'mailings.passwordNeeded' }] } })
    await administrator.mailings.updateServer(settings)
    const shown = await world().as('officeWorker').mailings.readServer({})
    expect(shown.server).toMatchObject({ version: 1, host: 'localhost', userName: mailAccount.userName, hasPassword: true })
    await administrator.mailings.updateServer({ ...settings, version: 1, password: null, fromName: 'Rådet' })
    expect(await refusalOf(administrator.mailings.updateServer({ ...settings, version: 2, password: null, host: 'elsewhere.example' }))).toMatchObject({ data: { fields: [{ rule: 'mailings.passwordNeeded' }] } })
    const kept = await world().given(async (writer) => JSON.stringify([await writer.db.selectFrom('mailServers').selectAll().execute(), await writer.db.selectFrom('journalChanges').selectAll().execute()]))
    for (const told of [kept, JSON.stringify(shown), JSON.stringify(await administrator.journal.list({ limit: 500 }))]) expect(told).not.toContain(mailAccount.password)
    expect(JSON.stringify(await administrator.journal.list({ limit: 500 }))).not.toContain('sealedPassword')
  })

  it('is tried by a test to oneself, which says in a sentence what is wrong', async () => {
    const administrator = world().as('administrator')
    await administrator.mailings.sendTest({ to: 'jag@example.se' })
    expect(server.received).toMatchObject([{ from: 'kansliet@radet.example', to: ['jag@example.se'] }])
    server.refusals.recipient.set('borta@example.se', { code: 550, message: '5.1.1 <borta@example.se> unknown' })
    expect(await refusalOf(administrator.mailings.sendTest({ to: 'borta@example.se' }))).toEqual({ code: 'RULE_VIOLATION', data: { rule: 'mailings.addressRefused' } })
    delete world().trusted.ca
    expect(await refusalOf(administrator.mailings.sendTest({ to: 'jag@example.se' }))).toEqual({ code: 'RULE_VIOLATION', data: { rule: 'mailings.serverCertificate' } })
    world().trusted.ca = server.ca
  })

  it('goes to each receiver by herself, with her own words, and only after the count has been confirmed', async () => {
    const office = world().as('officeWorker')
    const id = await prepared([await person('Bea'), await person('Cid')])
    expect(await refusalOf(sendAll(world(), id, 3))).toMatchObject({ data: { rule: 'mailings.countChanged', params: { count: 2 } } })
    expect(await sendAll(world(), id)).toEqual({ kind: 'finished', sent: 2, returned: 0, failed: 0, unsure: 0, remaining: 0, stopped: null })
    expect(server.received.map(({ to }) => to)).toEqual([['bea@example.se'], ['cid@example.se']])
    const [first] = server.received
    expect(first?.raw).toMatch(/^Message-ID: <[\da-f-]{36}@radet\.example>\r$/mu)
    expect(first?.raw).toMatch(/^Reply-To: svar@radet\.example\r$/mu)
    expect(first?.raw).not.toMatch(/cid|List-Unsubscribe|^(?:cc|bcc):/imu)
    expect(bodyOf(first!)).toBe('Hej Bea, välkommen på möte!')
    expect(await office.mailings.read({ id })).toMatchObject({ state: 'sent', unsentEmailCount: 0, recipients: [{ state: 'sent', sentOn: '2026-11-21', sentBy: 'Test officeWorker' }, { state: 'sent' }] })
    expect(await refusalOf(sendAll(world(), id, 1))).toMatchObject({ data: { rule: 'mailings.nothingToSend' } })
    expect(await office.journal.lastUndoable({})).toEqual({ entry: null })
  })

  it('tells of a refused address as something that came back, and the next way is a click away', async () => {
    const office = world().as('officeWorker')
    server.refusals.recipient.set('dag@example.se', { code: 550, message: '5.1.1 <dag@example.se>: no such user here' })
    const dag = await person('Dag', { street: 'Storgatan 1', postcode: '753 20', town: 'Uppsala' })
    const id = await prepared([await person('Cilla'), dag, await person('Ed')])
    expect(await sendAll(world(), id)).toMatchObject({ sent: 2, returned: 1, failed: 0, stopped: null })
    // A domain that there is not is her own, and so is the fault.
    server.refusals.recipient.set('fia@fel.example', { code: 550, message: '5.1.2 Domain not found' })
    const elsewhere = await prepared([await person('Fia', { email: 'fia@fel.example' })])
    expect(await sendAll(world(), elsewhere)).toMatchObject({ sent: 0, returned: 1, remaining: 0, stopped: null })
    const lost = (await office.mailings.read({ id })).recipients[1]!
    expect(lost).toMatchObject({ state: 'returned', failure: { rule: 'mailings.addressRefused' }, nextChannel: 'letter', returnedOn: '2026-11-21' })
    expect((await office.mailings.ofPerson({ personId: dag })).warnings).toEqual([{ rule: 'mailings.cameBackEmail' }, { rule: 'mailings.insteadByLetter' }])
    expect(await office.mailings.tryNextChannel({ id: lost.id, version: lost.version })).toEqual({ channel: 'letter' })
    const { recipients } = await office.mailings.read({ id })
    expect(recipients.map(({ channel, state, nextChannel }) => [channel, state, nextChannel])).toEqual([['email', 'sent', null], ['email', 'returned', null], ['email', 'sent', null], ['letter', 'drafted', null]])
    expect(await refusalOf(office.mailings.tryNextChannel({ id: lost.id, version: lost.version }))).toMatchObject({ data: { rule: 'mailings.alreadyReached' } })
    expect(JSON.stringify(world().faults)).not.toContain('dag@example.se')
  })

  it('can be tried again where the server said later, or moved to another channel', async () => {
    const office = world().as('officeWorker')
    server.refusals.recipient.set('full@example.se', { code: 452, message: '4.2.2 Mailbox full' })
    server.refusals.message.set('skrap@example.se', { code: 554, message: '5.7.1 Looks like spam' })
    const id = await prepared([await person('Full'), await person('Ola'), await person('Skrap', { phone: '070-123 45 67' })])
    expect(await sendAll(world(), id)).toMatchObject({ sent: 1, returned: 0, failed: 2, stopped: null })
    const [full, , refused] = (await office.mailings.read({ id })).recipients
    expect([full, refused]).toMatchObject([{ state: 'failed', failure: { rule: 'mailings.tryLater' }, nextChannel: null }, { state: 'failed', failure: { rule: 'mailings.messageRefused' }, nextChannel: 'sms', returnedOn: null }])
    expect(await office.mailings.tryNextChannel({ id: refused!.id, version: refused!.version })).toEqual({ channel: 'sms' })
    server.refusals.recipient.clear()
    expect(await sendAll(world(), id)).toMatchObject({ sent: 1, failed: 0, remaining: 0 })
    expect(server.received.map(({ to }) => to[0])).toEqual(['ola@example.se', 'full@example.se'])
    expect((await office.mailings.read({ id })).recipients.map(({ channel }) => channel)).toEqual(['email', 'email', 'sms'])
  })

  it('is stopped between two messages, goes on where it was, and nobody gets it twice, whoever else sends at the same time', async () => {
    const office = world().as('officeWorker')
    const id = await prepared(await Promise.all(['Eva', 'Finn', 'Gun'].map((name) => person(name))))
    const aborter = new AbortController()
    const events = await office.mailings.send({ id, count: 3 }, { signal: aborter.signal })
    for await (const event of events) {
      if (event.kind === 'progress' && event.done === 1) break
    }
    aborter.abort()
    await expect.poll(async () => (await office.mailings.read({ id })).unsentEmailCount).toBeLessThan(3)
    const { unsentEmailCount } = await office.mailings.read({ id })
    expect(unsentEmailCount).toBeGreaterThan(0)
    await Promise.all([sendAll(world(), id, unsentEmailCount), sendAll(world(), id, unsentEmailCount)])
    expect(server.received.map(({ to }) => to[0]).toSorted()).toEqual(['eva@example.se', 'finn@example.se', 'gun@example.se'])
  })

  it('is not sent again by itself where the connection or the program broke when it was under way', async () => {
    const office = world().as('officeWorker')
    server.dropped.add('hans@example.se')
    const id = await prepared([await person('Hans'), await person('Ida')])
    expect(await sendAll(world(), id)).toMatchObject({ sent: 1, unsure: 1, remaining: 0 })
    const crashed = await prepared([await person('Isak')])
    await world().given(async (writer) => {
      const { id: begun } = await writer.db.selectFrom('mailingRecipients').select('id').where('mailingId', '=', crashed).executeTakeFirstOrThrow()
      await writer.update('mailingRecipients', begun, { attemptedAt: writer.now })
    })
    expect(await refusalOf(sendAll(world(), crashed, 1))).toMatchObject({ data: { rule: 'mailings.nothingToSend' } })
    const [unsure] = (await office.mailings.read({ id })).recipients
    expect(unsure).toMatchObject({ state: 'unsure', failure: { rule: 'mailings.unsure' } })
    expect(await refusalOf(sendAll(world(), id, 1))).toMatchObject({ data: { rule: 'mailings.nothingToSend' } })
    server.dropped.clear()
    await office.mailings.retry({ id: unsure!.id, version: unsure!.version })
    expect(await sendAll(world(), id)).toMatchObject({ sent: 1 })
    expect(server.received.map(({ to }) => to[0])).toEqual(['hans@example.se', 'ida@example.se', 'hans@example.se'])
  })

  it('stops at once where the server is at fault, and marks nobody', async () => {
    const office = world().as('officeWorker')
    const id = await prepared([await person('Jon'), await person('Kim')])
    delete world().trusted.ca
    expect(await sendAll(world(), id)).toMatchObject({ sent: 0, failed: 0, remaining: 2, stopped: { rule: 'mailings.serverCertificate' } })
    world().trusted.ca = server.ca
    expect((await office.mailings.read({ id })).recipients.map(({ state }) => state)).toEqual(['drafted', 'drafted'])
    expect(server.received).toEqual([])
  })

  it('stops after three failures in a row, which are hardly the receivers’', async () => {
    const names = ['Lea', 'Mia', 'Nils', 'Oda']
    for (const name of names) server.refusals.message.set(`${name.toLowerCase()}@example.se`, { code: 554, message: '5.7.1 Blocked' })
    const id = await prepared(await Promise.all(names.map((name) => person(name))))
    expect(await sendAll(world(), id)).toMatchObject({ sent: 0, failed: 3, remaining: 1, stopped: { rule: 'mailings.stoppedAfterFailures' } })
  })

  it('never goes to one who has got a protected identity since, nor the newsletter to one who has left its list; who gets it can leave by a header', async () => {
    const office = world().as('officeWorker')
    const [pia, roy, siv] = [await person('Pia'), await person('Roy'), await person('Siv')]
    const consents = await Promise.all([pia, roy, siv].map((personId) => office.newsletter.consent({ personId, consentedOn: '2026-01-01', way: 'form' })))
    const id = await prepared([pia, roy, siv], { kind: 'newsletter' })
    await office.people.update({ id: pia, version: (await office.people.read({ id: pia })).version, changes: { isProtected: true } })
    await office.newsletter.withdraw({ id: consents[1]!.id, version: 1 })
    expect((await office.mailings.read({ id })).unsentEmailCount).toBe(1)
    await sendAll(world(), id)
    expect(server.received.map(({ to }) => to)).toEqual([['siv@example.se']])
    expect(server.received[0]?.raw).toContain('List-Unsubscribe: <mailto:svar@radet.example?subject=Avsluta%20nyhetsbrevet>\r\n')
  })

  it('carries its attachments, which the letters name', async () => {
    const office = world().as('officeWorker')
    const { id } = await office.mailings.create({ audience: 'persons', personIds: [await person('Tor')], subject: 'Hej', body: 'Se bilagan.', easyBody: null })
    const file = new File(['%PDF-1.7 dagordning'], 'Dagordning för mötet.pdf', { type: 'application/pdf' })
    const { id: attachmentId } = await office.mailings.addAttachment({ id, file })
    expect(await refusalOf(office.mailings.addAttachment({ id, file: new File(['MZ'], 'kör.exe') }))).toMatchObject({ data: { rule: 'mailings.attachmentKind' } })
    expect(await refusalOf(office.mailings.addAttachment({ id, file: new File([new Uint8Array(5 * 1024 * 1024)], 'stor.pdf') }))).toMatchObject({ data: { rule: 'mailings.attachmentsTooLarge', params: { megabytes: 5 } } })
    const { version, attachments } = await office.mailings.read({ id })
    expect(attachments).toEqual([{ id: attachmentId, version: 1, name: 'Dagordning för mötet.pdf', byteCount: 19 }])
    expect(new TextDecoder().decode(await documentOf(world(), await office.mailings.attachmentDocument({ id: attachmentId })))).toBe('%PDF-1.7 dagordning')
    await office.mailings.prepare({ id, version })
    expect(await refusalOf(office.mailings.removeAttachment({ id: attachmentId, version: 1 }))).toMatchObject({ data: { rule: 'mailings.alreadyPrepared' } })
    await sendAll(world(), id)
    expect(server.received[0]?.raw).toContain("filename*=UTF-8''Dagordning%20f%C3%B6r%20m%C3%B6tet.pdf")
    expect(server.received[0]?.raw).toContain(Buffer.from('%PDF-1.7 dagordning').toString('base64'))
    expect(JSON.stringify(await office.journal.list({ subjectId: id }))).not.toContain(Buffer.from('%PDF-1.7').toString('base64').slice(0, 8))
  })

  /** One who would rather have text messages, with a number that ends like this. */
  const texter = (givenName: string, ending: string, fields: object = {}) => person(givenName, { phone: `070-174 06 ${ending}`, preferredChannel: 'sms', ...fields })
  const sendTexts = (id: string, count?: number) => sendAll(world(), id, count, 'sms')

  it('carries no text messages before the administrator has entered a provider, whose address has a place for the number', async () => {
    const administrator = world().as('administrator')
    const id = await prepared([await texter('Ulf', '05')])
    expect(await world().as('officeWorker').mailings.read({ id })).toMatchObject({ unsentEmailCount: 0, unsentSmsCount: 1 })
    expect(await refusalOf(sendTexts(id))).toMatchObject({ data: { rule: 'mailings.noSmsProvider' } })
    const change = (smsAddress: string) => ({ ...settings, version: 2, password: null, smsAddress })
    expect(await refusalOf(administrator.mailings.updateServer(change('sms@provider.example')))).toMatchObject({ data: { fields: [{ path: 'smsAddress', rule: 'mailings.smsNumberMissing' }] } })
    expect(await refusalOf(administrator.mailings.updateServer(change('sms@{nummer}.example')))).toMatchObject({ data: { fields: [{ path: 'smsAddress', rule: 'mailings.smsNumberMissing' }] } })
    expect(await refusalOf(administrator.mailings.updateServer(change('{nummer}')))).toMatchObject({ data: { fields: expect.arrayContaining([{ path: 'smsAddress', rule: 'numbers.emailNotAnAddress' }]) } })
    expect(await refusalOf(world().as('officeWorker').mailings.updateServer(change('{nummer}@provider.example')))).toMatchObject({ code: 'NOT_ALLOWED' })
    await administrator.mailings.updateServer(change(' {Nummer}@Provider.example '))
    expect((await administrator.mailings.readServer({})).server).toMatchObject({ version: 3, smsAddress: '{nummer}@provider.example', smsSubject: null, hasPassword: true })
    expect(server.received).toEqual([])
  })

  it('carries text messages to the provider, one to each number, as plain text alone and with the words of the list', async () => {
    const office = world().as('officeWorker')
    const [vid, wes, yle] = [await texter('Vid', '06'), await person('Wes', { phone: '+47 412 34 567', preferredChannel: 'sms' }), await person('Yle')]
    for (const personId of [vid, wes]) await office.newsletter.consent({ personId, consentedOn: '2026-01-01', way: 'form' })
    const { id } = await office.mailings.create({ kind: 'newsletter', audience: 'persons', personIds: [vid, wes, yle], subject: 'Nytt', body: 'Hej {förnamn} – å!\nNästa rad.', easyBody: null })
    await office.mailings.addAttachment({ id, file: new File(['%PDF-1.7'], 'Bilaga.pdf', { type: 'application/pdf' }) })
    await office.mailings.prepare({ id, version: (await office.mailings.read({ id })).version })
    expect(await refusalOf(sendTexts(id, 3))).toMatchObject({ data: { rule: 'mailings.countChanged', params: { count: 2 } } })
    expect(await sendTexts(id)).toEqual({ kind: 'finished', sent: 2, returned: 0, failed: 0, unsure: 0, remaining: 0, stopped: null })
    expect(server.received.map(({ to }) => to)).toEqual([['46701740606@provider.example'], ['4741234567@provider.example']])
    const raw = server.received[0]!.raw
    expect(raw).toContain('To: 46701740606@provider.example\r\n')
    expect(raw).toContain('Content-Type: text/plain; charset=utf-8\r\n')
    expect(raw).not.toMatch(/^(?:Subject|List-Unsubscribe|Content-Disposition):|multipart|vid@example/imu)
    expect(bodyOf(server.received[0]!)).toBe('Hej Vid – å!\r\nNästa rad.')
    expect(await office.mailings.read({ id })).toMatchObject({ state: 'sent', unsentSmsCount: 0, recipients: [{ channel: 'sms', state: 'sent', sentOn: '2026-11-21', sentBy: 'Test officeWorker' }, { state: 'sent' }] })
    expect(await refusalOf(sendTexts(id, 2))).toMatchObject({ data: { rule: 'mailings.nothingToSend' } })
    expect((await office.journal.list({ limit: 20 })).entries.filter(({ procedure }) => procedure === 'mailings.send').length).toBeGreaterThan(0)
  })

  it('carries a text message to a child’s guardian, an outsider, and none to one who has got a protected identity or left the list since', async () => {
    const office = world().as('officeWorker')
    const mother = await texter('Mor', '10')
    const child = await person('Barn', { birthDate: '2018-05-05', phone: '070-174 06 11', preferredChannel: 'sms' })
    await office.guardians.add({ childPersonId: child, guardianPersonId: mother, startsOn: '2026-01-01' })
    const helped = await texter('Hjälpt', '12', { contactName: 'Kalle Sten', contactPhone: '070-174 06 13', email: null })
    const [hidden, left] = [await texter('Gömd', '14'), await texter('Gått', '15')]
    const ids = [child, helped, hidden, left]
    const consents = await Promise.all(ids.map((personId) => office.newsletter.consent({ personId, consentedOn: '2026-01-01', way: 'form' })))
    const id = await prepared(ids, { kind: 'newsletter' })
    await office.people.update({ id: hidden, version: (await office.people.read({ id: hidden })).version, changes: { isProtected: true } })
    await office.newsletter.withdraw({ id: consents[3]!.id, version: 1 })
    expect((await office.mailings.read({ id })).unsentSmsCount).toBe(2)
    await sendTexts(id)
    expect(server.received.map(({ to }) => to[0]).toSorted()).toEqual(['46701740610@provider.example', '46701740613@provider.example'])
  })

  it('tells of a refused number as something that came back, is unsure where the connection broke, and stops after three in a row', async () => {
    const [administrator, office] = [world().as('administrator'), world().as('officeWorker')]
    await administrator.mailings.updateServer({ ...settings, version: 3, password: null, smsAddress: '+{nummer}@provider.example', smsSubject: 'Rådet' })
    const gone = { code: 550, message: '5.1.1 <+46701740620@provider.example> unknown' }
    server.refusals.recipient.set('+46701740620@provider.example', gone)
    server.dropped.add('+46701740621@provider.example')
    const id = await prepared([await texter('Ansa', '20'), await texter('Beda', '21'), await texter('Cleo', '22')])
    expect(await sendTexts(id)).toMatchObject({ sent: 1, returned: 1, unsure: 1, remaining: 0, stopped: null })
    expect(server.received.at(-1)).toMatchObject({ to: ['+46701740622@provider.example'] })
    expect(server.received.at(-1)?.raw).toContain(`Subject: =?utf-8?B?${Buffer.from('Rådet').toString('base64')}?=\r\n`)
    expect((await office.mailings.read({ id })).recipients).toMatchObject([
      { state: 'returned', failure: { rule: 'mailings.numberRefused' }, nextChannel: 'email' }, { state: 'unsure', failure: { rule: 'mailings.unsure' } }, { state: 'sent' },
    ])
    expect(await refusalOf(sendTexts(id, 1))).toMatchObject({ data: { rule: 'mailings.nothingToSend' } })
    const endings = ['30', '31', '32', '33']
    for (const ending of endings) server.refusals.recipient.set(`+467017406${ending}@provider.example`, gone)
    const stopped = await prepared(await Promise.all(endings.map((ending, index) => texter(`Stopp${index}`, ending))))
    // That all are refused is not said of the numbers: it is rather how the provider wants them written.
    expect(await sendTexts(stopped)).toMatchObject({ sent: 0, returned: 0, failed: 3, remaining: 1, stopped: { rule: 'mailings.stoppedAfterFailures' } })
    const { recipients } = await office.mailings.read({ id: stopped })
    expect(recipients.map(({ state, returnedOn, failure }) => [state, returnedOn, failure?.rule])).toEqual([...Array.from({ length: 3 }, () => ['failed', null, 'mailings.numberRefused']), ['drafted', null, undefined]])
    // One that is refused among those that are taken is the number's own.
    for (const ending of ['31', '32', '33']) server.refusals.recipient.delete(`+467017406${ending}@provider.example`)
    expect(await sendTexts(stopped)).toMatchObject({ sent: 3, returned: 1, remaining: 0, stopped: null })
    expect((await office.mailings.read({ id: stopped })).recipients.map(({ state }) => state)).toEqual(['returned', 'sent', 'sent', 'sent'])
    expect(JSON.stringify(world().faults)).not.toContain('provider.example')
  })

  it('carries no more text messages where the provider’s domain is refused, and says it of no number', async () => {
    const office = world().as('officeWorker')
    for (const ending of ['40', '41']) server.refusals.recipient.set(`+467017406${ending}@provider.example`, { code: 550, message: '5.1.2 Domain not found' })
    const personIds = [await texter('Dora', '40'), await texter('Elsa', '41')]
    const id = await prepared(personIds)
    const connections = server.connections()
    expect(await sendTexts(id)).toEqual({ kind: 'finished', sent: 0, returned: 0, failed: 0, unsure: 0, remaining: 2, stopped: { rule: 'mailings.smsProviderRefused' } })
    expect(server.connections()).toBe(connections + 1)
    expect((await office.mailings.read({ id })).recipients).toMatchObject([{ state: 'drafted', failure: null, returnedOn: null }, { state: 'drafted' }])
    for (const personId of personIds) expect((await office.mailings.ofPerson({ personId })).warnings).toEqual([])
    server.refusals.recipient.clear()
    expect(await sendTexts(id)).toMatchObject({ sent: 2, remaining: 0, stopped: null })
    // What the provider sends back later names the address that it took the message at.
    const back = 'From: mailer-daemon@provider.example\n\n<+46701740641@Provider.example>: no such subscriber\n070-174 06 40'
    expect(await office.mailings.markBounced({ id, text: back, returnedOn: '2026-11-21' })).toEqual({ count: 1, unknown: [] })
    expect((await office.mailings.read({ id })).recipients).toMatchObject([{ state: 'sent' }, { state: 'returned', returnedOn: '2026-11-21', nextChannel: 'email' }])
  })

  it('is sent no more once the server has been removed, and its password is gone', async () => {
    const administrator = world().as('administrator')
    await administrator.mailings.removeServer({ version: (await administrator.mailings.readServer({})).server?.version ?? 0 })
    expect((await administrator.mailings.readServer({})).server).toBeNull()
    expect(await refusalOf(administrator.mailings.sendTest({ to: 'jag@example.se' }))).toMatchObject({ data: { rule: 'mailings.noServer' } })
  })
})
