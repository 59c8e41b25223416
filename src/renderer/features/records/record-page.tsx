import type { UseQueryResult } from '@tanstack/react-query'
import { Pencil } from 'lucide-react'
import { useState, type ComponentType, type ReactNode } from 'react'
import type { Permission } from '#contract/permissions.ts'
import type { NoteSubject } from '#contract/notes.ts'
import { useCan, useErrorSentence } from '#renderer/api/index.ts'
import { Button, ButtonGroup, ErrorState, Loading, Page, Section, Stack, useTranslations, type PageProps } from '#renderer/ui/index.ts'
import { HistoryList } from '#renderer/features/history/history-list.tsx'
import { NotesPart } from '#renderer/features/notes/notes-part.tsx'

export interface RecordPageProps<Row> {
  read: UseQueryResult<Row>
  /** The list it belongs to. */
  list: NonNullable<PageProps['breadcrumbs']>[number]
  /** What kind of record it is, which heads the page when it cannot be read. */
  kind: string
  /** What it is called and how far it has come. */
  head: (row: Row) => Pick<PageProps, 'title' | 'windowTitle' | 'lead'>
  /** What else one comes here to do, before changing the record. */
  actions?: (row: Row) => ReactNode
  /** What may be known of it, above its notes and its history. */
  Parts: ComponentType<{ row: Row }>
  /** The form that changes it, for those who may. */
  edit: { readonly permission: Permission; readonly label: string; readonly Form: ComponentType<{ row: Row; onDone(): void }> }
  /** Its table, by which its notes are kept. */
  table: NoteSubject
}

/** The page of one record: its facts and parts, its notes and its history, or the form that changes it. */
export function RecordPage<Row extends { readonly id: string }>({ read, ...page }: RecordPageProps<Row>) {
  const sayError = useErrorSentence()
  const { data, error, refetch } = read
  if (error) {
    return (
      <Page title={page.kind} windowTitle={page.kind} breadcrumbs={[page.list]}>
        <ErrorState onRetry={() => void refetch()}>{sayError(error)}</ErrorState>
      </Page>
    )
  }
  return data ? <Opened key={data.id} row={data} {...page} /> : <Loading />
}

function Opened<Row extends { readonly id: string }>({ row, list, head, actions, Parts, edit, table }: Omit<RecordPageProps<Row>, 'read'> & { row: Row }) {
  const t = useTranslations('journal')
  const canWrite = useCan(edit.permission)
  const canReadHistory = useCan('journal.read')
  const [isEditing, setEditing] = useState(false)
  const first = actions?.(row)
  return (
    <Page
      {...head(row)}
      breadcrumbs={[list]}
      actions={
        !isEditing &&
        (first || canWrite) && (
          <ButtonGroup>
            {first}
            {canWrite && (
              <Button variant={first ? 'secondary' : 'primary'} icon={Pencil} onPress={() => setEditing(true)}>
                {edit.label}
              </Button>
            )}
          </ButtonGroup>
        )
      }
    >
      {isEditing ? (
        <edit.Form row={row} onDone={() => setEditing(false)} />
      ) : (
        <Stack>
          <Parts row={row} />
          <NotesPart subject={{ subjectTable: table, subjectId: row.id }} />
          {canReadHistory && (
            <Section title={t('title')}>
              <HistoryList subjectId={row.id} />
            </Section>
          )}
        </Stack>
      )}
    </Page>
  )
}
