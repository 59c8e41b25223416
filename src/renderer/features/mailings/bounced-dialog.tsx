import { useState } from 'react'
import { mailings, type Mailing } from '#contract/mailings.ts'
import { client } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { Button, DateField, Dialog, DialogActions, Fields, FormDialog, TextField, useForm, useTranslations } from '#renderer/ui/index.ts'
import { systemClock } from '#shared/clock.ts'

type Outcome = Awaited<ReturnType<typeof client.mailings.markBounced>>

/** Takes in the addresses that e-mails came back from, and text messages sent as such, and says which of them the mailing never went to. */
export function BouncedDialog({ mailing, onClose }: { mailing: Mailing; onClose: () => void }) {
  const t = useTranslations('mailings')
  const { notifyUndoable } = useUndo()
  const [outcome, setOutcome] = useState<Outcome>()
  const form = useForm({
    schema: inputSchema(mailings.markBounced),
    defaultValues: { id: mailing.id, text: '', returnedOn: systemClock.today() },
    async save(values) {
      const noted = await client.mailings.markBounced(values)
      if (noted.count > 0) await notifyUndoable(t('bounced.marked', { count: noted.count }))
      if (noted.count > 0 && noted.unknown.length === 0) onClose()
      else setOutcome(noted)
    },
  })
  if (outcome) return <OutcomeDialog outcome={outcome} onClose={onClose} />
  return (
    <FormDialog title={t('bounced.title')} onClose={onClose} form={form} saveLabel={t('bounced.save')} intro={<p>{t('bounced.help')}</p>} isWide>
      <Fields>
        <TextField label={t('bounced.text')} multiline {...form.text('text')} />
        <DateField label={t('fields.returnedOn')} {...form.field('returnedOn')} />
      </Fields>
    </FormDialog>
  )
}

function OutcomeDialog({ outcome: { count, unknown }, onClose }: { outcome: Outcome; onClose: () => void }) {
  const t = useTranslations('mailings')
  const common = useTranslations('common')
  return (
    <Dialog title={t('bounced.finished')} isOpen onClose={onClose}>
      <p role="status">
        {t('bounced.marked', { count })} {count > 0 && t('bounced.next')}
      </p>
      {unknown.length > 0 && <p>{t('bounced.unknown', { count: unknown.length })}</p>}
      <ul>
        {unknown.map((address) => (
          <li key={address}>{address}</li>
        ))}
      </ul>
      <DialogActions>
        <Button variant="primary" onPress={onClose}>
          {common('close')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
