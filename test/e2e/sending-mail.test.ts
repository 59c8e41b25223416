import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoBodies } from '#core/demo/index.ts'
import { smtpTransport } from '#mail/smtp.ts'
import { mailAccount, startMailServer, type MailServerUnderTest } from '#test/support/mail-server.ts'
import { expectAccessible, goTo, openApp, picture, signInToDemo, type AppUnderTest } from './support/app.ts'

describe('The administrator', () => {
  let server: MailServerUnderTest
  let app: AppUnderTest
  beforeAll(async () => {
    server = await startMailServer()
    app = await openApp({ startsAt: '2026-11-19T09:00:00.000Z', mailTransport: smtpTransport({ ca: server.ca }) })
    await signInToDemo(app, 'administrator')
  })
  afterAll(async () => {
    await app.close()
    await server.close()
  })

  it('enters the association’s e-mail server, whose password is never shown again, and sends a test to herself', async () => {
    const { page } = app
    await goTo(page, '/mailings')
    await page.getByRole('link', { name: 'E-postserver' }).click()
    await page.getByRole('heading', { level: 1, name: 'E-postserver' }).waitFor()
    await page.getByRole('textbox', { name: 'Server för utgående e-post' }).fill('smtp leverantör')
    await page.getByRole('textbox', { name: 'Port' }).fill(String(server.port))
    await page.getByRole('textbox', { name: 'Användarnamn' }).fill(mailAccount.userName)
    await page.getByRole('textbox', { name: 'Avsändarens adress' }).fill('kansliet@radet.example')
    await page.getByRole('textbox', { name: 'Paus mellan två meddelanden' }).fill('0')
    await page.getByRole('button', { name: 'Spara e-postservern' }).click()
    await page.getByText('Skriv serverns namn').first().waitFor()
    await expectAccessible(page, 'an e-mail server with a fault')
    await page.getByRole('textbox', { name: 'Server för utgående e-post' }).fill(server.host)
    await page.getByRole('button', { name: 'Spara e-postservern' }).click()
    await page.getByText('Skriv lösenordet.').first().waitFor()
    await page.getByLabel('Lösenord').fill(mailAccount.password)
    await page.getByRole('button', { name: 'Spara e-postservern' }).click()
    await page.getByText('Ett lösenord är sparat.').waitFor()
    expect(await page.getByLabel('Lösenord').inputValue()).toBe('')
    expect(await page.getByRole('textbox', { name: 'Port' }).inputValue(), 'a port is written in one piece').toBe(String(server.port))
    await picture(page, 'mail-server')
    await expectAccessible(page, 'the e-mail server')
    server.refusals.recipient.set('ingen@radet.example', { code: 550, message: '5.1.1 no such user' })
    await page.getByRole('textbox', { name: 'Din e-postadress' }).fill('ingen@radet.example')
    await page.getByRole('button', { name: 'Skicka ett prov till mig' }).click()
    await page.getByRole('region', { name: 'Det gick inte', exact: true }).waitFor()
    await page.getByRole('textbox', { name: 'Din e-postadress' }).fill('jag@radet.example')
    await page.getByRole('button', { name: 'Skicka ett prov till mig' }).click()
    await page.getByText('Provet är skickat.').first().waitFor()
    expect(server.received).toMatchObject([{ from: 'kansliet@radet.example', to: ['jag@radet.example'] }])
  })

  it('writes to a body with an attachment, and is asked before anything is sent', async () => {
    const { page } = app
    await goTo(page, '/mailings/new')
    await page.getByRole('radio', { name: /Alla med plats i en grupp/u }).check({ force: true })
    await page.getByRole('combobox', { name: 'Grupp' }).fill(demoBodies.council.slice(0, 12))
    await page.getByRole('option', { name: demoBodies.council }).click()
    await page.getByRole('textbox', { name: 'Ämne' }).fill('Hälsning från {grupp}')
    await page.getByRole('textbox', { name: 'Text', exact: true }).fill('Hej {förnamn}!')
    await page.getByRole('button', { name: 'Spara utkastet' }).click()
    await page.getByRole('heading', { name: 'Bilagor' }).waitFor()
    await page.locator('input[type=file]').setInputFiles({ name: 'Dagordning.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') })
    await page.getByText('Dagordning.pdf, 1 kB').waitFor()
    await picture(page, 'mailing-attachment')
    await expectAccessible(page, 'a draft with an attachment')
    await page.getByRole('button', { name: 'Ta fram utskicket' }).click()
    const prepare = page.getByRole('dialog', { name: /^Ta fram utskicket till/u })
    await prepare.getByRole('button', { name: 'Ta fram utskicket' }).click()
    await prepare.waitFor({ state: 'detached' })
    server.received.length = 0
    await page.getByRole('button', { name: 'Skicka e-posten härifrån' }).click()
    const dialog = page.getByRole('dialog', { name: /^Skicka \d+ e-postmeddelanden\?$/u })
    await dialog.getByText('Ingen får det två gånger.').waitFor()
    await picture(page, 'mailing-send')
    await expectAccessible(page, 'the question before sending')
    expect(server.received).toEqual([])
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
  })

  it('sends to each by herself, sees who got it, and lets one whose address is refused have a letter', async () => {
    const { page } = app
    const emails = page.getByRole('region', { name: /^E-post: / })
    const address = (await emails.getByText(/@/u).first().textContent())?.trim() ?? ''
    server.refusals.recipient.set(address, { code: 550, message: `5.1.1 <${address}>: no such user` })
    await page.getByRole('button', { name: 'Skicka e-posten härifrån' }).click()
    await page.getByRole('dialog').getByRole('button', { name: /^Skicka till \d+ personer$/u }).click()
    await page.getByText('1 adress tog servern inte emot.').waitFor()
    expect(server.received.length).toBeGreaterThan(0)
    expect(server.received.every(({ to }) => to.length === 1 && !to.includes(address))).toBe(true)
    expect(new Set(server.received.map(({ to }) => to[0])).size).toBe(server.received.length)
    expect(server.received[0]?.raw).toContain('filename="Dagordning.pdf"')
    await page.getByText('Adressen finns inte, eller tar inte emot e-post.').waitFor()
    await picture(page, 'mailing-sent')
    await expectAccessible(page, 'a mailing that has been sent')
    const next = page.getByRole('button', { name: /i stället: /u })
    await next.click()
    await page.getByText(/^Personen (?:får nu|står nu)/u).first().waitFor()
    await next.waitFor({ state: 'detached' })
    await picture(page, 'mailing-next-way')
    expect(await page.getByRole('button', { name: 'Skicka e-posten härifrån' }).count()).toBe(0)
  })

  it('sends to those of a view she has looked up in the register, stops and goes on by keyboard, and sees what went to one of them on her page', async () => {
    const { page } = app
    await goTo(page, '/mailings/server')
    await page.getByRole('textbox', { name: 'Paus mellan två meddelanden' }).fill('1')
    await page.getByRole('button', { name: 'Spara e-postservern' }).click()
    await page.getByText('E-postservern är sparad.').first().waitFor()
    await goTo(page, '/people')
    await page.getByRole('searchbox').first().fill('Andersson')
    await page.getByRole('rowheader', { name: /Andersson/u }).first().waitFor()
    await page.getByRole('link', { name: 'Nytt utskick' }).click()
    await page.getByRole('button', { name: /Urvalet du kom från/u }).waitFor()
    await page.getByRole('textbox', { name: 'Ämne' }).fill('Till er som heter Andersson')
    await page.getByRole('textbox', { name: 'Text', exact: true }).fill('Hej {förnamn}!')
    await page.getByRole('button', { name: 'Spara utkastet' }).click()
    await page.getByRole('button', { name: 'Ta fram utskicket' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Ta fram utskicket' }).click()
    server.received.length = 0
    const send = async () => {
      await page.getByRole('button', { name: 'Skicka e-posten härifrån' }).press('Enter')
      await page.getByRole('dialog').getByRole('button', { name: /^Skicka till /u }).press('Enter')
      await page.getByRole('progressbar', { name: 'Skickar e-post' }).waitFor()
    }
    await send()
    const heading = page.getByRole('heading', { name: /^E-post: / })
    await expect.poll(() => heading.evaluate((element) => element.contains(document.activeElement)), { message: 'stands above what is being sent' }).toBe(true)
    await page.getByRole('button', { name: 'Avbryt' }).press('Enter')
    await page.getByRole('status').getByText('Du avbröt.').waitFor()
    await expect.poll(() => heading.evaluate((element) => element.contains(document.activeElement))).toBe(true)
    await send()
    await page.getByText('Utskicket är klart').waitFor()
    expect(server.received.length).toBeGreaterThan(1)
    expect(new Set(server.received.map(({ to }) => to[0])).size).toBe(server.received.length)
    await page.getByRole('rowheader').getByRole('link').first().click()
    await page.getByRole('tab', { name: 'Utskick' }).click()
    await page.getByRole('link', { name: 'Till er som heter Andersson' }).waitFor()
    await picture(page, 'person-sent-to')
    await expectAccessible(page, 'a person who has been sent to')
  })

  it('lets a provider send the text messages, which she is told sees number and text, one to each number', async () => {
    const { page } = app
    await goTo(page, '/mailings/server')
    await page.getByRole('textbox', { name: 'Paus mellan två meddelanden' }).fill('0')
    const provider = page.getByRole('textbox', { name: 'Sms genom e-post' })
    await provider.fill('sms@leverans.example')
    await page.getByRole('button', { name: 'Spara e-postservern' }).click()
    await page.getByText('Skriv ordet nummer inom klammerparenteser').first().waitFor()
    await picture(page, 'mail-server-sms')
    await expectAccessible(page, 'a provider’s address with a fault')
    await provider.fill('{nummer}@leverans.example')
    await page.getByRole('button', { name: 'Spara e-postservern' }).click()
    await page.getByText('E-postservern är sparad.').first().waitFor()
    await goTo(page, `/mailings/new?text=%22%22&filter=${encodeURIComponent(JSON.stringify([{ field: 'preferredChannel', operator: 'is', values: ['sms'] }]))}`)
    await page.getByRole('textbox', { name: 'Ämne' }).fill('Till er som vill ha sms')
    await page.getByRole('textbox', { name: 'Text', exact: true }).fill('Hej {förnamn}!')
    await page.getByRole('button', { name: 'Spara utkastet' }).click()
    await page.getByRole('button', { name: 'Ta fram utskicket' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Ta fram utskicket' }).click()
    server.received.length = 0
    await page.getByRole('button', { name: 'Skicka sms härifrån' }).click()
    const dialog = page.getByRole('dialog', { name: /^Skicka sms till \d+ person/u })
    await dialog.getByText('Leverantören ser nummer och text').waitFor()
    await picture(page, 'mailing-send-sms')
    await expectAccessible(page, 'the question before text messages are sent')
    await dialog.getByRole('button', { name: /^Skicka till /u }).click()
    await page.getByText('Utskicket är klart').waitFor()
    await picture(page, 'mailing-sent-sms')
    expect(server.received.length).toBeGreaterThan(0)
    for (const { to, raw } of server.received) {
      expect(to).toEqual([expect.stringMatching(/^46\d+@leverans\.example$/u)])
      expect(raw).not.toMatch(/^Subject:/mu)
    }
    await page.getByRole('button', { name: 'Skicka sms härifrån' }).waitFor({ state: 'detached' })
  })

  it('takes somebody off the newsletter’s list with one click', async () => {
    const { page } = app
    await goTo(page, '/mailings/newsletter')
    const first = page.getByRole('button', { name: /^Ta bort från listan: /u }).first()
    const name = await first.getAttribute('aria-label')
    await picture(page, 'newsletter-remove')
    await expectAccessible(page, 'the newsletter’s list with its buttons')
    await first.click()
    await page.getByText('Personen är borttagen från listan.').first().waitFor()
    await page.getByRole('button', { name: name ?? '' }).waitFor({ state: 'detached' })
  })

  it('never made the browser refuse content or talk to anyone else', () => {
    expect(app.complaints).toEqual([])
  })
})
