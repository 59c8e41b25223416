import ExcelJS from 'exceljs'
import Papa from 'papaparse'
import { beforeAll, expect, it } from 'vitest'
import { takenLists, type ListEvent } from '#contract/lists.ts'
import { personLists } from '#contract/person-lists.ts'
import type { Call } from '#core/call.ts'
import { exportList } from '#core/lists/export.ts'
import { fileStem, keptFilter } from '#core/lists/rules.ts'
import type { LocalDate } from '#shared/dates.ts'
import { onBothEngines, refusalOf, type World } from '#test/support/world.ts'

type Request = Parameters<ReturnType<World['as']>['lists']['export']>[0]
type Finished = Extract<ListEvent, { kind: 'finished' }>

onBothEngines('A list taken out as a file', (world) => {
  beforeAll(async () => {
    const coordinator = world().as('coordinator')
    const { id: host } = await coordinator.organisations.create({ kind: 'region', name: 'Region Uppsala' })
    const unit = await coordinator.organisations.create({ kind: 'unit', name: '=Enheten' })
    await world().given((writer) =>
      writer.insertMany('audits', Array.from({ length: 1203 }, (_, index) => ({
        name: `Revision ${String(index).padStart(4, '0')}`, orderedByOrganisationId: host, auditedOrganisationId: unit.id, orderedOn: '2026-02-28' as LocalDate, agreedOn: null, interviewCount: index, reportedOn: null,
        fedBackOn: null, followedUpOn: index % 3 === 0 ? '2026-05-01' : null, grantId: null, note: null,
      }))),
    )
  })

  async function takenOut(request: Omit<Request, 'reason'>): Promise<{ finished: Finished; bytes: ArrayBuffer; events: ListEvent[] }> {
    const events: ListEvent[] = []
    for await (const event of await world().as('officeWorker').lists.export({ reason: 'Årsmötet', ...request })) events.push(event)
    const finished = events.at(-1) as Finished
    return { finished, events, bytes: await (await world().core.handle(new Request(`http://talan/documents/${finished.documentId}`))).arrayBuffer() }
  }

  it('holds all rows that fit the filter in their order, not only those of a window, and tells how far it has come', async () => {
    const { finished, bytes, events } = await takenOut({ list: 'audits', query: { isOpen: true, sort: 'name', descending: true }, columns: ['interviewCount', 'name', 'orderedOn'], format: 'excel' })
    expect(finished).toMatchObject({ name: 'brukarrevisioner-2026-11-21.xlsx', rowCount: 802 })
    expect(events.map((event) => (event.kind === 'progress' ? [event.stage, event.done, event.total] : event.kind))).toEqual([['reading', 500, 802], ['reading', 802, 802], ['writing', 0, 1], 'finished'])
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load(bytes)
    const sheet = workbook.worksheets[0]!
    expect(sheet.rowCount).toBe(803)
    expect(sheet.getRow(1).values).toEqual([undefined, 'Antal intervjuer', 'Namn', 'Beställd den'])
    expect(sheet.getRow(2).values).toEqual([undefined, 1202, 'Revision 1202', new Date('2026-02-28T00:00:00.000Z')])
    expect(sheet.getRow(803).values).toEqual([undefined, 1, 'Revision 0001', new Date('2026-02-28T00:00:00.000Z')])
  })

  it('is text that spreadsheets read, in which nothing is a formula, in the language asked for', async () => {
    const { finished, bytes } = await takenOut({ list: 'organisations', query: {}, columns: ['name', 'kind', 'isEnded'], format: 'csv', language: 'en' })
    expect(finished.name).toBe('organisations-2026-11-21.csv')
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
    const { data } = Papa.parse<string[]>(text.slice(1).trimEnd(), { delimiter: ';' })
    expect(data).toEqual([['Name', 'Kind', 'Has ended'], ["'=Enheten", 'Unit', 'No'], ['Region Uppsala', 'Region', 'No']])
  })

  it('is journalled with list, reason, filter and number of rows, never its rows nor the words searched for, and is not undone', async () => {
    await takenOut({ list: 'organisations', query: { text: 'Upps', kind: 'region' }, columns: ['name'], format: 'csv' })
    const { entries } = await world().as('administrator').journal.list({ limit: 1 })
    expect(entries[0]).toMatchObject({ procedure: 'lists.export', userName: 'Test officeWorker', reason: 'Årsmötet', isUndoable: false })
    expect(entries[0]!.changes[0]!.fields.map(({ field, after }) => [field, after])).toEqual(expect.arrayContaining([['list', 'organisations'], ['format', 'csv'], ['rowCount', 1]]))
    const kept = await world().given(({ db }) => db.selectFrom('listExports').selectAll().orderBy('exportedAt').orderBy('id').execute())
    expect(JSON.parse(kept.at(-1)!.filterJson)).toEqual({ kind: 'region', isSearched: true })
    expect(JSON.stringify(kept)).not.toMatch(/Upps|Enheten|Revision/u)
  })

  it('is refused where it is empty, with what to do', async () => {
    const empty = world().as('officeWorker').lists.export({ list: 'meetings', query: {}, columns: ['heldOn'], reason: 'x' })
    expect(await refusalOf(empty)).toMatchObject({ code: 'RULE_VIOLATION', data: { rule: 'lists.empty' } })
  })

  it('is refused for what is told of one person with protected identity, whoever asks', async () => {
    const { id: personId } = await world().as('coordinator').people.create({ givenName: 'Hemligina', familyName: 'Skyddenstam', isProtected: true })
    const own = Object.keys(personLists) as (keyof typeof personLists)[]
    for (const list of [...own, 'claims'] as const) {
      const query = takenLists[list].path === 'people.read' ? { id: personId } : { personId }
      const refused = world().as('coordinator').lists.export({ list, query, columns: Object.keys(takenLists[list].columns), reason: 'x' })
      expect(await refusalOf(refused), list).toMatchObject({ code: 'RULE_VIOLATION', data: { rule: 'lists.isProtected' } })
    }
  })

  it('needs a reason, a column that the list has, and a filter that its own procedure takes', async () => {
    const client = world().as('officeWorker')
    const request = { list: 'audits', query: {}, columns: ['name'], reason: 'x' } as const
    expect(await refusalOf(client.lists.export({ ...request, columns: [...request.columns], reason: ' ' }))).toMatchObject({ code: 'VALIDATION', data: { fields: [{ path: 'reason' }] } })
    expect(await refusalOf(client.lists.export({ ...request, columns: [] }))).toMatchObject({ data: { fields: [{ path: 'columns', rule: 'lists.noColumns' }] } })
    expect(await refusalOf(client.lists.export({ ...request, columns: ['name', 'constructor'] }))).toMatchObject({ data: { fields: [{ path: 'columns' }] } })
    expect(await refusalOf(client.lists.export({ ...request, columns: ['name'], query: { isClosed: true } }))).toMatchObject({ code: 'VALIDATION' })
  })

  it('ends without a file where it is cancelled, and is then not in the journal', async () => {
    const before = (await world().as('administrator').journal.list({ limit: 1 })).entries[0]
    const controller = new AbortController()
    const kinds: string[] = []
    for await (const event of await world().as('officeWorker').lists.export({ list: 'audits', columns: ['name'], format: 'csv', reason: 'x' }, { signal: controller.signal })) {
      kinds.push(event.kind)
      controller.abort()
    }
    expect(kinds).not.toContain('finished')
    expect((await world().as('administrator').journal.list({ limit: 1 })).entries[0]).toEqual(before)
  })
})

it('A list that changes while it is read is read once more by the one who wants it, since a row could be missing or stand twice', async () => {
  const call = { user: {}, clock: {}, store: {} } as unknown as Call
  let total = 501
  const read = () => Promise.resolve({ total: (total += 1), rows: Array.from({ length: 500 }, () => ({ name: 'Revision' })) })
  const steps = await exportList(call, { list: 'audits', query: {}, columns: ['name'], format: 'csv', language: 'sv', reason: 'x' }, read)
  await expect((async () => {
    for await (const _event of steps) continue
  })()).rejects.toMatchObject({ finding: { rule: 'lists.changedMeanwhile' } })
})

it('The kept filter says that something was searched for, and never what', () => {
  expect(keptFilter({ text: 'Åsa', state: 'paid', offset: 500, limit: 500 })).toEqual({ state: 'paid', isSearched: true })
  expect(keptFilter({ text: ' ', year: 2026 })).toEqual({ year: 2026 })
})

it('A file is named after its list', () => {
  expect(fileStem('Årets summor')).toBe('årets-summor')
  expect(fileStem('Tack i stället för arvode ')).toBe('tack-i-stället-för-arvode')
})
