import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CoreClient } from '#contract/client.ts'
import { listNames, takenLists, type ListEvent, type ListName } from '#contract/lists.ts'
import { permissionsOf, roles, type Role } from '#contract/permissions.ts'
import { translator } from '#shared/i18n/index.ts'
import { makeDemoWorld, type DemoWorld } from '#test/support/demo.ts'
import { bgmaxFile } from '#test/support/payment-files.ts'
import { engines, refusalOf } from '#test/support/world.ts'

type Group = Record<string, (input: object) => Promise<unknown>>

/** Who may take the list out: she who may read it and may give persons out. */
function mayTakeOut(role: Role, list: ListName): boolean {
  const held = permissionsOf([role])
  const { permission } = takenLists[list]
  return held.has('people.export') && (permission === 'signedIn' || held.has(permission))
}

describe.each(engines)('Every list of the practice association (%s)', (engine) => {
  let world: DemoWorld
  let queries: Partial<Record<ListName, object>>
  const clients = new Map<Role, CoreClient>()
  beforeAll(async () => {
    world = await makeDemoWorld(engine, '2026-11-21')
    for (const role of roles) clients.set(role, await world.signIn(role))
    const [[seat], attendances, [participant], [payout], [contact], [round], [member], [recipient]] = await Promise.all([
      world.rows('seats'), world.rows('attendances'), world.rows('courseParticipants'), world.rows('payouts'), world.rows('organisationContacts'), world.rows('courseRounds'), world.rows('panelMembers'),
      world.rows('mailingRecipients'),
    ])
    const [attendance] = attendances
    const hidden = new Set((await world.rows('persons')).filter(({ isProtected }) => isProtected === 1).map(({ id }) => id))
    const ownerOf = (rows: readonly { readonly personId: string }[]) => ({ personId: rows.find(({ personId }) => !hidden.has(personId))?.personId })
    const readOf = (rows: readonly { readonly personId: string }[]) => ({ id: ownerOf(rows).personId })
    const [fees, links, assignments, participants, recipients, exemptions, confirmations, details, addresses, guardians, memberships, accounts, absences] = await Promise.all([
      world.rows('membershipFees'), world.rows('personOrganisationLinks'), world.rows('assignments'), world.rows('courseParticipants'), world.rows('mailingRecipients'),
      world.rows('membershipFeeExemptions'), world.rows('membershipConfirmations'), world.rows('contactDetails'), world.rows('personAddresses'), world.rows('guardians'), world.rows('memberships'),
      world.rows('paymentAccounts'), world.rows('plannedAbsences'),
    ])
    const office = clients.get('officeWorker') as CoreClient
    await office.imports.saveMapping({ name: 'Kommunens lista', columns: [{ heading: 'Förnamn', field: 'givenName', year: null }, { heading: 'Efternamn', field: 'familyName', year: null }] })
    for await (const _step of await office.imports.run({ file: new File(['Förnamn;Efternamn\r\nÖrjan;Nykomling\r\n'], 'lista.csv') })) continue
    const payer = ownerOf(fees).personId as string
    await office.memberships.recordFee({ personId: payer, year: 2027, amountOre: 10_000, paidOn: '2026-11-20', paymentMethod: 'swish' })
    await office.memberships.postPayments({ file: bgmaxFile([{ amountOre: 12_345, payer: 'Lisa Betalare', message: 'Avgift' }, { amountOre: 50_000, payer: 'Storåkers Bokhandel' }]) })
    const [gift] = await office.memberships.listUnsettled({})
    await office.memberships.setPaymentAside({ id: gift?.id as string, version: gift?.version as number, reason: 'gift', note: 'Till sommarfesten' })
    const { id: thrownAway } = await office.people.create({ givenName: 'Fel', familyName: 'Inskriven' })
    await office.removals.removePerson({ id: thrownAway, version: 1 })
    const [[auditor], [session], [viewpoint], [booking]] = await Promise.all([world.rows('auditTeamMembers'), world.rows('trainingSessions'), world.rows('viewpoints'), world.rows('eventBookings')])
    for await (const _step of await office.duplicates.search({})) continue
    queries = {
      roster: { bodyId: seat?.bodyId, date: '2026-11-21' }, attendance: { id: attendance?.meetingId }, participants: { id: participant?.courseRoundId }, payees: { id: payout?.id },
      contacts: { organisationId: contact?.organisationId }, links: { organisationId: contact?.organisationId }, courseRounds: { id: round?.trainingId }, panelMembers: { id: member?.panelId },
      recipients: { id: recipient?.mailingId }, yearTotals: { year: 2026 }, fees: { year: 2026 },
      countedMembers: { on: '2026-11-21', rule: 'membership' },
      personAssignments: ownerOf(assignments), personMeetings: ownerOf(attendances), personFees: ownerOf(fees), personTrainings: ownerOf(participants), personOrganisations: ownerOf(links),
      personMailings: ownerOf(recipients), personPayments: ownerOf(fees), personExemptions: ownerOf(exemptions), personConfirmations: ownerOf(confirmations),
      personContacts: readOf(details), personAddresses: readOf(addresses), personGuardians: readOf(guardians.map(({ childPersonId }) => ({ personId: childPersonId }))), personMemberships: readOf(memberships),
      personRoles: readOf(memberships), personAccounts: readOf(accounts), personCourses: ownerOf(participants.filter(({ completedOn }) => completedOn !== null)), personAbsences: ownerOf(absences),
      auditTeam: { id: auditor?.auditId }, viewpoints: { id: viewpoint?.consultationId }, eventBookings: { id: booking?.eventId }, courseSessions: { id: session?.courseRoundId }, seats: { id: seat?.bodyId }, speakers: { organisationId: contact?.organisationId },
    }
  }, 240_000)
  afterAll(() => world.close())

  const queryOf = (list: ListName) => queries[list] ?? {}
  const takeOut = (role: Role, list: ListName, columns = Object.keys(takenLists[list].columns)) =>
    (clients.get(role) as CoreClient).lists.export({ list, query: queryOf(list) as Record<string, unknown>, columns, reason: 'Prov' })

  /** All rows as the list's own procedure gives them, a window at a time. */
  async function shownRows(role: Role, list: ListName): Promise<unknown[]> {
    const { path, isPaged, rowsOf } = takenLists[list]
    const [domain = '', name = ''] = path.split('.')
    const read = async (page: object) => rowsOf(await ((clients.get(role) as unknown as Record<string, Group>)[domain] as Group)[name]!({ ...queryOf(list), ...page }))
    if (!isPaged) return [...(await read({}))]
    const rows: unknown[] = []
    for (let window = await read({ offset: 0, limit: 200 }); window.length > 0; window = await read({ offset: rows.length, limit: 200 })) rows.push(...window)
    return rows
  }

  async function sheetOf(steps: AsyncIterable<ListEvent>): Promise<{ sheet: ExcelJS.Worksheet; finished: Extract<ListEvent, { kind: 'finished' }> }> {
    let finished: Extract<ListEvent, { kind: 'finished' }> | undefined
    for await (const event of steps) if (event.kind === 'finished') finished = event
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load(await (await world.core.handle(new Request(`http://talan/documents/${finished!.documentId}`))).arrayBuffer())
    return { sheet: workbook.worksheets[0]!, finished: finished! }
  }

  it.each(listNames)('%s is in its file row for row as it is read, each column in its own type', async (list) => {
    const role = roles.find((candidate) => mayTakeOut(candidate, list)) as Role
    const rows = await shownRows(role, list)
    const columns = Object.values(takenLists[list].columns)
    const t = translator('sv')
    const steps = await takeOut(role, list).catch((error: { data?: unknown }) => error.data)
    // Only a file is backed up.
    if (list === 'backups' && engine === 'postgres') return expect(steps).toMatchObject({ rule: 'lists.empty' })
    expect(rows.length, 'the list has rows to look at').toBeGreaterThan(0)
    const { sheet, finished } = await sheetOf(steps as AsyncIterable<ListEvent>)
    expect(finished.rowCount).toBe(rows.length)
    expect(sheet.rowCount).toBe(rows.length + 1)
    expect((sheet.getRow(1).values as unknown[]).slice(1)).toEqual(columns.map(({ header }) => header(t)))
    rows.forEach((row, index) => {
      columns.forEach(({ type, cell }, place) => {
        const expected = cell(row, t)
        const written = sheet.getRow(index + 2).getCell(place + 1).value
        if (expected === null || expected === '') return expect(written).toBeNull()
        if (type === 'date') return expect((written as Date).toISOString().slice(0, 10)).toBe(expected)
        if (type === 'dateTime') return expect(written).toBeInstanceOf(Date)
        expect(written).toBe(type === 'ore' ? (expected as number) / 100 : type === 'percent' ? (expected as number) / 10_000 : expected)
      })
    })
  })

  it.each(roles)('is for %s to take out where she may read it and give persons out', async (role) => {
    for (const list of listNames) {
      const { code } = await refusalOf(takeOut(role, list, ['noSuchColumn']))
      expect(code, list).toBe(permissionsOf([role]).has('people.export') ? 'VALIDATION' : 'NOT_ALLOWED')
      const refused = mayTakeOut(role, list) ? undefined : await refusalOf(takeOut(role, list))
      if (refused) expect(refused.code, list).toBe('NOT_ALLOWED')
    }
  })
})

describe('The lists', () => {
  it.each(['sv', 'en'] as const)('have a title and headings in %s, no heading twice in a list', (language) => {
    const t = translator(language)
    for (const list of listNames) {
      const headers = Object.values(takenLists[list].columns).map(({ header }) => header(t))
      expect(takenLists[list].title(t), list).not.toBe('')
      expect(new Set(headers).size, list).toBe(headers.length)
    }
  })

})
