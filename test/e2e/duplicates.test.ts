import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, goTo, openApp, picture, signInToDemo, type AppUnderTest } from './support/app.ts'

describe('A person registered twice', () => {
  let app: AppUnderTest
  beforeAll(async () => {
    app = await openApp()
    await signInToDemo(app, 'officeWorker')
  })
  afterAll(() => app.close())

  async function register(givenName: string, familyName: string, street: string): Promise<void> {
    const { page } = app
    await goTo(page, '/people/new')
    await page.getByRole('textbox', { name: 'Förnamn' }).fill(givenName)
    await page.getByRole('textbox', { name: 'Efternamn' }).fill(familyName)
    await page.getByRole('textbox', { name: 'Födelsedatum' }).fill('1960-01-02')
    await page.getByRole('textbox', { name: 'Gatuadress' }).fill(street)
  }

  it('is shown while one types, with the reason, without the focus being taken', async () => {
    const { page } = app
    await register('Karl', 'Dubblinsson', 'Storgatan 1')
    await page.getByText('Lämna tomt, så får medlemmen nästa lediga nummer.').waitFor()
    await page.getByRole('button', { name: 'Registrera person' }).click()
    await page.getByRole('heading', { name: 'Karl Dubblinsson' }).waitFor()
    await register('Kalle', 'Dubblinsson', 'Lillgatan 2')
    const hint = page.getByRole('status').filter({ hasText: 'kan vara samma' })
    await hint.getByText('kortform av samma namn och samma födelsedatum').waitFor()
    expect(await hint.getByRole('link', { name: 'Karl Dubblinsson' }).getAttribute('href')).toContain('/people/')
    expect(await page.getByRole('textbox', { name: 'Gatuadress' }).evaluate((field) => field === document.activeElement)).toBe(true)
    await expectAccessible(page, 'a new person who may be registered')
    await picture(page, 'duplicates-hint')
    await page.getByRole('button', { name: 'Registrera person' }).click()
    await page.getByRole('heading', { name: 'Kalle Dubblinsson' }).waitFor()
  })

  it('is found in the register, and is two persons until that is taken back', async () => {
    const { page } = app
    await goTo(page, '/people')
    await page.getByRole('link', { name: 'Dubbletter' }).click()
    await page.getByRole('heading', { level: 1, name: 'Dubbletter' }).waitFor()
    await page.getByText('Inget sökt än').waitFor()
    await page.getByRole('button', { name: 'Sök dubbletter' }).click()
    const row = page.getByRole('row').filter({ hasText: 'Dubblinsson' })
    await row.waitFor()
    expect(await row.innerText()).toContain('kortform av samma namn och samma födelsedatum')
    await expectAccessible(page, 'the duplicates found')
    await picture(page, 'duplicates')
    await row.getByRole('button', { name: /är olika personer/u }).click()
    await row.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Ångra' }).first().click()
    await row.waitFor()
  })

  it('stands on the start page, and is there when one comes back', async () => {
    const { page } = app
    await goTo(page, '/')
    const link = page.getByRole('link', { name: /trolig.? dubblett.* att avgöra/u })
    await link.waitFor()
    await expectAccessible(page, 'the start page with duplicates')
    await link.click()
    await page.getByRole('row').filter({ hasText: 'Dubblinsson' }).waitFor()
    expect(await page.getByText('Inget sökt än').count()).toBe(0)
  })

  it('becomes one with what was chosen, and two again when it is undone', async () => {
    const { page } = app
    await page.getByRole('row').filter({ hasText: 'Dubblinsson' }).getByRole('link', { name: 'Jämför' }).click()
    await page.getByRole('heading', { level: 1, name: 'Slå ihop två personer' }).waitFor()
    await page.getByRole('radiogroup', { name: 'Adress' }).getByText('Lillgatan 2').click()
    await page.getByRole('radiogroup', { name: 'Förnamn' }).getByText('Karl', { exact: true }).click()
    await expectAccessible(page, 'merging')
    await picture(page, 'merge')
    await page.getByRole('button', { name: 'Slå ihop' }).click()
    await page.getByRole('heading', { name: 'Karl Dubblinsson' }).waitFor()
    await page.getByText('Lillgatan 2').waitFor()
    // What was not chosen is there too, as an address of before.
    await page.getByRole('tab', { name: 'Kontakt', exact: true }).click()
    await page.getByRole('rowheader', { name: /Storgatan 1/u }).waitFor()
    await expectAccessible(page, 'a person who was two')
    await page.getByRole('tab', { name: 'Översikt' }).click()
    await page.getByRole('button', { name: 'Ångra' }).first().click()
    await page.getByText('Storgatan 1').waitFor()
    expect(app.complaints).toEqual([])
  })

  it('is merged from her own page too', async () => {
    const { page } = app
    await page.getByRole('link', { name: 'Slå ihop med' }).click()
    await page.getByRole('heading', { level: 1, name: 'Slå ihop två personer' }).waitFor()
    // Herself she is not offered, nor taken from the address.
    await page.getByRole('combobox', { name: 'Den andra registreringen' }).fill('Dubblin')
    await page.getByRole('option', { name: /Kalle Dubblinsson/u }).waitFor()
    expect(await page.getByRole('option', { name: /Karl Dubblinsson/u }).count()).toBe(0)
    const { hash } = new URL(page.url())
    await page.evaluate((address) => void (location.hash = address), `${hash.split('?')[0]}?with=${hash.split('/')[2]}`)
    await page.waitForFunction(() => location.hash.includes('with='))
    await page.getByRole('combobox', { name: 'Den andra registreringen' }).fill('Kalle Dubblin')
    await page.getByRole('option', { name: /Kalle Dubblinsson/u }).click()
    await page.getByText('Det här flyttas').waitFor()
    await page.getByRole('button', { name: 'Byt vem som står kvar' }).click()
    await page.getByText('Den här står kvar').waitFor()
  })

  it('shows both fees of a year where they differ, and keeps the one that is chosen', async () => {
    const { page } = app
    for (const [street, amount] of [['Storgatan 3', '200'], ['Lillgatan 4', '300']] as const) {
      await register('Rut', 'Avgiftsson', street)
      await page.getByRole('button', { name: 'Registrera person' }).click()
      await page.getByRole('heading', { name: 'Rut Avgiftsson' }).waitFor()
      await page.getByRole('tab', { name: 'Medlemskap' }).click()
      await page.getByRole('button', { name: 'Registrera avgift' }).click()
      const dialog = page.getByRole('dialog', { name: 'Registrera avgift' })
      await dialog.getByRole('textbox', { name: /Belopp/u }).fill(amount)
      if (amount === '200') await dialog.getByRole('textbox', { name: /Betald/u }).fill('')
      await dialog.getByRole('button', { name: 'Registrera avgift' }).click()
      await dialog.waitFor({ state: 'detached' })
    }
    await page.getByRole('tab', { name: 'Översikt' }).click()
    await page.getByRole('link', { name: 'Slå ihop med' }).click()
    await page.getByRole('combobox', { name: 'Den andra registreringen' }).fill('Rut Avgiftsson')
    await page.getByRole('option', { name: /Rut Avgiftsson/u }).click()
    const fee = page.getByRole('radiogroup', { name: /^Avgift för \d{4}$/u })
    await fee.getByText(/300.*betalade 300/u).waitFor()
    await expectAccessible(page, 'merging with two fees')
    await fee.scrollIntoViewIfNeeded()
    await picture(page, 'merge-fees')
    await fee.getByText(/200.*inte betald/u).click()
    await page.getByRole('button', { name: 'Slå ihop' }).click()
    await page.getByRole('heading', { name: 'Rut Avgiftsson' }).waitFor()
    await page.getByRole('tab', { name: 'Medlemskap' }).click()
    await page.getByRole('table', { name: 'Avgifter' }).getByText('för mycket', { exact: false }).waitFor()
    await picture(page, 'merged-fee')
    expect(app.complaints).toEqual([])
  })
})
