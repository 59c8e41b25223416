import { useQuery } from '@tanstack/react-query'
import { Archive, ArchiveRestore, ArrowDown, ArrowUp, Ellipsis, Pencil, Plus } from 'lucide-react'
import { useState } from 'react'
import { customSubjects, type CustomFieldDefinition, type CustomSubject } from '#contract/custom-fields.ts'
import { api, client, useErrorSentence } from '#renderer/api/index.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { Button, ButtonGroup, EmptyState, ErrorState, IconButton, Loading, Menu, notify, Page, Section, SimpleTable, Stack, StatusChip, useFormat, useTranslations } from '#renderer/ui/index.ts'
import { TakeOutList } from '#renderer/features/lists/take-out-list.tsx'
import { FieldDialog } from './field-dialog.tsx'

/** The administrator's page for the association's own fields: what they are, who sees them, and in which order. */
export function CustomFieldsPage() {
  const t = useTranslations('customFields')
  const sayError = useErrorSentence()
  const { data, error, refetch } = useQuery(api.customFields.definitions.queryOptions())
  const [asked, setAsked] = useState<'add' | CustomFieldDefinition>()
  const addButton = (
    <Button variant="primary" icon={Plus} onPress={() => setAsked('add')}>
      {t('add')}
    </Button>
  )
  return (
    <Page title={t('title')} windowTitle={t('title')} lead={t('lead')} actions={data && data.length > 0 && addButton}>
      {error && <ErrorState onRetry={() => void refetch()}>{sayError(error)}</ErrorState>}
      {!data && !error && <Loading />}
      {data?.length === 0 && (
        <EmptyState title={t('empty')} actions={addButton}>
          {t('emptyHelp')}
        </EmptyState>
      )}
      <Stack>
        {data && data.length > 0 && <TakeOutList list="customFields" query={{}} />}
        {customSubjects.map((subject) => {
          const fields = data?.filter((field) => field.subject === subject) ?? []
          return fields.length > 0 && <FieldsTable key={subject} subject={subject} fields={fields} onEdit={setAsked} />
        })}
      </Stack>
      {asked === 'add' && <FieldDialog onClose={() => setAsked(undefined)} />}
      {typeof asked === 'object' && <FieldDialog field={asked} onClose={() => setAsked(undefined)} />}
    </Page>
  )
}

function FieldsTable({ subject, fields, onEdit }: { subject: CustomSubject; fields: readonly CustomFieldDefinition[]; onEdit: (field: CustomFieldDefinition) => void }) {
  const t = useTranslations('customFields')
  const session = useTranslations('session')
  const format = useFormat()
  const inUse = fields.filter((field) => field.archivedAt === null)
  return (
    <Section title={t(`subject.${subject}`)}>
      <SimpleTable
        label={t(`subject.${subject}`)}
        rows={[...inUse, ...fields.filter((field) => field.archivedAt !== null)]}
        rowId={(field) => field.id}
        columns={[
          { id: 'name', header: t('fields.name'), cell: (field) => field.name, isRowHeader: true },
          { id: 'type', header: t('fields.type'), cell: (field) => t(`type.${field.type}`) },
          { id: 'isRequired', header: t('fields.isRequired'), cell: (field) => t(field.isRequired ? 'yes' : 'no') },
          { id: 'visibleToRoles', header: t('fields.visibleToRoles'), cell: (field) => field.visibleToRoles.map((role) => session(`roles.${role}`)).join(', ') },
          { id: 'valueCount', header: t('fields.valueCount'), cell: (field) => format.number(field.valueCount), align: 'end' },
          { id: 'status', header: t('fields.status'), cell: (field) => <StatusChip tone={field.archivedAt ? 'muted' : 'good'}>{t(field.archivedAt ? 'archived' : 'inUse')}</StatusChip> },
          { id: 'order', header: t('fields.order'), cell: (field) => field.archivedAt === null && <MoveButtons field={field} isFirst={field === inUse[0]} isLast={field === inUse.at(-1)} /> },
          { id: 'actions', header: t('fields.actions'), cell: (field) => <FieldMenu field={field} onEdit={() => onEdit(field)} /> },
        ]}
      />
    </Section>
  )
}

function useDoing(): (what: () => Promise<unknown>, done: string) => Promise<void> {
  const sayError = useErrorSentence()
  const { notifyUndoable } = useUndo()
  return async (what, done) => {
    try {
      await what()
      await notifyUndoable(done)
    } catch (error) {
      notify({ text: sayError(error), tone: 'need' })
    }
  }
}

function MoveButtons({ field: { id, name }, isFirst, isLast }: { field: CustomFieldDefinition; isFirst: boolean; isLast: boolean }) {
  const t = useTranslations('customFields')
  const act = useDoing()
  return (
    <ButtonGroup>
      <IconButton icon={ArrowUp} label={t('moveUp', { name })} isDisabled={isFirst} onPress={() => void act(() => client.customFields.move({ id, direction: 'up' }), t('moved'))} />
      <IconButton icon={ArrowDown} label={t('moveDown', { name })} isDisabled={isLast} onPress={() => void act(() => client.customFields.move({ id, direction: 'down' }), t('moved'))} />
    </ButtonGroup>
  )
}

function FieldMenu({ field: { id, version, name, archivedAt }, onEdit }: { field: CustomFieldDefinition; onEdit: () => void }) {
  const t = useTranslations('customFields')
  const act = useDoing()
  return (
    <Menu
      label={t('actions', { name })}
      trigger={<IconButton icon={Ellipsis} label={t('actions', { name })} />}
      actions={[
        { id: 'edit', label: t('edit'), icon: Pencil, onAction: onEdit },
        archivedAt
          ? { id: 'restore', label: t('restore'), icon: ArchiveRestore, onAction: () => void act(() => client.customFields.restore({ id, version }), t('restored')) }
          : { id: 'archive', label: t('archive'), icon: Archive, onAction: () => void act(() => client.customFields.archive({ id, version }), t('archivedNow')) },
      ]}
    />
  )
}
