import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, client, useErrorSentence } from '#renderer/api/index.ts'
import { TakeOutList } from '#renderer/features/lists/take-out-list.tsx'
import { Button, ConfirmDialog, notify, Section, SimpleTable, useFormat, useTranslations, type GridColumn } from '#renderer/ui/index.ts'

type PastImport = Awaited<ReturnType<typeof client.imports.list>>[number]

/** The imports that are in force, each of which can be taken back as a whole. */
export function PastImports() {
  const t = useTranslations('imports.past')
  const { data: batches = [] } = useQuery(api.imports.list.queryOptions())
  const [undoing, setUndoing] = useState<PastImport>()
  const columns = useColumns(setUndoing)
  if (batches.length === 0) return null
  return (
    <Section title={t('title')} actions={<TakeOutList list="pastImports" query={{}} />}>
      <SimpleTable label={t('title')} columns={columns} rows={batches} rowId={(row) => row.id} />
      {undoing && <UndoImportDialog batch={undoing} onClose={() => setUndoing(undefined)} />}
    </Section>
  )
}

function useColumns(onUndo: (batch: PastImport) => void): readonly GridColumn<PastImport>[] {
  const t = useTranslations('imports.past')
  const format = useFormat()
  return [
    { id: 'at', header: t('at'), cell: (row) => format.dateTime(row.importedAt), isRowHeader: true },
    { id: 'by', header: t('by'), cell: (row) => row.userName },
    { id: 'fresh', header: t('fresh'), cell: (row) => format.number(row.fresh), align: 'end' },
    { id: 'changed', header: t('changed'), cell: (row) => format.number(row.changed), align: 'end' },
    { id: 'leftOut', header: t('leftOut'), cell: (row) => format.number(row.unclear + row.skipped), align: 'end' },
    {
      id: 'undo', header: t('undoShort'),
      cell: (row) =>
        row.isUndoable && (
          <Button size="small" aria-label={t('undo', { at: format.dateTime(row.importedAt) })} onPress={() => onUndo(row)}>
            {t('undoShort')}
          </Button>
        ),
    },
  ]
}

function UndoImportDialog({ batch, onClose }: { batch: PastImport; onClose: () => void }) {
  const t = useTranslations('imports')
  const format = useFormat()
  const sayError = useErrorSentence()
  const queryClient = useQueryClient()
  return (
    <ConfirmDialog
      title={t('past.undoQuestion', { at: format.dateTime(batch.importedAt) })}
      isOpen
      onClose={onClose}
      confirmLabel={t('done.undo')}
      describeError={sayError}
      onConfirm={async () => {
        await client.imports.undo({ id: batch.id })
        await queryClient.invalidateQueries()
        notify({ text: t('done.undone') })
      }}
    >
      {t('past.undoHelp', { count: batch.fresh + batch.changed })}
    </ConfirmDialog>
  )
}
