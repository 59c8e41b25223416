import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dateOfInstant, machineNow, yearOf } from '#shared/dates.ts'
import { expectAccessible, goTo, openApp, picture, signInToDemo, type AppUnderTest } from './support/app.ts'

describe('The office worker and a person’s memberships over time', () => {
  let app: AppUnderTest
  /** The day on which she is registered. */
  const today = dateOfInstant(machineNow())

  beforeAll(async () => {
    app = await openApp()
    await signInToDemo(app, 'officeWorker')
    const { page } = app
    await goTo(page, '/people/new')
    await page.getByRole('textbox', { name: 'Förnamn' }).fill('Ulla')
    await page.getByRole('textbox', { name: 'Efternamn' }).fill('Tidström')
    await page.getByRole('button', { name: 'Registrera person' }).click()
    await page.getByRole('heading', { level: 1, name: 'Ulla Tidström' }).waitFor()
    await page.getByRole('tab', { name: 'Medlemskap' }).click()
  })
  afterAll(() => app.close())

  /** Chooses what to do with the membership that began on a day. */
  async function choose(startsOn: string, action: string): Promise<void> {
    await table().getByRole('button', { name: `Ändra medlemskapet från ${startsOn}` }).press('Enter')
    await app.page.getByRole('menuitem', { name: action }).press('Enter')
  }

  const table = () => app.page.getByRole('table', { name: 'Medlemskap' })

  it('adds an earlier one from paper beside the one that goes on, and is told which one it may not overlap', async () => {
    const { page } = app
    await table().getByRole('row').nth(1).waitFor()
    await page.getByRole('button', { name: 'Lägg till medlemskap' }).click()
    const dialog = page.getByRole('dialog', { name: 'Lägg till medlemskap' })
    await dialog.getByRole('textbox', { name: 'Från och med' }).fill('2015-01-01')
    await dialog.getByRole('button', { name: 'Lägg till medlemskap' }).click()
    await dialog.getByText(`Personen har redan ett medlemskap från ${today} som inte har slutat. Avsluta det eller ändra dagarna.`).waitFor()
    await expectAccessible(page, 'a membership that overlaps another')
    await picture(page, 'membership-overlap')
    await dialog.getByRole('textbox', { name: 'Till och med' }).fill('2018-12-31')
    await dialog.getByRole('button', { name: /Varför blev personen medlem/u }).waitFor()
    await dialog.getByRole('button', { name: /Varför slutade medlemskapet/u }).click()
    await page.getByRole('option', { name: 'Egen önskan' }).click()
    await expectAccessible(page, 'an earlier membership and why it ended')
    await picture(page, 'membership-earlier')
    await dialog.getByRole('button', { name: 'Lägg till medlemskap' }).click()
    await dialog.waitFor({ state: 'detached' })
    await table().getByRole('row').filter({ hasText: '2015-01-01' }).getByText('Avslutat').waitFor()
    await table().getByRole('row').filter({ hasText: '2015-01-01' }).getByText('Egen önskan').waitFor()
    await expectAccessible(page, 'two memberships')
    await picture(page, 'membership-periods')
  })

  it('corrects it afterwards, and why it ended', async () => {
    const { page } = app
    await choose('2015-01-01', 'Rätta')
    const dialog = page.getByRole('dialog', { name: 'Rätta medlemskapet' })
    await dialog.getByRole('textbox', { name: 'Från och med' }).fill('2014-03-01')
    await dialog.getByRole('button', { name: /Varför blev personen medlem/u }).waitFor()
    await dialog.getByRole('button', { name: /Varför slutade medlemskapet/u }).click()
    await page.getByRole('option', { name: 'Har flyttat' }).click()
    await expectAccessible(page, 'correcting a membership')
    await picture(page, 'membership-correct')
    await dialog.getByRole('button', { name: 'Spara' }).click()
    await dialog.waitFor({ state: 'detached' })
    await table().getByRole('row').filter({ hasText: '2014-03-01' }).getByText('Har flyttat').waitFor()
  })

  it('changes the kind from a day in one step, which is taken back as one', async () => {
    const { page } = app
    await choose(today, 'Rätta')
    const correcting = page.getByRole('dialog', { name: 'Rätta medlemskapet' })
    await correcting.getByRole('textbox', { name: 'Från och med' }).fill('2020-01-01')
    await correcting.getByRole('button', { name: 'Spara' }).click()
    await correcting.waitFor({ state: 'detached' })
    await choose('2020-01-01', 'Byt slag')
    const dialog = page.getByRole('dialog', { name: 'Byt slag av medlemskap' })
    await dialog.getByRole('button', { name: /Nytt slag/u }).click()
    await page.getByRole('option', { name: 'Stödmedlem' }).click()
    await expectAccessible(page, 'changing the kind of membership')
    await picture(page, 'membership-change-kind')
    await dialog.getByRole('button', { name: 'Byt slag' }).click()
    await dialog.waitFor({ state: 'detached' })
    await table().getByRole('row').filter({ hasText: 'Stödmedlem' }).waitFor()
    await table().getByRole('row').filter({ hasText: '2020-01-01' }).getByText('Bytte slag').waitFor()
    await picture(page, 'membership-kind-changed')
    await page.getByRole('button', { name: 'Ångra' }).first().click()
    await table().getByRole('row').filter({ hasText: 'Stödmedlem' }).waitFor({ state: 'detached' })
    expect(await table().getByRole('row').filter({ hasText: '2020-01-01' }).getByText('Bytte slag').count()).toBe(0)
  })

  it('confirms it for a year, takes the confirmation away where it was a mistake, and that back', async () => {
    const { page } = app
    const year = yearOf(today)
    await page.getByRole('button', { name: 'Notera bekräftelse' }).click()
    const dialog = page.getByRole('dialog', { name: 'Notera bekräftelse' })
    await dialog.getByRole('button', { name: 'Notera bekräftelse' }).click()
    await dialog.waitFor({ state: 'detached' })
    const row = page.getByRole('table', { name: 'Bekräftelser av medlemskap' }).getByRole('row', { name: new RegExp(String(year), 'u') })
    await row.getByRole('button', { name: `Ta bort bekräftelsen för ${year}` }).press('Enter')
    await page.getByText('Bekräftelsen är borttagen.').first().waitFor()
    await row.waitFor({ state: 'detached' })
    await expectAccessible(page, 'a confirmation that was taken away')
    await page.getByRole('button', { name: 'Ångra' }).first().click()
    await row.waitFor()
  })

  it('removes one that was a mistake, is told of the fee that stands, and takes it back', async () => {
    const { page } = app
    await page.getByRole('button', { name: 'Registrera avgift' }).click()
    const fee = page.getByRole('dialog', { name: 'Registrera avgift' })
    await fee.getByRole('textbox', { name: /Belopp/u }).fill('200')
    await fee.getByRole('button', { name: 'Registrera avgift' }).click()
    await fee.waitFor({ state: 'detached' })
    await choose('2020-01-01', 'Ta bort')
    await page.getByText(`Medlemskapet är borttaget. Avgiften för ${yearOf(today)} står kvar.`, { exact: false }).first().waitFor()
    await picture(page, 'membership-removed')
    await page.getByRole('button', { name: 'Ångra' }).first().click()
    await table().getByRole('row').filter({ hasText: '2020-01-01' }).waitFor()
    expect(app.complaints).toEqual([])
  })
})
