import { useRef } from 'react'
import { ButtonGroup, TextField, useTranslations, type TalanForm } from '#renderer/ui/index.ts'
import { textMessageLength } from '#shared/text-message.ts'
import { MergeMenu } from './merge-menu.tsx'

type Texts = { subject: string; body: string; easyBody?: string | null | undefined }

/** Subject, text, and the same in easy Swedish beside it, each with its menu of facts. */
export function TextFieldset<What extends Texts>({ form }: { form: TalanForm<What> }) {
  const texts = form as unknown as TalanForm<Texts>
  const t = useTranslations('mailings')
  const body = useInsert(texts, 'body')
  const easy = useInsert(texts, 'easyBody')
  const sms = textMessageLength(texts.values.body)
  return (
    <>
      <TextField label={t('fields.subject')} {...texts.text('subject')} />
      <div>
        <TextField label={t('fields.body')} multiline inputRef={body.ref} {...texts.text('body')} />
        <ButtonGroup>
          <MergeMenu label={t('insertBody')} onChoose={body.insert} />
        </ButtonGroup>
        {sms.length > 0 && (
          <p>
            {t('smsLength', { length: sms.length, parts: sms.parts })} {sms.costly !== null && t('smsCostly', { letter: sms.costly })}
          </p>
        )}
      </div>
      <div>
        <TextField label={t('fields.easyBody')} help={t('easyBodyHelp')} multiline inputRef={easy.ref} {...texts.text('easyBody')} />
        <ButtonGroup>
          <MergeMenu label={t('insertEasyBody')} onChoose={easy.insert} />
        </ButtonGroup>
      </div>
    </>
  )
}

/** Writes a fact into a text where the cursor was, and at its end where it never was there. */
function useInsert(form: TalanForm<Texts>, path: 'body' | 'easyBody') {
  const ref = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  return {
    ref,
    insert(written: string) {
      const text = form.values[path] ?? ''
      const place = ref.current && ref.current.selectionStart > 0 ? ref.current.selectionStart : text.length
      form.set(path, text.slice(0, place) + written + text.slice(place))
    },
  }
}
