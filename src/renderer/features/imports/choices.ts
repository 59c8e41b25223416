/** What is decided about the unclear rows of a list, and whom that makes the import write. */
import type { InputOf } from '#contract/base.ts'
import type { ImportPreviewShown, imports } from '#contract/imports.ts'

/** What is to become of an unclear row: `skip`, `create`, `join` with an earlier row, or the id of the person it is. */
export type Decision = string
export type Decisions = ReadonlyMap<number, Decision>

export const skip: Decision = 'skip'
export const create: Decision = 'create'
export const join: Decision = 'join'

type Choice = NonNullable<InputOf<(typeof imports)['run']>['choices']>[number]

/** Decisions as the core takes them; rows that are left out are not mentioned. */
export function choicesOf({ unclear }: Pick<ImportPreviewShown, 'unclear'>, decisions: Decisions): Choice[] {
  return unclear.flatMap((row) => choiceOf(row, decisions.get(row.rowNumber) ?? skip) ?? [])
}

function choiceOf({ rowNumber, otherRow }: ImportPreviewShown['unclear'][number], decision: Decision): Choice | undefined {
  if (decision === skip) return undefined
  if (decision === create) return { rowNumber, action: 'create' }
  return decision === join && otherRow ? { rowNumber, action: 'join', otherRow: otherRow.rowNumber } : { rowNumber, action: 'update', personId: decision }
}

/** How many persons the import writes: two rows of the same person are one, and a row that fills in another makes nobody new. */
export function personsWritten({ counts, unclear }: Pick<ImportPreviewShown, 'counts' | 'unclear'>, choices: readonly Choice[]): number {
  const rows = new Map(unclear.map((row) => [row.rowNumber, row]))
  const further = choices.flatMap((choice) => {
    const row = rows.get(choice.rowNumber)
    if (choice.action === 'create') return [`row ${choice.rowNumber}`]
    if (choice.action === 'join') return row?.otherRow?.isCounted ? [] : [`row ${choice.otherRow}`]
    return row?.candidates.some(({ person, isChanged, differences }) => person.id === choice.personId && (isChanged || differences.length === 0)) ? [] : [choice.personId]
  })
  return counts.fresh + counts.changed + new Set(further).size
}
