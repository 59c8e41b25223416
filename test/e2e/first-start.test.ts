import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoUsers } from '#core/demo/index.ts'
import { expectAccessible, openApp, picture, signInAs, signInToDemo, type AppUnderTest } from './support/app.ts'

describe('The first start', () => {
  let app: AppUnderTest
  beforeAll(async () => {
    app = await openApp()
  })
  afterAll(() => app.close())

  it('creates our association in at most five short steps, and shows the recovery code once', async () => {
    const { page } = app
    await page.getByRole('heading', { name: 'Välkommen till Talan' }).waitFor()
    await expectAccessible(page, 'the welcome')
    await picture(page, 'welcome')
    await page.getByRole('button', { name: 'Skapa vår förening' }).click()
    await page.getByText('Steg 1 av 5').waitFor()
    await page.getByRole('button', { name: 'Nästa' }).click()
    await page.getByText('Steg 2 av 5').waitFor()
    await page.getByRole('button', { name: 'Nästa' }).click()
    await page.getByText('Fyll i uppgiften.').first().waitFor()
    await expectAccessible(page, 'a step that lacks its answer')
    await page.getByLabel('Föreningens namn').fill('Brukarrådet i Tierp')
    await page.getByRole('button', { name: 'Nästa' }).click()
    await page.getByText('Steg 3 av 5').waitFor()
    await page.getByRole('button', { name: 'Tillbaka' }).click()
    expect(await page.getByLabel('Föreningens namn').inputValue()).toBe('Brukarrådet i Tierp')
    await page.getByRole('button', { name: 'Nästa' }).click()
    await page.getByLabel('Ditt namn').fill('Tora Tierp')
    await page.getByLabel('Inloggningsnamn').fill('tora')
    await page.getByRole('button', { name: 'Nästa' }).click()
    await page.getByText('Steg 4 av 5').waitFor()
    await page.getByLabel('Lösenord').fill('kort')
    await page.getByRole('button', { name: 'Skapa föreningen' }).click()
    await page.getByText('Lösenordet är för kort.').first().waitFor()
    await page.getByLabel('Lösenord').fill('lönn ek asp tall')
    await page.getByRole('button', { name: 'Skapa föreningen' }).click()
    await page.getByText('Steg 5 av 5').waitFor()
    await page.getByText(/^[A-Z2-9]{4}(?:-[A-Z2-9]{4}){7}$/u).waitFor()
    await expectAccessible(page, 'the recovery code')
    await page.getByText('Jag har skrivit ut eller skrivit av koden').click()
    await page.getByRole('button', { name: 'Börja använda Talan' }).click()
    await page.getByRole('heading', { name: 'Att göra' }).waitFor()
    expect(await page.title()).toBe('Att göra – Brukarrådet i Tierp')
    await page.getByText('Räkningar och utbetalningar syns bara för den som är kassör').waitFor()
    expect(await page.getByRole('navigation', { name: 'Platser' }).getByRole('link', { name: 'Förening och användare' }).getAttribute('href')).toMatch(/\/users$/u)
  })

  it('signs in again with the password after locking', async () => {
    const { page } = app
    await page.keyboard.press('Control+Shift+l')
    await page.getByRole('heading', { name: 'Logga in' }).waitFor()
    await page.getByLabel('Inloggningsnamn').fill('tora')
    await page.getByLabel('Lösenord').fill('fel lösenord')
    await page.keyboard.press('Enter')
    await page.getByText('Namnet eller lösenordet stämmer inte.').waitFor()
    await expectAccessible(page, 'a wrong password')
    await page.getByLabel('Lösenord').fill('lönn ek asp tall')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Att göra' }).waitFor()
  })

  it('never made the browser refuse content or talk to anyone else', () => {
    expect(app.complaints).toEqual([])
  })
})

describe('The practice association', () => {
  let app: AppUnderTest
  beforeAll(async () => {
    app = await openApp()
  })
  afterAll(() => app.close())

  it('opens with three years in it, for each of its users, and goes away with one click', async () => {
    const { page } = app
    await signInToDemo(app, 'boardMember')
    for (const user of demoUsers) {
      const other = await app.newPage()
      await other.getByRole('button', { name: new RegExp(`^Logga in som .*${user.displayName}`, 'u') }).click()
      await other.getByRole('heading', { name: 'Att göra' }).waitFor()
      await other.close()
    }
    await page.getByRole('navigation', { name: 'Platser' }).getByRole('link', { name: 'Personer' }).click()
    await page.getByText(/^2\d\d personer/u).first().waitFor()
    expect(await page.getByRole('link', { name: 'Ny person' }).count()).toBe(0)
    await page.keyboard.press('Control+Shift+l')
    await signInAs(page, 'treasurer')
    await page.getByRole('heading', { name: 'Att göra' }).waitFor()
    await page.getByRole('button', { name: 'Ta bort övningsföreningen' }).click()
    const confirm = page.getByRole('dialog').getByRole('button', { name: /Ta bort/u })
    if (await confirm.isVisible()) await confirm.click()
    await page.getByRole('heading', { name: 'Välkommen till Talan' }).waitFor()
  })
})
