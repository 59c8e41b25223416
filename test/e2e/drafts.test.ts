import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, goTo, openApp, picture, signInAs, signInToDemo, type AppUnderTest } from './support/app.ts'

describe('What has been typed and not saved', () => {
  let app: AppUnderTest
  let page: Page
  const field = (name: string) => page.getByRole('textbox', { name, exact: true })

  beforeAll(async () => {
    app = await openApp()
    page = app.page
    await signInToDemo(app, 'officeWorker')
  })
  afterAll(() => app.close())

  const kept = () => page.waitForResponse((response) => response.url().endsWith('/drafts/keep') && response.ok())

  it('is offered again when the program has died, and can be gone on with', async () => {
    await goTo(page, '/people/new')
    const keeping = kept()
    await field('Förnamn').fill('Åsa-Märta')
    await field('Efternamn').fill('Utkast')
    await keeping
    page.once('dialog', (dialog) => void dialog.accept())
    await page.reload()
    await signInAs(app.page, 'officeWorker')
    await goTo(page, '/people/new')
    await page.getByText(/^Ett utkast från .* finns kvar/u).waitFor()
    await expectAccessible(page, 'what was typed is offered')
    await picture(page, 'draft-found')
    await page.getByRole('button', { name: 'Fortsätt med utkastet' }).press('Enter')
    await expect.poll(() => field('Förnamn').inputValue()).toBe('Åsa-Märta')
    expect(await field('Efternamn').inputValue()).toBe('Utkast')
    await page.getByText('Osparade ändringar').waitFor()
    expect(await page.evaluate(() => document.activeElement?.closest('form') !== null), 'one stands in the form').toBe(true)
  })

  it('is kept also when one locks at once, with the last key just pressed', async () => {
    await page.getByRole('button', { name: 'Avbryt' }).click()
    await page.getByRole('button', { name: 'Spara inte' }).click()
    await page.getByRole('heading', { level: 1, name: 'Personer' }).waitFor()
    await goTo(page, '/people/new')
    await field('Förnamn').fill('Brådis')
    await page.keyboard.press('Control+Shift+L')
    await signInAs(page, 'officeWorker')
    await page.getByRole('heading', { level: 1, name: 'Ny person' }).waitFor()
    await page.getByRole('button', { name: 'Fortsätt med utkastet' }).press('Enter')
    await expect.poll(() => field('Förnamn').inputValue()).toBe('Brådis')
  })

  it('is gone when one has left the form by oneself', async () => {
    await page.getByRole('button', { name: 'Avbryt' }).click()
    await page.getByRole('button', { name: 'Spara inte' }).click()
    await page.getByRole('heading', { level: 1, name: 'Personer' }).waitFor()
    const asking = page.waitForResponse((response) => response.url().endsWith('/drafts/find'))
    await goTo(page, '/people/new')
    expect(await (await asking).json()).toMatchObject({ json: { draft: null } })
    expect(await page.getByRole('button', { name: 'Fortsätt med utkastet' }).count()).toBe(0)
  })
})
