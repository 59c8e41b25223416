import { afterAll, beforeAll, describe, it } from 'vitest'
import { expectAccessible, goTo, openApp, picture, signInToDemo, type AppUnderTest } from './support/app.ts'

describe('The coordinator who finds a fault in approved attendance', () => {
  let app: AppUnderTest
  beforeAll(async () => {
    app = await openApp({ startsAt: '2026-11-22T09:00:00.000Z' })
    await signInToDemo(app, 'coordinator')
  })
  afterAll(() => app.close())

  it('corrects approved attendance with a reason, and sees the claim and the reason', async () => {
    const { page } = app
    await goTo(page, '/meetings?show=past&state=approved')
    await page.getByRole('row').nth(1).click()
    await page.getByRole('button', { name: 'Rätta närvaron' }).focus()
    await page.keyboard.press('Enter')
    const part = page.getByRole('region', { name: 'Rätta närvaron' })
    await part.waitFor()
    await page.keyboard.press('Control+s')
    await part.getByText(/Skriv|Fyll i/u).first().waitFor()
    await part.getByRole('textbox', { name: 'Varför rättas den?' }).fill('Fel i protokollet')
    await page.keyboard.press('Control+s')
    await part.getByText('Inget är ändrat. Ändra det som blev fel först.').waitFor()
    await part.getByRole('radio', { name: 'Frånvarande', checked: false }).first().focus()
    await page.keyboard.press('Space')
    await expectAccessible(page, 'correcting attendance')
    await picture(page, 'correcting-attendance')
    await page.keyboard.press('Control+s')
    await page.getByText(/är rättad/u).first().waitFor()
    await part.waitFor({ state: 'detached' })
    await page.getByRole('region', { name: 'Ändringar' }).getByText('Fel i protokollet').first().waitFor()
    await expectAccessible(page, 'a corrected meeting')
  })

  it('reads the host’s list, is told of the name that is not known, and sees the rows before they are saved', async () => {
    const { page } = app
    await goTo(page, '/meetings?show=past&state=toRecord')
    await page.getByRole('row').nth(1).click()
    const attendance = page.getByRole('region', { name: 'Närvaro', exact: true })
    const name = (await attendance.getByRole('rowheader').first().getByRole('link').innerText()).trim()
    await attendance.getByRole('button', { name: 'Läs in värdens lista' }).click()
    const dialog = page.getByRole('dialog', { name: 'Läs in värdens närvarolista' })
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), dialog.getByRole('button', { name: /Välj fil/u }).click()])
    await chooser.setFiles({ name: 'narvaro.csv', mimeType: 'text/csv', buffer: Buffer.from(`Namn;Närvaro;Km\r\n${name};x;84\r\nOkänd Gäst;x;\r\n`) })
    await dialog.getByText('1 av de kallade finns i listan.').waitFor()
    await dialog.getByText('Rad 3: Okänd Gäst finns inte bland de kallade.').waitFor()
    await expectAccessible(page, 'the host’s list')
    await picture(page, 'attendance-sheet')
    await dialog.getByRole('button', { name: 'Fyll i raderna' }).click()
    await dialog.waitFor({ state: 'detached' })
    await attendance.getByText(/^1 närvarande/u).waitFor()
  })
})
