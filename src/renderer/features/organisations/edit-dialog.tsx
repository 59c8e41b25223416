import { Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import type { FieldValues } from 'react-hook-form'
import { useErrorSentence } from '#renderer/api/index.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { Button, Fields, FormDialog, notify, type TalanForm } from '#renderer/ui/index.ts'

interface EditDialogProps<Input extends FieldValues> {
  title: string
  form: TalanForm<Input>
  /** Takes away what was recorded by mistake: what the button says, what is said afterwards, and how it is done. */
  removal: { readonly label: string; readonly done: string; readonly remove: () => Promise<unknown> }
  onClose: () => void
  children: ReactNode
}

/** A dialog that changes what was recorded, or removes it. */
export function EditDialog<Input extends FieldValues>({ title, form, removal, onClose, children }: EditDialogProps<Input>) {
  const sayError = useErrorSentence()
  const { notifyUndoable } = useUndo()

  async function remove() {
    try {
      await removal.remove()
      await notifyUndoable(removal.done)
      onClose()
    } catch (error) {
      notify({ text: sayError(error), tone: 'need' })
    }
  }

  return (
    <FormDialog
      title={title}
      onClose={onClose}
      form={form}
      actions={
          <Button variant="quiet" icon={Trash2} onPress={() => void remove()}>
            {removal.label}
          </Button>
        }
    >
      <Fields>{children}</Fields>
    </FormDialog>
  )
}
