import { afterAll, beforeAll, describe, it } from 'vitest'
import { expectAccessible, openApp, picture, signInToDemo, type AppUnderTest } from './support/app.ts'

describe('The coordinator who arranges an event', () => {
  let app: AppUnderTest
  beforeAll(async () => {
    app = await openApp({ startsAt: '2026-11-22T09:00:00.000Z' })
    await signInToDemo(app, 'coordinator')
  })
  afterAll(() => app.close())

  it('is told on the start page which one lacks its count, and counts it', async () => {
    const { page } = app
    await page.getByRole('region', { name: '1 evenemang saknar antal deltagare' }).getByRole('link', { name: 'Öppet forum om väntetider' }).click()
    await page.getByText('Antal saknas', { exact: true }).waitFor()
    await expectAccessible(page, 'an event')
    await picture(page, 'event')
    await page.getByRole('button', { name: 'Ändra uppgifter' }).click()
    await page.getByRole('textbox', { name: /^Antal deltagare/u }).fill('23')
    await expectAccessible(page, 'the form of an event')
    await page.keyboard.press('Control+s')
    await page.getByText('Genomfört', { exact: true }).waitFor()
  })

  it('books a lecturer, and finds the event by its reason', async () => {
    const { page } = app
    await page.getByRole('button', { name: 'Boka', exact: true }).click()
    const booking = page.getByRole('dialog', { name: 'Boka' })
    await booking.getByRole('combobox', { name: /^Person/u }).fill('An')
    await page.getByRole('option').first().click()
    await expectAccessible(page, 'booking somebody')
    await page.keyboard.press('Control+s')
    await booking.waitFor({ state: 'detached' })
    await page.getByRole('table', { name: 'Bokade' }).getByText('Föreläsare').waitFor()
    await page.keyboard.press('Control+z')
    await page.getByText('Ingen är bokad än.').waitFor()
    await page.getByRole('link', { name: 'Evenemang', exact: true }).first().click()
    await page.getByRole('row', { name: /Framtidsverkstad/u }).waitFor()
    await page.getByRole('button', { name: /Varför inflytande/u }).click()
    await page.getByRole('option', { name: 'Återhämtning' }).click()
    await page.getByRole('row', { name: /Framtidsverkstad/u }).waitFor({ state: 'detached' })
    await page.getByRole('row', { name: /Föreläsning om återhämtning/u }).waitFor()
    await expectAccessible(page, 'the list of events')
  })
})
