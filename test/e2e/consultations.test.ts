import { afterAll, beforeAll, describe, it } from 'vitest'
import { expectAccessible, openApp, picture, signInToDemo, type AppUnderTest } from './support/app.ts'

describe('The coordinator who is asked for an opinion', () => {
  let app: AppUnderTest
  beforeAll(async () => {
    app = await openApp({ startsAt: '2026-11-22T09:00:00.000Z' })
    await signInToDemo(app, 'coordinator')
  })
  afterAll(() => app.close())

  it('sees on the start page what is soon to be answered, and what is late', async () => {
    const { page } = app
    const card = page.getByRole('region', { name: '2 frågor ska snart besvaras' })
    await card.getByText('Försenat svar').waitFor()
    await card.getByRole('link', { name: 'Ny blankett för samordnad individuell plan' }).click()
    await page.getByRole('table', { name: 'Synpunkter som kommit in' }).getByText('Skriv på lätt svenska', { exact: false }).waitFor()
    await page.getByRole('table', { name: 'Tillfrågade' }).getByRole('link', { name: 'Återhämtning Uppland' }).waitFor()
    await expectAccessible(page, 'a consultation')
    await picture(page, 'consultation')
  })

  it('registers a question, who was asked and what came in, by the promise about names', async () => {
    const { page } = app
    await page.getByRole('link', { name: 'Remisser och synpunkter', exact: true }).first().click()
    await page.getByRole('link', { name: 'Ny fråga' }).first().click()
    await page.getByRole('textbox', { name: 'Vad det gäller' }).fill('Ny vårdplan')
    await page.getByRole('combobox', { name: /^Den som frågar/u }).fill('Region Upp')
    await page.getByRole('option', { name: /^Region Uppsala/u }).click()
    await expectAccessible(page, 'the form of a consultation')
    await page.keyboard.press('Control+s')
    await page.getByRole('heading', { level: 1, name: 'Ny vårdplan' }).waitFor()

    await page.getByRole('button', { name: 'Fråga någon' }).click()
    const asking = page.getByRole('dialog', { name: 'Fråga någon' })
    await asking.getByRole('radio', { name: 'En organisation' }).press('Space')
    await asking.getByRole('combobox', { name: /^Organisation/u }).fill('Bryggan')
    await page.getByRole('option', { name: /Bryggan/u }).first().click()
    await expectAccessible(page, 'asking somebody')
    await page.keyboard.press('Control+s')
    await asking.waitFor({ state: 'detached' })
    await page.getByRole('table', { name: 'Tillfrågade' }).getByRole('link', { name: 'Anhörigföreningen Bryggan' }).waitFor()

    await page.getByRole('button', { name: 'Skriv upp en synpunkt' }).click()
    const writing = page.getByRole('dialog', { name: 'Skriv upp en synpunkt' })
    await writing.getByText('Inga namn sparas.', { exact: false }).waitFor()
    await writing.getByRole('textbox', { name: /^Synpunkt/u }).fill('Anhöriga saknas')
    await page.keyboard.press('Control+s')
    await writing.waitFor({ state: 'detached' })
    await page.getByRole('table', { name: 'Synpunkter som kommit in' }).getByText('Anhöriga saknas').waitFor()
    await page.keyboard.press('Control+z')
    await page.getByText('Inga synpunkter har kommit in än.').waitFor()
  })

  it('writes down the answer and is told what is missing, and finds it in the list', async () => {
    const { page } = app
    await page.getByRole('button', { name: 'Ändra uppgifter' }).click()
    await page.getByRole('textbox', { name: /^Svaret skickat/u }).fill('2026-11-22')
    await page.keyboard.press('Control+s')
    await page.getByText('Skriv vad ni svarade.').first().waitFor()
    await page.getByRole('textbox', { name: 'Vårt svar' }).fill('Ta med anhöriga')
    await page.keyboard.press('Control+s')
    await page.getByText('Besvarad', { exact: true }).waitFor()
    await page.getByRole('link', { name: 'Remisser och synpunkter', exact: true }).first().click()
    await page.getByRole('searchbox', { name: 'Sök på fråga eller den som frågar' }).fill('vårdplan')
    await page.getByRole('row', { name: /Ny vårdplan/u }).waitFor()
    await page.getByRole('row', { name: /Taxor/u }).waitFor({ state: 'detached' })
    await expectAccessible(page, 'the list of consultations')
  })
})
