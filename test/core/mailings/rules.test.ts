import { describe, expect, it } from 'vitest'
import { emailBytes } from '#core/mailings/eml.ts'
import { failuresInARow, filled, mailingState, mediaTypeOf, missingField, nextRoutes, notForHer, recipientState, returnedKey, routesTo, safeFileName, takesOver, textFindings, type Addressee, viaOutsider } from '#core/mailings/rules.ts'
import { standardWords } from '#core/mailings/standard-texts.ts'
import { textMessageLength } from '#shared/text-message.ts'

const anna: Addressee = {
  name: 'Anna Åkesson', careOf: null, street: 'Storgatan 1', postcode: '75320', town: 'Uppsala', countryCode: null, email: 'anna@example.se', phone: '018-12 34 56', otherPhone: '070-123 45 67', preferredChannel: 'letter',
  via: null, guardians: [], isDeceased: false, childFinding: undefined, returned: new Set(),
}

describe('The words of a mailing', () => {
  const texts = { subject: 'Hej {förnamn}', body: 'Kom till {möte}.', easyBody: null }

  it('are filled in for each person', () => {
    expect(filled('Hej {Förnamn} i { förening }.', { givenName: 'Anna', association: 'Rådet' })).toBe('Hej Anna i Rådet.')
    expect(missingField(['Nr {medlemsnummer}'], { memberNumber: null })).toEqual({ rule: 'mailings.fieldMissing', params: { field: '{medlemsnummer}' } })
    expect(missingField(['Hej {förnamn}'], { givenName: 'Anna' })).toBeUndefined()
  })

  it('are refused where a field is unknown, a brace is open, or its facts are not given', () => {
    expect(textFindings({ ...texts, subject: 'Hej {förmann}' })).toEqual([{ path: 'subject', rule: 'mailings.unknownField', params: { field: '{förmann}' } }])
    expect(textFindings({ ...texts, body: 'Hej {förnamn' })).toEqual([{ path: 'body', rule: 'mailings.openBrace' }])
    expect(textFindings(texts, new Set(['nothing']))).toEqual([{ path: 'body', rule: 'mailings.fieldNeedsMeeting', params: { field: '{möte}' } }])
    expect(textFindings(texts, new Set(['nothing', 'meeting']))).toEqual([])
  })

  it('are there from the start in plain and in easy Swedish, with fields that exist', () => {
    for (const words of Object.values(standardWords)) {
      expect(textFindings(words)).toEqual([])
      expect(words.easyBody.split(/(?<=[.!?])\s+|\n+/u).filter((sentence) => sentence.split(/\s+/u).length > 14)).toEqual([])
    }
  })
})

/** The one way that reaches somebody who has no guardians. */
function routeTo(person: Addressee) {
  const routes = routesTo(person)
  return 'rule' in routes ? routes : routes[0]
}

describe('Each person', () => {
  it('is reached by the channel she prefers, at her own address', () => {
    expect(routeTo(anna)).toEqual({ channel: 'letter', address: 'Anna Åkesson\nStorgatan 1\n753 20 Uppsala', viaPersonId: null, viaName: null, isFallback: false })
    expect(routeTo({ ...anna, preferredChannel: 'sms' })).toMatchObject({ channel: 'sms', address: '070-123 45 67', isFallback: false })
    expect(routeTo({ ...anna, preferredChannel: 'phone' })).toMatchObject({ channel: 'phone', address: '018-12 34 56' })
  })

  it('is reached by the next one where that lacks an address or something came back from it', () => {
    expect(routeTo({ ...anna, town: null })).toMatchObject({ channel: 'email', isFallback: true })
    expect(routeTo({ ...anna, preferredChannel: 'sms', otherPhone: null })).toMatchObject({ channel: 'email', isFallback: true })
    expect(routeTo({ ...anna, preferredChannel: 'email', returned: new Set([returnedKey('email', 'anna@example.se')]) })).toMatchObject({ channel: 'letter', isFallback: true })
  })

  it('is reached through another person where that has been recorded, unless that one is protected or has died', () => {
    const via = { ...anna, id: 'eva', name: 'Eva Ek', email: 'eva@example.se', isProtected: false, isDeceased: false }
    expect(routeTo({ ...anna, preferredChannel: 'email', via })).toMatchObject({ address: 'eva@example.se', viaPersonId: 'eva' })
    expect(routeTo({ ...anna, via: { ...via, isProtected: true } })).toEqual({ rule: 'mailings.viaProtected' })
    expect(routeTo({ ...anna, via: { ...via, isDeceased: true } })).toEqual({ rule: 'mailings.viaDeceased' })
  })

  it('who is a child is reached through each guardian by her own channel, and the young where nothing of their own reaches them', () => {
    const guardian = (id: string, more: Partial<Addressee> = {}) => ({ ...anna, id, name: id, email: `${id}@example.se`, isProtected: false, preferredChannel: 'email' as const, ...more })
    const child = { ...anna, childFinding: { rule: 'guardians.contactConsentMissing' } as const, guardians: [guardian('eva'), guardian('bo', { preferredChannel: 'sms' })] }
    expect(routesTo(child)).toMatchObject([{ channel: 'email', address: 'eva@example.se', viaPersonId: 'eva', isFallback: false }, { channel: 'sms', viaPersonId: 'bo' }])
    expect(routesTo({ ...child, guardians: [guardian('eva', { isDeceased: true }), guardian('bo')] })).toMatchObject([{ viaPersonId: 'bo' }])
    expect(routesTo({ ...child, guardians: [{ ...guardian('eva'), isProtected: true }] })).toEqual({ rule: 'mailings.viaProtected' })
    // What they share goes there once.
    expect(routesTo({ ...child, guardians: [guardian('eva'), guardian('bo', { email: 'eva@example.se' })] })).toMatchObject([{ viaPersonId: expect.any(String) }])
    expect(routesTo({ ...child, childFinding: undefined })).toMatchObject([{ channel: 'letter', viaPersonId: null }])
    expect(routesTo({ ...child, childFinding: undefined, street: null, email: null, phone: null, otherPhone: null })).toMatchObject([{ viaPersonId: 'eva' }, { viaPersonId: 'bo' }])
    // What came back from one of them is tried once more with the same one.
    expect(nextRoutes(child, { channel: 'email', address: 'eva@example.se', viaPersonId: 'eva', viaName: null })).toMatchObject([{ channel: 'letter', viaPersonId: 'eva' }])
    expect(takesOver({ personId: 'a', viaPersonId: 'bo', viaName: null, position: 2 }, { personId: 'a', viaPersonId: 'eva', viaName: null, position: 1 })).toBe(false)
    expect(takesOver({ personId: 'a', viaPersonId: 'eva', viaName: null, position: 2 }, { personId: 'a', viaPersonId: null, viaName: null, position: 1 })).toBe(true)
  })

  it('is reached through one who is not in the register by that one’s e-mail or telephone, and each such guardian is told from the others', () => {
    const via = viaOutsider({ name: 'Kalle Sten', phone: '070-174 06 35', email: null })
    expect(routeTo({ ...anna, preferredChannel: 'email', via })).toEqual({ channel: 'sms', address: '070-174 06 35', viaPersonId: null, viaName: 'Kalle Sten', isFallback: true })
    const child = { ...anna, childFinding: { rule: 'guardians.contactConsentMissing' } as const, guardians: [via, viaOutsider({ name: 'Eva Sten', phone: '018-12 34 57', email: 'eva@example.se' })] }
    expect(routesTo(child)).toMatchObject([{ channel: 'sms', viaName: 'Kalle Sten', isFallback: false }, { channel: 'email', viaName: 'Eva Sten', isFallback: false }])
    expect(nextRoutes(child, { channel: 'email', address: 'eva@example.se', viaPersonId: null, viaName: 'Eva Sten' })).toMatchObject([{ channel: 'phone', viaName: 'Eva Sten' }])
    expect(takesOver({ personId: 'a', viaPersonId: null, viaName: 'Eva Sten', position: 2 }, { personId: 'a', viaPersonId: null, viaName: 'Kalle Sten', position: 1 })).toBe(false)
    expect(routeTo({ ...anna, via: viaOutsider({ name: 'Namn Bara', phone: null, email: null }) })).toEqual({ rule: 'mailings.noWay' })
  })

  it('is not written to where nothing reaches her, where she is dead, or where she is a child', () => {
    expect(routeTo({ ...anna, street: null, email: null, phone: null, otherPhone: null })).toEqual({ rule: 'mailings.noWay' })
    expect(routeTo({ ...anna, isDeceased: true })).toEqual({ rule: 'mailings.deceased' })
    expect(routeTo({ ...anna, childFinding: { rule: 'guardians.contactConsentMissing' } })).toEqual({ rule: 'guardians.contactConsentMissing' })
  })

  it('gets the newsletter only with her consent, and a fee notice only when she owes', () => {
    expect(notForHer('newsletter', { hasConsent: false, owesFee: true })).toEqual({ rule: 'mailings.noConsent' })
    expect(notForHer('newsletter', { hasConsent: true, owesFee: false })).toBeUndefined()
    expect(notForHer('fee', { hasConsent: true, owesFee: false })).toEqual({ rule: 'mailings.owesNothing' })
    expect(notForHer('message', { hasConsent: false, owesFee: false })).toBeUndefined()
  })
})

describe('A text message', () => {
  it('is counted as the telephone does', () => {
    expect(textMessageLength('å'.repeat(160))).toEqual({ length: 160, parts: 1, costly: null })
    expect(textMessageLength('a'.repeat(161))).toEqual({ length: 161, parts: 2, costly: null })
    expect(textMessageLength('€')).toEqual({ length: 2, parts: 1, costly: null })
    expect(textMessageLength(`Hej ${'–'.repeat(67)}`)).toEqual({ length: 71, parts: 2, costly: '–' })
    // Neither a character of two places nor a pair of code units is cut in two: 152 and then 154 of 306, 66 and then 68 of 134.
    expect(textMessageLength(`${'a'.repeat(152)}€${'a'.repeat(152)}`)).toEqual({ length: 306, parts: 3, costly: null })
    expect(textMessageLength(`${'–'.repeat(66)}😀${'–'.repeat(66)}`)).toEqual({ length: 134, parts: 3, costly: '–' })
  })
})

describe('Nothing is called sent', () => {
  it('before somebody has said so', () => {
    expect(mailingState({ isPrepared: false, total: 0, sent: 0 })).toBe('draft')
    expect(mailingState({ isPrepared: true, total: 3, sent: 0 })).toBe('prepared')
    expect(mailingState({ isPrepared: true, total: 3, sent: 2 })).toBe('partlySent')
    expect(mailingState({ isPrepared: true, total: 3, sent: 3 })).toBe('sent')
    const untried = { sentOn: null, returnedOn: null, attemptedAt: null, failure: null, isLeftOut: false }
    expect(recipientState({ ...untried, answers: ['noAnswer'] })).toBe('drafted')
    expect(recipientState({ ...untried, sentOn: '2026-11-20', returnedOn: '2026-11-21', answers: [] })).toBe('returned')
    expect(recipientState({ ...untried, answers: ['yes'] })).toBe('answered')
    expect(recipientState({ ...untried, answers: [], isLeftOut: true })).toBe('leftOut')
    expect(recipientState({ ...untried, sentOn: '2026-11-20', answers: [], isLeftOut: true })).toBe('sent')
  })

  it('nor unsent when it was under way and nobody knows what became of it', () => {
    const begun = { sentOn: null, returnedOn: null, attemptedAt: '2026-11-20T10:00:00.000Z', failure: null, answers: [], isLeftOut: false }
    expect(recipientState(begun)).toBe('unsure')
    expect(recipientState({ ...begun, failure: 'later' })).toBe('failed')
    expect(recipientState({ ...begun, sentOn: '2026-11-20' })).toBe('sent')
  })
})

describe('A run of messages', () => {
  it('is ended by three failures in a row, but not by addresses that there are none of', () => {
    expect(failuresInARow(['accepted', 'later', 'refused', 'later'], 'email')).toBe(true)
    expect(failuresInARow(['later', 'accepted', 'later', 'later'], 'email')).toBe(false)
    expect(failuresInARow(['unknownRecipient', 'unknownRecipient', 'unknownRecipient'], 'email')).toBe(false)
    // Text messages all go to one provider, whose address is rather what is wrong.
    expect(failuresInARow(['unknownRecipient', 'unknownRecipient', 'unknownRecipient'], 'sms')).toBe(true)
  })
})

describe('A file that goes along', () => {
  it('is of a kind that no computer runs, and has a name without a folder', () => {
    expect(mediaTypeOf('Dagordning.PDF')).toBe('application/pdf')
    expect(['kör.exe', 'a.pdf.js', 'a.docm', 'utan', 'x.constructor'].map(mediaTypeOf)).toEqual([undefined, undefined, undefined, undefined, undefined])
    expect(safeFileName('C:\\Users\\anna\\Dag "1".pdf')).toBe('Dag 1.pdf')
  })
})

describe('An e-mail draft', () => {
  it('has one receiver, keeps å, ä and ö, and lets no header in', () => {
    const draft = new TextDecoder().decode(emailBytes({ from: { name: 'Rådet', address: 'r@example.se' }, to: 'a@example.se\r\nBcc: b@example.se', subject: `Kallelse till möte om vården i Åkersberga\r\nCc: x ${'å'.repeat(40)}`, text: 'Hej å!\nVälkommen' }))
    const [headers = '', body = ''] = draft.split('\r\n\r\n')
    expect(headers.split('\r\n').filter((line) => !line.startsWith(' ')).map((line) => line.split(':')[0])).toEqual(['X-Unsent', 'From', 'To', 'Subject', 'MIME-Version', 'Content-Type', 'Content-Transfer-Encoding'])
    expect(Math.max(...headers.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(78)
    expect(Buffer.from(body, 'base64').toString('utf8')).toBe('Hej å!\r\nVälkommen')
  })
})

describe('An e-mail that is sent from here', () => {
  const email = { from: { name: 'Rådet', address: 'r@example.se' }, to: 'a@example.se', subject: 'Hej', text: 'Hej å!' }
  const sending = { at: '2026-11-21T09:00:00.000Z', messageId: '1@example.se', replyTo: null, unsubscribe: 'mailto:r@example.se?subject=Avsluta' } as const

  it('has a day, an identifier of the sender’s domain and a way to leave the list, and is no draft', () => {
    const [headers = ''] = new TextDecoder().decode(emailBytes({ ...email, sending })).split('\r\n\r\n')
    expect(headers).toContain('Date: Sat, 21 Nov 2026 09:00:00 +0000\r\nMessage-ID: <1@example.se>\r\n')
    expect(headers).toContain('List-Unsubscribe: <mailto:r@example.se?subject=Avsluta>\r\n')
    expect(headers).not.toContain('X-Unsent')
  })

  it('carries its files by their names', () => {
    const contentBase64 = Buffer.from('innehåll'.repeat(20)).toString('base64')
    const text = new TextDecoder().decode(emailBytes({ ...email, attachments: [{ name: 'Möte "1".pdf', mediaType: 'application/pdf', contentBase64 }] }))
    expect(text).toContain("filename=\"Mote 1.pdf\";\r\n filename*=UTF-8''M%C3%B6te%20%221%22.pdf")
    expect(text.split('--=_talan_part_').length).toBe(4)
    expect(Math.max(...text.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(100)
    const [, , file = ''] = text.split('--=_talan_part_')
    expect(file.split('\r\n\r\n')[1]?.replaceAll(/\s/gu, '')).toBe(contentBase64)
  })
})
