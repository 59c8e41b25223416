import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, goTo, openApp, picture, signInToDemo, type AppUnderTest } from './support/app.ts'

describe('The coordinator who plans the spring', () => {
  let app: AppUnderTest
  beforeAll(async () => {
    app = await openApp({ startsAt: '2026-11-22T09:00:00.000Z' })
    await signInToDemo(app, 'coordinator')
  })
  afterAll(() => app.close())

  it('plans a series month by month, without the day she takes away, and is told when it would not end', async () => {
    const { page } = app
    await page.getByRole('link', { name: 'Grupper', exact: true }).first().click()
    await page.getByRole('row').nth(1).click()
    const bodyId = /bodies\/([^?]+)/u.exec(page.url())?.[1] as string
    await goTo(page, `/meetings/new?body=${bodyId}`)
    await page.getByRole('textbox', { name: 'Datum' }).fill('2027-01-12')
    await page.keyboard.press('Tab')
    await page.getByText('Fler möten i en serie').click()
    const until = page.getByRole('textbox', { name: 'Till och med' })
    await until.fill('2037-01-12')
    await page.keyboard.press('Control+s')
    await page.getByText('En serie kan vara högst tre år. Välj ett tidigare slut.').first().waitFor()
    await until.fill('2027-06-30')
    await page.keyboard.press('Tab')
    await page.getByText('6 möten planeras.').waitFor()
    await page.getByText('9 mars 2027').click()
    await page.getByText('5 möten planeras.').waitFor()
    await expectAccessible(page, 'planning a series')
    await picture(page, 'meeting-series')
    await page.keyboard.press('Control+s')
    await page.getByText('5 möten är planerade.').first().waitFor()
  })

  it('cancels one and the later ones, says why, and is shown the way to tell those invited', async () => {
    const { page } = app
    await page.getByRole('button', { name: 'Ställ in mötet' }).click()
    const dialog = page.getByRole('dialog', { name: 'Ställ in mötet' })
    await dialog.getByRole('textbox', { name: 'Varför ställs det in?' }).fill('Lokalen stängd')
    await dialog.getByText('Ställ också in de 4 senare mötena i serien').click()
    await page.keyboard.press('Control+s')
    await dialog.waitFor({ state: 'detached' })
    await page.getByText('Mötet är inställt. Lokalen stängd').waitFor()
    expect(await page.getByRole('link', { name: 'Meddela de kallade' }).getAttribute('href')).toContain('meetingId=')
    await page.keyboard.press('Control+z')
    await page.getByRole('button', { name: 'Ställ in mötet' }).waitFor()
  })

  it('sees the month and the week as a calendar, and goes on by keyboard', async () => {
    const { page } = app
    await goTo(page, '/meetings/calendar?on=2027-02-09')
    const table = page.getByRole('table', { name: 'februari 2027' })
    await table.getByRole('link').first().waitFor()
    await expectAccessible(page, 'the calendar of meetings')
    await picture(page, 'meeting-calendar')
    await page.getByRole('button', { name: 'Nästa månad' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('table', { name: 'mars 2027' }).waitFor()
    await page.getByRole('button', { name: 'Föregående månad' }).press('Enter')
    await table.waitFor()
    await page.getByRole('textbox', { name: 'Dag', exact: true }).fill('2027-02-09')
    await page.keyboard.press('Tab')
    await page.getByRole('button', { name: /^Månad|Månad Visa/u }).click()
    await page.getByRole('option', { name: 'Vecka' }).click()
    await page.getByRole('table', { name: /^Vecka 6, 8 februari 2027 till/u }).getByRole('link').first().click()
    await page.getByRole('heading', { level: 1, name: /9 februari 2027/u }).waitFor()
  })
})
