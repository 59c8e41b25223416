import type { InputOf } from '#contract/base.ts'
import type { support } from '#contract/support.ts'
import { translator } from '#shared/i18n/index.ts'
import { NotFound, ValidationFailure, type FieldFinding } from '#shared/result.ts'
import type { Call } from '#core/call.ts'
import type { ReadDb } from '#core/db/writer.ts'
import type { WorkbookColumn, WorkbookRow } from '#core/documents/workbook.ts'
import { workbookBytes } from '#core/documents/xlsx.ts'
import { listSupport } from './support-queries.ts'
import { followUpFindings, supportFindings, type SupportSum } from './support-rules.ts'

type Input<Name extends keyof typeof support> = InputOf<(typeof support)[Name]>

/** Records support given to a member association. @throws ValidationFailure where it is no association, or the days cannot be */
export async function addSupport(call: Call, input: Input<'add'>): Promise<{ id: string }> {
  const id = await call.store.transact(call.act(), async (writer) => {
    refuseFields([
      ...supportFindings(input, call.clock.today()),
      ...(await isAssociation(writer.db, input.organisationId) ? [] : [{ path: 'organisationId', rule: 'support.notAnAssociation' } as const]),
      ...(await unknownGrant(writer.db, input.grantId)),
    ])
    return writer.insert('associationSupport', { ...input, followedUpOn: null, outcome: null, newRepresentativesCount: null })
  })
  return { id }
}

/** Changes support that was recorded. @throws NotFound, Conflict, ValidationFailure */
export async function updateSupport(call: Call, { id, version, ...fields }: Input<'update'>) {
  await call.store.transact(call.act(), async (writer) => {
    refuseFields([...supportFindings(fields, call.clock.today()), ...(await unknownGrant(writer.db, fields.grantId))])
    await writer.update('associationSupport', id, fields, version)
  })
  return {}
}

/** Records what came of support. @throws NotFound, Conflict, ValidationFailure */
export async function followUpSupport(call: Call, { id, version, ...outcome }: Input<'followUp'>) {
  await call.store.transact(call.act(), async (writer) => {
    const row = await writer.db.selectFrom('associationSupport').select('givenOn').where('id', '=', id).executeTakeFirst()
    if (!row) throw new NotFound()
    refuseFields(followUpFindings(outcome.followedUpOn, row.givenOn, call.clock.today()))
    await writer.update('associationSupport', id, outcome, version)
  })
  return {}
}

/** Removes support that was recorded by mistake. @throws NotFound, Conflict */
export async function removeSupport(call: Call, { id, version }: Input<'remove'>) {
  await call.store.transact(call.act(), (writer) => writer.delete('associationSupport', id, version))
  return {}
}

/** Makes the list of support in Excel, with a sheet of sums. That it was given out is journalled, with the reason. */
export async function exportSupport(call: Call, { reason, language, ...selection }: Input<'exportList'>): Promise<{ documentId: string; name: string }> {
  const say = translator(language)
  const association = await call.store.db.selectFrom('association').select(['id', 'name']).executeTakeFirstOrThrow()
  const { rows, sums, total } = await listSupport(call, selection)
  const title = selection.year === undefined ? say('support.title') : say('support.titleOfYear', { year: String(selection.year) })
  const figures: WorkbookColumn[] = [
    { header: say('support.fields.count'), type: 'integer' },
    { header: say('support.fields.amountOre'), type: 'ore' },
    { header: say('support.fields.hours'), type: 'integer' },
    { header: say('support.fields.newRepresentativesCount'), type: 'integer', width: 20 },
  ]
  const figuresOf = (sum: SupportSum): WorkbookRow => [sum.count, sum.amountOre, sum.hours, sum.newRepresentativesCount]
  const bytes = await workbookBytes({
    title, creator: association.name, language, createdAt: call.clock.now(),
    sheets: [
      {
        name: say('support.sheets.list'), title,
        columns: [
          { header: say('support.fields.organisation'), type: 'text', width: 32 },
          { header: say('support.fields.givenOn'), type: 'date' },
          { header: say('support.fields.kind'), type: 'text', width: 14 },
          { header: say('support.fields.description'), type: 'text', width: 48, isWrapped: true },
          { header: say('support.fields.amountOre'), type: 'ore' },
          { header: say('support.fields.hours'), type: 'integer' },
          { header: say('support.fields.grant'), type: 'text', width: 30 },
          { header: say('support.fields.followedUpOn'), type: 'date' },
          { header: say('support.fields.outcome'), type: 'text', width: 48, isWrapped: true },
          { header: say('support.fields.newRepresentativesCount'), type: 'integer', width: 20 },
        ],
        rows: rows.map((row) => [
          row.organisation.name, row.givenOn, say(`support.kind.${row.kind}`), row.description, row.amountOre, row.hours, row.grant?.name ?? null, row.followedUpOn, row.outcome,
          row.newRepresentativesCount,
        ]),
        totals: [[say('support.sum'), null, null, null, total.amountOre, total.hours, null, null, null, total.newRepresentativesCount]],
      },
      {
        name: say('support.sheets.sums'), title: say('support.sumsTitle'),
        columns: [{ header: say('support.fields.organisation'), type: 'text', width: 32 }, { header: say('support.fields.year'), type: 'identifier' }, ...figures],
        rows: sums.map((sum) => [sum.organisation.name, String(sum.year), ...figuresOf(sum)]),
        totals: [[say('support.sum'), null, ...figuresOf(total)]],
      },
    ],
  })
  await call.store.transact(call.act(reason), async (writer) => writer.note('association', association.id))
  const name = `${title}.xlsx`
  return { name, documentId: call.documents.put({ name, mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', bytes }) }
}

async function isAssociation(db: ReadDb, id: string): Promise<boolean> {
  const row = await db.selectFrom('organisations').select('kind').where('id', '=', id).executeTakeFirst()
  return row?.kind === 'association'
}

async function unknownGrant(db: ReadDb, id: string | null): Promise<FieldFinding[]> {
  if (id === null) return []
  const grant = await db.selectFrom('grants').select('id').where('id', '=', id).executeTakeFirst()
  return grant ? [] : [{ path: 'grantId', rule: 'common.notAChoice' }]
}

function refuseFields(findings: readonly FieldFinding[]): void {
  if (findings.length > 0) throw new ValidationFailure(findings)
}
