import { beforeAll, expect, it } from 'vitest'
import type { ExportEvent } from '#contract/views.ts'
import { documentOf, pdfText } from '#test/support/pdf.ts'
import { onBothEngines, type World } from '#test/support/world.ts'

type Finished = Extract<ExportEvent, { kind: 'finished' }>

async function cards(world: World, request: object): Promise<{ finished: Finished; text: string | undefined }> {
  let finished: Finished | undefined
  for await (const event of await world.as('officeWorker').views.export({ format: 'cards', reason: 'Nya kort', ...request })) if (event.kind === 'finished') finished = event
  return { finished: finished!, text: pdfText(await documentOf(world, finished!)) }
}

/** The pages of a text by poppler, which ends each with a form feed. */
const pagesOf = (text: string) => text.split('\f').filter((page) => page.trim() !== '')

onBothEngines('Membership cards', (world) => {
  const ids: string[] = []
  beforeAll(async () => {
    const office = world().as('officeWorker')
    const member = async (familyName: string, fields: object) => (await office.people.create({ givenName: 'Åsa', familyName, membership: { kind: 'main', startsOn: '2024-01-01' }, ...fields })).id
    for (let number = 1; number <= 11; number += 1) ids.push(await member(`Ek${number}`, { memberNumber: String(1000 + number) }))
    await member('Skyddenstam', { memberNumber: '2001', isProtected: true })
    await office.people.create({ givenName: 'Ove', familyName: 'Utanför' })
  }, 60_000)

  it('are ten on a sheet, with name, number, year and association, for members alone and never for a protected one', async () => {
    const { finished, text } = await cards(world(), { cardYear: 2027 })
    expect(finished).toMatchObject({ personCount: 11, name: 'medlemskort-2026-11-21.pdf', leftOut: [{ name: 'Ove Utanför', reason: 'notMember' }] })
    if (text === undefined) return
    const pages = pagesOf(text)
    expect(pages.map((page) => page.match(/Gäller 2027/gu)?.length)).toEqual([10, 1])
    expect(text).toMatch(/Åsa Ek1\b/u)
    expect(text).toMatch(/Medlemsnummer 1001/u)
    expect(text).toMatch(/Brukarrådet i Uppsala/u)
    expect(text).not.toMatch(/Skyddenstam|2001|Utanför/u)
  })

  it('are one to a page for a card printer, this year’s when no year is said, and the reason is journalled', async () => {
    const { finished, text } = await cards(world(), { ids: ids.slice(0, 2), cardPaper: 'single' })
    expect(finished.personCount).toBe(2)
    if (text !== undefined) expect(pagesOf(text).map((page) => /Gäller 2026/u.test(page))).toEqual([true, true])
    const { entries } = await world().as('administrator').journal.list({ limit: 1 })
    expect(entries[0]).toMatchObject({ procedure: 'views.export', reason: 'Nya kort', isUndoable: false })
    expect(JSON.stringify(entries[0])).not.toContain('Åsa')
  })
})

onBothEngines('An attendance form', (world) => {
  it('names everybody invited to a meeting, deputies as deputies, with empty rows, and neither needs nor protected persons', async () => {
    const [office, coordinator] = [world().as('officeWorker'), world().as('coordinator')]
    const person = async (givenName: string, fields: object = {}) => (await office.people.create({ givenName, familyName: 'Ask', ...fields })).id
    const anna = await person('Anna')
    await coordinator.sensitive.add({ personId: anna, kind: 'accessNeed', accessNeed: 'easyRead', purpose: 'Kallelser', legalBasis: 'explicitConsent', consentedOn: '2026-11-01', endsOn: '2027-11-01' })
    const { id: hostOrganisationId } = await office.organisations.create({ kind: 'region', name: 'Regionen' })
    const { id: bodyId } = await coordinator.bodies.create({ hostOrganisationId, name: 'Brukarrådet', kind: 'council', method: 'council', level: 'system', payer: 'host', startsOn: '2024-01-01' })
    for (const [kind, personId] of [['ordinary', anna], ['deputy', await person('Bo')], ['deputy', await person('Hemligina', { isProtected: true })]] as const) {
      const { id: seatId } = await coordinator.bodies.addSeat({ bodyId, kind, startsOn: '2024-01-01' })
      await coordinator.bodies.appoint({ seatId, personId, startsOn: '2026-01-01', decidedOn: '2025-12-01' })
    }
    const { id } = await coordinator.meetings.plan({ bodyId, heldOn: '2026-12-03', startTime: '13:00', endTime: '15:00', place: 'Kungsgatan 41' })
    const form = await coordinator.meetings.attendanceForm({ id })
    expect(form.name).toBe('narvarolista-2026-12-03.pdf')
    const text = pdfText(await documentOf(world(), form))
    if (text !== undefined) {
      expect(text).toMatch(/Närvarolista: Brukarrådet\s+2026-12-03, kl\. 13:00–15:00\s+Kungsgatan 41\s+Namn\s+Roll\s+Underskrift\s+Anna Ask\s+Ordinarie\s+Bo Ask\s+Ersättare\s+Underskrift av den som ansvarar/u)
      expect(text).not.toMatch(/Hemligina|lätt|easyRead/iu)
    }
    expect((await coordinator.journal.list({ subjectId: id })).entries[0]).toMatchObject({ procedure: 'meetings.attendanceForm', isUndoable: false })
  })

  it('names those who take part on the day of a session, over as many pages as it takes', async () => {
    const coordinator = world().as('coordinator')
    const { id: trainingId } = await coordinator.trainings.create({ name: 'Kursen', kind: 'peerSupport', requiredSessions: 1 })
    const { id: courseRoundId } = await coordinator.trainings.createRound({ trainingId, name: 'Hösten', startsOn: '2026-09-01', endsOn: '2026-12-01', requiredSessions: 1 })
    const { id: sessionId } = await coordinator.trainings.addSession({ courseRoundId, heldOn: '2026-10-01', startTime: '10:00', endTime: '12:00', topic: 'Bemötande' })
    for (let number = 1; number <= 30; number += 1) {
      const { id: personId } = await coordinator.people.create({ givenName: 'Eva', familyName: `Alm${String(number).padStart(2, '0')}`, isProtected: number === 30 })
      await coordinator.trainings.addParticipant({ courseRoundId, personId, admittedOn: number === 29 ? '2026-10-15' : '2026-09-01' })
    }
    const text = pdfText(await documentOf(world(), await coordinator.trainings.attendanceForm({ sessionId })))
    if (text === undefined) return
    expect(text).toMatch(/Närvarolista: Kursen, Hösten[\s\S]*Bemötande[\s\S]*Eva Alm01[\s\S]*Eva Alm28/u)
    expect(text).not.toMatch(/Alm29|Alm30/u)
    expect(pagesOf(text).map((page) => /Namn/u.test(page))).toEqual([true, true])
  })
})
