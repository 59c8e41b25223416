import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { coreClient } from '#contract/client.ts'
import { sessionHeader } from '#core/core.ts'
import { demoBodies, demoPassword } from '#core/demo/index.ts'
import { expectAccessible, goTo, openApp, picture, signInToDemo, type AppUnderTest } from './support/app.ts'

describe('A seat, from nomination to resignation', () => {
  let app: AppUnderTest
  let page: Page
  const place = 'Plats 2'
  beforeAll(async () => {
    app = await openApp({ startsAt: '2026-11-21T09:00:00.000Z' })
    page = app.page
    await signInToDemo(app, 'coordinator')
    const { token } = await coreClient(app.core.handle).session.signIn({ signInName: 'samordnare', password: demoPassword })
    const { rows } = await coreClient(app.core.handle, () => ({ [sessionHeader]: token })).bodies.list({ text: demoBodies.withEmptySeat })
    await goTo(page, `/bodies/${rows[0]?.id}`)
    await page.getByRole('heading', { name: demoBodies.withEmptySeat }).waitFor()
  })
  afterAll(() => app.close())

  it('says how long terms are and how many one may have, in the body’s form', async () => {
    await page.getByRole('button', { name: 'Ändra uppgifter' }).click()
    await page.getByRole('textbox', { name: /Mandatperiod, månader/u }).fill('12')
    await page.getByRole('textbox', { name: /Högst så många perioder i rad/u }).fill('2')
    await expectAccessible(page, 'the form of a body with terms')
    await page.keyboard.press('Control+s')
    await page.getByRole('tab', { name: 'Om gruppen' }).click()
    await page.getByText('12 månader. Högst 2 i rad').waitFor()
    await page.getByRole('tab', { name: 'Platser' }).click()
  })

  it('nominates, and appoints the one who was chosen with the decision', async () => {
    await page.getByRole('button', { name: `Mer om ${place}`, exact: true }).click()
    await page.getByRole('menuitem', { name: 'Nominera' }).click()
    const dialog = page.getByRole('dialog', { name: `Nominera – ${place}` })
    await dialog.waitFor()
    await expectAccessible(page, 'the dialog that nominates')
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })

    const table = page.getByRole('table', { name: 'Nomineringar' })
    await table.getByText('Väntar på beslut').nth(1).waitFor()
    await picture(page, 'nominations')
    await table.getByRole('button', { name: /^Utse /u }).first().click()
    const appointing = page.getByRole('dialog', { name: /^Utse .* – Plats 2$/u })
    await appointing.getByRole('textbox', { name: 'Från och med' }).fill('2026-11-20')
    await appointing.getByRole('textbox', { name: 'Beslutat den' }).fill('2026-11-19')
    await appointing.getByRole('textbox', { name: /Beslut \(valfritt\)/u }).fill('Styrelsen § 61')
    await appointing.getByRole('textbox', { name: /Till och med/u }).fill('2028-12-31')
    await page.keyboard.press('Control+s')
    await appointing.getByText(/Mandatperioden är 12 månader/u).first().waitFor()
    await picture(page, 'term-too-long')
    await expectAccessible(page, 'the dialog that appoints, with a term too long')
    await appointing.getByRole('textbox', { name: /Varför görs ett undantag/u }).fill('Uppdraget gäller hela projektet')
    await page.keyboard.press('Control+s')
    await appointing.waitFor({ state: 'detached' })
    await page.getByText('Undantag från regeln om mandatperioder: Uppdraget gäller hela projektet').waitFor()
    await table.getByText(/^Utsedd /u).waitFor()
    await table.getByText(/^Inte utsedd /u).waitFor()
    await expectAccessible(page, 'a body with nominations')
  })

  it('notes a resignation that came by phone', async () => {
    await page.getByRole('button', { name: /^Avsluta uppdraget för /u }).first().click()
    const dialog = page.getByRole('dialog', { name: /^Avsluta uppdraget för /u })
    await dialog.getByRole('textbox', { name: /Varför slutar uppdraget/u }).fill('Har fått arbete')
    await dialog.getByRole('textbox', { name: /Avsägelsen kom den/u }).fill('2026-11-20')
    await dialog.getByRole('button', { name: /Hur kom den/u }).click()
    await page.getByRole('option', { name: 'Telefon' }).click()
    await expectAccessible(page, 'the dialog that ends an assignment')
    await page.keyboard.press('Control+s')
    await dialog.waitFor({ state: 'detached' })
    await page.getByText('Avsägelse 2026-11-20 · Telefon · mottagen av Samir Samordnare').first().waitFor()
    await picture(page, 'resignation')
  })
})
