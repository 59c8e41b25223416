import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { expectAccessible, goTo, openApp, picture, signInAs, signInToDemo, type AppUnderTest } from './support/app.ts'

async function openPerson(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.keyboard.type(name)
  await page.getByRole('menuitem', { name: new RegExp(name, 'u') }).first().click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
}

describe('All that is known of a person', () => {
  let app: AppUnderTest
  beforeAll(async () => {
    app = await openApp()
    await signInToDemo(app, 'officeWorker')
  })
  afterAll(() => app.close())

  it('is at first sight what she is, whom to call instead, and how she is reached', async () => {
    const { page } = app
    await openPerson(page, 'Rut Ågren')
    const roles = page.getByRole('list', { name: 'Är' })
    expect(await roles.textContent()).toMatch(/medlem sedan \d{4}-\d{2}-\d{2}/u)
    await page.getByText('Kontakta Nils Ärlig i stället').waitFor()
    await page.getByText('Ring helst efter klockan 16.').waitFor()
    await expectAccessible(page, 'the overview of a person')
    await picture(page, 'person-overview')
  })

  it('says whom to call also where that one is not in the register', async () => {
    const { page } = app
    await openPerson(page, 'Göran Åkerblom')
    await page.getByRole('button', { name: 'Ändra uppgifter' }).click()
    await page.getByRole('textbox', { name: /^Om kontakten/u }).fill('God man Kalle Ek, 070-174 06 05')
    await page.getByRole('button', { name: 'Spara' }).click()
    await page.getByText('Kontakta någon annan i stället').waitFor()
    await page.getByText('God man Kalle Ek, 070-174 06 05').waitFor()
    await expectAccessible(page, 'the page of one whom another is called for')
    await openPerson(page, 'Rut Ågren')
  })

  it('is that she has died, which ends all that she was and can be taken back', async () => {
    const { page } = app
    await page.getByRole('button', { name: 'Personen har avlidit' }).click()
    await page.getByRole('dialog').getByText('slutar den dagen').waitFor()
    await expectAccessible(page, 'the dialog where a death is recorded')
    await page.getByRole('button', { name: 'Registrera', exact: true }).click()
    await page.getByText(/^Personen har avlidit, \d/u).waitFor()
    await expect.poll(() => page.getByRole('heading', { name: 'Om personen' }).evaluate((heading) => heading === document.activeElement), { timeout: 8000 }).toBe(true)
    await expectAccessible(page, 'the page of one who has died')
    await picture(page, 'person-deceased')
    await page.getByRole('button', { name: 'Ta tillbaka' }).click()
    await page.getByText('Det är taget tillbaka.').first().waitFor()
    await page.getByRole('button', { name: 'Personen har avlidit' }).waitFor()
    expect(await page.getByRole('list', { name: 'Är' }).textContent()).toMatch(/medlem sedan/u)
  })

  it('is told in the history by the name of whom was chosen, before and after', async () => {
    const { page } = app
    await openPerson(page, 'Göran Åkerblom')
    await page.getByRole('button', { name: 'Ändra uppgifter' }).click()
    // What is chosen among closes when the page scrolls, so that the field must be in view first.
    await page.getByRole('combobox', { name: /^Kontakta i stället/u }).click()
    await page.getByRole('combobox', { name: /^Kontakta i stället/u }).fill('Nils Ärlig')
    await page.getByRole('option', { name: /^Nils Ärlig/u }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Spara' }).click()
    await page.getByText('Kontakta Nils Ärlig i stället').waitFor()
    await page.getByRole('tab', { name: 'Ändringar' }).click()
    await page.getByText(/^Visa \d+ ändring/u).first().click()
    await page.getByRole('row', { name: 'Kontakta i stället – Nils Ärlig' }).waitFor()
    await expectAccessible(page, 'the history of a person')
    await picture(page, 'person-history')
    await openPerson(page, 'Rut Ågren')
  })

  it('is noted on several lines, and her gender can be taken back once it was said', async () => {
    const { page } = app
    await page.getByRole('button', { name: 'Ändra uppgifter' }).click()
    await page.getByRole('textbox', { name: /^Anteckning/u }).fill('Ringer helst själv.\nHör illa på vänster öra.')
    await page.getByRole('textbox', { name: /^c\/o/u }).fill('c/o Hansson')
    await page.getByRole('radio', { name: 'Uppger inte' }).check({ force: true })
    await expectAccessible(page, 'the form of a person')
    await page.getByRole('button', { name: 'Spara' }).click()
    await page.getByRole('button', { name: 'Ändra uppgifter' }).waitFor()
    await page.getByText('c/o Hansson, ').waitFor()
    expect(await page.getByText('Ringer helst själv.').innerText()).toBe('Ringer helst själv.\nHör illa på vänster öra.')
    await page.getByRole('definition').filter({ hasText: 'Uppger inte' }).waitFor()
  })

  it('has several numbers, one of which is used first', async () => {
    const { page } = app
    await page.getByRole('tab', { name: 'Kontakt', exact: true }).click()
    await page.getByRole('button', { name: 'Lägg till nummer eller adress' }).click()
    await page.getByRole('textbox', { name: 'Nummer eller adress' }).fill('0701740644')
    await page.getByRole('textbox', { name: 'Vad det är' }).fill('Kvällar')
    await page.getByRole('button', { name: 'Spara' }).click()
    await page.getByRole('button', { name: 'Använd i första hand: 070-174 06 44' }).click()
    await page.getByRole('definition').filter({ hasText: '070-174 06 44' }).waitFor()
    await expectAccessible(page, 'the ways to reach a person')
    await picture(page, 'person-contact')
  })

  it('keeps the old address when she moves', async () => {
    const { page } = app
    const before = await page.getByRole('definition').filter({ hasText: 'Tierp' }).first().textContent()
    await page.getByRole('button', { name: 'Flyttar', exact: true }).click()
    await page.getByRole('textbox', { name: 'Gatuadress' }).fill('Nygatan 7')
    await page.getByRole('textbox', { name: 'Postnummer' }).fill('745 31')
    await page.getByRole('textbox', { name: 'Ort' }).fill('Enköping')
    await page.getByRole('button', { name: 'Registrera flytten' }).click()
    await page.getByText('Nygatan 7, 745 31 Enköping').first().waitFor()
    const street = before?.split(',')[0] ?? ''
    await page.getByRole('rowheader', { name: new RegExp(street, 'u') }).waitFor()
  })

  it('has sensitive facts in a part of its own, with what they are for and until when', async () => {
    const { page } = app
    await page.getByRole('tab', { name: 'Känsliga uppgifter' }).click()
    await page.getByRole('rowheader', { name: 'Stor stil' }).waitFor()
    await page.getByRole('button', { name: 'Lägg till känslig uppgift' }).click()
    await page.getByRole('button', { name: /Behov/u }).last().click()
    await page.getByRole('option', { name: 'Specialkost' }).click()
    // Which food is asked for, while a place for a wheelchair says all there is to say.
    await page.getByRole('textbox', { name: 'Vad som behövs', exact: true }).waitFor()
    await page.getByRole('button', { name: /Behov/u }).last().click()
    await page.getByRole('option', { name: 'Rullstolsplats' }).click()
    await page.getByRole('textbox', { name: 'Vad som behövs (valfritt)', exact: true }).waitFor()
    await page.getByRole('textbox', { name: 'Ändamål' }).fill('Mötet ska fungera')
    await expectAccessible(page, 'the form of a sensitive fact')
    await page.getByRole('button', { name: 'Spara' }).click()
    await page.getByRole('rowheader', { name: 'Rullstolsplats' }).waitFor()
    await expectAccessible(page, 'the sensitive facts')
    await picture(page, 'person-sensitive')
    await page.getByRole('button', { name: 'Återkalla samtycket för Rullstolsplats' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Återkalla', exact: true }).click()
    await page.getByRole('rowheader', { name: 'Rullstolsplats' }).waitFor({ state: 'detached' })
  })

  it('offers to register the guardian of a child right where it says that there is none', async () => {
    const { page } = app
    await openPerson(page, 'Elis Ungman')
    await page.getByText('Vårdnadshavare saknas.').waitFor()
    await expectAccessible(page, 'a child without a guardian')
    await picture(page, 'person-without-guardian')
    const add = page.getByRole('button', { name: 'Lägg till vårdnadshavare' })
    await add.press('Enter')
    await page.getByRole('dialog', { name: 'Lägg till vårdnadshavare' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await expect.poll(() => add.evaluate((button) => button === document.activeElement)).toBe(true)
  })

  it('warns where a child has no guardian, until one is registered', async () => {
    const { page } = app
    await openPerson(page, 'Elis Ungman')
    await page.getByText('Vårdnadshavare saknas.').waitFor()
    await page.getByRole('tab', { name: 'Kontakt', exact: true }).click()
    await page.getByRole('button', { name: 'Lägg till vårdnadshavare' }).click()
    await page.getByRole('textbox', { name: /^Namn/u }).fill('Familjehemmet Ek')
    await page.getByRole('textbox', { name: /^Telefon/u }).last().fill('018-12 34 56')
    await expectAccessible(page, 'the form of a guardian')
    await page.getByRole('button', { name: 'Spara' }).click()
    await page.getByRole('rowheader', { name: 'Familjehemmet Ek' }).waitFor()
    await page.getByRole('button', { name: 'Ändra Familjehemmet Ek' }).click()
    await page.getByRole('dialog').getByRole('textbox', { name: 'Från och med' }).fill('2026-01-15')
    await expectAccessible(page, 'the correction of a guardian')
    await page.getByRole('dialog').getByRole('button', { name: 'Spara' }).click()
    await page.getByRole('gridcell', { name: '2026-01-15' }).or(page.getByRole('cell', { name: '2026-01-15' })).waitFor()
    await page.getByRole('tab', { name: 'Översikt' }).click()
    await page.getByText('Vårdnadshavare: Familjehemmet Ek 018-12 34 56').waitFor()
    expect(await page.getByText('Vårdnadshavare saknas.').count()).toBe(0)
    await expectAccessible(page, 'the guardian of a young person')
    await picture(page, 'person-young')
  })

  it('goes along to the meeting as needs beside the name, and to the host as counts', async () => {
    const { page } = app
    await openPerson(page, 'Nils Ärlig')
    await page.getByRole('tab', { name: 'Uppdrag' }).click()
    const body = (await page.getByRole('tabpanel', { name: 'Uppdrag' }).getByRole('rowheader').first().textContent()) ?? ''
    await goTo(page, `/meetings?text=${encodeURIComponent(body)}`)
    await page.getByRole('row', { name: body }).first().click()
    await page.getByRole('heading', { name: 'Att beställa av värden' }).waitFor()
    await page.getByText(/\d teckenspråkstolk/u).waitFor()
    await page.getByText('Behöver: Teckenspråkstolk').first().waitFor()
    await expectAccessible(page, 'a meeting with needs')
    await picture(page, 'meeting-needs')
  })

  it('is opened with a reason where she is protected, stays open, and is opened anew when it changes', async () => {
    const { page } = app
    await goTo(page, '/people')
    const say = async (button: string, reason: string) => {
      await page.getByRole('button', { name: button }).first().click()
      await page.getByRole('dialog').getByRole('textbox').fill(reason)
      await page.keyboard.press('Enter')
    }
    await say('Visa personer med skyddade uppgifter', 'Ringer')
    await page.getByRole('dialog').getByRole('link').first().click()
    await page.getByRole('heading', { level: 1, name: 'Skyddade uppgifter' }).waitFor()
    expect(await page.getByText('Skyddad uppgift', { exact: true }).count()).toBeGreaterThan(3)
    expect(await page.getByText('Uppgift saknas').count()).toBe(0)
    await expectAccessible(page, 'a protected person')
    await say('Öppna skyddade uppgifter', 'Hon ville ändra sitt nummer')
    await page.getByRole('tab', { name: 'Kontakt', exact: true }).click()
    await page.getByRole('button', { name: 'Lägg till nummer eller adress' }).click()
    await page.getByRole('dialog').getByRole('textbox', { name: /^Nummer/u }).fill('070-174 06 77')
    await page.keyboard.press('Control+s')
    await page.getByRole('link', { name: '070-174 06 77' }).waitFor()
    expect(await page.getByRole('heading', { level: 1, name: 'Skyddade uppgifter' }).count()).toBe(0)
    await page.getByRole('tab', { name: 'Anteckningar' }).click()
    await say('Visa anteckningarna', 'Samma samtal')
    await page.getByRole('button', { name: 'Skriv anteckning' }).click()
    await page.getByRole('dialog').getByRole('textbox').first().fill('Ringde om numret.')
    await page.keyboard.press('Control+s')
    await page.getByText('Ringde om numret.').waitFor()
  })

  it('is not shown to a board member where it is sensitive', async () => {
    const other = await app.newPage()
    await signInAs(other, 'boardMember')
    await openPerson(other, 'Rut Ågren')
    await other.getByRole('tab', { name: 'Kontakt', exact: true }).waitFor()
    expect(await other.getByRole('tab', { name: 'Känsliga uppgifter' }).count()).toBe(0)
    await other.close()
  })

  it('never made the browser refuse content or talk to anyone else', () => {
    expect(app.complaints).toEqual([])
  })
})
