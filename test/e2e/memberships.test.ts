import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, goTo, openApp, picture, signInToDemo, type AppUnderTest } from './support/app.ts'

describe('The treasurer and the membership fees', () => {
  let app: AppUnderTest

  beforeAll(async () => {
    app = await openApp({ startsAt: '2026-11-21T09:00:00.000Z' })
    await signInToDemo(app, 'treasurer')
  })
  afterAll(() => app.close())

  it('charges next year, once it is plain how many and how much', async () => {
    const { page } = app
    await goTo(page, '/memberships')
    await page.getByText(/^Begärt .* betalt/u).waitFor()
    await picture(page, 'membership-fees')
    await expectAccessible(page, 'the fees')
    await page.getByRole('link', { name: 'Avisera ett år' }).click()
    await page.getByRole('button', { name: /2026.*År|År.*2026/u }).click()
    await page.getByRole('option', { name: '2027' }).click()
    await page.getByText('2 personer är befriade från avgiften.').waitFor()
    await page.getByRole('row', { name: /Huvudmedlem/u }).waitFor()
    await picture(page, 'membership-charge')
    await expectAccessible(page, 'charging a year')
    await page.getByRole('button', { name: /^Avisera \d+ avgifter$/u }).click()
    await page.getByText(/avgifter är aviserade/u).waitFor()
    await page.getByText(/^Begärt .* betalt 0/u).waitFor()
    await goTo(page, '/memberships/charge')
    await page.getByRole('button', { name: /2026.*År|År.*2026/u }).click()
    await page.getByRole('option', { name: '2027' }).click()
    await page.getByText('Ingen mer att avisera för 2027.').waitFor()
  })

  it('reads the bank’s file, matches one payment by hand, and settles the rest in one step', async () => {
    const { page } = app
    await goTo(page, '/memberships/payments')
    await page.getByRole('button', { name: 'Läs övningsfilen' }).click()
    await page.getByRole('tab', { name: 'Prickas av (5)' }).waitFor()
    await picture(page, 'membership-payments-settled')
    await expectAccessible(page, 'payments that fit')
    await page.getByRole('tab', { name: 'Oklara (5)' }).click()
    for (const reason of ['OCR-nummer saknas.', 'OCR-numret är felskrivet.', 'En del av avgiften. Välj avgiften, så räknas den som en delbetalning.', 'Avgiften är betald två gånger i filen.']) await page.getByText(reason).first().waitFor()
    await picture(page, 'membership-payments-unclear')
    await expectAccessible(page, 'payments that do not fit')
    await page.getByRole('row', { name: /Medlemsavgift/u }).getByRole('button', { name: 'Välj avgift' }).click()
    const dialog = page.getByRole('dialog', { name: 'Vilken avgift gäller betalningen?' })
    await dialog.getByRole('row', { name: /2027/u }).first().waitFor()
    await picture(page, 'membership-choose-fee')
    await expectAccessible(page, 'choosing a fee')
    await dialog.getByRole('button', { name: /^Välj .*2027/u }).first().click()
    await page.getByText(/^Vald: /u).waitFor()
    await page.getByRole('button', { name: 'Pricka av 6 avgifter' }).click()
    await page.getByText('6 avgifter prickades av. 4 betalningar väntar.').waitFor()
    await page.getByRole('region', { name: 'Betalningar som väntar' }).or(page.getByRole('heading', { name: 'Betalningar som väntar' })).first().waitFor()
    await picture(page, 'membership-payments-waiting')
    await expectAccessible(page, 'payments that wait')
  })

  it('tells on the start page that payments wait, and leads there', async () => {
    const { page } = app
    await goTo(page, '/')
    await page.getByRole('link', { name: '4 betalningar väntar på sin avgift' }).click()
    await page.getByRole('heading', { name: 'Inbetalningar' }).waitFor()
  })

  it('sets aside what is no fee', async () => {
    const { page } = app
    const waiting = page.getByRole('table', { name: 'Betalningar som väntar' })
    await waiting.getByRole('row', { name: /Storåkers Bokhandel/u }).getByRole('button', { name: 'Lägg åt sidan' }).click()
    const dialog = page.getByRole('dialog', { name: 'Lägg åt sidan' })
    await dialog.getByRole('button', { name: /Skäl/u }).click()
    await page.getByRole('option', { name: 'Återbetalas' }).click()
    await expectAccessible(page, 'setting a payment aside')
    await dialog.getByRole('button', { name: 'Lägg åt sidan' }).click()
    await page.getByText('Betalningen är lagd åt sidan.').waitFor()
    expect(await waiting.getByRole('row', { name: /Storåkers Bokhandel/u }).count()).toBe(0)
    const aside = page.getByRole('table', { name: 'Lagda åt sidan' })
    await aside.getByRole('row', { name: /Storåkers Bokhandel/u }).getByText('Återbetalas').waitFor()
    await expectAccessible(page, 'payments that are set aside')
    await picture(page, 'payments-set-aside')
    await goTo(page, '/')
    await page.getByRole('link', { name: '1 inbetalning att återbetala' }).click()
    await aside.getByRole('button', { name: 'Låt vänta igen: Storåkers Bokhandel' }).press('Enter')
    await waiting.getByRole('row', { name: /Storåkers Bokhandel/u }).waitFor()
  })

  it('splits one payment over two fees, and sets the rest aside to be paid back', async () => {
    const { page } = app
    await goTo(page, '/memberships?year=2027&state=unpaid')
    await page.getByRole('rowheader').first().waitFor()
    const names = (await page.getByRole('rowheader').allTextContents()).slice(-2)
    await goTo(page, '/memberships/payments')
    const waiting = page.getByRole('table', { name: 'Betalningar som väntar' })
    await waiting.getByRole('row', { name: /Storåkers Bokhandel/u }).getByRole('button', { name: 'Välj avgift' }).press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Vilken avgift gäller betalningen?' })
    for (const name of names) {
      await dialog.getByRole('combobox', { name: /Sök person/u }).fill(name)
      await page.getByRole('option').first().click()
      await dialog.getByRole('button', { name: `Välj ${name}, 2027`, exact: false }).press('Enter')
    }
    await dialog.getByText(/^Kvar att fördela: /u).waitFor()
    await picture(page, 'split-payment')
    await dialog.getByRole('button', { name: /Resten är/u }).click()
    await page.getByRole('option', { name: 'Återbetalas' }).click()
    await expectAccessible(page, 'splitting a payment')
    await dialog.getByRole('button', { name: 'Pricka av' }).click()
    await page.getByText('2 avgifter prickades av. 3 betalningar väntar.').first().waitFor()
    await dialog.waitFor({ state: 'detached' })
    const row = page.getByRole('table', { name: 'Lagda åt sidan' }).getByRole('row', { name: /Storåkers Bokhandel/u })
    await row.getByText(/ av /u).waitFor()
    await row.getByRole('button', { name: 'Notera återbetalning: Storåkers Bokhandel' }).press('Enter')
    await page.getByRole('dialog', { name: 'Notera återbetalning' }).getByText(/· \d+,00\skr av 500,00\skr ·/u).waitFor()
    await page.getByRole('dialog', { name: 'Notera återbetalning' }).getByRole('group', { name: 'Återbetald' }).or(page.getByLabel('Återbetald')).first().waitFor()
    await expectAccessible(page, 'noting that a payment was paid back')
    await picture(page, 'payment-paid-back')
    await page.keyboard.press('Escape')
  })

  it('sees how many members there are by each rule, and who they are', async () => {
    const { page } = app
    await goTo(page, '/memberships/count')
    await page.getByRole('heading', { name: /^\d+ medlemmar$/u }).waitFor()
    const byMembership = Number.parseInt((await page.getByRole('heading', { name: /^\d+ medlemmar$/u }).textContent()) ?? '', 10)
    await picture(page, 'member-count')
    await expectAccessible(page, 'the number of members')
    await page.getByText(/har betalat årets avgift senast då/u).click()
    await page.waitForFunction((before) => !document.body.textContent.includes(`${before} medlemmar`), byMembership)
    const paid = Number.parseInt((await page.getByRole('heading', { name: /^\d+ medlemmar$/u }).textContent()) ?? '', 10)
    expect(paid).toBeLessThan(byMembership)
    await page.getByRole('button', { name: /^Visa vilka: Uppsala/u }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('link').or(dialog.getByRole('row').nth(1)).first().waitFor()
    await picture(page, 'member-count-list')
    await expectAccessible(page, 'members behind a number')
    await page.keyboard.press('Escape')
  })

  it('finds fees, reminders and confirmations on the person’s page', async () => {
    const { page } = app
    await goTo(page, '/memberships?year=2026&state=overdue')
    await page.getByRole('row').nth(1).click()
    await page.getByRole('tab', { name: 'Medlemskap' }).click()
    await page.getByRole('heading', { name: 'Bekräftelser av medlemskap' }).waitFor()
    await page.getByText('Förfallen').first().waitFor()
    await picture(page, 'person-membership')
    await expectAccessible(page, 'a person’s membership')
  })

  it('records a part of a fee, sees what is left, and takes the payment back', async () => {
    const { page } = app
    await page.getByRole('button', { name: 'Registrera avgift' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: /Belopp/u }).fill('50')
    await dialog.getByRole('button', { name: 'Registrera avgift' }).click()
    await page.getByText('kvar att betala').waitFor()
    const payments = page.getByRole('table', { name: 'Betalningar' })
    await payments.waitFor()
    await expectAccessible(page, 'a fee that is paid in part')
    await picture(page, 'part-payment')
    await payments.getByRole('button', { name: /^Ta bort betalningen/u }).press('Enter')
    await payments.waitFor({ state: 'detached' })
  })

  it('writes a fee off with its reason, takes it back, and exempts the person instead', async () => {
    const { page } = app
    const fees = page.getByRole('table', { name: 'Avgifter' })
    await fees.getByRole('button', { name: 'Skriv av avgiften för 2026' }).press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Skriv av avgiften för 2026' })
    await dialog.getByRole('button', { name: /Skäl/u }).click()
    await page.getByRole('option', { name: 'Fel aviserad' }).click()
    await expectAccessible(page, 'writing off a fee')
    await picture(page, 'withdraw-fee')
    await dialog.getByRole('button', { name: 'Skriv av avgiften' }).click()
    const row = fees.getByRole('row', { name: /2026/u })
    await row.getByText('Avskriven').waitFor()
    await row.getByText(/Fel aviserad/u).waitFor()
    expect(await row.getByRole('button', { name: 'Notera påminnelse' }).count()).toBe(0)
    await expectAccessible(page, 'a fee that was written off')
    await row.getByRole('button', { name: 'Ta tillbaka avskrivningen för 2026' }).press('Enter')
    await row.getByText('Förfallen').waitFor()
    await page.getByRole('button', { name: 'Befria från avgift' }).click()
    const exempting = page.getByRole('dialog', { name: 'Befria från avgift' })
    await exempting.getByRole('button', { name: /Skäl/u }).click()
    await page.getByRole('option', { name: 'Svårt att betala' }).click()
    await exempting.getByRole('button', { name: 'Befria från avgift' }).click()
    await row.getByText('Befriad').waitFor()
    await picture(page, 'exempt-fee')
  })

  it('never made the browser refuse content', () => {
    expect(app.complaints).toEqual([])
  })
})
