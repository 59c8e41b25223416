import { afterAll, beforeAll, describe, it } from 'vitest'
import { expectAccessible, openApp, picture, signInToDemo, type AppUnderTest } from './support/app.ts'

describe('The coordinator who meets a barrier', () => {
  let app: AppUnderTest
  beforeAll(async () => {
    app = await openApp({ startsAt: '2026-11-22T09:00:00.000Z' })
    await signInToDemo(app, 'coordinator')
  })
  afterAll(() => app.close())

  it('sees on the start page what has stood in the way for long', async () => {
    const { page } = app
    await page.getByRole('region', { name: '1 hinder har varit kvar länge' }).getByRole('link', { name: 'Underlagen kommer bara med e-post' }).click()
    await page.getByText('Kvar länge', { exact: true }).waitFor()
    await expectAccessible(page, 'a barrier')
    await picture(page, 'barrier')
    await page.getByRole('link', { name: 'Hinder', exact: true }).first().click()
    await page.getByRole('row', { name: /Lokalen saknar hörslinga/u }).waitFor()
    await expectAccessible(page, 'the list of barriers')
  })

  it('writes down a barrier from the body, and what helped', async () => {
    const { page } = app
    await page.getByRole('link', { name: 'Grupper', exact: true }).first().click()
    await page.getByRole('row').nth(1).click()
    await page.getByRole('tab', { name: 'Hinder' }).click()
    await page.getByRole('link', { name: 'Nytt hinder' }).click()
    await page.getByRole('textbox', { name: 'Vad som står i vägen' }).fill('Ingen ersättning för biljetten')
    await page.getByRole('button', { name: /Slag/u }).click()
    await page.getByRole('option', { name: 'Pengar att lägga ut' }).click()
    await expectAccessible(page, 'the form of a barrier')
    await page.keyboard.press('Control+s')
    await page.getByRole('heading', { level: 1, name: 'Ingen ersättning för biljetten' }).waitFor()
    await page.getByRole('button', { name: 'Ändra uppgifter' }).click()
    await page.getByRole('textbox', { name: /^Hindret är borta sedan/u }).fill('2026-11-22')
    await page.keyboard.press('Control+s')
    await page.getByText('Skriv vad som hjälpte.').first().waitFor()
    await page.getByRole('textbox', { name: /^Hur det gick/u }).fill('Biljetten betalas i förväg')
    await page.keyboard.press('Control+s')
    await page.getByText('Borta', { exact: true }).first().waitFor()
    await page.keyboard.press('Control+z')
    await page.getByText('Kvar', { exact: true }).first().waitFor()
  })
})
