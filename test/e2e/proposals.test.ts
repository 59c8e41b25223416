import { afterAll, beforeAll, describe, it } from 'vitest'
import { expectAccessible, openApp, picture, signInToDemo, type AppUnderTest } from './support/app.ts'

describe('The coordinator who follows what was raised', () => {
  let app: AppUnderTest
  beforeAll(async () => {
    app = await openApp({ startsAt: '2026-11-22T09:00:00.000Z' })
    await signInToDemo(app, 'coordinator')
  })
  afterAll(() => app.close())

  it('sees on the start page which host is late, and what it promised', async () => {
    const { page } = app
    await page.getByRole('region', { name: '1 åtgärd hos en värd är försenad' }).getByRole('link', { name: 'Brukarna med när personal anställs' }).click()
    await page.getByText('Rutin för anställning', { exact: true }).first().waitFor()
    await page.getByText('Försenat', { exact: true }).waitFor()
    await expectAccessible(page, 'a proposal')
    await picture(page, 'proposal')
  })

  it('registers at the meeting what was raised, and finds it there and in the list', async () => {
    const { page } = app
    await page.getByRole('link', { name: 'Möten', exact: true }).first().click()
    await page.getByRole('row').nth(1).click()
    await page.getByRole('region', { name: 'Förslag från mötet' }).getByRole('link', { name: 'Nytt förslag' }).click()
    await page.getByRole('textbox', { name: 'Förslag', exact: true }).fill('Tolk på varje möte')
    await page.getByRole('textbox', { name: 'Vad vi hoppas' }).fill('Att alla kan följa med')
    await expectAccessible(page, 'the form of a proposal')
    await page.keyboard.press('Control+s')
    await page.getByRole('heading', { level: 1, name: 'Tolk på varje möte' }).waitFor()
    await page.getByRole('link', { name: 'Förslag', exact: true }).first().click()
    await page.getByRole('searchbox', { name: 'Sök på förslag eller grupp' }).fill('tolk')
    await page.getByRole('row', { name: /Tolk på varje möte/u }).waitFor()
    await page.getByRole('row', { name: /Vilrum/u }).waitFor({ state: 'detached' })
    await expectAccessible(page, 'the list of proposals')
    await page.getByRole('row', { name: /Tolk på varje möte/u }).click()
    await page.getByRole('heading', { level: 1, name: 'Tolk på varje möte' }).waitFor()
  })

  it('writes down the answer, what changed and how it was told back, and is told what is missing', async () => {
    const { page } = app
    await page.getByRole('button', { name: 'Ändra uppgifter' }).click()
    await page.getByRole('textbox', { name: /^Besvarat/u }).fill('2026-11-22')
    await page.keyboard.press('Control+s')
    await page.getByText('Välj vad värden svarade.').first().waitFor()
    await page.getByRole('button', { name: /Inget svar än/u }).click()
    await page.getByRole('option', { name: 'Ja', exact: true }).click()
    await page.getByRole('textbox', { name: /^Ändrat/u }).fill('2026-11-22')
    await page.getByRole('textbox', { name: 'Vad som har ändrats' }).fill('Tolk bokas till varje möte')
    await page.getByRole('textbox', { name: /^Återberättat/u }).fill('2026-11-22')
    await page.keyboard.press('Control+s')
    await page.getByText('Tolk bokas till varje möte').waitFor()
    await page.getByText('Återberättat', { exact: true }).first().waitFor()
    await page.keyboard.press('Control+z')
    await page.getByText('Taget upp', { exact: true }).first().waitFor()
  })
})
