import { useQuery } from '@tanstack/react-query'
import { Bookmark, EyeOff, Lock, Pencil, Save, Trash2, Users } from 'lucide-react'
import { useState } from 'react'
import type { ChosenColumn } from '#contract/person-columns.ts'
import { views as contract, type SavedView } from '#contract/views.ts'
import { api, client, useCan, useErrorSentence } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { Button, Checkbox, ConfirmDialog, Fields, FormDialog, Menu, type MenuAction, notify, TextField, useForm, useFormat, useTranslations } from '#renderer/ui/index.ts'
import { useColumnWords } from './column-words.ts'
import { useFilterFields } from './filter-words.ts'
import type { RegisterAddress } from './register-state.ts'

type Shown = Pick<RegisterAddress, 'text' | 'filter' | 'sort' | 'descending'> & { columns: readonly ChosenColumn[] }
type Asking = { readonly what: 'save' } | { readonly what: 'manage' | 'remove'; readonly view: SavedView }

/** The saved views: opens one, saves what is shown as one, and looks after the one that is open. */
export function ViewsMenu({ shown, open, onOpen }: { shown: Shown; open: string | undefined; onOpen(view: SavedView | undefined): void }) {
  const t = useTranslations('views')
  const canSave = useCan('views.write')
  const sayError = useErrorSentence()
  const { notifyUndoable } = useUndo()
  const { data: saved = [] } = useQuery(api.views.list.queryOptions({ input: {} }))
  const [asking, setAsking] = useState<Asking>()
  const current = saved.find(({ id }) => id === open)
  const { nameOf } = useFilterFields()
  const headingOf = useColumnWords()
  const format = useFormat()
  const forbiddenIn = ({ mayNotUse: { fields, columns } }: SavedView) => format.list([...new Set([...fields.map(nameOf), ...columns.map(headingOf)])])

  async function saveChanges({ id, version, name, isShared, isLocked }: SavedView) {
    try {
      await client.views.update({ id, version, name, isShared, isLocked, ...shown, columns: [...shown.columns] })
      await notifyUndoable(t('viewSaved'))
    } catch (error) {
      notify({ text: sayError(error), tone: 'need' })
    }
  }

  const actions: MenuAction[] = [
    ...(saved.length === 0 ? [{ id: 'none', label: t('noViews'), isDisabled: true }] : []),
    ...saved.map((view) => {
      const names = forbiddenIn(view)
      const usual = { id: view.id, label: view.name, icon: view.isLocked ? Lock : view.isShared ? Users : Bookmark }
      if (names === '') return { ...usual, detail: detailOf(t, view), onAction: () => onOpen(view) }
      return { ...usual, icon: EyeOff, detail: t('mayNotOpen', { names }), onAction: () => notify({ text: t('mayNotOpenView', { names, owner: view.ownerName }), tone: 'need' }) }
    }),
    ...(canSave ? [{ id: 'save', label: t('saveView'), icon: Save, onAction: () => setAsking({ what: 'save' }) }] : []),
    ...(canSave && current?.mayChange ? [{ id: 'update', label: t('updateView', { name: current.name }), icon: Save, onAction: () => void saveChanges(current) }] : []),
    ...(canSave && current?.mayManage
      ? [
          { id: 'manage', label: t('manageView', { name: current.name }), icon: Pencil, onAction: () => setAsking({ what: 'manage', view: current }) },
          { id: 'remove', label: t('removeView', { name: current.name }), icon: Trash2, onAction: () => setAsking({ what: 'remove', view: current }) },
        ]
      : []),
  ]

  return (
    <>
      <Menu label={t('views')} trigger={<Button icon={Bookmark}>{current ? t(isShown(current, shown) ? 'openView' : 'changedView', { name: current.name }) : t('views')}</Button>} actions={actions} />
      {asking?.what === 'save' && (
        <ViewDialog
          title={t('saveView')}
          values={{ name: '', isShared: false, isLocked: false }}
          onClose={() => setAsking(undefined)}
          onSave={async (fields) => {
            const { id } = await client.views.create({ ...fields, ...shown, columns: [...shown.columns] })
            const made = (await client.views.list({})).find((view) => view.id === id)
            if (made) onOpen(made)
            await notifyUndoable(t('viewSaved'))
          }}
        />
      )}
      {asking?.what === 'manage' && (
        <ViewDialog
          title={t('manageView', { name: asking.view.name })}
          values={asking.view}
          onClose={() => setAsking(undefined)}
          onSave={async (fields) => {
            const { id, version, text, filter, columns, sort, descending } = asking.view
            await client.views.update({ id, version, text, filter, columns, sort, descending, ...fields })
            await notifyUndoable(t('viewSaved'))
          }}
        />
      )}
      {asking?.what === 'remove' && (
        <ConfirmDialog
          title={t('removeViewTitle', { name: asking.view.name })}
          isOpen
          onClose={() => setAsking(undefined)}
          confirmLabel={t('remove')}
          describeError={sayError}
          onConfirm={async () => {
            await client.views.remove({ id: asking.view.id, version: asking.view.version })
            onOpen(undefined)
            await notifyUndoable(t('viewRemoved'))
          }}
        >
          <p>{t('removeViewText')}</p>
        </ConfirmDialog>
      )}
    </>
  )
}

/** Whether the list shows what the view says. */
function isShown(view: SavedView, shown: Shown): boolean {
  const essence = ({ text, filter, columns, sort, descending }: Shown) => JSON.stringify([text, filter, columns, sort, descending])
  return essence(view) === essence(shown)
}

function detailOf(t: ReturnType<typeof useTranslations<'views'>>, view: SavedView): string {
  if (!view.isShared) return t('ownView')
  return t(view.isLocked ? 'lockedBy' : 'sharedBy', { name: view.ownerName })
}

const viewSchema = inputSchema(contract.create).pick({ name: true, isShared: true, isLocked: true })

interface ViewDialogProps {
  title: string
  values: { name: string; isShared: boolean; isLocked: boolean }
  onSave(fields: { name: string; isShared: boolean; isLocked: boolean }): Promise<void>
  onClose(): void
}

function ViewDialog({ title, values: { name, isShared, isLocked }, onSave, onClose }: ViewDialogProps) {
  const t = useTranslations('views')
  const form = useForm({
    schema: viewSchema,
    defaultValues: { name, isShared, isLocked },
    async save(fields) {
      await onSave(fields)
      onClose()
    },
  })
  return (
    <FormDialog title={title} onClose={onClose} form={form}>
      <Fields>
        <TextField label={t('viewName')} {...form.text('name')} />
        <Checkbox {...form.flag('isShared')}>{t('isShared')}</Checkbox>
        <Checkbox {...form.flag('isLocked')}>{t('isLocked')}</Checkbox>
      </Fields>
    </FormDialog>
  )
}
