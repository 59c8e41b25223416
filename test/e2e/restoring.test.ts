import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { demoPassword, demoUsers } from '#core/demo/index.ts'
import type { Language } from '#shared/i18n/index.ts'
import { expectAccessible, openApp, picture, signInAs, signInToDemo, type AppUnderTest } from './support/app.ts'

const words = {
  sv: { damaged: 'Föreningens fil går inte att öppna', restore: 'Återställ en säkerhetskopia', name: 'Inloggningsnamn', password: 'Lösenord', code: 'Återställningskod', submit: 'Återställ och logga in', failed: 'Det gick inte att återställa', start: 'Att göra', signIn: 'Logga in', parts: /Delar av föreningens fil är skadade/u, backups: 'Visa säkerhetskopior', shown: 'Säkerhetskopior' },
  en: { damaged: 'The association’s file cannot be opened', restore: 'Restore a backup', name: 'Sign-in name', password: 'Password', code: 'Recovery code', submit: 'Restore and sign in', failed: 'Could not restore', start: 'To do', signIn: 'Sign in', parts: /Parts of the association’s file are damaged/u, backups: 'Show backups', shown: 'Backups' },
} as const
const administrator = demoUsers.find((user) => user.role === 'administrator')?.signInName ?? ''

describe.each(['sv', 'en'] as const)('An association whose file is damaged (%s)', (language: Language) => {
  const say = words[language]
  let app: AppUnderTest
  afterEach(() => app.close())

  /** Makes every page bad between two parts of the file, and at least the first. */
  function damage(from: number, to: number): void {
    const file = join(app.folder, String(readdirSync(app.folder, { recursive: true }).find((name) => String(name).endsWith('association.db'))))
    const bytes = readFileSync(file)
    const pages = Math.floor(bytes.length / 4096)
    bytes.fill(7, Math.floor(pages * from) * 4096, Math.max(1, Math.floor(pages * to)) * 4096)
    writeFileSync(file, bytes)
  }

  /** The next opening makes its daily backup. */
  function letADayGo(): void {
    const associations = join(app.folder, 'associations')
    const backups = join(associations, String(readdirSync(associations)[0]), 'backups')
    for (const name of readdirSync(backups)) renameSync(join(backups, name), join(backups, name.replace(/^\d{4}/u, '2020')))
  }

  it('is brought back from the sign-in page, from the latest backup', async () => {
    app = await openApp({ language })
    const { page, core } = app
    await signInToDemo(app, 'administrator')
    await core.close()
    damage(0, 0)
    await page.reload()
    await page.getByRole('heading', { name: say.signIn, exact: true }).waitFor()
    const demo = page.getByRole('button', { name: /^(?:Logga in som|Sign in as) /u })
    await demo.first().click()
    await page.getByText(say.damaged).waitFor()
    await expectAccessible(page, 'a damaged file')
    await picture(page, `damaged-${language}`)
    await page.getByRole('button', { name: say.restore }).click()
    await page.getByRole('heading', { name: say.restore }).waitFor()
    await page.getByLabel(say.name).fill(administrator)
    await page.getByRole('textbox', { name: say.password }).fill('fel lösenord')
    await page.getByRole('button', { name: say.submit }).click()
    await page.getByText(say.failed).waitFor()
    await expectAccessible(page, 'going back to a backup')
    await picture(page, `restore-${language}`)
    await page.getByRole('radio', { name: say.code }).check({ force: true })
    expect(await page.getByRole('textbox', { name: say.code }).inputValue(), 'the password is not shown where a code is typed').toBe('')
    await page.getByRole('radio', { name: say.password }).check({ force: true })
    await page.getByRole('textbox', { name: say.password }).fill(demoPassword)
    await page.getByRole('button', { name: say.submit }).click()
    await page.getByRole('heading', { name: say.start }).waitFor()
    expect(app.complaints).toEqual([])
  })

  it('in parts says so on the start page, and leads to the backups', async () => {
    app = await openApp({ language })
    const { page, core } = app
    await signInToDemo(app, 'administrator')
    await core.close()
    damage(0.995, 1)
    letADayGo()
    await page.reload()
    await signInAs(page, 'administrator')
    await page.getByText(say.parts).waitFor()
    await expectAccessible(page, 'a file that is damaged in parts')
    await picture(page, `damaged-in-part-${language}`)
    await page.getByRole('link', { name: say.backups }).click()
    await page.getByRole('heading', { name: say.shown }).waitFor()
    expect(app.complaints).toEqual([])
  })
})
