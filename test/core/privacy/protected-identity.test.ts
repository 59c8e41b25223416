import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import ExcelJS from 'exceljs'
import { contract } from '#contract/index.ts'
import type { ProcedureMeta } from '#contract/base.ts'
import { customKeyOf } from '#contract/custom-fields.ts'
import { listNames, takenLists, type ListName } from '#contract/lists.ts'
import { rolePermissions, roles, type Role } from '#contract/permissions.ts'
import { bgmaxFile } from '#test/support/payment-files.ts'
import { engines, makeWorld, type EngineName, type World } from '#test/support/world.ts'

/** What gives the person away, wherever it may turn up. */
const secrets = ['Hemligina', 'Skyddenstam', 'Gömställevägen', '99887', 'Undanby', 'hemligina@example.se', '070-555 44 33', '0705554433', '197601232395', '19760123', 'Reservvägen', 'Förrnamnsson', 'Bortaköping', 'Färöarna', 'Faroe', 'FÄRÖARNA', '"countryCode":"FO"', 'Enskiltbehov', 'Ombudsson', 'ombudsson@example.se', '070-555 44 99']

/** She has paid without reference, with a wrong amount, and with her name in the text. */
const herPayments = [{ amountOre: 20_000, payer: 'Hemligina Skyddenstam' }, { amountOre: 1_000, payer: 'Skyddenstam, Hemligina' }, { amountOre: 20_000, message: 'Avgift Hemligina Skyddenstam' }]

/** Opens the details on purpose, for a reason that is journalled; or pays, which cannot be done without the name. */
const onPurpose = ['people.openProtected', 'people.listProtected', 'people.readIdentityNumber', 'mailings.openProtected', 'registerExtracts.make', 'payouts.exportFile', 'payouts.exportList', 'trainings.certificateDocument']

interface Ids {
  readonly personId: string
  /** Whose guardian she is. */
  readonly childId: string
  /** One mailing to each kind of audience that she is of; the first was prepared before she was protected. */
  readonly mailingIds: readonly string[]
  readonly bodyId: string
  readonly meetingId: string
  readonly claimId: string
  readonly payoutId: string
  readonly trainingId: string
  readonly roundId: string
  readonly auditId: string
  readonly proposalId: string
  readonly consultationId: string
  readonly barrierId: string
  readonly eventId: string
  readonly panelId: string
  readonly grantId: string
  readonly organisationId: string
  readonly tariffId: string
  readonly tagIds: readonly string[]
  /** A custom field in which something is written of her. */
  readonly fieldId: string
}

/** How each reading procedure is called so that the protected person would be in its answer. */
const calls: Record<string, (ids: Ids) => object[]> = {
  'association.read': () => [{}],
  'session.status': () => [{}],
  'journal.list': ({ personId, bodyId, meetingId, roundId, organisationId }) => [{ limit: 500 }, ...[personId, bodyId, meetingId, roundId, organisationId].map((subjectId) => ({ subjectId, limit: 500 }))],
  'journal.lastUndoable': () => [{}],
  'journal.verify': () => [{}],
  'search.find': () => secrets.map((text) => ({ text, limit: 50 })),
  'organisations.list': () => [{}],
  'organisations.read': ({ organisationId }) => [{ id: organisationId }],
  'organisations.tree': () => [{}],
  'affiliations.ofOrganisation': ({ organisationId }) => [{ organisationId }],
  'affiliations.ofPerson': ({ personId }) => [{ personId }],
  'support.list': () => [{}],
  'support.due': () => [{}],
  'people.list': ({ fieldId }) => [{ limit: 500 }, ...secrets.map((text) => ({ text })), { limit: 500, columns: [customKeyOf(fieldId)] }, { filter: [{ field: customKeyOf(fieldId), operator: 'isFilled' }], columns: [customKeyOf(fieldId)] }],
  'people.listIds': ({ fieldId }) => [{}, { filter: [{ field: customKeyOf(fieldId), operator: 'contains', values: ['Gömställe'] }] }],
  'people.read': ({ personId, childId }) => [{ id: personId }, { id: childId }],
  'removals.preview': ({ personId }) => [{ kind: 'person', id: personId }],
  'removals.list': () => [{}, ...secrets.map((text) => ({ text }))],
  'bulk.preview': () => [{ change: { kind: 'blankGender' } }],
  'contacts.dueMoves': () => [{}],
  'contacts.municipalityOf': () => [{ postcode: '998 87' }],
  'contacts.municipalityOn': ({ personId }) => [{ personId, date: '2026-11-21' }],
  'sensitive.listAreas': () => [{}],
  'duplicates.similar': () => [{ givenName: 'Hemligina', familyName: 'Skyddenstam', birthDate: '1976-01-23', email: 'hemligina@example.se', phone: '070-555 44 33' }],
  'duplicates.list': () => [{}],
  'imports.list': () => [{}],
  'imports.mappings': () => [{}],
  'memberships.ofPerson': ({ personId }) => [{ personId }],
  'memberships.listRates': () => [{}],
  'memberships.listFees': () => [{}, { year: 2026, state: 'unpaid' }],
  'memberships.listPaymentFiles': () => [{}],
  'memberships.listUnsettled': () => [{}],
  'memberships.listSetAside': () => [{}],
  'memberships.previewPayments': () => [{ file: bgmaxFile(herPayments, { stamp: '20261121000000000000' }) }],
  'memberships.readSettings': () => [{}],
  'memberships.count': () => [{ on: '2026-11-21', rule: 'membership' }],
  'memberships.listCounted': () => [{ on: '2026-11-21', rule: 'membership' }, { on: '2026-11-21', rule: 'membership', grouping: 'kind', key: 'main' }],
  'views.list': () => [{}],
  'drafts.find': () => [{ form: 'people/new' }],
  'bodies.list': () => [{}],
  'bodies.read': ({ bodyId }) => [{ id: bodyId }],
  'bodies.rosterOn': ({ bodyId }) => [{ bodyId, date: '2026-11-21' }],
  'bodies.seatsOn': () => [{}, ...secrets.map((text) => ({ text: text.slice(0, 200) }))],
  'bodies.nominations': ({ bodyId, personId }) => [{}, { bodyId }, { personId }],
  'bodies.assignmentsOf': ({ personId }) => [{ personId }],
  'bodies.attention': () => [{}],
  'meetings.list': () => [{}],
  'meetings.read': ({ meetingId }) => [{ id: meetingId }],
  'meetings.ofPerson': ({ personId }) => [{ personId }],
  'meetings.claimPreview': ({ meetingId }) => [{ meetingId }],
  'meetings.attention': () => [{}],
  'meetings.calendarFile': ({ bodyId }) => [{ of: 'body', id: bodyId, withNames: true }],
  'tariffs.list': () => [{}],
  'tariffs.preview': ({ tariffId }) => [{ tariffId, meetingDate: '2026-11-19', minutes: 60 }],
  'tariffs.figures': () => [{}],
  'claims.list': () => [{}, ...secrets.map((text) => ({ text }))],
  'claims.read': ({ claimId }) => [{ id: claimId }],
  'claims.listRecognitions': () => [{}],
  'payouts.list': () => [{}],
  'payouts.read': ({ payoutId }) => [{ id: payoutId }],
  'payouts.yearTotals': () => [{ year: 2026 }],
  'payouts.readSettings': () => [{}],
  'competences.read': ({ personId }) => [{ personId }],
  'competences.listAreas': () => [{}],
  'competences.listCourses': () => [{}],
  'competences.search': () => [{}, { method: 'council' }, { language: 'fi' }, { weekday: 2, municipalityCode: '0380' }],
  'panels.list': () => [{}],
  'panels.read': ({ panelId }) => [{ id: panelId }],
  'proposals.list': () => [{}],
  'proposals.read': ({ proposalId }) => [{ id: proposalId }],
  'events.list': () => [{}, ...secrets.map((text) => ({ text }))],
  'events.read': ({ eventId }) => [{ id: eventId }],
  'barriers.list': () => [{}, ...secrets.map((text) => ({ text }))],
  'barriers.read': ({ barrierId }) => [{ id: barrierId }],
  'consultations.list': () => [{}, ...secrets.map((text) => ({ text }))],
  'consultations.read': ({ consultationId }) => [{ id: consultationId }],
  'audits.list': () => [{}],
  'audits.read': ({ auditId }) => [{ id: auditId }],
  'trainings.list': () => [{}],
  'trainings.read': ({ trainingId }) => [{ id: trainingId }],
  'trainings.readRound': ({ roundId }) => [{ id: roundId }],
  'trainings.ofPerson': ({ personId }) => [{ personId }],
  'grants.list': () => [{}],
  'grants.read': ({ grantId }) => [{ id: grantId }],
  'notes.list': ({ personId, bodyId }) => [{ subjectTable: 'persons', subjectId: personId }, { subjectTable: 'bodies', subjectId: bodyId }],
  'notes.followUps': () => [{}, { show: 'due' }, { show: 'done' }],
  'notes.assignees': () => [{ subjectTable: 'persons' }],
  'tags.list': () => [{}],
  'tags.previewMerge': ({ tagIds: [keptId, otherId] }) => [{ keptId, otherId }],
  'customFields.list': () => [{ subject: 'person' }],
  'customFields.definitions': () => [{}],
  'reports.preview': ({ grantId }) => [{ grantId, from: '2026-01-01', to: '2026-12-31', asOf: '2026-11-21' }],
  'reports.previewYouth': () => [{ from: '2026-01-01', to: '2026-12-31' }],
  'mailings.list': () => [{}],
  'mailings.read': ({ mailingIds }) => mailingIds.map((id) => ({ id })),
  'mailings.preview': ({ mailingIds }) => mailingIds.map((id) => ({ id })),
  'mailings.ofPerson': ({ personId }) => [{ personId }],
  'mailings.courseRounds': () => [{}],
  'mailings.listTemplates': () => [{}],
  'mailings.readSettings': () => [{}],
  'mailings.readServer': () => [{}],
  'mailings.copyAddresses': ({ mailingIds }) => mailingIds.slice(1, 2).map((id) => ({ id })),
  'newsletter.list': () => [{}, { shows: 'all' }],
  'users.list': () => [{}],
  'backups.list': () => [{}],
}

/** Makes a person with protected identity and puts her wherever a person can be. */
async function spread(world: World): Promise<Ids> {
  const [office, coordinator, treasurer] = [world.as('officeWorker'), world.as('coordinator'), world.as('treasurer')]
  const { id: personId } = await office.people.create({
    givenName: 'Hemligina', familyName: 'Skyddenstam', street: 'Gömställevägen 1', postcode: '998 87', town: 'Undanby', email: 'hemligina@example.se', phone: '070-555 44 33',
    identityNumber: '19760123-2395', memberNumber: 'S-1', isProtected: true, membership: { kind: 'main', startsOn: '2024-01-01' },
  })
  const opened = await office.people.openProtected({ id: personId, reason: 'Prov' })
  await office.people.update({ id: personId, version: opened.version, changes: { street: 'Gömställevägen 2' } })
  await office.people.update({ id: personId, version: opened.version + 1, changes: { formerName: 'Förrnamnsson', contactPersonNote: 'Reservvägen', contactName: 'Ombudsson', contactRelation: 'Ombudsson', contactPhone: '070-555 44 99', contactEmail: 'ombudsson@example.se' } })
  await office.contacts.add({ personId, kind: 'other', value: 'Reservvägen' })
  await office.contacts.move({ personId, version: opened.version + 2, movesOn: '2026-11-01', street: 'Gömställevägen 3', town: 'Bortaköping', countryCode: 'FO' })
  await office.sensitive.add({ personId, kind: 'accessNeed', accessNeed: 'other', detail: 'Enskiltbehov', purpose: 'Enskiltbehov', legalBasis: 'explicitConsent', consentedOn: '2026-01-01', endsOn: '2027-01-01' })
  const { id: childId } = await office.people.create({ givenName: 'Barn', familyName: 'Annat', birthDate: '2015-01-01', contactPersonId: personId, contactPersonNote: 'Reservvägen' })
  await office.guardians.add({ childPersonId: childId, guardianPersonId: personId, contact: 'Reservvägen', startsOn: '2026-01-01' })
  await treasurer.people.setPaymentAccount({ personId, clearingNumber: '5502', accountNumber: '0038520', startsOn: '2026-01-01' })
  const { id: organisationId } = await office.organisations.create({ kind: 'region', name: 'Regionen' })
  await office.affiliations.addContact({ organisationId, personId, role: 'Ordförande', startsOn: '2026-01-01' })
  await office.affiliations.addLink({ personId, organisationId, type: 'member', startsOn: '2026-01-01' })
  const { id: grantId } = await treasurer.grants.create({ funderOrganisationId: organisationId, name: 'Bidraget', startsOn: '2026-01-01', endsOn: '2026-12-31' })
  const tariff = (await coordinator.tariffs.list({})).find(({ model }) => model === 'percentage')
  const { id: bodyId } = await coordinator.bodies.create({
    hostOrganisationId: organisationId, name: 'Rådet', kind: 'council', method: 'council', level: 'system', payer: 'association', tariffId: tariff?.id ?? null, travelRule: 'taxFree', travelRuleReason: 'Olika platser',
    grantId, startsOn: '2024-01-01',
  })
  const { seats } = await coordinator.bodies.read({ id: bodyId })
  await coordinator.bodies.appoint({ seatId: seats[0]?.id as string, personId, startsOn: '2026-01-01', endsOn: '2026-12-15', decidedOn: '2025-12-01' })
  const { id: meetingId } = await coordinator.meetings.plan({ bodyId, heldOn: '2026-11-19', startTime: '13:00', endTime: '15:00' })
  await coordinator.meetings.recordAnswer({ meetingId, personId, answer: 'yes', answeredOn: '2026-05-01', channel: 'phone', note: 'Reservvägen' })
  await coordinator.meetings.recordAttendance({ meetingId, rows: [{ personId, status: 'present', drivenKilometres: 20, note: 'Reservvägen' }] })
  const meeting = await coordinator.meetings.read({ id: meetingId })
  await coordinator.meetings.approveAttendance({ id: meetingId, version: meeting.version })
  await coordinator.meetings.reportBack({ meetingId, personId, reportedOn: '2026-11-20', channel: 'phone', points: [{ raised: 'Skyltar' }] })
  const claim = (await treasurer.claims.list({})).rows[0]
  await treasurer.claims.approve({ id: claim?.id as string, version: claim?.version as number })
  const { id: payoutId } = await treasurer.payouts.create({ paidOn: '2026-11-25' })
  await treasurer.memberships.updateSettings({ version: 0, bankgiro: '9912346', isFeeConfirmation: false, isNumberAutomatic: false })
  await treasurer.memberships.createRate({ kind: 'main', amountOre: 20_000, fromYear: 2026 })
  await treasurer.memberships.charge({ year: 2026, dueOn: '2030-01-31' })
  await treasurer.memberships.postPayments({ file: bgmaxFile(herPayments) })
  const { id: trainingId } = await coordinator.trainings.create({ name: 'Kursen', kind: 'peerSupport', requiredSessions: 1 })
  const { id: roundId } = await coordinator.trainings.createRound({ trainingId, name: 'Hösten', startsOn: '2026-09-01', endsOn: '2026-12-01', requiredSessions: 1 })
  await coordinator.trainings.addParticipant({ courseRoundId: roundId, personId, admittedOn: '2026-09-01' })
  const { id: auditId } = await coordinator.audits.create({ name: 'Revisionen', orderedByOrganisationId: organisationId, auditedOrganisationId: organisationId, orderedOn: '2026-05-01' })
  const { id: proposalId } = await coordinator.proposals.create({ title: 'Öppet på kvällen', bodyId, meetingId, raisedOn: '2026-11-21' })
  const { id: eventId } = await coordinator.events.create({ title: 'Dialogcafé', method: 'dialogueCafe', level: 'unit', heldOn: '2026-11-01' })
  await coordinator.events.book({ eventId, personId, bookedOn: '2026-10-01' })
  const { id: barrierId } = await coordinator.barriers.create({ title: 'Möten på arbetstid', kind: 'timeOfDay', bodyId, noticedOn: '2026-11-01' })
  const { id: consultationId } = await coordinator.consultations.create({ title: 'Nya öppettider', askedByOrganisationId: organisationId, receivedOn: '2026-11-01', isAnonymous: false })
  const { id: inviteeId } = await coordinator.consultations.ask({ consultationId, askedOn: '2026-11-02', personId })
  await coordinator.consultations.addViewpoint({ consultationId, receivedOn: '2026-11-03', text: 'Öppet på kvällen', inviteeId })
  const { tagIds, fieldId } = await annotate(world, personId, claim?.id as string)
  await coordinator.audits.addTeamMember({ auditId, personId, role: 'auditor', startsOn: '2026-05-01' })
  const { stamp } = await coordinator.competences.read({ personId })
  await coordinator.competences.save({ personId, stamp, can: ['council'], wants: ['council'], languages: ['fi'], availability: [{ weekday: 2, partOfDay: 'evening' }] })
  await office.people.create({ givenName: 'Öppen', familyName: 'Bok', membership: { kind: 'main', startsOn: '2024-01-01' } })
  const { id: panelId } = await coordinator.panels.draw({ name: 'Panelen', size: 1, seed: 'prov' })
  const mailingIds = await writeTo(world, { personId, bodyId, roundId })
  return { personId, childId, mailingIds, bodyId, meetingId, claimId: claim?.id as string, payoutId, trainingId, roundId, auditId, proposalId, consultationId, barrierId, eventId, panelId, grantId, organisationId, tariffId: tariff?.id as string, tagIds, fieldId }
}

/** Writes of her in notes, tags her and fills in a custom field. */
async function annotate(world: World, personId: string, claimId: string): Promise<Pick<Ids, 'tagIds' | 'fieldId'>> {
  const [office, treasurer] = [world.as('officeWorker'), world.as('treasurer')]
  const { id: fieldId } = await world.as('administrator').customFields.create({ subject: 'person', name: 'Når oss via', type: 'text', visibleToRoles: [...roles] })
  const { version } = await office.people.read({ id: personId })
  await office.people.update({ id: personId, version, changes: { customValues: { [fieldId]: 'Gömställevägen' } } })
  const { id } = await office.notes.add({ subjectTable: 'persons', subjectId: personId, text: 'Hemligina bor i Undanby', followUpOn: '2026-11-20' })
  await office.notes.add({ subjectTable: 'persons', subjectId: personId, text: 'Ring Hemligina', followUpOn: '2026-11-19' })
  await office.notes.finish({ id, version: 1 })
  await treasurer.notes.add({ subjectTable: 'claims', subjectId: claimId, text: 'Skyddenstam har skickat kvitto', followUpOn: '2026-11-20' })
  const tags = [await office.tags.tagPerson({ personId, name: 'Skjutsar' }), await office.tags.tagPerson({ personId, name: 'Bakar' })]
  return { tagIds: tags.map((tag) => tag.id), fieldId }
}

/** Writes to every audience that she is of, and has her on the newsletter's list. */
async function writeTo(world: World, { personId, bodyId, roundId }: Pick<Ids, 'personId' | 'bodyId' | 'roundId'>): Promise<string[]> {
  const office = world.as('officeWorker')
  await office.newsletter.consent({ personId, consentedOn: '2026-01-01', way: 'form' })
  const { id: other } = await office.people.create({ givenName: 'Öppna', familyName: 'Olsson', email: 'oppna@example.se', preferredChannel: 'email', membership: { kind: 'main', startsOn: '2024-01-01' } })
  const words = { subject: 'Till {förnamn}', body: 'Hej {namn}', easyBody: null }
  const made = [
    await office.mailings.create({ audience: 'persons', personIds: [personId, other], ...words }),
    await office.mailings.create({ audience: 'register', ...words }),
    await office.mailings.create({ audience: 'body', bodyId, ...words }),
    await office.mailings.create({ audience: 'courseRound', courseRoundId: roundId, ...words }),
  ]
  const ids = made.map(({ id }) => id)
  await office.mailings.prepare({ id: ids[1] as string, version: 1 })
  const recipient = { mailingId: ids[0] as string, personId, position: 0, channel: 'email', address: 'hemligina@example.se', viaPersonId: null, viaName: null, sentOn: '2026-11-20', sentByUserId: null, returnedOn: null, attemptedAt: null, failure: null } as const
  const through = { ...recipient, personId: other, viaPersonId: personId, position: 1 }
  await world.given(async (writer) => void (await writer.insertMany('mailingRecipients', [recipient, through])))
  return [ids[0] as string, ids[1] as string, ids[2] as string, ids[3] as string]
}

const reading = Object.entries(contract).flatMap(([domain, group]) =>
  Object.entries(group)
    .map(([name, procedure]) => ({ path: `${domain}.${name}`, domain, name, permission: (procedure['~orpc'].meta as ProcedureMeta).permission }))
    .filter(({ path, name, permission }) => permission.endsWith('.read') || /^(?:list|read|status|find|lastUndoable|verify|preview)$/u.test(name) || path in calls)
    .filter(({ path }) => !['imports.preview', 'duplicates.preview'].includes(path) && !onPurpose.includes(path)),
)

describe.each(engines)('A person with protected identity (%s)', (engine: EngineName) => {
  let world: World
  let ids: Ids
  beforeAll(async () => {
    world = await makeWorld(engine)
    ids = await spread(world)
  }, 60_000)
  afterAll(() => world.close())

  it.each(reading)('is not given away by $path, to any role', async ({ path, domain, name, permission }) => {
    const inputs = calls[path]
    if (!inputs) throw new Error(`Say in this test how ${path} is called`)
    for (const role of roles.filter((candidate) => mayCall(candidate, permission))) {
      for (const input of inputs(ids)) {
        const client = world.as(role) as unknown as Record<string, Record<string, (input: object) => Promise<unknown>>>
        const answer = JSON.stringify(await client[domain]?.[name]?.(input))
        for (const secret of secrets) expect(answer.includes(secret), `${role} finds ${secret}`).toBe(false)
      }
    }
  })

  it.each(listNames)('is not given away by the list %s as a file, to any role', async (list) => {
    for (const role of roles.filter((candidate) => mayCall(candidate, 'people.export') && mayCall(candidate, takenLists[list].permission))) {
      for (const query of listQueries(ids, list)) {
        const request = { list, query, columns: Object.keys(takenLists[list].columns), reason: 'Prov' }
        const refusal = await world.as(role).lists.export({ ...request, format: 'csv' }).then(documentIdOf, (error: { data?: { rule?: string } }) => error)
        if (typeof refusal !== 'string') {
          expect(refusal.data?.rule, role).toMatch(/^lists\.(?:empty|isProtected)$/u)
          continue
        }
        const text = await (await world.core.handle(new Request(`http://talan/documents/${refusal}`))).text()
        for (const secret of secrets) expect(text.includes(secret), `${role} finds ${secret}`).toBe(false)
      }
    }
  })

  it('is counted in the funder’s report and named nowhere in it', async () => {
    for (const documentId of [await runReport(world, ids), await runYouthReport(world), await runAppendices(world)]) {
      const response = await world.core.handle(new Request(`http://talan/documents/${documentId}`))
      const workbook = new ExcelJS.Workbook()
      await workbook.xlsx.load(await response.arrayBuffer())
      const text = workbook.worksheets.map((sheet) => JSON.stringify(sheet.getSheetValues())).join('\n')
      for (const secret of secrets) expect(text.includes(secret), secret).toBe(false)
      expect(workbook.creator + workbook.title).not.toMatch(/Hemligina|Skyddenstam/u)
    }
  })
})

/** How each list is asked so that she would be in it: as its own procedure is. */
function listQueries(ids: Ids, list: ListName): Record<string, unknown>[] {
  const asked = calls[takenLists[list].path]
  if (!asked) throw new Error(`Say in this test how ${takenLists[list].path} is called`)
  return asked(ids) as Record<string, unknown>[]
}

function mayCall(role: Role, permission: ProcedureMeta['permission']): boolean {
  return permission === 'anyone' || permission === 'signedIn' || rolePermissions[role].includes(permission)
}

async function runReport(world: World, { grantId }: Ids): Promise<string> {
  const steps = await world.as('boardMember').reports.run({ grantId, from: '2026-01-01', to: '2026-12-31', asOf: '2026-11-21', reason: 'Redovisning' })
  return documentIdOf(steps)
}

async function runYouthReport(world: World): Promise<string> {
  return documentIdOf(await world.as('boardMember').reports.youth({ from: '2026-01-01', to: '2026-12-31', reason: 'Redovisning' }))
}

async function runAppendices(world: World): Promise<string> {
  return documentIdOf(await world.as('boardMember').reports.appendices({ from: '2026-01-01', to: '2026-12-31', reason: 'Årsmötet' }))
}

async function documentIdOf(steps: AsyncIterable<object>): Promise<string> {
  for await (const step of steps) {
    if ('documentId' in step) return step.documentId as string
    if ('document' in step) return (step.document as { documentId?: string; id?: string }).documentId ?? ((step.document as { id: string }).id)
  }
  throw new Error('The report ended without a document')
}
