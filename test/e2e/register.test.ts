import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, openApp, picture, signInToDemo, type AppUnderTest } from './support/app.ts'

describe('An office worker and the register', () => {
  let app: AppUnderTest
  beforeAll(async () => {
    app = await openApp()
    await signInToDemo(app, 'officeWorker')
  })
  afterAll(() => app.close())

  it('registers a paper application by keyboard alone, and finds the person while typing', async () => {
    const { page } = app
    await page.keyboard.press('Control+n')
    await page.getByRole('heading', { name: 'Ny person' }).waitFor()
    const type = async (label: string, text: string) => {
      const field = page.getByRole('textbox', { name: label })
      for (let step = 0; step < 40 && !(await field.evaluate((element) => element === document.activeElement)); step += 1) await page.keyboard.press('Tab')
      await page.keyboard.type(text)
    }
    await type('Förnamn', 'Åsa-Märta')
    await type('Efternamn', 'Öbergsdotter')
    await type('Födelsedatum', '640823')
    await type('Gatuadress', 'Provgatan 3')
    await type('Postnummer', '753 20')
    await type('Ort', 'Uppsala')
    await page.keyboard.press('Control+s')
    await page.getByRole('heading', { name: 'Åsa-Märta Öbergsdotter' }).waitFor()
    expect(await page.title()).not.toContain('Öbergsdotter')
    await expectAccessible(page, 'the person’s page')
    await picture(page, 'person')

    await page.keyboard.press('Control+k')
    await page.keyboard.type('oberg')
    await page.getByRole('menuitem', { name: /Åsa-Märta Öbergsdotter/u }).waitFor()
    await page.keyboard.press('Escape')
  })

  it('registers the next paper with few keys beyond what is written on it, and stands at the one after', async () => {
    const { page } = app
    const person = page.url()
    let presses = 0
    const press = async (key: string) => {
      presses += 1
      await page.keyboard.press(key)
    }
    const type = async (label: string, text: string) => {
      const field = page.getByRole('textbox', { name: label })
      for (let step = 0; step < 20 && !(await field.evaluate((element) => element === document.activeElement)); step += 1) await press('Tab')
      await page.keyboard.type(text)
    }
    await press('Control+n')
    await page.getByRole('heading', { name: 'Ny person' }).waitFor()
    for (const [label, text] of [['Förnamn', 'Pappers'], ['Efternamn', 'Ansökan'], ['Födelsedatum', '640823'], ['Gatuadress', 'Provgatan 4'], ['Postnummer', '753 20']] as const) await type(label, text)
    await page.waitForFunction(() => [...document.querySelectorAll('input')].some((input) => input.value === 'Uppsala'))
    await press('Control+Enter')
    await page.getByText('Personen är registrerad.').first().waitFor()
    await page.waitForFunction(() => document.activeElement?.closest('[data-field="givenName"]') !== null)
    expect(await page.getByRole('textbox', { name: 'Efternamn' }).inputValue()).toBe('')
    expect(presses).toBeLessThanOrEqual(20)
    await expectAccessible(page, 'the form for the next paper')
    expect(await page.getByText('Osparade ändringar').count()).toBe(0)
    // Member from today, without anybody having said so.
    await page.goto(person)
    await page.getByRole('heading', { name: 'Åsa-Märta Öbergsdotter' }).waitFor()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('pappers ans')
    await page.getByRole('menuitem', { name: /Pappers Ansökan/u }).getByText('Uppsala').waitFor()
    await page.keyboard.press('Escape')
  })

  it('changes the person and sees the history of it', async () => {
    const { page } = app
    await page.getByRole('button', { name: 'Ändra uppgifter' }).click()
    await page.getByRole('textbox', { name: 'Ort' }).fill('Knivsta')
    await page.keyboard.press('Control+s')
    await page.getByText('753 20 Knivsta').waitFor()
    await page.getByRole('tab', { name: 'Ändringar' }).click()
    await page.getByText('Ändrade personuppgifter').waitFor()
    await page.getByText('Visa 1 ändring').first().click()
    await page.getByRole('row', { name: 'Ort Uppsala Knivsta' }).waitFor()
    await expectAccessible(page, 'the history')
    await picture(page, 'history')
  })

  it('takes the change back with Ctrl+Z', async () => {
    const { page } = app
    await page.getByRole('tab', { name: 'Kontakt' }).click()
    await page.keyboard.press('Control+z')
    await page.getByText('753 20 Uppsala').waitFor()
  })

  it('is told in words what is wrong, at the field, and loses nothing typed', async () => {
    const { page } = app
    await page.keyboard.press('Control+n')
    await page.getByRole('heading', { name: 'Ny person' }).waitFor()
    await page.getByRole('textbox', { name: 'Förnamn' }).fill('Bara förnamn')
    await page.getByRole('textbox', { name: /^E-post/u }).fill('inte en adress')
    await page.getByRole('button', { name: 'Registrera person' }).click()
    await page.getByRole('heading', { name: /behöver rättas/u }).waitFor()
    expect(await page.getByRole('textbox', { name: 'Förnamn' }).inputValue()).toBe('Bara förnamn')
    await expectAccessible(page, 'a form with faults')
    await page.getByRole('button', { name: 'Avbryt' }).click()
    await page.getByRole('button', { name: 'Spara inte' }).click()
  })

  it('sees a change that another window has made', async () => {
    const { page, newPage } = app
    const other = await newPage()
    await other.getByRole('button', { name: /^Logga in som .*Karin Kansli/u }).click()
    await page.getByRole('navigation', { name: 'Platser' }).getByRole('link', { name: 'Personer' }).click()
    await page.getByRole('searchbox', { name: /Sök på namn/u }).fill('Spegelberg')
    await page.getByText('Inga träffar').first().waitFor()
    await other.keyboard.press('Control+n')
    await other.getByRole('textbox', { name: 'Förnamn' }).fill('Speja')
    await other.getByRole('textbox', { name: 'Efternamn' }).fill('Spegelberg')
    await other.getByRole('button', { name: 'Registrera person' }).click()
    await page.getByRole('gridcell', { name: 'Speja Spegelberg' }).or(page.getByRole('rowheader', { name: 'Speja Spegelberg' })).waitFor()
    await other.close()
  })

  it('is told that a coordination number leaves the date of birth open, until the date is written', async () => {
    const { page } = app
    await page.keyboard.press('Control+n')
    await page.getByRole('heading', { name: 'Ny person' }).waitFor()
    await page.getByRole('textbox', { name: 'Förnamn', exact: true }).fill('Omar')
    await page.getByRole('textbox', { name: 'Efternamn', exact: true }).fill('Ofullständig')
    await page.getByRole('textbox', { name: 'Personnummer' }).fill('19800060-2394')
    const warning = page.getByRole('status').getByText('Samordningsnumret anger inget fullständigt födelsedatum.')
    await warning.waitFor()
    await expectAccessible(page, 'a warning at a field')
    await page.getByRole('textbox', { name: 'Födelsedatum' }).fill('1980-03-04')
    await page.keyboard.press('Tab')
    await warning.waitFor({ state: 'detached' })
    await page.keyboard.press('Control+s')
    await page.getByRole('heading', { name: 'Omar Ofullständig' }).waitFor()
    await page.getByText('19800060-****').waitFor()
  })

  it('never made the browser refuse content or talk to anyone else', () => {
    expect(app.complaints).toEqual([])
  })
})
