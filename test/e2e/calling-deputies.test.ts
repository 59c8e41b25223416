import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, openApp, picture, signInToDemo, type AppUnderTest } from './support/app.ts'

describe('The coordinator when a member rings and cannot come', () => {
  let app: AppUnderTest
  beforeAll(async () => {
    app = await openApp({ startsAt: '2026-11-22T09:00:00.000Z' })
    await signInToDemo(app, 'coordinator')
  })
  afterAll(() => app.close())

  it('sees on the start page for which meeting a deputy is to be called, and whom to ask first', async () => {
    const { page } = app
    const card = page.getByRole('region', { name: /en ersättare kallas in/u })
    await card.getByRole('link').first().click()
    const answers = page.getByRole('region', { name: 'Svar och ersättare' })
    await answers.getByText('kan inte komma').first().waitFor()
    await answers.getByText(/Fråga nu: /u).first().waitFor()
    await expectAccessible(page, 'the answers to a meeting')
    await picture(page, 'calling-deputies')
  })

  it('rings, writes down by keyboard alone that the deputy comes, and sees her in the absent member’s place', async () => {
    const { page } = app
    const answers = page.getByRole('region', { name: 'Svar och ersättare' })
    const name = (await answers.getByText(/Fråga nu: /u).first().textContent())?.replace(/^Fråga nu: | \(inget svar\)/gu, '') as string
    await answers.getByRole('button', { name: `Skriv upp svar från ${name}` }).focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: `Skriv upp svar från ${name}` })
    await dialog.waitFor()
    const yes = dialog.getByRole('radio', { name: 'Kommer', exact: true })
    await expect.poll(() => yes.evaluate((element) => element === document.activeElement), { message: 'the first field has the focus' }).toBe(true)
    await page.keyboard.press('Space')
    await expectAccessible(page, 'writing down an answer')
    await page.keyboard.press('Control+s')
    await dialog.waitFor({ state: 'detached' })
    await answers.getByText(`${name} kommer i stället.`).waitFor()
    expect(await answers.getByRole('row').filter({ hasText: name }).filter({ hasText: 'Tjänstgöra på plats' }).first().textContent()).toContain('Kommer')
  })

  it('has no more to call, and takes the answer back with Ctrl+Z', async () => {
    const { page } = app
    await page.getByRole('link', { name: 'Start', exact: true }).first().click()
    await page.getByRole('heading', { level: 1, name: 'Att göra' }).waitFor()
    const card = page.getByRole('region', { name: /en ersättare kallas in/u })
    await card.waitFor({ state: 'detached' })
    await page.keyboard.press('Control+z')
    await card.waitFor()
  })
})
