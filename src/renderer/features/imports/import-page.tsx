import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import type { ImportPreviewShown, ImportProgress, ImportRan } from '#contract/imports.ts'
import { client, useErrorSentence } from '#renderer/api/index.ts'
import { useGo } from '#renderer/app/navigation.ts'
import { useStepsRun } from '#renderer/app/steps-run.ts'
import { Announcement, Banner, Button, ButtonGroup, Page, Progress, Section, Stack, Tabs, useFormat, useTranslations } from '#renderer/ui/index.ts'
import { NotImportedNote } from '#renderer/features/custom-fields/not-imported-note.tsx'
import { systemClock } from '#shared/clock.ts'
import { choicesOf, personsWritten, type Decisions } from './choices.ts'
import { ChooseFile } from './choose-file.tsx'
import { chosen, ListCard, usualName, type ChosenReading } from './column-choices.tsx'
import { ImportResult, type DoneImport } from './import-result.tsx'
import { ChangedRows, FreshRows, SkippedRows } from './row-groups.tsx'
import { UnclearRows } from './unclear-rows.tsx'

/** The list being imported; the number tells two files of the same name apart. */
interface ChosenList {
  readonly file: File
  readonly number: number
}

let lists = 0

/** Importing a member list: file, columns, preview in groups, import, and back again. */
export function ImportPage() {
  const t = useTranslations('imports')
  const people = useTranslations('people')
  const doneWords = useTranslations('imports.done')
  const [said, setSaid] = useState('')
  const [list, setList] = useState<ChosenList>()
  const [done, setDone] = useState<DoneImport>()
  const startOver = () => {
    setSaid('')
    setList(undefined)
    setDone(undefined)
  }
  return (
    <Page title={t('title')} windowTitle={t('title')} lead={t('lead')} breadcrumbs={[{ label: people('title'), href: '/people' }]}>
      <Announcement>{done ? doneWords('heard', { fresh: done.fresh, changed: done.changed }) : said}</Announcement>
      {done && <ImportResult done={done} onAnother={startOver} />}
      {!done && !list && <ChooseFile onFile={(file) => setList({ file, number: (lists += 1) })} />}
      {!done && list && <ImportList key={list.number} list={list} onSay={setSaid} onDone={setDone} onStartOver={startOver} />}
    </Page>
  )
}

interface ImportListProps {
  list: ChosenList
  /** What a screen reader says when the list has been read, and when importing it was stopped. */
  onSay: (sentence: string) => void
  onDone: (done: DoneImport) => void
  onStartOver: () => void
}

function ImportList({ list, onSay, onDone, onStartOver }: ImportListProps) {
  const t = useTranslations('imports')
  const sayError = useErrorSentence()
  const [reading, setReading] = useState<ChosenReading>({})
  const [step, setStep] = useState<ImportProgress>()
  const { columns, keys } = reading
  const preview = useQuery({
    queryKey: ['imports.preview', list.number, columns, keys],
    queryFn: async ({ signal }) => lastOf(await client.imports.preview({ file: list.file, ...(columns && { columns }), ...(keys && { keys }) }, { signal }), setStep),
    placeholderData: keepPreviousData,
  })
  const sayRead = useEffectEvent(({ fresh, changed, unclear }: ImportPreviewShown['counts']) => onSay(t('groups.heard', { fresh, changed, unclear })))
  const counts = preview.data?.counts
  useEffect(() => {
    if (counts) sayRead(counts)
  }, [counts])

  if (preview.isError) {
    return (
      <Banner tone="error" actions={<Button onPress={onStartOver}>{t('file.change')}</Button>}>
        {sayError(preview.error)}
      </Banner>
    )
  }
  if (!preview.data) return <Step step={step} onCancel={onStartOver} />
  return (
    <Stack>
      <NotImportedNote filledIn={preview.data.columns.flatMap(({ field }) => (field === null ? [] : [field]))} />
      <ListCard fileName={list.file.name} preview={preview.data} reading={reading} onChange={setReading} onStartOver={onStartOver} />
      {preview.isFetching && <Step step={step} />}
      {preview.data.problems.length === 0 && <Outcome file={list.file} reading={reading} preview={preview.data} onSay={onSay} onDone={onDone} onStartOver={onStartOver} />}
    </Stack>
  )
}

/** Follows what is told to its end. */
async function lastOf<Last extends { kind: 'finished' }>(events: AsyncIterable<ImportProgress | Last>, onStep: (step: ImportProgress) => void): Promise<Last> {
  for await (const event of events) {
    if (event.kind === 'finished') return event
    onStep(event)
  }
  throw new DOMException('stopped', 'AbortError')
}

/** How far reading or importing a list has got. */
function Step({ step, onCancel }: { step: ImportProgress | undefined; onCancel?: (() => void) | undefined }) {
  const t = useTranslations('imports.stages')
  return <Progress label={t(step?.stage ?? 'opening')} done={step?.done} total={step?.total} onCancel={onCancel} />
}

interface OutcomeProps {
  file: File
  reading: ChosenReading
  preview: ImportPreviewShown
  onSay: (sentence: string) => void
  onDone: (done: DoneImport) => void
  onStartOver: () => void
}

/** The groups, what is decided about the unclear rows, and the button that imports. */
function Outcome({ file, reading, preview, onSay, onDone, onStartOver }: OutcomeProps) {
  const t = useTranslations('imports')
  const format = useFormat()
  const sayError = useErrorSentence()
  const queryClient = useQueryClient()
  const [decisions, setDecisions] = useState<Decisions>(new Map())
  const { state, run: follow, stop } = useStepsRun<RunEvent>()
  const [isRunning, setRunning] = useState(false)
  const [failure, setFailure] = useState<string>()
  const { counts } = preview
  const choices = choicesOf(preview, decisions)
  const total = personsWritten(preview, choices)

  async function run() {
    setRunning(true)
    setFailure(undefined)
    try {
      await keep(reading, preview, file.name)
      let ran: ImportRan | undefined
      const before = new Set((await client.imports.list()).map(({ id }) => id))
      const { columns, keys } = reading
      await follow(async (signal) => {
        const events = await client.imports.run({ file, choices, expected: { fresh: counts.fresh, changed: counts.changed }, ...(columns && { columns }), ...(keys && { keys }) }, { signal })
        return withEnd(events, (event) => (ran = event))
      })
      // Whoever stops it may come too late: then it is said as it is, and can be undone.
      const late = ran ? undefined : (await client.imports.list()).find(({ id }) => !before.has(id))
      if (ran?.batchId === null) setFailure(t('run.nothing'))
      else if (ran) onDone({ batchId: ran.batchId, fresh: ran.fresh, changed: ran.changed, leftOut: ran.leftOut })
      else if (late) onDone({ batchId: late.id, fresh: late.fresh, changed: late.changed, leftOut: [] })
      else onSay(t('run.stopped'))
    } catch (error) {
      setFailure(sayError(error))
    } finally {
      setRunning(false)
      await queryClient.invalidateQueries()
    }
  }

  return (
    <Section
      title={t('groups.title')}
      keepsFocus
      actions={
        total > 0 && (
          <ButtonGroup>
            <Button variant="primary" isPending={isRunning} onPress={run}>
              {t('run.button', { count: total })}
            </Button>
            {!isRunning && <Cancel onCancel={onStartOver} />}
          </ButtonGroup>
        )
      }
    >
      {failure && <Banner tone="error">{failure}</Banner>}
      {state.kind === 'stopped' && !isRunning && <Banner tone="info">{t('run.stopped')}</Banner>}
      {isRunning && <Step step={state.kind === 'progress' ? state : undefined} onCancel={state.kind === 'progress' && state.stage === 'saving' ? undefined : stop} />}
      {total === 0 && <Banner tone="info">{t(counts.unclear > choices.length ? 'run.undecided' : 'run.nothing')}</Banner>}
      <UndatedFees fees={preview.undatedFees} />
      {counts.unchanged > 0 && <p>{t('groups.unchanged', { count: counts.unchanged })}</p>}
      <Tabs
        label={t('groups.title')}
        items={[
          { id: 'fresh', label: t('groups.fresh', { count: format.number(counts.fresh) }), content: <FreshRows preview={preview} /> },
          { id: 'changed', label: t('groups.changed', { count: format.number(counts.changed) }), content: <ChangedRows preview={preview} /> },
          { id: 'unclear', label: t('groups.unclear', { count: format.number(counts.unclear) }), content: <UnclearRows preview={preview} decisions={decisions} onDecide={setDecisions} /> },
          ...(counts.skipped > 0 ? [{ id: 'skipped', label: t('groups.skipped', { count: format.number(counts.skipped) }), content: <SkippedRows preview={preview} /> }] : []),
        ]}
      />
    </Section>
  )
}

/** Which day a payment gets where the list says only that it was paid, and why. */
function UndatedFees({ fees }: { fees: ImportPreviewShown['undatedFees'] }) {
  const t = useTranslations('imports.undatedFees')
  const format = useFormat()
  const today = systemClock.today()
  if (fees.length === 0) return null
  return (
    <Banner tone="info" title={t('title')}>
      {fees.map(({ year, paidOn, count }) => (
        <p key={year}>{t(paidOn === today ? 'today' : 'lastOfYear', { count, year: String(year), paidOn: format.date(paidOn) })}</p>
      ))}
      <p>{t('help')}</p>
    </Banner>
  )
}

type RunEvent = ImportProgress | ({ readonly kind: 'finished' } & ImportRan)

async function* withEnd(events: AsyncIterable<RunEvent>, onEnd: (ran: ImportRan) => void): AsyncGenerator<RunEvent> {
  for await (const event of events) {
    yield event
    if (event.kind === 'finished') onEnd(event)
  }
}

/** Keeps what was chosen for the columns before anything is imported, so that the import stays the latest change, the one that Ctrl+Z takes back. */
async function keep({ columns, keys, name }: ChosenReading, preview: ImportPreviewShown, fileName: string): Promise<void> {
  if (!columns && !keys && name === undefined) return
  await client.imports.saveMapping({
    name: name?.trim() || usualName(preview, fileName),
    columns: preview.columns.map((column) => {
      const { index: _index, ...read } = chosen(column)
      return { heading: column.heading, ...read }
    }),
    keys: preview.keys,
  })
}

function Cancel({ onCancel }: { onCancel: () => void }) {
  const t = useTranslations('imports.run')
  const go = useGo()
  return (
    <Button
      onPress={() => {
        onCancel()
        go('/people')
      }}
    >
      {t('cancel')}
    </Button>
  )
}
