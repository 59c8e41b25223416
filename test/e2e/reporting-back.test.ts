import { afterAll, beforeAll, describe, it } from 'vitest'
import { expectAccessible, openApp, picture, signInToDemo, type AppUnderTest } from './support/app.ts'

describe('The coordinator whom a representative rings after a meeting', () => {
  let app: AppUnderTest
  let missing: string
  beforeAll(async () => {
    app = await openApp({ startsAt: '2026-11-22T09:00:00.000Z' })
    await signInToDemo(app, 'coordinator')
  })
  afterAll(() => app.close())

  it('sees on the start page which meeting nobody has told of', async () => {
    const { page } = app
    const card = page.getByRole('region', { name: /saknar återrapport/u })
    missing = await card.getByRole('heading').innerText()
    await card.getByRole('link').first().click()
    await page.getByText('Ingen har rapporterat tillbaka än.').waitFor()
  })

  it('writes down by keyboard what the representative tells, and finds it as a proposal', async () => {
    const { page } = app
    await page.getByRole('link', { name: 'Skriv återrapport' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: /^Återrapport: /u }).waitFor()
    const point = page.getByRole('region', { name: 'Punkt 1' })
    await page.keyboard.press('Control+s')
    await point.getByText(/Skriv|Fyll i/u).first().waitFor()
    await point.getByRole('textbox', { name: 'Vad som togs upp' }).focus()
    await page.keyboard.type('Vatten i väntrummet')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Ska beställas')
    await page.keyboard.press('Tab')
    await page.keyboard.type('En kran före jul')
    await expectAccessible(page, 'writing a report back')
    await picture(page, 'report-back')
    await page.getByRole('button', { name: 'Lägg till en punkt' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Ta bort punkt 2' }).click()
    await page.keyboard.press('Control+s')
    const part = page.getByRole('region', { name: 'Återrapport', exact: true })
    await part.getByRole('rowheader', { name: 'Vatten i väntrummet' }).waitFor()
    await expectAccessible(page, 'a meeting with a report back')
    await picture(page, 'meeting-with-report-back')
    await part.getByRole('link', { name: 'Förslaget Vatten i väntrummet' }).click()
    await page.getByRole('heading', { level: 1, name: 'Vatten i väntrummet' }).waitFor()
    await page.getByText('En kran före jul').first().waitFor()
  })

  it('takes it back, proposal and all, with Ctrl+Z', async () => {
    const { page } = app
    await page.keyboard.press('Control+z')
    await page.getByText('Ändringen är ångrad: Skrev en återrapport från ett möte.', { exact: true }).first().waitFor()
    await page.getByRole('link', { name: 'Start', exact: true }).first().click()
    await page.getByRole('region', { name: missing, exact: true }).waitFor()
  })
})
