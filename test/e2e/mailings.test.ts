import { copyFileSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import type { Download, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoBodies } from '#core/demo/index.ts'
import { expectAccessible, goTo, openApp, picture, signInToDemo, type AppUnderTest } from './support/app.ts'

async function downloadFrom(page: Page, press: () => Promise<void>): Promise<Download> {
  const [download] = await Promise.all([page.waitForEvent('download'), press()])
  const folder = process.env['TALAN_PICTURES']
  if (folder) {
    mkdirSync(folder, { recursive: true })
    copyFileSync(await download.path(), join(folder, download.suggestedFilename()))
  }
  return download
}

describe('The office worker', () => {
  let app: AppUnderTest
  beforeAll(async () => {
    app = await openApp({ startsAt: '2026-11-19T09:00:00.000Z' })
    await signInToDemo(app, 'officeWorker')
  })
  afterAll(() => app.close())

  it('finds the draft that waits on the start page, and the mailings that were', async () => {
    const { page } = app
    await page.getByRole('link', { name: 'Kom på vårt julbord' }).waitFor()
    await goTo(page, '/mailings')
    await page.getByRole('rowheader', { name: 'Det händer i höst' }).waitFor()
    await picture(page, 'mailings')
    await expectAccessible(page, 'the mailings')
    await page.getByRole('rowheader', { name: 'Vad ska rådet ta upp i vår?' }).click()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Vad ska rådet ta upp i vår?' }).waitFor()
    await picture(page, 'mailing-answers')
    await expectAccessible(page, 'a mailing with answers')
  })

  it('gets addresses that the computer does not let Talan copy shown and selected', async () => {
    const { page } = app
    await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: () => Promise.reject(new Error('refused')) } }))
    await page.getByRole('button', { name: 'Kopiera adresser' }).click()
    const dialog = page.getByRole('dialog', { name: 'Kopiera för hand' })
    await dialog.waitFor()
    const shown = await dialog.getByRole('textbox', { name: 'Text att kopiera' }).inputValue()
    expect(shown).toMatch(/@example\.se; .*@example\.se/u)
    expect(await page.evaluate(() => getSelection()?.toString())).toBe(shown)
    await expectAccessible(page, 'addresses to copy by hand')
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
  })

  it('writes one message to everybody in a body and is told of a fact that there is none of', async () => {
    const { page } = app
    await goTo(page, '/mailings/new')
    await page.getByRole('radio', { name: /Alla med plats i en grupp/u }).check({ force: true })
    await page.getByRole('combobox', { name: 'Grupp' }).fill(demoBodies.council.slice(0, 12))
    await page.getByRole('option', { name: demoBodies.council }).click()
    await page.getByRole('textbox', { name: 'Ämne' }).fill('Hälsning från {grupp}')
    await page.getByRole('textbox', { name: 'Text', exact: true }).fill('Hej {förmann}!')
    await page.getByRole('textbox', { name: /Text på lätt svenska/u }).fill('Hej {förnamn}! Vi ses.')
    await page.getByRole('button', { name: 'Spara utkastet' }).click()
    await page.getByText('Uppgiften {förmann} finns inte.').first().waitFor()
    await expectAccessible(page, 'a message with an unknown fact')
    await page.getByRole('textbox', { name: 'Text', exact: true }).fill('Hej ')
    await page.getByRole('button', { name: 'Sätt in uppgift i texten' }).click()
    await page.getByRole('menuitem', { name: /Förnamn/u }).waitFor()
    await expectAccessible(page, 'the menu of facts')
    await page.getByRole('menuitem', { name: /Förnamn/u }).click()
    await expect.poll(() => page.getByRole('textbox', { name: 'Text', exact: true }).inputValue()).toBe('Hej {förnamn}')
    await picture(page, 'mailing-write')
    await page.getByRole('button', { name: 'Spara utkastet' }).click()
    await page.getByRole('heading', { level: 1, name: `Hälsning från ${demoBodies.council}` }).waitFor()
  })

  it('sees how it goes out, with a sample by each channel, before anything is settled', async () => {
    const { page } = app
    await page.getByRole('heading', { name: 'Så går det ut' }).waitFor()
    await page.getByText(/^Exempel: /u).first().click()
    await page.getByText(`Hälsning från ${demoBodies.council}`).first().waitFor()
    await picture(page, 'mailing-preview')
    await expectAccessible(page, 'a preview')
    await page.getByRole('button', { name: 'Ta fram utskicket' }).click()
    const dialog = page.getByRole('dialog', { name: /^Ta fram utskicket till \d+ personer\?$/u })
    await dialog.getByText('Inget skickas än').waitFor()
    await dialog.getByRole('button', { name: 'Ta fram utskicket' }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByText('Framtaget', { exact: true }).first().waitFor()
  })

  it('makes the letters as one PDF and the e-mails as drafts in a zip', async () => {
    const { page } = app
    const letters = await downloadFrom(page, () => page.getByRole('button', { name: 'Hämta breven (PDF)' }).click())
    expect(letters.suggestedFilename()).toMatch(/^brev-2026-11-19\.pdf$/u)
    expect(readFileSync(await letters.path()).subarray(0, 5).toString()).toBe('%PDF-')
    const emails = await downloadFrom(page, () => page.getByRole('button', { name: 'Hämta e-postutkasten (zip)' }).click())
    const files = unzipSync(readFileSync(await emails.path()))
    expect(Object.keys(files)[0]).toBe('001.eml')
    await picture(page, 'mailing-prepared')
    await expectAccessible(page, 'a prepared mailing')
  })

  it('says what was sent, and notes an answer', async () => {
    const { page } = app
    await page.getByRole('button', { name: 'Notera som skickat' }).first().click()
    const sent = page.getByRole('dialog', { name: 'Vilken dag skickades det?' })
    await expectAccessible(page, 'when it was sent')
    await sent.getByRole('textbox', { name: 'Skickat den' }).fill('2026-11-18')
    await sent.getByRole('button', { name: 'Notera som skickat' }).click()
    await sent.waitFor({ state: 'detached' })
    await page.getByText('Delvis skickat').first().waitFor()
    await page.getByRole('button', { name: 'Notera svar' }).first().click()
    const answer = page.getByRole('dialog', { name: /^Svar från/u })
    await answer.getByRole('radio', { name: 'Ja' }).check({ force: true })
    await answer.getByRole('textbox', { name: 'Svarade den' }).fill('2026-11-19')
    await answer.getByRole('textbox', { name: /Vad personen sa/u }).fill('Kommer gärna')
    await expectAccessible(page, 'an answer')
    await answer.getByRole('button', { name: 'Notera svar' }).click()
    await answer.waitFor({ state: 'detached' })
    await page.getByText('Kommer gärna').waitFor()
    await page.getByText('Har svarat').first().waitFor()
  })

  it('notes the e-mails that came back by their addresses, and is told which were never written to', async () => {
    const { page } = app
    const table = page.getByRole('table', { name: /^E-post: /u })
    const address = /\S+@example\.\w+/u.exec(await table.getByRole('row').nth(2).innerText())?.[0] as string
    await page.getByRole('button', { name: 'Notera studsar' }).click()
    const dialog = page.getByRole('dialog', { name: 'Vilka meddelanden kom tillbaka?' })
    await dialog.getByRole('textbox', { name: 'Det som kom tillbaka' }).fill(`<${address}>: user unknown\nokand@example.se`)
    await dialog.getByRole('textbox', { name: 'Kom tillbaka den' }).fill('2026-11-19')
    await picture(page, 'mailing-bounces')
    await expectAccessible(page, 'the e-mails that came back')
    await dialog.getByRole('button', { name: 'Notera att de kom tillbaka' }).click()
    const outcome = page.getByRole('dialog', { name: 'Noterat' })
    await outcome.getByText('okand@example.se').waitFor()
    await picture(page, 'mailing-bounces-noted')
    await expectAccessible(page, 'what has been noted of them')
    await outcome.getByRole('button', { name: 'Stäng' }).last().click()
    await outcome.waitFor({ state: 'detached' })
    await table.getByText('Kom tillbaka', { exact: true }).waitFor()
    await table.getByRole('row').nth(2).getByRole('link').click()
    await page.getByText('Ett utskick till e-postadressen kom tillbaka.').waitFor()
    await page.getByRole('tab', { name: 'Kontakt' }).click()
    await page.getByRole('tabpanel', { name: 'Kontakt' }).getByText('Ett utskick till e-postadressen kom tillbaka.').waitFor()
    await picture(page, 'person-came-back')
    await expectAccessible(page, 'a person whose address a mailing came back from')
  })

  it('comes to a new mailing from the register with those who are found there', async () => {
    const { page } = app
    await goTo(page, '/people')
    await page.getByRole('searchbox').first().fill('Holmström')
    await page.getByRole('rowheader', { name: 'Birgit Holmström' }).waitFor()
    await page.getByRole('link', { name: 'Nytt utskick' }).click()
    await page.getByRole('heading', { level: 1, name: 'Nytt utskick' }).waitFor()
    await page.getByRole('button', { name: /Urvalet du kom från/u }).waitFor()
    await goTo(page, '/mailings')
  })

  it('begins a mailing of its own with the members, not with the whole register', async () => {
    await goTo(app.page, '/mailings/new')
    await app.page.getByRole('button', { name: /Alla medlemmar/u }).waitFor()
  })

  it('keeps the newsletter’s list, the standard texts, and what went to a person', async () => {
    const { page } = app
    await goTo(page, '/mailings/newsletter')
    await page.getByRole('rowheader').first().waitFor()
    await picture(page, 'newsletter')
    await expectAccessible(page, 'the newsletter')
    const [first] = await page.getByRole('rowheader').allTextContents()
    await page.locator('[data-cell="0:0"]').focus()
    for (const key of ['End', 'Enter']) await page.keyboard.press(key)
    await page.getByText('Personen är borttagen från listan.').waitFor()
    await expect.poll(() => page.getByRole('rowheader', { name: first as string, exact: true }).count()).toBe(0)
    await page.locator('[role=grid] :focus').waitFor()
    await goTo(page, '/mailings/templates')
    await page.getByRole('button', { name: 'Ändra Tack' }).click()
    await page.getByRole('dialog', { name: 'Ändra Tack' }).waitFor()
    await picture(page, 'template')
    await expectAccessible(page, 'a standard text')
    await page.keyboard.press('Escape')
    await picture(page, 'templates')
    await page.getByRole('button', { name: 'Gå tillbaka till standardtexten: Välkommen som medlem' }).waitFor()
    await goTo(page, '/mailings')
    await page.getByRole('rowheader', { name: 'Vad ska rådet ta upp i vår?' }).click()
    await page.keyboard.press('Enter')
    await page.getByRole('rowheader').getByRole('link').first().click()
    await page.getByRole('tab', { name: 'Utskick' }).click()
    await page.getByRole('link', { name: 'Vad ska rådet ta upp i vår?' }).waitFor()
    await picture(page, 'person-mailings')
    await expectAccessible(page, 'the mailings of a person')
    await page.getByRole('button', { name: 'Gör registerutdrag' }).click()
    const dialog = page.getByRole('dialog', { name: 'Gör registerutdrag' })
    await dialog.getByRole('textbox', { name: 'Skäl' }).fill('Personen har begärt det')
    const extract = await downloadFrom(page, () => dialog.getByRole('button', { name: 'Gör registerutdrag' }).click())
    expect(extract.suggestedFilename()).toBe('registerutdrag-2026-11-19.zip')
  })

  it('never made the browser refuse content or talk to anyone else', () => {
    expect(app.complaints).toEqual([])
  })
})
