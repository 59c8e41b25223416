import type { ImportPreviewShown } from '#contract/imports.ts'
import { usePersonName } from '#renderer/features/people/person-name.tsx'
import { Button, ButtonGroup, Card, EmptyState, RadioGroup, Section, SimpleTable, Stack, useFormat, useTranslations, type Choice, type GridColumn } from '#renderer/ui/index.ts'
import { create, join, skip, type Decision, type Decisions } from './choices.ts'
import { addressOf, isOfAddress, nameOf, useAddressLine, useImportField, useImportValue } from './import-values.ts'
import { Sentences } from './row-groups.tsx'

type UnclearRow = ImportPreviewShown['unclear'][number]
type Candidate = UnclearRow['candidates'][number]

interface DecidingProps {
  decisions: Decisions
  onDecide: (decisions: Decisions) => void
}

/** Rows that a person must decide about, those with the same doubt together: one by one or all at once. */
export function UnclearRows({ preview, ...deciding }: { preview: ImportPreviewShown } & DecidingProps) {
  const t = useTranslations('imports')
  const format = useFormat()
  const { unclear, counts } = preview
  if (unclear.length === 0) return <EmptyState title={t('groups.noUnclear')}>{t('groups.noUnclearHelp')}</EmptyState>
  const doubts = [...Map.groupBy(unclear, kindOf)]
  return (
    <Stack>
      <p>{t('unclear.lead')}</p>
      {unclear.length < counts.unclear && <p>{t('groups.firstUnclearShown', { shown: format.number(unclear.length), count: format.number(counts.unclear) })}</p>}
      {doubts.map(([kind, rows]) => (
        <Doubt key={kind} kind={kind} rows={rows} {...deciding} />
      ))}
    </Stack>
  )
}

const kinds = ['person', 'persons', 'row', 'known', 'fault'] as const

/** What is in doubt: whether it is that person, which of several, whether it is that row, or what a cell says, of somebody known or not. */
function kindOf({ candidates, otherRow, isKnown }: UnclearRow): (typeof kinds)[number] {
  if (otherRow) return 'row'
  if (isKnown) return 'known'
  if (candidates.length === 0) return 'fault'
  return candidates.length === 1 ? 'person' : 'persons'
}

function Doubt({ kind, rows, decisions, onDecide }: { kind: (typeof kinds)[number]; rows: readonly UnclearRow[] } & DecidingProps) {
  const t = useTranslations('imports.unclear')
  const decide = (some: readonly UnclearRow[], decisionOf: (row: UnclearRow) => Decision) => onDecide(new Map([...decisions, ...some.map((row) => [row.rowNumber, decisionOf(row)] as const)]))
  const same = rows.filter((row) => sameAs(row) !== undefined)
  const fresh = rows.filter((row) => row.mayBeNew)
  const format = useFormat()
  return (
    <Section level={3} title={t(`kinds.${kind}`, { count: rows.length })}>
      {rows.length > 1 && (
        <ButtonGroup>
          {same.length > 1 && <Button onPress={() => decide(same, (row) => sameAs(row) ?? skip)}>{t(kind === 'known' ? 'allRest' : 'allSame', { count: format.number(same.length) })}</Button>}
          {fresh.length > 1 && <Button onPress={() => decide(fresh, () => create)}>{t('allNew', { count: format.number(fresh.length) })}</Button>}
          {rows.some((row) => (decisions.get(row.rowNumber) ?? skip) !== skip) && <Button onPress={() => decide(rows, () => skip)}>{t('allSkipped')}</Button>}
        </ButtonGroup>
      )}
      {rows.map((row) => (
        <UnclearCard key={row.rowNumber} row={row} decision={decisions.get(row.rowNumber) ?? skip} onDecide={(decision) => decide([row], () => decision)} />
      ))}
    </Section>
  )
}

/** Whom the row can be without a choice between several. */
function sameAs(row: UnclearRow): Decision | undefined {
  if (row.otherRow) return join
  const [only, another] = choosable(row)
  return another ? undefined : only?.person.id
}

/** Whom one can choose: of somebody who is known only where the rest of the row says something new. */
function choosable({ candidates, isKnown }: UnclearRow): readonly Candidate[] {
  return isKnown ? candidates.filter(({ differences }) => differences.length > 0) : candidates
}

function UnclearCard({ row, decision, onDecide }: { row: UnclearRow; decision: Decision; onDecide: (decision: Decision) => void }) {
  const t = useTranslations('imports.unclear')
  const choices = useChoices(row)
  const name = nameOf(row.values)
  return (
    <Card level={4} title={name === '' ? t('rowWithoutName', { row: String(row.rowNumber) }) : t('rowOf', { row: String(row.rowNumber), name })}>
      <div>
        <Sentences findings={[...row.reasons, ...row.notes]} />
      </div>
      <SideBySide row={row} />
      {choices.length > 1 && <RadioGroup label={t('question')} value={decision} choices={choices} onChange={onDecide} />}
    </Card>
  )
}

type Entry = UnclearRow['values'][number]

/** What the row says beside what each of those it may be has already. */
function SideBySide({ row }: { row: UnclearRow }) {
  const t = useTranslations('imports')
  const field = useImportField()
  const value = useImportValue()
  const nameOfPerson = usePersonName()
  const line = useAddressLine()
  const other = row.otherRow
  const said = ({ values, undatedFeeYears }: Pick<UnclearRow, 'values' | 'undatedFeeYears'>, { field: of, year }: Entry) => {
    if (isOfAddress({ field: of })) return line(addressOf(values))
    const told = values.find((entry) => keyOf(entry) === keyOf({ field: of, year }))
    return told && value(of, told.value, year !== null && undatedFeeYears.includes(year))
  }
  const columns: GridColumn<Entry>[] = [
    { id: 'field', header: t('table.field'), cell: (entry) => (isOfAddress(entry) ? t('fields.address') : field(entry.field, entry.year)), isRowHeader: true },
    { id: 'list', header: t('table.after'), cell: (entry) => said(row, entry) },
    ...row.candidates.map((candidate): GridColumn<Entry> => ({
      id: candidate.person.id, header: nameOfPerson(candidate.person),
      cell: (entry) => (isOfAddress(entry) ? <HeldAddress candidate={candidate} /> : <Held held={candidate.held.find((held) => keyOf(held) === keyOf(entry))} />),
    })),
    ...(other ? [{ id: 'other', header: t('unclear.otherRow', { row: String(other.rowNumber) }), cell: (entry: Entry) => <Beside said={said(other, entry)} listed={said(row, entry)} /> }] : []),
  ]
  const address = row.values.find(isOfAddress)
  // An address is one thing, and is shown as one.
  const entries = row.values.filter((entry) => entry === address || !isOfAddress(entry))
  const isBeside = row.candidates.length > 0 || other
  return <SimpleTable label={t(isBeside ? 'unclear.sideBySide' : 'unclear.rowWithoutName', { row: String(row.rowNumber) })} columns={columns} rows={entries} rowId={keyOf} />
}

/** What an earlier row says, in bold type where it is something else; the same is not said twice. */
function Beside({ said, listed }: { said: string | undefined; listed: string | undefined }) {
  const t = useTranslations('imports.unclear')
  return said === listed ? t('same') : <strong>{said ?? t('missing')}</strong>
}

/** The address that the register has, in bold type where the list has another. */
function HeldAddress({ candidate: { held, address } }: { candidate: Candidate }) {
  const t = useTranslations('imports')
  const line = useAddressLine()
  if (held.filter(isOfAddress).every(({ isSame }) => isSame)) return t('unclear.same')
  const isKnown = Object.values(address).some((part) => part !== null)
  return <strong>{isKnown ? line(address) : t('unclear.missing')}</strong>
}

/** What the register has, in bold type where the list says otherwise; the same is not said twice. */
function Held({ held }: { held: Candidate['held'][number] | undefined }) {
  const t = useTranslations('imports')
  const value = useImportValue()
  if (!held || held.isSame) return t('unclear.same')
  return <strong>{held.value === null ? t('unclear.missing') : value(held.field, held.value)}</strong>
}

function keyOf({ field, year }: Pick<Entry, 'field' | 'year'>): string {
  return `${field} ${year ?? ''}`
}

function useChoices(row: UnclearRow): readonly Choice[] {
  const { mayBeNew, otherRow, isKnown } = row
  const t = useTranslations('imports.unclear')
  const format = useFormat()
  const nameOfPerson = usePersonName()
  return [
    { id: skip, label: t('skip') },
    ...choosable(row).map(({ person, birthDate, town }) => ({
      id: person.id,
      label: t(isKnown ? 'restOfRow' : 'samePerson', { name: nameOfPerson(person) }),
      detail: [birthDate && t('born', { date: format.date(birthDate) }), town].filter(Boolean).join(', '),
    })),
    ...(otherRow ? [{ id: join, label: t('sameRow', { row: String(otherRow.rowNumber) }), detail: t('sameRowHelp', { row: String(otherRow.rowNumber) }) }] : []),
    ...(mayBeNew ? [{ id: create, label: t('create') }] : []),
  ]
}
