import { useQuery } from '@tanstack/react-query'
import { Archive, ArchiveRestore, Ellipsis, Merge, Pencil } from 'lucide-react'
import { useState } from 'react'
import { tags as contract } from '#contract/tags.ts'
import { api, client, useCan, useErrorSentence } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useUndo } from '#renderer/app/undo.ts'
import {
  EmptyState, ErrorState, FormDialog, IconButton, Loading, Menu, notify, Page, Select, SimpleTable, Stack, StatusChip, TextField, useForm, useFormat, useTranslations,
} from '#renderer/ui/index.ts'
import { TakeOutList } from '#renderer/features/lists/take-out-list.tsx'

type TagRow = Awaited<ReturnType<typeof client.tags.list>>[number]

/** Every tag: how many have it, and renaming, merging and archiving. */
export function TagsPage() {
  const t = useTranslations('tags')
  const format = useFormat()
  const sayError = useErrorSentence()
  const mayWrite = useCan('people.write')
  const { data, error, refetch } = useQuery(api.tags.list.queryOptions())
  const [asked, setAsked] = useState<{ readonly tag: TagRow; readonly to: 'rename' | 'merge' }>()
  const close = () => setAsked(undefined)
  return (
    <Page title={t('title')} windowTitle={t('title')} lead={t('lead')}>
      {error && <ErrorState onRetry={() => void refetch()}>{sayError(error)}</ErrorState>}
      {!data && !error && <Loading />}
      {data && (
        <Stack>
          <TakeOutList list="tags" query={{}} />
          <SimpleTable
            label={t('title')}
            rows={data}
            rowId={(tag) => tag.id}
            empty={<EmptyState title={t('empty')}>{t('emptyHelp')}</EmptyState>}
            columns={[
              { id: 'name', header: t('fields.name'), cell: (tag) => tag.name, isRowHeader: true },
              { id: 'persons', header: t('fields.persons'), cell: (tag) => format.number(tag.persons), align: 'end' },
              { id: 'organisations', header: t('fields.organisations'), cell: (tag) => format.number(tag.organisations), align: 'end' },
              { id: 'status', header: t('fields.status'), cell: (tag) => <StatusChip tone={tag.archivedAt ? 'muted' : 'good'}>{t(tag.archivedAt ? 'archived' : 'inUse')}</StatusChip> },
              ...(mayWrite ? [{ id: 'actions', header: t('fields.actions'), cell: (tag: TagRow) => <TagMenu tag={tag} hasOthers={data.length > 1} onAsk={(to) => setAsked({ tag, to })} /> }] : []),
            ]}
          />
        </Stack>
      )}
      {asked?.to === 'rename' && <RenameDialog tag={asked.tag} onClose={close} />}
      {asked?.to === 'merge' && data && <MergeDialog tag={asked.tag} others={data.filter(({ id }) => id !== asked.tag.id)} onClose={close} />}
    </Page>
  )
}

function TagMenu({ tag, hasOthers, onAsk }: { tag: TagRow; hasOthers: boolean; onAsk: (to: 'rename' | 'merge') => void }) {
  const t = useTranslations('tags')
  const sayError = useErrorSentence()
  const { notifyUndoable } = useUndo()
  async function set(isArchived: boolean) {
    try {
      await client.tags[isArchived ? 'archive' : 'restore']({ id: tag.id, version: tag.version })
      await notifyUndoable(t(isArchived ? 'archivedNow' : 'restored'))
    } catch (error) {
      notify({ text: sayError(error), tone: 'need' })
    }
  }
  return (
    <Menu
      label={t('actions', { name: tag.name })}
      trigger={<IconButton icon={Ellipsis} label={t('actions', { name: tag.name })} />}
      actions={[
        { id: 'rename', label: t('rename'), icon: Pencil, onAction: () => onAsk('rename') },
        ...(hasOthers ? [{ id: 'merge', label: t('merge'), icon: Merge, onAction: () => onAsk('merge') }] : []),
        tag.archivedAt
          ? { id: 'restore', label: t('restore'), icon: ArchiveRestore, onAction: () => void set(false) }
          : { id: 'archive', label: t('archive'), icon: Archive, onAction: () => void set(true) },
      ]}
    />
  )
}

function RenameDialog({ tag, onClose }: { tag: TagRow; onClose: () => void }) {
  const t = useTranslations('tags')
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema: inputSchema(contract.rename),
    defaultValues: { id: tag.id, version: tag.version, name: tag.name },
    async save(values) {
      await client.tags.rename(values)
      await notifyUndoable(t('renamed'))
      onClose()
    },
  })
  return (
    <FormDialog title={t('rename')} onClose={onClose} form={form}>
      <TextField label={t('fields.name')} width="medium" {...form.text('name')} />
    </FormDialog>
  )
}

const mergeSchema = inputSchema(contract.merge).pick({ keptId: true })

function MergeDialog({ tag, others, onClose }: { tag: TagRow; others: readonly TagRow[]; onClose: () => void }) {
  const t = useTranslations('tags')
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema: mergeSchema,
    defaultValues: {},
    async save({ keptId }) {
      const kept = others.find(({ id }) => id === keptId)
      if (!kept) return
      await client.tags.merge({ keptId, otherId: tag.id, keptVersion: kept.version, otherVersion: tag.version })
      await notifyUndoable(t('merged'))
      onClose()
    },
  })
  const { keptId } = form.values
  return (
    <FormDialog title={t('mergeTitle', { name: tag.name })} onClose={onClose} form={form} saveLabel={t('mergeNow')} showsState={false}>
      <Select label={t('mergeInto')} choices={others.map(({ id, name }) => ({ id, label: name }))} {...form.field('keptId')} />
      <output>{keptId && <MergePreview keptId={keptId} otherId={tag.id} />}</output>
    </FormDialog>
  )
}

function MergePreview(pair: { keptId: string; otherId: string }) {
  const t = useTranslations('tags')
  const { data } = useQuery(api.tags.previewMerge.queryOptions({ input: pair }))
  return data && t('mergeHelp', data)
}
