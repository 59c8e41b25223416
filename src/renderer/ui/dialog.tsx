import { X } from 'lucide-react'
import { createContext, useContext, useEffect, useId, useRef, useState, type ReactNode, type RefObject } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { Banner } from './banner.tsx'
import { Button, IconButton } from './button.tsx'
import { classes } from './classes.ts'
import { focusField } from './focus-field.ts'
import styles from './dialog.module.css'
import { useTranslations } from './i18n.ts'
import { clearTheWay } from './notifications.ts'

export interface DialogProps {
  title: string
  isOpen: boolean
  onClose: () => void
  children: ReactNode
  /** Wide dialogs hold tables and previews. */
  isWide?: boolean
  /** An open form with typed text must not close because somebody clicked beside it. */
  isDismissable?: boolean
  /** The id of what is read out together with the title when the dialog opens. */
  descriptionId?: string
}

interface State {
  /** Whether something typed would be lost if the dialog closed. */
  isUnsaved: boolean
  /** Whether the focus has been led into a form once: one that comes later, in the place of another, takes it from nobody. */
  isEntered: boolean
}

/** The dialog around what it shows; null on a page. */
const Around = createContext<RefObject<State> | null>(null)

/** Tells the dialog around a form that something typed there is not saved, so that it asks before it closes. Gives whether there is a dialog. */
export function useUnsavedInDialog(isUnsaved: boolean): boolean {
  const dialogRef = useContext(Around)
  useEffect(() => {
    if (!dialogRef) return undefined
    const state = dialogRef.current
    state.isUnsaved = isUnsaved
    return () => {
      state.isUnsaved = false
    }
  }, [dialogRef, isUnsaved])
  return dialogRef !== null
}

/** Puts the focus in the first field of a form when the dialog around it opens, unless something in the dialog has asked for it. */
export function useFirstFieldInDialog(form: RefObject<HTMLElement | null>): void {
  const dialogRef = useContext(Around)
  useEffect(() => {
    if (!dialogRef || dialogRef.current.isEntered) return
    dialogRef.current.isEntered = true
    const element = form.current?.closest('[role=dialog]')
    const focused = document.activeElement
    if (focused === element || !element?.contains(focused)) focusField(form.current)
  }, [dialogRef, form])
}

/** A window above the page. Escape closes it, after a question where typed text would be lost, and gives the focus back to what opened it. */
export function Dialog({ title, isOpen, onClose, children, isWide = false, isDismissable = false, descriptionId }: DialogProps) {
  const t = useTranslations('common')
  const state = useRef<State>({ isUnsaved: false, isEntered: false })
  const [isAsking, setAsking] = useState(false)

  // At a large text size a message would lie over the buttons of the dialog.
  useEffect(() => {
    if (isOpen) clearTheWay()
  }, [isOpen])

  function close() {
    if (state.current.isUnsaved) setAsking(true)
    else onClose()
  }

  return (
    <ModalOverlay isOpen={isOpen} onOpenChange={(open) => !open && close()} isDismissable={isDismissable} className={styles.backdrop}>
      <Modal className={classes(styles.modal, isWide && styles.wide)}>
        <AriaDialog className={styles.dialog} {...(descriptionId && { 'aria-describedby': descriptionId })}>
          <div className={styles.head}>
            <Heading slot="title" level={2} className={styles.title}>
              {title}
            </Heading>
            <IconButton icon={X} label={t('close')} onPress={close} />
          </div>
          <Around value={state}>{children}</Around>
          {isAsking && <LoseTyped onStay={() => setAsking(false)} onLose={onClose} />}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

function LoseTyped({ onStay, onLose }: { onStay: () => void; onLose: () => void }) {
  const t = useTranslations('ui.form')
  const descriptionId = useId()
  return (
    <Dialog title={t('loseTitle')} isOpen onClose={onStay} descriptionId={descriptionId}>
      <p id={descriptionId}>{t('loseText')}</p>
      <DialogActions>
        <Button variant="primary" onPress={onStay}>
          {t('stay')}
        </Button>
        <Button onPress={onLose}>{t('lose')}</Button>
      </DialogActions>
    </Dialog>
  )
}

/** The buttons of a dialog, the most important one first. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className={styles.actions}>{children}</div>
}

export interface ConfirmDialogProps {
  /** A question that names what and how many: "Skicka kallelse till 312 medlemmar?" */
  title: string
  isOpen: boolean
  onClose: () => void
  /** What happens, and that it cannot be undone. */
  children?: ReactNode
  /** The verb: "Skicka kallelse". Never "OK" or "Ja". */
  confirmLabel: string
  /** Runs while the dialog stays open; a failure is shown in it as a sentence. */
  onConfirm: () => Promise<void> | void
  isDanger?: boolean
  /** Says what went wrong, from whatever `onConfirm` threw. */
  describeError: (error: unknown) => string
}

/** Asks before what cannot be undone or leaves the association. Everything else happens at once and can be undone. */
export function ConfirmDialog({ title, isOpen, onClose, children, confirmLabel, onConfirm, isDanger = false, describeError }: ConfirmDialogProps) {
  const t = useTranslations('common')
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()
  const descriptionId = useId()

  async function confirm() {
    setBusy(true)
    setFailure(undefined)
    try {
      await onConfirm()
      onClose()
    } catch (error) {
      setFailure(describeError(error))
    } finally {
      setBusy(false)
    }
  }

  return (
    <Dialog title={title} isOpen={isOpen} onClose={onClose} {...(children && { descriptionId })}>
      {children && (
        <div id={descriptionId} className={styles.description}>
          {children}
        </div>
      )}
      {failure && <Banner tone="error">{failure}</Banner>}
      <DialogActions>
        <Button variant={isDanger ? 'danger' : 'primary'} isPending={isBusy} onPress={confirm}>
          {confirmLabel}
        </Button>
        <Button onPress={onClose}>{t('cancel')}</Button>
      </DialogActions>
    </Dialog>
  )
}
