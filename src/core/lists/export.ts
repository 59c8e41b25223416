import type { InputOf } from '#contract/base.ts'
import { takenLists, type ListEvent, type lists } from '#contract/lists.ts'
import type { List, ListColumn } from '#contract/list-declaration.ts'
import { translator } from '#shared/i18n/index.ts'
import { RuleViolation, ValidationFailure } from '#shared/result.ts'
import type { Call } from '#core/call.ts'
import { protectedIdsAmong } from '#core/people/protected.ts'
import { tableFile, tableMediaTypes, type TableCell } from '#core/documents/table-file.ts'
import { fileStem, keptFilter } from './rules.ts'

type Input = InputOf<(typeof lists)['export']>

/** Calls a reading procedure by its path, as the one who takes the list out. It admits her, checks what it is asked, and hides whom it hides. */
export type Read = (path: string, query: object) => Promise<unknown>

/** How many rows are read between two reports of how far it has come. */
const perStep = 500

/**
 * Takes a list out as a file, telling how far it has got. Which list, by what filter, how many rows and why is journalled, never what is in it.
 * @throws RuleViolation `lists.empty`, `lists.isProtected` for what is told of one protected person, ValidationFailure for a column that the list has not, and what the list's own procedure refuses
 */
export async function exportList(call: Call, input: Input, read: Read, signal?: AbortSignal): Promise<AsyncGenerator<ListEvent>> {
  const list = takenLists[input.list]
  const asked = Object.values(input.query).filter((value) => typeof value === 'string')
  if ((await protectedIdsAmong(call.store.db, asked)).size > 0) throw new RuleViolation('lists.isProtected')
  const columns = input.columns.map((name) => columnOf(list, name))
  const readWindow = async (offset: number): Promise<Window> => {
    const answer = await read(list.path, list.isPaged ? { ...input.query, offset, limit: perStep } : input.query)
    const rows = list.rowsOf(answer)
    return { rows, total: list.isPaged ? (answer as { readonly total: number }).total : rows.length }
  }
  const first = await readWindow(0)
  if (first.total === 0) throw new RuleViolation('lists.empty')
  return steps(call, input, { title: list.title, columns, first, readWindow, signal })
}

interface Window {
  readonly rows: readonly unknown[]
  readonly total: number
}

interface Begun {
  readonly title: List['title']
  readonly columns: readonly ListColumn<unknown>[]
  readonly first: Window
  readonly readWindow: (offset: number) => Promise<Window>
  readonly signal: AbortSignal | undefined
}

async function* steps(call: Call, input: Input, { title, columns, first, readWindow, signal }: Begun): AsyncGenerator<ListEvent> {
  const t = translator(input.language)
  const rows: TableCell[][] = []
  const { total } = first
  for (let window = first; ; window = await readWindow(rows.length)) {
    // Rows that move between two windows would be missing or stand twice.
    if (window.total !== total) throw new RuleViolation('lists.changedMeanwhile')
    for (const row of window.rows) rows.push(columns.map(({ cell }) => cell(row, t)))
    signal?.throwIfAborted()
    yield { kind: 'progress', stage: 'reading', done: rows.length, total }
    if (rows.length >= total || window.rows.length === 0) break
  }
  yield { kind: 'progress', stage: 'writing', done: 0, total: 1 }
  const { format, language } = input
  const { name: creator } = await call.store.db.selectFrom('association').select('name').executeTakeFirstOrThrow()
  const yesNo = { yes: t('common.yes'), no: t('common.no') }
  const bytes = await tableFile(
    format,
    { title: title(t), columns: columns.map(({ header, type }) => ({ header: header(t), type })), rows, creator, language, createdAt: call.clock.now(), yesNo },
    signal,
  )
  await call.store.transact(call.act(input.reason), (writer) =>
    writer.insert('listExports', {
      list: input.list, format, filterJson: JSON.stringify(keptFilter(input.query)), columnsJson: JSON.stringify(input.columns), rowCount: rows.length, exportedAt: writer.now,
    }),
  )
  const name = t(`lists.fileNames.${format}`, { list: fileStem(title(t)), date: call.clock.today() })
  yield { kind: 'finished', documentId: call.documents.put({ name, mediaType: tableMediaTypes[format], bytes }), name, byteCount: bytes.byteLength, rowCount: rows.length }
}

function columnOf(list: List, name: string): ListColumn<unknown> {
  const column = Object.hasOwn(list.columns, name) ? list.columns[name] : undefined
  if (!column) throw new ValidationFailure([{ path: 'columns', rule: 'common.invalid' }])
  return column
}
