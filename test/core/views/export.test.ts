import ExcelJS from 'exceljs'
import Papa from 'papaparse'
import { beforeAll, afterAll, describe, expect, it } from 'vitest'
import { customKeyOf, type CustomType, type CustomValue } from '#contract/custom-fields.ts'
import { exportFormats, type ExportEvent } from '#contract/views.ts'
import { makeWorld, engines, refusalOf, type World } from '#test/support/world.ts'

type Request = Parameters<ReturnType<World['as']>['views']['export']>[0]
type Finished = Extract<ExportEvent, { kind: 'finished' }>

const secret = 'Hemligsson'

describe.each(engines)('What is given out of the register (%s)', (engine) => {
  let world: World
  const ids: Record<string, string> = {}
  beforeAll(async () => {
    world = await makeWorld(engine)
    const office = world.as('officeWorker')
    const add = async (familyName: string, fields: Omit<Parameters<typeof office.people.create>[0], 'givenName' | 'familyName'>) => {
      ids[familyName] = (await office.people.create({ givenName: 'Åsa', familyName, ...fields })).id
    }
    await add('Ek', { membership: { kind: 'main', startsOn: '2020-01-01' }, memberNumber: '007', birthDate: '1964-08-23', street: 'Provgatan 3', postcode: '75320', town: 'Uppsala', municipalityCode: '0380', email: 'asa.ek@example.se', phone: '070-123 45 67', gender: 'woman' })
    await add('=Lag;"Ö"', { email: 'asa.ek@example.se', street: 'Ågatan 1', postcode: '11122', town: 'Stockholm', careOf: 'Berg' })
    await add('Utan', {})
    await add(`Lång${'x'.repeat(90)}`, { street: 'Gatan 1', postcode: '11122', town: 'Stockholm' })
    await add(secret, { isProtected: true, memberNumber: '666', street: 'Gömman 1', postcode: '11122', town: 'Gömköping', email: 'hemlig@example.se' })
  }, 60_000)
  afterAll(() => world.close())

  async function exported(request: Omit<Request, 'reason'>): Promise<{ finished: Finished; bytes: Uint8Array; steps: string[] }> {
    const steps: string[] = []
    let finished: Finished | undefined
    for await (const event of await world.as('officeWorker').views.export({ reason: 'Kallelse', ...request })) {
      steps.push(event.kind)
      if (event.kind === 'finished') finished = event
    }
    const response = await world.core.handle(new Request(`http://talan/documents/${finished!.documentId}`))
    return { finished: finished!, bytes: new Uint8Array(await response.arrayBuffer()), steps }
  }

  it('is an Excel file with the chosen columns, each cell in its own type', async () => {
    const { finished, bytes, steps } = await exported({ format: 'excel', columns: ['birthDate', 'memberNumber', 'municipalityCode', 'gender', 'age'] })
    expect([finished.personCount, steps]).toEqual([4, ['progress', 'progress', 'finished']])
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load(bytes as never)
    const rows = workbook.worksheets[0]!.getSheetValues().map((row) => (Array.isArray(row) ? row.slice(1) : row))
    expect(rows[1]).toEqual(['Namn', 'Födelsedatum', 'Medlemsnummer', 'Kommun', 'Kön', 'Ålder'])
    const ek = rows.find((row) => Array.isArray(row) && row[0] === 'Åsa Ek') as unknown[]
    expect(ek[1]).toBeInstanceOf(Date)
    expect(ek.slice(2)).toEqual(['007', 'Uppsala', 'Kvinna', 62])
    expect(JSON.stringify(rows)).not.toContain(secret)
  })

  it('is a text file that spreadsheets read, in which nothing is a formula', async () => {
    const { bytes } = await exported({ format: 'csv', columns: ['familyName', 'phone'], filter: [{ field: 'email', operator: 'yes' }] })
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
    expect(text.startsWith('\ufeff"Namn"') || text.startsWith('\ufeffNamn;')).toBe(true)
    expect(text.endsWith('\r\n')).toBe(true)
    const { data } = Papa.parse<string[]>(text.slice(1).trimEnd(), { delimiter: ';' })
    expect(data).toEqual([['Namn', 'Efternamn', 'Telefon'], ['Åsa =Lag;"Ö"', '\'=Lag;"Ö"', ''], ['Åsa Ek', 'Ek', '070-123 45 67']])
  })

  it('has custom fields in their own types, and is as people write them in a text file', async () => {
    const [administrator, office] = [world.as('administrator'), world.as('officeWorker')]
    const values: readonly (readonly [CustomType, CustomValue])[] = [
      ['text', '=Blå'], ['number', 38], ['money', 12_550], ['date', '2026-02-28'], ['yesNo', true], ['multipleChoice', ['B', 'A']],
    ]
    const fields: string[] = []
    for (const [type] of values) fields.push((await administrator.customFields.create({ subject: 'person', name: `Fält ${type}`, type, choices: type === 'multipleChoice' ? ['A', 'B'] : [], visibleToRoles: ['officeWorker'] })).id)
    const { version } = await office.people.read({ id: ids.Utan! })
    await office.people.update({ id: ids.Utan!, version, changes: { customValues: Object.fromEntries(values.map(([, value], index) => [fields[index], value])) } })
    const columns = fields.map(customKeyOf)

    const { bytes } = await exported({ format: 'excel', columns })
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load(bytes as never)
    const rows = workbook.worksheets[0]!.getSheetValues().map((row) => (Array.isArray(row) ? row.slice(1) : row)) as unknown[][]
    expect(rows[1]).toEqual(['Namn', ...values.map(([type]) => `Fält ${type}`)])
    expect(rows.find((row) => row?.[0] === 'Åsa Utan')).toEqual(['Åsa Utan', '=Blå', 38, 125.5, new Date('2026-02-28T00:00:00.000Z'), true, 'A, B'])

    const { bytes: csv } = await exported({ format: 'csv', columns, filter: [{ field: columns[1]!, operator: 'isFilled' }] })
    const { data } = Papa.parse<string[]>(new TextDecoder().decode(csv).trimEnd(), { delimiter: ';' })
    expect(data.slice(1)).toEqual([['Åsa Utan', "'=Blå", '38', '125,50', '2026-02-28', 'Ja', 'A, B']])
  })

  it('is each e-mail address once, and says who has none', async () => {
    const { finished, bytes } = await exported({ format: 'emails' })
    expect(new TextDecoder().decode(bytes)).toBe('asa.ek@example.se\r\n')
    expect(finished.personCount).toBe(2)
    expect(finished.leftOut.map(({ name, reason }) => [name.slice(0, 8), reason])).toEqual([['Åsa Lång', 'noEmail'], ['Åsa Utan', 'noEmail']])
  })

  it('is an address list, without those whom no letter reaches', async () => {
    const { finished, bytes } = await exported({ format: 'addresses' })
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load(bytes as never)
    expect(workbook.worksheets[0]!.getRow(2).values).toEqual([undefined, 'Åsa =Lag;"Ö"', 'Berg', 'Ågatan 1', '111 22', 'Stockholm'])
    expect(finished.leftOut).toEqual([{ id: ids['Utan'], name: 'Åsa Utan', reason: 'noAddress' }])
    // Whatever order the list has, the post gets its own.
    const backwards = new ExcelJS.Workbook()
    await backwards.xlsx.load((await exported({ format: 'addresses', descending: true })).bytes as never)
    expect(backwards.worksheets[0]!.getColumn(4).values.slice(2)).toEqual(['111 22', '111 22', '753 20'])
  })

  it('is not made where nobody would be in it, and that is said with the reason', async () => {
    const exportsOf = () => world.given(async (writer) => (await writer.db.selectFrom('personExports').select('id').execute()).length)
    const before = await exportsOf()
    const why = { addresses: 'noAddress', labels: 'noAddress', emails: 'noEmail', cards: 'notMember' } as const
    for (const [format, reason] of Object.entries(why)) {
      expect(await refusalOf(exported({ format: format as keyof typeof why, ids: [ids['Utan'] as string] })), format).toMatchObject({ data: { rule: 'views.nobodyInFile', params: { why: reason } } })
    }
    expect(await refusalOf(exported({ format: 'labels', ids: [ids[`Lång${'x'.repeat(90)}`] as string, ids['Utan'] as string] }))).toMatchObject({ data: { params: { why: 'tooLong' } } })
    expect(await exportsOf()).toBe(before)
  })

  it('is labels on which nothing is cut: a name too long for them is told instead', async () => {
    for (const labelSheet of ['L7160', 'L7163', 'L7159'] as const) {
      const { finished, bytes } = await exported({ format: 'labels', labelSheet, firstLabel: 14 })
      expect(new TextDecoder('latin1').decode(bytes.slice(0, 5))).toBe('%PDF-')
      expect(finished.leftOut.map(({ id, reason }) => [id, reason])).toEqual([[ids['Utan'], 'noAddress'], [ids[`Lång${'x'.repeat(90)}`], 'tooLong']])
      expect(finished.personCount).toBe(2)
    }
  })

  it('is those picked one by one, and never a protected person among them', async () => {
    const { finished } = await exported({ format: 'csv', columns: ['memberNumber'], ids: [ids['Ek']!, ids[secret]!], filter: [{ field: 'email', operator: 'no' }] })
    expect(finished.personCount).toBe(1)
    for (const format of exportFormats) {
      const { bytes, finished: made } = await exported({ format, columns: ['familyName', 'street', 'memberNumber'] })
      expect(JSON.stringify(made) + new TextDecoder('latin1').decode(bytes)).not.toContain(secret)
      expect(JSON.stringify(made)).not.toContain(ids[secret])
      expect(await refusalOf(world.as('officeWorker').views.export({ format, ids: [ids[secret]!], reason: 'x' }))).toMatchObject({ data: { rule: 'views.nobody' } })
    }
  })

  it('is journalled with its reason and how many, never who, and is not undone', async () => {
    await exported({ format: 'emails', ids: [ids['Ek']!] })
    const { entries } = await world.as('administrator').journal.list({ limit: 1 })
    expect(entries[0]).toMatchObject({ procedure: 'views.export', reason: 'Kallelse', isUndoable: false })
    expect(entries[0]!.changes[0]!.fields.map(({ field, after }) => [field, after])).toEqual(expect.arrayContaining([['format', 'emails'], ['personCount', 1]]))
    expect(JSON.stringify(entries[0])).not.toMatch(/example\.se|Åsa|Ek\b/u)
  })

  it('needs the right to it, and a reason', async () => {
    expect(await refusalOf(world.as('boardMember').views.export({ format: 'csv', reason: 'x' }))).toMatchObject({ code: 'NOT_ALLOWED' })
    expect(await refusalOf(world.as('officeWorker').views.export({ format: 'csv', reason: ' ' }))).toMatchObject({ code: 'VALIDATION' })
  })
})
