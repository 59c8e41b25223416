import { useInfiniteQuery } from '@tanstack/react-query'
import { Undo2 } from 'lucide-react'
import { useState } from 'react'
import { api, client, useErrorSentence } from '#renderer/api/index.ts'
import { Button, ConfirmDialog, EmptyState, ErrorState, Loading, StatusChip, useFormat, useLanguage, useTranslations } from '#renderer/ui/index.ts'
import type { sv } from '#shared/i18n/index.ts'
import { columnLabel, didKey } from '#shared/i18n/journal-words.ts'
import { useFieldValue, useReferenceName } from './field-values.tsx'
import styles from './history-list.module.css'

type Entry = Awaited<ReturnType<typeof client.journal.list>>['entries'][number]

const entriesAPage = 20

/** What has been changed, newest first: who, when, from what to what. Of one person, body or other row, or of everything. */
export function HistoryList({ subjectId }: { subjectId?: string }) {
  const t = useTranslations('journal')
  const sayError = useErrorSentence()
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery(
    api.journal.list.infiniteOptions({
      input: (offset: number) => ({ ...(subjectId !== undefined && { subjectId }), offset, limit: entriesAPage }),
      initialPageParam: 0,
      getNextPageParam: (last, pages) => (pages.length * entriesAPage < last.total ? pages.length * entriesAPage : undefined),
    }),
  )
  if (error) return <ErrorState onRetry={() => void refetch()}>{sayError(error)}</ErrorState>
  if (!data) return <Loading />
  const entries = data.pages.flatMap((page) => page.entries)
  if (entries.length === 0) return <EmptyState title={t('empty')} />
  return (
    <>
      <ol className={styles.entries}>
        {entries.map((entry) => (
          <HistoryEntry key={entry.id} entry={entry} subjectId={subjectId} />
        ))}
      </ol>
      {hasNextPage && (
        <Button isPending={isFetchingNextPage} onPress={() => void fetchNextPage()}>
          {t('showOlder')}
        </Button>
      )}
    </>
  )
}

function HistoryEntry({ entry, subjectId }: { entry: Entry; subjectId: string | undefined }) {
  const t = useTranslations('journal')
  const format = useFormat()
  const sayError = useErrorSentence()
  const say = useTranslations()
  const [isAsking, setAsking] = useState(false)
  const nameOf = useReferenceName()
  const changed = entry.changes.filter((change) => change.fields.length > 0)
  // On a page of its own what was changed is known; among everything it has to be said, where it is one.
  const named = new Set(subjectId === undefined ? changed.flatMap(({ row }) => (row ? nameOf(row) : [])) : [])
  const about = named.size === 1 && entry.changeCount <= entry.changes.length && [...named]
  return (
    <li className={styles.entry}>
      <div className={styles.head}>
        <strong>{say(didKey(entry.procedure))}</strong>
        {about && <span>{about}</span>}
        <span className={styles.who}>{t('byAt', { name: entry.userName ?? t('theProgram'), at: format.dateTime(entry.at) })}</span>
        {entry.undoneByEntryId && <StatusChip tone="muted">{t('undone')}</StatusChip>}
        {entry.isUndoable && (
          <Button size="small" variant="quiet" icon={Undo2} aria-label={t('undoOne', { did: say(didKey(entry.procedure)), at: format.dateTime(entry.at) })} onPress={() => setAsking(true)}>
            {t('undoThis')}
          </Button>
        )}
      </div>
      {entry.reason && <p className={styles.reason}>{t('reason', { reason: entry.reason })}</p>}
      {changed.length > 0 && (
        <details>
          <summary>{t('changeCount', { count: entry.changeCount })}</summary>
          {changed.map((change) => (
            <ChangeTable key={`${change.table}-${change.rowId}`} change={change} subjectId={subjectId} />
          ))}
          {entry.changeCount > entry.changes.length && <p>{t('moreChanges', { count: format.number(entry.changeCount - entry.changes.length) })}</p>}
        </details>
      )}
      <ConfirmDialog
        title={t('undoQuestion', { count: entry.changeCount })}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        confirmLabel={t('undoThis')}
        onConfirm={async () => void (await client.journal.undo({ entryId: entry.id }))}
        describeError={sayError}
      />
    </li>
  )
}

/** What a row was and became; whose it is stands above, save on her own page. */
function ChangeTable({ change, subjectId }: { change: Entry['changes'][number]; subjectId: string | undefined }) {
  const t = useTranslations('journal')
  const tableLabel = useTranslations('journal.tables')
  const language = useLanguage()
  const say = useFieldValue()
  const nameOf = useReferenceName()
  const did = t(`operation.${change.operation}`, { table: tableLabel(change.table as keyof typeof sv.journal.tables) })
  const isOwn = change.row?.person && change.row.person.id === subjectId
  return (
    <table className={styles.changes}>
      <caption>{change.row && !isOwn ? t('operationOn', { did, name: nameOf(change.row) }) : did}</caption>
      <thead>
        <tr>
          <th scope="col">{t('field')}</th>
          <th scope="col">{t('before')}</th>
          <th scope="col">{t('after')}</th>
        </tr>
      </thead>
      <tbody>
        {change.fields.map(({ field, before, after }) => (
          <tr key={field}>
            <th scope="row">{columnLabel(language, change.table, field)}</th>
            <td>{say(change.table, field, before)}</td>
            <td>{say(change.table, field, after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
