import { expect, it } from 'vitest'
import { emailsIn, toE164 } from '#shared/contact.ts'
import { onBothEngines, refusalOf } from '#test/support/world.ts'

onBothEngines('E-mails that came back', (world) => {
  const office = () => world().as('officeWorker')

  it('are noted by the addresses in what came back, for all who share one, with the next way and one undo', async () => {
    const person = async (givenName: string, email: string, more: object = {}) => (await office().people.create({ givenName, familyName: 'Studs', email, preferredChannel: 'email', ...more })).id
    const anna = await person('Anna', 'anna@example.se', { phone: '070-123 45 67' })
    const bo = await person('Bo', 'gemensam@example.se')
    const cia = await person('Cia', 'gemensam@example.se')
    const dan = await person('Dan', 'dan@example.se')
    const eva = await person('Eva', 'eva@example.se')
    const { id } = await office().mailings.create({ audience: 'persons', personIds: [anna, bo, cia, dan, eva], subject: 'Hej', body: 'Hej {förnamn}!' })
    await office().mailings.prepare({ id, version: 1 })
    const pasted = 'From: Mailer-Daemon@mail.example.net\n\n<Anna@Example.se>: user unknown\ngemensam@example.se; okand@example.se'
    const note = (text: string, returnedOn: '2026-11-21' | '2026-11-19' | '2027-01-01' = '2026-11-21') => office().mailings.markBounced({ id, text, returnedOn })
    expect(await refusalOf(note(pasted))).toMatchObject({ data: { rule: 'mailings.notSent' } })
    await office().mailings.markSent({ id, channel: 'email', sentOn: '2026-11-20' })
    expect(await refusalOf(note('ingen adress'))).toMatchObject({ data: { fields: [{ path: 'text', rule: 'mailings.noAddresses' }] } })
    expect(await refusalOf(note(pasted, '2026-11-19'))).toMatchObject({ data: { fields: [{ rule: 'mailings.returnedBeforeSent' }] } })
    expect(await refusalOf(note(pasted, '2027-01-01'))).toMatchObject({ data: { fields: [{ rule: 'mailings.inFuture' }] } })
    expect(await refusalOf(world().as('boardMember').mailings.markBounced({ id, text: pasted, returnedOn: '2026-11-21' }))).toMatchObject({ code: 'NOT_ALLOWED' })

    // Who is protected since is not found by her address.
    await world().given((writer) => writer.update('persons', eva, { isProtected: 1 }))
    expect(await note(`${pasted} eva@example.se`)).toEqual({ count: 3, unknown: ['okand@example.se', 'eva@example.se'] })
    const back = async () => (await office().mailings.read({ id })).recipients.filter(({ returnedOn }) => returnedOn !== null).map(({ person: { id: personId }, nextChannel }) => [personId, nextChannel])
    expect((await back()).toSorted()).toEqual([[anna, 'sms'], [bo, null], [cia, null]].toSorted())
    // Said again it is nothing new.
    expect(await note(pasted)).toEqual({ count: 0, unknown: ['okand@example.se'] })
    const { entry } = await office().journal.lastUndoable({})
    expect(entry?.procedure).toBe('mailings.markBounced')
    await office().journal.undo({ entryId: entry?.id as string })
    expect(await back()).toEqual([])
    expect(world().faults).toEqual([])
  })
})

it('Addresses are found in any text, each once, and numbers are written as senders of text messages take them', () => {
  expect(emailsIn('"Anna Ask" <anna@example.se>, mailto:bo@example.se.\nFinal-Recipient: rfc822;Bo@example.se | inte@ihop')).toEqual(['anna@example.se', 'bo@example.se'])
  expect(['070-123 45 67', '08-123 456 78', '+47 912 34 567'].map(toE164)).toEqual(['+46701234567', '+46812345678', '+4791234567'])
})
