import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ArchiveRestore } from 'lucide-react'
import { useState } from 'react'
import type { Removed } from '#contract/removals.ts'
import { api, client, useErrorSentence } from '#renderer/api/index.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { Button, EmptyState, ErrorState, FilterBar, Loading, NoHits, notify, Page, SearchField, SimpleTable, useFormat, useTranslations } from '#renderer/ui/index.ts'
import { TakeOutList } from '#renderer/features/lists/take-out-list.tsx'

/** As many as one looks through; the rest are found by searching. */
const shownRows = 200

/** What was removed lately, and a way to get it back. */
export function BinPage() {
  const t = useTranslations('removals')
  const format = useFormat()
  const sayError = useErrorSentence()
  const [text, setText] = useState('')
  const { data, error, refetch } = useQuery({ ...api.removals.list.queryOptions({ input: { text, limit: shownRows } }), placeholderData: keepPreviousData })
  const nameOf = ({ name, memberNumber }: Removed) => name ?? [t('protectedPerson'), memberNumber].filter(Boolean).join(' ')
  return (
    <Page title={t('bin')} windowTitle={t('bin')} lead={t('lead')}>
      <FilterBar>
        <SearchField label={t('search')} value={text} onChange={setText} />
        <TakeOutList list="removed" query={{ text }} />
      </FilterBar>
      {error && <ErrorState onRetry={() => void refetch()}>{sayError(error)}</ErrorState>}
      {!data && !error && <Loading />}
      {data && data.total > shownRows && <p>{t('newest', { count: shownRows })}</p>}
      {data && (
        <SimpleTable
          label={t('bin')}
          rows={data.rows}
          rowId={(row) => row.entryId}
          empty={text === '' ? <EmptyState title={t('empty')}>{t('emptyHelp')}</EmptyState> : <NoHits text={text} onClear={() => setText('')} />}
          columns={[
            { id: 'name', header: t('fields.name'), cell: nameOf, isRowHeader: true },
            { id: 'kind', header: t('fields.kind'), cell: (row) => t(`kinds.${row.kind}`) },
            { id: 'removedAt', header: t('fields.removedAt'), cell: (row) => format.dateTime(row.removedAt) },
            { id: 'userName', header: t('fields.userName'), cell: (row) => row.userName ?? '' },
            { id: 'actions', header: t('fields.actions'), cell: (row) => <RestoreButton removed={row} name={nameOf(row)} /> },
          ]}
        />
      )}
    </Page>
  )
}

function RestoreButton({ removed, name }: { removed: Removed; name: string }) {
  const t = useTranslations('removals')
  const sayError = useErrorSentence()
  const { notifyUndoable } = useUndo()
  async function restore() {
    try {
      await client.removals.restore({ entryId: removed.entryId })
      await notifyUndoable(t('restored', { name }))
    } catch (error) {
      notify({ text: sayError(error), tone: 'need' })
    }
  }
  return (
    <Button size="small" icon={ArchiveRestore} aria-label={t('restoreOne', { name })} disabledReason={removed.isRestorable ? undefined : t('notYours')} onPress={restore}>
      {t('restore')}
    </Button>
  )
}
