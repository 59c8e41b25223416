import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { expectAccessible, goTo, openApp, picture, signInToDemo, type AppUnderTest } from './support/app.ts'

async function openPerson(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.keyboard.type(name)
  await page.getByRole('menuitem', { name: new RegExp(name, 'u') }).first().click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
}

describe('An address abroad', () => {
  let app: AppUnderTest
  beforeAll(async () => {
    app = await openApp()
    await signInToDemo(app, 'officeWorker')
  })
  afterAll(() => app.close())

  it('is shown with its country, and asks for no municipality', async () => {
    const { page } = app
    await openPerson(page, 'Signe Fjellström')
    await page.getByText('Kongens gate 12, 7011 Trondheim, Norge').waitFor()
    expect(await page.getByRole('term').filter({ hasText: 'Kommun' }).count()).toBe(0)
    await picture(page, 'person-abroad')
    await page.getByRole('button', { name: 'Ändra uppgifter' }).click()
    await page.getByRole('combobox', { name: /^Land/u }).waitFor()
    expect(await page.getByRole('combobox', { name: /^Kommun/u }).count()).toBe(0)
    await expectAccessible(page, 'the form of a person abroad')
    await page.getByRole('combobox', { name: /^Land/u }).scrollIntoViewIfNeeded()
    await picture(page, 'person-abroad-form')
    await page.getByRole('button', { name: 'Avbryt' }).click()
  })

  it('is moved to, with the postcode as it is written there', async () => {
    const { page } = app
    await openPerson(page, 'Göran Åkerblom')
    await page.getByRole('button', { name: 'Ändra uppgifter' }).click()
    const country = page.getByRole('combobox', { name: /^Land/u })
    expect(await country.inputValue()).toBe('Sverige')
    await country.click()
    await country.fill('stor')
    await page.getByRole('option', { name: 'Storbritannien' }).click()
    await page.getByRole('textbox', { name: /^Postnummer/u }).fill('SW1A 1AA')
    await page.getByRole('textbox', { name: /^Ort/u }).fill('London')
    await page.getByRole('button', { name: 'Spara' }).click()
    await page.getByText(/, London SW1A 1AA, Storbritannien/u).first().waitFor()
  })

  it('is a filter and a column of the register', async () => {
    const { page } = app
    await goTo(page, `/people?filter=${encodeURIComponent(JSON.stringify([{ field: 'country', operator: 'isNot', values: ['SE'] }]))}&columns=${encodeURIComponent(JSON.stringify(['postcode', 'town', 'countryCode']))}`)
    await page.getByText('Land: inte Sverige').waitFor()
    await page.getByRole('row', { name: /Fjellström.*7011.*Trondheim.*Norge/u }).waitFor()
    await page.getByRole('row', { name: /Åkerblom.*SW1A 1AA.*London.*Storbritannien/u }).waitFor()
    await expectAccessible(page, 'persons abroad')
    await picture(page, 'register-abroad')
  })

  it('is chosen by typing the country in full, as is a municipality, by keyboard alone', async () => {
    const { page } = app
    await goTo(page, '/people/new')
    const [municipality, country] = [page.getByRole('combobox', { name: /^Kommun/u }), page.getByRole('combobox', { name: /^Land/u })]
    await municipality.focus()
    await page.keyboard.type('uppsala')
    await page.keyboard.press('Tab')
    await expect.poll(() => municipality.inputValue()).toBe('Uppsala')
    await country.focus()
    await page.keyboard.press('Control+a')
    await page.keyboard.type('Norge')
    await page.keyboard.press('Enter')
    await expect.poll(() => country.inputValue()).toBe('Norge')
    await country.focus()
    await page.keyboard.press('Control+a')
    await page.keyboard.type('Atlantis')
    await page.keyboard.press('Tab')
    await expect.poll(() => country.inputValue()).toBe('Norge')
    await page.getByRole('button', { name: 'Avbryt' }).click()
    await page.getByRole('button', { name: 'Spara inte' }).click()
  })
})

describe('One who is not in the register', () => {
  let app: AppUnderTest
  beforeAll(async () => {
    app = await openApp()
    await signInToDemo(app, 'officeWorker')
  })
  afterAll(() => app.close())

  it('is contacted in the person’s stead, with name, relation, telephone and e-mail at the top of the page', async () => {
    const { page } = app
    await openPerson(page, 'Birgit Holmström')
    await page.getByText('Kontakta Kalle Stensson i stället').waitFor()
    expect(await page.getByRole('link', { name: '070-174 06 35' }).getAttribute('href')).toBe('tel:0701740635')
    await expectAccessible(page, 'the page of one for whom an outsider is contacted')
    await picture(page, 'person-outsider')
    await openPerson(page, 'Göran Åkerblom')
    await page.getByRole('button', { name: 'Ändra uppgifter' }).click()
    await page.getByRole('textbox', { name: /^Relation/u }).fill('boendestöd')
    await page.getByRole('textbox', { name: /^Kontaktens telefon/u }).fill('018123457')
    await page.getByRole('button', { name: 'Spara' }).click()
    await page.getByRole('link', { name: /Någon utanför registret/u }).waitFor()
    await page.getByRole('textbox', { name: /^Någon utanför registret/u }).fill('Eva Stöd')
    await expectAccessible(page, 'the form with an outsider to contact')
    await picture(page, 'person-outsider-form')
    await page.getByRole('button', { name: 'Spara' }).click()
    await page.getByText('Kontakta Eva Stöd i stället').waitFor()
    await page.getByRole('link', { name: '018-12 34 57' }).waitFor()
  })

  it('is a child’s guardian, through whom the child is reached', async () => {
    const { page } = app
    await openPerson(page, 'Alva Haddad')
    await page.getByRole('link', { name: 'samir.haddad@example.se' }).waitFor()
    await expectAccessible(page, 'the page of a child with a guardian outside the register')
    await picture(page, 'person-outside-guardian')
    await openPerson(page, 'Elis Ungman')
    await page.getByText('Vårdnadshavare saknas.').waitFor()
    await page.getByRole('tab', { name: 'Kontakt', exact: true }).click()
    await page.getByRole('button', { name: 'Lägg till vårdnadshavare' }).click()
    await page.getByRole('textbox', { name: /^Namn/u }).fill('Maria Ungman')
    await page.getByRole('dialog').getByRole('textbox', { name: /^Telefon/u }).fill('0701740639')
    await page.getByRole('dialog').getByRole('textbox', { name: /^E-post/u }).fill('maria.ungman@example.se')
    await expectAccessible(page, 'the form of a guardian outside the register')
    await picture(page, 'guardian-outside-form')
    await page.getByRole('button', { name: 'Spara' }).click()
    await page.getByRole('row', { name: /Maria Ungman.*070-174 06 39.*maria\.ungman@example\.se/u }).waitFor()
    await page.getByRole('tab', { name: 'Översikt' }).click()
    expect(await page.getByText('Vårdnadshavare saknas.').count()).toBe(0)
  })
})
