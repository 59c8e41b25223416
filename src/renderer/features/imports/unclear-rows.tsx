import type { ImportPreviewShown } from '#contract/imports.ts'
import { usePersonName } from '#renderer/features/people/person-name.tsx'
import { Button, Card, DescriptionList, EmptyState, RadioGroup, Stack, useFormat, useTranslations, type Choice } from '#renderer/ui/index.ts'
import { nameOf, useImportField, useImportValue } from './import-values.ts'
import { Differences, Sentences } from './row-groups.tsx'

type UnclearRow = ImportPreviewShown['unclear'][number]

/** What is to become of an unclear row: `skip`, `create`, or the id of the person it is. */
export type Decision = string
export type Decisions = ReadonlyMap<number, Decision>

export const skip: Decision = 'skip'
export const create: Decision = 'create'

/** Rows that a person must decide about, one by one or those without a counterpart together. */
export function UnclearRows({ preview, decisions, onDecide }: { preview: ImportPreviewShown; decisions: Decisions; onDecide: (decisions: Decisions) => void }) {
  const t = useTranslations('imports')
  const format = useFormat()
  const { unclear, counts } = preview
  if (unclear.length === 0) return <EmptyState title={t('groups.noUnclear')}>{t('groups.noUnclearHelp')}</EmptyState>
  const alone = unclear.filter((row) => row.mayBeNew && row.candidates.length === 0 && (decisions.get(row.rowNumber) ?? skip) === skip)
  return (
    <Stack>
      <p>{t('unclear.lead')}</p>
      {unclear.length < counts.unclear && <p>{t('groups.firstUnclearShown', { shown: format.number(unclear.length), count: format.number(counts.unclear) })}</p>}
      {alone.length > 1 && (
        <div>
          <Button onPress={() => onDecide(new Map([...decisions, ...alone.map((row) => [row.rowNumber, create] as const)]))}>{t('unclear.takeAll', { count: alone.length })}</Button>
        </div>
      )}
      {unclear.map((row) => (
        <UnclearCard key={row.rowNumber} row={row} decision={decisions.get(row.rowNumber) ?? skip} onDecide={(decision) => onDecide(new Map([...decisions, [row.rowNumber, decision]]))} />
      ))}
    </Stack>
  )
}

function UnclearCard({ row, decision, onDecide }: { row: UnclearRow; decision: Decision; onDecide: (decision: Decision) => void }) {
  const t = useTranslations('imports.unclear')
  const field = useImportField()
  const value = useImportValue()
  const nameOfPerson = usePersonName()
  const choices = useChoices(row)
  const name = nameOf(row.values)
  const chosen = row.candidates.find((candidate) => candidate.person.id === decision) ?? (row.candidates.length === 1 ? row.candidates[0] : undefined)
  return (
    <Card level={3} title={name === '' ? t('rowWithoutName', { row: String(row.rowNumber) }) : t('rowOf', { row: String(row.rowNumber), name })}>
      <div>
        <Sentences findings={[...row.reasons, ...row.notes]} />
      </div>
      <DescriptionList items={row.values.map((entry) => ({ label: field(entry.field, entry.year), value: value(entry.field, entry.value) }))} />
      {chosen && chosen.differences.length > 0 && <Differences label={t('differences', { name: nameOfPerson(chosen.person) })} differences={chosen.differences} />}
      {chosen && chosen.differences.length === 0 && <p>{t('nothingNew')}</p>}
      {choices.length > 1 && <RadioGroup label={t('question')} value={decision} choices={choices} onChange={onDecide} />}
    </Card>
  )
}

function useChoices({ mayBeNew, candidates }: UnclearRow): readonly Choice[] {
  const t = useTranslations('imports.unclear')
  const format = useFormat()
  const nameOfPerson = usePersonName()
  return [
    { id: skip, label: t('skip') },
    ...(mayBeNew ? [{ id: create, label: t('create') }] : []),
    ...candidates.map(({ person, birthDate, town }) => ({
      id: person.id,
      label: t('update', { name: nameOfPerson(person) }),
      detail: [birthDate && t('born', { date: format.date(birthDate) }), town].filter(Boolean).join(', '),
    })),
  ]
}
