import type { ReactNode } from 'react'
import type { FieldValues } from 'react-hook-form'
import { Dialog } from './dialog.tsx'
import { Form, type FormProps } from './form.tsx'

export interface FormDialogProps<Input extends FieldValues> extends Omit<FormProps<Input>, 'onCancel'> {
  title: string
  /** What stands above the form and its summary of errors. */
  intro?: ReactNode
  onClose: () => void
  isWide?: boolean
}

/** A form in a window above the page, which Avbryt closes. */
export function FormDialog<Input extends FieldValues>({ title, intro, onClose, isWide = false, ...form }: FormDialogProps<Input>) {
  return (
    <Dialog title={title} isOpen onClose={onClose} isWide={isWide}>
      {intro}
      <Form {...form} onCancel={onClose} />
    </Dialog>
  )
}
