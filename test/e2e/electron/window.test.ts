import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contentSecurityPolicy } from '#core/window-files.ts'
import { goTo, picture, signInAs } from '../support/app.ts'
import { obstacle, openDesktop, type Desktop } from './desktop.ts'

describe.skipIf(obstacle !== undefined)(`The desktop app in a real Electron window${obstacle ? ` (left out: ${obstacle})` : ''}`, () => {
  let desktop: Desktop
  beforeAll(async () => {
    desktop = await openDesktop()
  }, 120_000)
  afterAll(() => desktop.close())

  const registerPerson = async (givenName: string, familyName: string) => {
    const { page } = desktop
    await desktop.choose('newPerson')
    await page.getByRole('heading', { name: 'Ny person' }).waitFor()
    await page.getByRole('textbox', { name: 'Förnamn' }).fill(givenName)
    await page.getByRole('textbox', { name: 'Efternamn' }).fill(familyName)
    await page.keyboard.press('Control+s')
    await page.getByRole('heading', { name: `${givenName} ${familyName}` }).waitFor()
  }

  it('shows its own page, under its own scheme, with the strict policy as a header', async () => {
    const { page } = desktop
    expect(page.url()).toMatch(/^app:\/\/talan\//u)
    const headers = await page.evaluate(async () => Object.fromEntries((await fetch('/')).headers))
    expect(headers).toMatchObject({ 'content-security-policy': contentSecurityPolicy, 'x-content-type-options': 'nosniff' })
    expect(await page.evaluate(() => [typeof globalThis.process, typeof (globalThis as { require?: unknown }).require])).toEqual(['undefined', 'undefined'])
  })

  it('reaches neither the network nor files', async () => {
    const reach = (address: string) => desktop.page.evaluate((url) => fetch(url).then(() => 'reached', () => 'refused'), address)
    for (const address of ['https://example.org/', 'http://127.0.0.1:1/', 'file:///etc/passwd', 'app://other/']) expect(await reach(address)).toBe('refused')
    expect(await desktop.page.evaluate(() => fetch('/../../package.json').then(({ status }) => status))).toBe(404)
    desktop.complaints.length = 0
  })

  it('makes the practice association and signs in', async () => {
    const { page, dataFolder } = desktop
    await page.getByRole('button', { name: /^prova/iu }).click()
    await page.getByRole('button', { name: 'Samir Samordnare' }).waitFor({ timeout: 60_000 })
    await signInAs(page, 'coordinator')
    await picture(page, 'desktop-start')
    expect(statSync(dataFolder).mode & 0o777).toBe(0o700)
  })

  it('has the commands of the user’s role in its menu, in the language of the window', async () => {
    const labels = await desktop.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items.map(({ label }) => label) ?? []))
    expect(labels).toContain('Lägg till person')
    expect(labels).not.toContain('Förening och användare')
  })

  it('registers a person through the menu, in the encrypted file', async () => {
    await registerPerson('Åsa-Märta', 'Öbergsdotter')
    await picture(desktop.page, 'desktop-person')
  })

  it('meets the death of the core: it is started again, nothing is lost, and the work goes on', async () => {
    const { page } = desktop
    const core = await desktop.coreProcess()
    process.kill(core!, 'SIGKILL')
    await expect.poll(() => desktop.coreProcess(), { timeout: 20_000 }).not.toBe(core)
    await expect.poll(() => page.evaluate(() => window.talan?.coreState({})), { timeout: 20_000 }).toEqual({ value: 'ready' })
    await page.reload()
    await signInAs(page, 'coordinator')
    await page.keyboard.press('Control+k')
    await page.keyboard.type('oberg')
    await page.getByRole('menuitem', { name: /Åsa-Märta Öbergsdotter/u }).waitFor()
    await page.keyboard.press('Escape')
    await picture(page, 'desktop-after-crash')
  })

  it('makes a report, saves it where asked, and shows it in its folder', async () => {
    const { app, page, dataFolder } = desktop
    const file = join(dirname(dataFolder), 'redovisning.xlsx')
    await app.evaluate(({ dialog, shell }, filePath) => {
      const shown: string[] = []
      Object.assign(globalThis, { shown })
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
      shell.showItemInFolder = (path) => void shown.push(path)
    }, file)
    await page.reload()
    await signInAs(page, 'treasurer')
    await goTo(page, '/reports/appendices')
    await page.getByRole('textbox', { name: 'Varför lämnas rapporten ut?' }).fill('Årsmötet')
    await page.getByRole('button', { name: 'Gör Excelfil' }).click()
    await page.getByRole('button', { name: 'Spara filen' }).click()
    await page.getByRole('button', { name: 'Visa i mapp' }).first().click()
    expect(readFileSync(file).subarray(0, 2).toString()).toBe('PK')
    await expect.poll(() => app.evaluate(() => (globalThis as unknown as { shown: string[] }).shown)).toEqual([file])
    await picture(page, 'desktop-report')
  })

  it('keeps on disk nothing that can be read without the key', () => {
    const files = readdirSync(desktop.dataFolder, { recursive: true, encoding: 'utf8' }).map((name) => join(desktop.dataFolder, name)).filter((path) => statSync(path).isFile())
    expect(files.some((path) => path.endsWith('association.db'))).toBe(true)
    for (const path of files) expect(readFileSync(path).includes('Öbergsdotter'), path).toBe(false)
  })

  it('has logged what happened to the core and nothing about anybody', () => {
    const log = desktop.log()
    expect(log.flatMap(({ state }) => (state === undefined ? [] : [state]))).toEqual(['ready', 'restarting', 'ready'])
    expect(JSON.stringify(log)).not.toMatch(/Märta|Samir|samordnare/iu)
  })

  it('was refused nothing by its own policy', () => {
    expect(desktop.complaints).toEqual([])
  })

  it('opens no windows and goes nowhere else', async () => {
    const { app, page } = desktop
    expect(await page.evaluate(() => window.open('https://example.org/') === null)).toBe(true)
    await page.evaluate(() => {
      location.href = 'https://example.org/'
    })
    expect(page.url()).toMatch(/^app:\/\/talan\//u)
    expect(app.windows()).toHaveLength(1)
    expect(await page.evaluate(() => Notification.requestPermission())).toBe('denied')
  })
})
