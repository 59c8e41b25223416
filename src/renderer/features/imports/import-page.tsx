import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ImportPreviewShown } from '#contract/imports.ts'
import { client, useErrorSentence } from '#renderer/api/index.ts'
import { useGo } from '#renderer/app/navigation.ts'
import { Banner, Button, ButtonGroup, Page, Progress, Section, Stack, Tabs, useFormat, useTranslations } from '#renderer/ui/index.ts'
import { NotImportedNote } from '#renderer/features/custom-fields/not-imported-note.tsx'
import { ChooseFile } from './choose-file.tsx'
import { ListCard, type ChosenColumn } from './column-choices.tsx'
import { ImportResult, type DoneImport } from './import-result.tsx'
import { ChangedRows, FreshRows, SkippedRows } from './row-groups.tsx'
import { create, skip, UnclearRows, type Decisions } from './unclear-rows.tsx'

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
  const [list, setList] = useState<ChosenList>()
  const [done, setDone] = useState<DoneImport>()
  const startOver = () => {
    setList(undefined)
    setDone(undefined)
  }
  return (
    <Page title={t('title')} windowTitle={t('title')} lead={t('lead')} breadcrumbs={[{ label: people('title'), href: '/people' }]}>
      {done && <ImportResult done={done} onAnother={startOver} />}
      {!done && !list && <ChooseFile onFile={(file) => setList({ file, number: (lists += 1) })} />}
      {!done && list && <ImportList key={list.number} list={list} onDone={setDone} onStartOver={startOver} />}
    </Page>
  )
}

interface ImportListProps {
  list: ChosenList
  onDone: (done: DoneImport) => void
  onStartOver: () => void
}

function ImportList({ list, onDone, onStartOver }: ImportListProps) {
  const t = useTranslations('imports')
  const sayError = useErrorSentence()
  const [columns, setColumns] = useState<ChosenColumn[]>()
  const preview = useQuery({
    queryKey: ['imports.preview', list.number, columns],
    queryFn: ({ signal }) => client.imports.preview({ file: list.file, ...(columns && { columns }) }, { signal }),
    placeholderData: keepPreviousData,
  })

  if (preview.isError) {
    return (
      <Banner tone="error" actions={<Button onPress={onStartOver}>{t('file.change')}</Button>}>
        {sayError(preview.error)}
      </Banner>
    )
  }
  if (!preview.data) return <Progress label={t('file.reading')} />
  return (
    <Stack>
      <NotImportedNote />
      <ListCard fileName={list.file.name} preview={preview.data} onChange={setColumns} onStartOver={onStartOver} />
      {preview.data.problems.length === 0 && <Outcome file={list.file} columns={columns} preview={preview.data} onDone={onDone} onStartOver={onStartOver} />}
    </Stack>
  )
}

interface OutcomeProps {
  file: File
  columns: ChosenColumn[] | undefined
  preview: ImportPreviewShown
  onDone: (done: DoneImport) => void
  onStartOver: () => void
}

/** The groups, what is decided about the unclear rows, and the button that imports. */
function Outcome({ file, columns, preview, onDone, onStartOver }: OutcomeProps) {
  const t = useTranslations('imports')
  const format = useFormat()
  const sayError = useErrorSentence()
  const queryClient = useQueryClient()
  const [decisions, setDecisions] = useState<Decisions>(new Map())
  const [isRunning, setRunning] = useState(false)
  const [failure, setFailure] = useState<string>()
  const { counts } = preview
  const choices = choicesOf(preview, decisions)
  const total = counts.fresh + counts.changed + choices.length

  async function run() {
    setRunning(true)
    setFailure(undefined)
    try {
      const { batchId, fresh, changed } = await client.imports.run({
        file, choices, expected: { fresh: counts.fresh, changed: counts.changed }, ...(columns && { columns }),
      })
      if (batchId === null) setFailure(t('run.nothing'))
      else onDone({ batchId, fresh, changed, preview, decisions })
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
      actions={
        total > 0 && (
          <ButtonGroup>
            <Button variant="primary" isPending={isRunning} onPress={run}>
              {t('run.button', { count: total })}
            </Button>
            <Cancel onCancel={onStartOver} />
          </ButtonGroup>
        )
      }
    >
      {failure && <Banner tone="error">{failure}</Banner>}
      {isRunning && <Progress label={t('run.running')} />}
      {total === 0 && <Banner tone="info">{t('run.nothing')}</Banner>}
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

/** Decisions as the core takes them; rows that are left out are not mentioned. */
function choicesOf(preview: ImportPreviewShown, decisions: Decisions) {
  return preview.unclear.flatMap(({ rowNumber }) => {
    const decision = decisions.get(rowNumber) ?? skip
    if (decision === skip) return []
    return [decision === create ? { rowNumber, action: 'create' as const } : { rowNumber, action: 'update' as const, personId: decision }]
  })
}
