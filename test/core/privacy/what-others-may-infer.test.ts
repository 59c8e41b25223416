import { expect, it } from 'vitest'
import { en } from '#shared/i18n/en/index.ts'
import { sv } from '#shared/i18n/sv/index.ts'
import { bgmaxFile } from '#test/support/payment-files.ts'
import { onBothEngines, refusalOf, type World } from '#test/support/world.ts'

/** What cannot be read must not be found out by asking otherwise: by an order, a count, a refusal, an undoing or what belongs to somebody else. */

const consent = { purpose: 'Kallelser', legalBasis: 'explicitConsent', consentedOn: '2026-11-01', endsOn: '2027-11-01' } as const

async function make(world: World) {
  const office = world.as('officeWorker')
  const hidden = (familyName: string, more: object = {}) => office.people.create({ givenName: 'Hemligina', familyName, birthDate: '1976-01-23', isProtected: true, ...more })
  const open = (familyName: string, more: object = {}) => office.people.create({ givenName: 'Öppen', familyName, ...more })
  return { hidden, open }
}

onBothEngines('Of a protected identity, one who may not open it', (world) => {
  it('does not find out the age by whom she can be guardian of, or who of her', async () => {
    const { hidden, open } = await make(world())
    const { id: personId } = await hidden('Guardsson')
    const { id: childId } = await open('Barnsson', { birthDate: '2015-01-01' })
    const coordinator = world().as('coordinator')
    const tries = ['1980-01-01', '1994-01-22', '1994-01-23', '2026-01-01'] as const
    for (const startsOn of tries) {
      expect(await refusalOf(coordinator.guardians.add({ childPersonId: personId, name: 'Någon', startsOn }))).toMatchObject({ data: { rule: 'common.notAllowed' } })
      expect(await refusalOf(coordinator.guardians.add({ childPersonId: childId, guardianPersonId: personId, startsOn }))).toMatchObject({ data: { rule: 'common.notAllowed' } })
    }
    const { id } = await world().as('officeWorker').guardians.add({ childPersonId: childId, guardianPersonId: personId, startsOn: '2026-01-01' })
    expect(await refusalOf(coordinator.guardians.update({ id, version: 1, startsOn: '1994-01-22' }))).toMatchObject({ data: { rule: 'common.notAllowed' } })
    expect((await world().as('officeWorker').people.read({ id: childId })).guardians).toMatchObject([{ phone: null, person: { name: null } }])
  })

  it('is not led to her home by her child’s name, nor by whose contact she is', async () => {
    const { hidden, open } = await make(world())
    const { id: personId } = await hidden('Modersson')
    const { id: childId } = await open('Ledtråd', { birthDate: '2015-01-01', contactPersonId: personId })
    await world().as('officeWorker').guardians.add({ childPersonId: childId, guardianPersonId: personId, startsOn: '2026-01-01' })
    expect(JSON.stringify(await world().as('coordinator').people.read({ id: personId }))).not.toContain('Ledtråd')
    expect(JSON.stringify(await world().as('officeWorker').people.openProtected({ id: personId, reason: 'Prov' }))).toContain('Ledtråd')
  })

  it('does not read in what was written when a membership ended', async () => {
    const { hidden } = await make(world())
    const { id } = await hidden('Slutsson', { membership: { kind: 'main', startsOn: '2024-01-01' } })
    const [membership] = (await world().as('officeWorker').people.read({ id })).memberships
    await world().as('officeWorker').memberships.end({ id: membership!.id, version: membership!.version, endsOn: '2026-06-30', reasonKind: 'other', reason: 'Flyttade till Undanby' })
    expect(JSON.stringify(await world().as('boardMember').people.read({ id }))).not.toContain('Undanby')
  })

  it('does not see between whose names she stands, neither among members nor by the references', async () => {
    const { hidden, open } = await make(world())
    const office = world().as('officeWorker')
    const { id: organisationId } = await office.organisations.create({ kind: 'association', name: 'Grannföreningen' })
    const [first, secret, last] = [await open('Alm'), await hidden('Björk'), await open('Cypress')]
    for (const { id: personId } of [first, secret, last]) {
      await office.affiliations.addLink({ personId, organisationId, type: 'member', startsOn: '2026-01-01' })
      await office.memberships.begin({ personId, kind: 'main', startsOn: '2026-01-01', endsOn: null })
    }
    const { links } = await office.affiliations.ofOrganisation({ organisationId })
    expect(links.map(({ person }) => person.id)).toEqual([first.id, last.id, secret.id])
    const treasurer = world().as('treasurer')
    await treasurer.memberships.createRate({ kind: 'main', amountOre: 20_000, fromYear: 2026 })
    await treasurer.memberships.charge({ year: 2026, dueOn: '2030-01-31' })
    const { rows } = await treasurer.memberships.listFees({ year: 2026 })
    const referenceOf = (id: string) => rows.find(({ person }) => person.id === id)?.reference ?? ''
    expect([secret, last, first].map(({ id }) => referenceOf(id)).toSorted()).toEqual([first, last, secret].map(({ id }) => referenceOf(id)))
  })

  it('is told the same of her identity number as of anybody’s: that it cannot be used', async () => {
    const { hidden, open } = await make(world())
    await hidden('Nummersson', { identityNumber: '197601232395' })
    await open('Tagen', { identityNumber: '197603299376' })
    const coordinator = world().as('coordinator')
    const refused = (identityNumber: string) => refusalOf(coordinator.people.create({ givenName: 'Prövar', familyName: 'Numret', identityNumber }))
    expect(await refused('19760123-2395')).toMatchObject({ data: { fields: [{ path: 'identityNumber', rule: 'people.identityNumberTaken' }] } })
    expect(await refused('19760123-2395')).toEqual(await refused('19760329-9376'))
    for (const language of [sv, en]) expect(language.people.rules.identityNumberTaken).not.toMatch(/registr|redan|already|finns|somebody|protected|skydd/iu)
  })

  it('does not find her tags by counting', async () => {
    const { hidden } = await make(world())
    const { id: personId } = await hidden('Taggsson')
    const { id: otherId } = await world().as('officeWorker').tags.tagPerson({ personId, name: 'Bor i skyddat boende' })
    const { id: keptId } = await world().as('officeWorker').tags.tagPerson({ personId: (await (await make(world())).open('Vanlig')).id, name: 'Bakar' })
    const tags = await world().as('boardMember').tags.list({})
    expect(tags.find(({ id }) => id === otherId)).toMatchObject({ persons: 0 })
    expect(await world().as('boardMember').tags.previewMerge({ keptId, otherId })).toEqual({ moved: 0, already: 0 })
  })

  it('does not read what was noted of her answers', async () => {
    const { hidden } = await make(world())
    const office = world().as('officeWorker')
    const { id: personId } = await hidden('Svarsson')
    const { id } = await office.mailings.create({ audience: 'persons', personIds: [personId], subject: 'Hej', body: 'Hej', easyBody: null })
    const recipient = { mailingId: id, personId, position: 0, channel: 'phone', address: '070-555 44 33', viaPersonId: null, viaName: null, sentOn: null, sentByUserId: null, returnedOn: null, attemptedAt: null, failure: null } as const
    const recipientId = await world().given((writer) => writer.insert('mailingRecipients', recipient))
    await office.mailings.recordAnswer({ recipientId, answer: 'no', answeredOn: '2026-11-20', channel: 'phone', note: 'Har flyttat till Undanby' })
    expect(JSON.stringify(await world().as('boardMember').mailings.read({ id }))).not.toContain('Undanby')
  })

  it('does not read a name she had before among payments that wait', async () => {
    const { hidden } = await make(world())
    await hidden('Nysson', { formerName: 'Förrnamnsson' })
    const treasurer = world().as('treasurer')
    await treasurer.memberships.updateSettings({ version: 0, bankgiro: '9912346', isFeeConfirmation: false, isNumberAutomatic: false })
    const file = bgmaxFile([{ amountOre: 500, payer: 'Hemligina Förrnamnsson' }])
    expect(JSON.stringify(await treasurer.memberships.previewPayments({ file }))).not.toContain('Förrnamnsson')
    await treasurer.memberships.postPayments({ file })
    const waiting = await treasurer.memberships.listUnsettled({})
    expect(waiting).toMatchObject([{ amountOre: 500, payerName: null }])
  })

  it('does not end the protection by undoing', async () => {
    const { open } = await make(world())
    const { id } = await open('Ångersson')
    const coordinator = world().as('coordinator')
    await coordinator.people.update({ id, version: 1, changes: { isProtected: true } })
    const { entry } = await coordinator.journal.lastUndoable({})
    expect(await refusalOf(coordinator.journal.undo({ entryId: entry!.id }))).toMatchObject({ data: { rule: 'people.mayNotEndProtection' } })
    expect(await coordinator.people.read({ id })).toMatchObject({ isProtected: true, familyName: null })
  })
})

onBothEngines('Of sensitive facts, one who may not read them', (world) => {
  it('does not find the need of easy Swedish in a mailing, its preview or its history', async () => {
    const { open } = await make(world())
    const coordinator = world().as('coordinator')
    const { id: personId } = await open('Lättläst', { email: 'latt@example.se', preferredChannel: 'email' })
    await coordinator.sensitive.add({ personId, kind: 'accessNeed', accessNeed: 'easyRead', ...consent })
    const { id } = await world().as('treasurer').mailings.create({ audience: 'persons', personIds: [personId], subject: 'Hej', body: 'Vanlig text', easyBody: 'Lätt text' })
    expect((await coordinator.mailings.preview({ id })).channels).toMatchObject([{ easyReadCount: 1, sample: { text: 'Lätt text', isEasyRead: true } }])
    for (const role of ['treasurer', 'boardMember', 'administrator'] as const) {
      expect((await world().as(role).mailings.preview({ id })).channels).toMatchObject([{ easyReadCount: 0, sample: { text: 'Vanlig text', isEasyRead: false } }])
    }
    await world().as('treasurer').mailings.prepare({ id, version: 1 })
    expect((await coordinator.mailings.read({ id })).recipients).toMatchObject([{ isEasyRead: true }])
    for (const role of ['treasurer', 'boardMember', 'administrator'] as const) {
      expect((await world().as(role).mailings.read({ id })).recipients).toMatchObject([{ isEasyRead: false }])
      expect(JSON.stringify(await world().as(role).journal.list({ subjectId: personId, limit: 50 }))).not.toContain('isEasyRead')
    }
  })

  it('does not find that there are any in what a merge would move', async () => {
    const { open } = await make(world())
    const [{ id: keptId }, { id: otherId }] = [await open('Dubbelsson'), await open('Dubbelson')]
    await world().as('coordinator').sensitive.add({ personId: otherId, kind: 'accessNeed', accessNeed: 'easyRead', ...consent })
    expect((await world().as('coordinator').duplicates.preview({ keptId, otherId })).moves).toContainEqual({ table: 'sensitiveFacts', count: 1 })
    expect(JSON.stringify((await world().as('administrator').duplicates.preview({ keptId, otherId })).moves)).not.toContain('sensitiveFacts')
  })
})

onBothEngines('What is somebody’s own', (world) => {
  it('stays so in the history: the name of a view that she has not shared', async () => {
    const view = { columns: [], isLocked: false }
    await world().as('officeWorker').views.create({ ...view, name: 'Personligt urval', isShared: false })
    await world().as('officeWorker').views.create({ ...view, name: 'Allas urval', isShared: true })
    const history = JSON.stringify(await world().as('boardMember').journal.list({ limit: 50 }))
    expect(history).not.toContain('Personligt urval')
    expect(history).toContain('Allas urval')
    expect(JSON.stringify(await world().as('officeWorker').journal.list({ limit: 50 }))).toContain('Personligt urval')
  })
})
