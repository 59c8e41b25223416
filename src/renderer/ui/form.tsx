import { useBlocker } from '@tanstack/react-router'
import { CircleCheck, PencilLine } from 'lucide-react'
import { useEffect, useRef, type FormEvent, type ReactNode, type RefObject } from 'react'
import type { FieldValues } from 'react-hook-form'
import { Banner } from './banner.tsx'
import { Button, ButtonGroup } from './button.tsx'
import { Dialog, DialogActions, useFirstFieldInDialog, useUnsavedInDialog } from './dialog.tsx'
import { focusField } from './focus-field.ts'
import { useFormat } from './format.ts'
import styles from './form.module.css'
import { useTranslations } from './i18n.ts'
import type { FormFault, TalanForm } from './use-form.ts'

export interface FormProps<Input extends FieldValues> {
  form: TalanForm<Input>
  children: ReactNode
  /** What saving does, as a verb; "Spara" when left out. */
  saveLabel?: string
  /** Heads what went wrong; when left out, "Det gick inte att spara", or "Det gick inte" in a form that makes something instead. */
  failureTitle?: string
  /** A form that is not the page's clear next step has a quieter button. */
  saveVariant?: 'primary' | 'secondary'
  /** Shows "Avbryt". */
  onCancel?: () => void
  /** A form that makes or opens something instead of saving has nothing unsaved to speak of, nor to ask about before it is left. */
  showsState?: boolean
  /** More buttons beside Spara and Avbryt. */
  actions?: ReactNode
}

/** A form with its summary of errors, Spara and Avbryt, "Osparade ändringar", and the question before leaving unsaved. Ctrl+S saves. */
export function Form<Input extends FieldValues>({ form, children, saveLabel, failureTitle, saveVariant = 'primary', onCancel, showsState = true, actions }: FormProps<Input>) {
  const common = useTranslations('common')
  const t = useTranslations('ui.form')
  const element = useRef<HTMLFormElement>(null)
  const isInDialog = useUnsavedInDialog(showsState && form.isDirty && !form.isSaving)
  useFirstFieldInDialog(element)

  function submit(event: FormEvent) {
    event.preventDefault()
    event.stopPropagation()
    void form.submit()
  }

  return (
    <form ref={element} noValidate onSubmit={submit} className={styles.form} data-saves>
      <Summary form={form} element={element} title={failureTitle ?? t(showsState ? 'notSaved' : 'notDone')} />
      <FoundDraft form={form} element={element} />
      {children}
      <div className={styles.actions}>
        <Button type="submit" variant={saveVariant} isPending={form.isSaving}>
          {saveLabel ?? common('save')}
        </Button>
        {onCancel && <Button onPress={onCancel}>{common('cancel')}</Button>}
        {actions}
        {showsState && <SaveState form={form} />}
      </div>
      {showsState && !isInDialog && <LeaveGuard form={form} />}
    </form>
  )
}

/** Only what is unsaved is read out: that something was saved is said by the message that whoever saved has sent. */
function SaveState<Input extends FieldValues>({ form }: { form: TalanForm<Input> }) {
  const t = useTranslations('ui.form')
  const format = useFormat()
  return (
    <>
      <output className={styles.state}>
        {form.isDirty && (
          <>
            <PencilLine aria-hidden />
            {t('unsaved')}
          </>
        )}
      </output>
      {form.savedAt && (
        <span className={styles.state}>
          <CircleCheck aria-hidden />
          {t('savedAt', { time: format.clock(form.savedAt) })}
        </span>
      )}
    </>
  )
}

/** Offers what had been typed when the program was locked or died. Afterwards one stands at the first field. */
function FoundDraft<Input extends FieldValues>({ form: { foundDraft }, element }: { form: TalanForm<Input>; element: RefObject<HTMLFormElement | null> }) {
  const t = useTranslations('ui.form')
  const format = useFormat()
  if (!foundDraft) return null

  function then(decide: () => void) {
    decide()
    focusField(element.current)
  }

  return (
    <div role="status">
      <Banner
        tone="need"
        title={t('draftFound', { time: format.dateTime(foundDraft.savedAt) })}
        actions={
          <ButtonGroup>
            <Button onPress={() => then(foundDraft.resume)}>{t('resumeDraft')}</Button>
            <Button variant="quiet" onPress={() => then(foundDraft.drop)}>
              {t('dropDraft')}
            </Button>
          </ButtonGroup>
        }
      />
    </div>
  )
}

/** What has to be mended, with links to the fields. It takes the focus each time saving fails. */
function Summary<Input extends FieldValues>({ form, element, title }: { form: TalanForm<Input>; element: RefObject<HTMLFormElement | null>; title: string }) {
  const t = useTranslations('ui.form')
  const summary = useRef<HTMLElement>(null)
  useEffect(() => {
    if (form.failedSaves > 0) summary.current?.focus()
  }, [form.failedSaves])

  if (form.failedSaves === 0 || (form.faults.length === 0 && !form.failure)) return null
  return (
    <section ref={summary} tabIndex={-1} aria-label={title} className={styles.fault} data-form-summary>
      {form.failure && (
        <Banner tone="error" title={title}>
          {form.failure}
        </Banner>
      )}
      {form.faults.length > 0 && (
        <div className={styles.summary}>
          <h2>{t('toMend', { count: form.faults.length })}</h2>
          <ul>
            {form.faults.map((fault) => (
              <li key={fault.path}>
                <FaultLink fault={fault} element={element} />
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  )
}

function FaultLink({ fault, element }: { fault: FormFault; element: RefObject<HTMLFormElement | null> }) {
  const field = element.current?.querySelector<HTMLElement>(`[data-field="${CSS.escape(fault.path)}"]`)
  const label = field?.querySelector('[data-field-label]')?.textContent
  const text = label ? `${label}${label.endsWith('?') ? '' : ':'} ${fault.sentence}` : fault.sentence
  if (!field) return text
  return (
    <a
      href={`#${fault.path}`}
      onClick={(event) => {
        event.preventDefault()
        focusField(field)
      }}
    >
      {text}
    </a>
  )
}

/** Asks before typed changes would be lost, also when the window is closed. */
function LeaveGuard<Input extends FieldValues>({ form }: { form: TalanForm<Input> }) {
  const t = useTranslations('ui.form')
  const common = useTranslations('common')
  const shouldAsk = () => form.isDirty && !form.isSaving
  const blocker = useBlocker({ shouldBlockFn: shouldAsk, enableBeforeUnload: shouldAsk, withResolver: true })
  if (blocker.status !== 'blocked') return null

  async function saveAndGo() {
    if (await form.submit()) blocker.proceed?.()
    else blocker.reset?.()
  }

  return (
    <Dialog title={t('leaveTitle')} isOpen onClose={blocker.reset}>
      <p>{t('leaveText')}</p>
      <DialogActions>
        <Button variant="primary" onPress={saveAndGo}>
          {common('save')}
        </Button>
        <Button onPress={blocker.proceed}>{t('doNotSave')}</Button>
        <Button variant="quiet" onPress={blocker.reset}>
          {common('cancel')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
