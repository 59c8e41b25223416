import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { expectAccessible, goTo, openApp, picture, signInAs, signInToDemo, type AppUnderTest } from './support/app.ts'

let app: AppUnderTest
afterEach(() => app.close())

/** The practice association's own folder. */
function folderOf(): string {
  const associations = join(app.folder, 'associations')
  return join(associations, readdirSync(associations)[0] as string)
}

const lockFile = () => join(folderOf(), 'open.lock')

/** Another computer has opened the association. */
const takeOver = () => writeFileSync(lockFile(), JSON.stringify({ host: 'kansliets-dator', process: 1 }))

describe('Signing in', () => {
  it('says why it did not work, from the practice association’s buttons and from the form', async () => {
    app = await openApp()
    const { page } = app
    await page.getByRole('button', { name: /^Prova/u }).click()
    const asOffice = page.getByRole('button', { name: /^Logga in som kanslist/u })
    await asOffice.waitFor()

    takeOver()
    await asOffice.click()
    const alert = page.getByRole('alert')
    await alert.getByText('Det gick inte att logga in').waitFor()
    expect(await alert.textContent()).toContain('Föreningen är redan öppen i ett annat program på kansliets-dator')
    await expectAccessible(page, 'signing in failed')
    await picture(page, 'signing-in-failed')
    rmSync(lockFile())

    await page.getByLabel('Inloggningsnamn').fill('kansli')
    await page.getByLabel('Lösenord', { exact: true }).fill('fel lösenord')
    await page.getByRole('button', { name: 'Logga in', exact: true }).click()
    const summary = page.getByRole('region', { name: 'Det gick inte att logga in' })
    await summary.waitFor()
    expect(await page.getByText('Det gick inte att spara').count()).toBe(0)

    const file = join(folderOf(), 'association.db')
    const bytes = readFileSync(file)
    bytes.fill(7, 0, 4096)
    writeFileSync(file, bytes)
    await asOffice.click()
    await page.getByText('Föreningens fil är skadad').first().waitFor()
    expect(app.complaints).toEqual([])
  })

  it('is asked for anew when another computer opened the association while this one slept; what was typed can be copied', async () => {
    app = await openApp({ language: 'en' })
    const { page } = app
    page.setDefaultTimeout(30_000)
    await signInToDemo(app, 'officeWorker')
    await goTo(page, '/people/new')
    await page.getByLabel('Given name').fill('Åsa')
    await page.getByLabel('Family name').fill('Vaken')
    takeOver()
    await page.getByRole('button', { name: 'Register person', exact: true }).click()
    await page.getByText('Another computer opened the association while this one was asleep. Nothing more is saved here.').waitFor()
    expect(await page.getByLabel('Given name').inputValue()).toBe('Åsa')
    await expectAccessible(page, 'taken over')
    await picture(page, 'taken-over-form')

    await page.evaluate(() => (location.hash = '#/bodies'))
    await page.getByRole('button', { name: 'Don’t save' }).click()
    await page.getByText('Nothing more is saved here.').waitFor()
    await picture(page, 'taken-over-elsewhere')
    await page.getByRole('button', { name: /^Signed in as/u }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    await page.getByText('What you had saved is still there.').waitFor()
    await expectAccessible(page, 'signing in after being taken over')
    await picture(page, 'taken-over')
    expect(JSON.parse(readFileSync(lockFile(), 'utf8'))).toMatchObject({ host: 'kansliets-dator' })

    rmSync(lockFile())
    await signInAs(page, 'officeWorker')
    await page.getByRole('button', { name: /^Signed in as/u }).waitFor()
    expect(app.complaints).toEqual([])
  })
})
