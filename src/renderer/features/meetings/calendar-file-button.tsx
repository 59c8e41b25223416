import { CalendarDays } from 'lucide-react'
import { useState } from 'react'
import { meetings } from '#contract/meetings.ts'
import { client } from '#renderer/api/index.ts'
import { useSaveDocument } from '#renderer/api/save-document.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { Button, Checkbox, FormDialog, useForm, useLanguage, useTranslations } from '#renderer/ui/index.ts'

/** Takes out the meetings of a body, or of a person, as a calendar file. */
export function CalendarFileButton({ of, id }: { of: 'body' | 'person'; id: string }) {
  const t = useTranslations('meetings')
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <Button icon={CalendarDays} onPress={() => setAsking(true)}>
        {t('calendarFile.make')}
      </Button>
      {isAsking && <CalendarFileDialog of={of} id={id} onClose={() => setAsking(false)} />}
    </>
  )
}

function CalendarFileDialog({ of, id, onClose }: { of: 'body' | 'person'; id: string; onClose(): void }) {
  const t = useTranslations('meetings')
  const language = useLanguage()
  const saveDocument = useSaveDocument()
  const form = useForm({
    schema: inputSchema(meetings.calendarFile),
    defaultValues: { of, id, withNames: false, language },
    async save(values) {
      await saveDocument(await client.meetings.calendarFile(values))
      onClose()
    },
  })
  return (
    <FormDialog title={t('calendarFile.make')} onClose={onClose} form={form} saveLabel={t('calendarFile.take')} intro={<p>{t('calendarFile.lead')}</p>}>
      <Checkbox help={t('calendarFile.namesHelp')} {...form.flag('withNames')}>{t('calendarFile.withNames')}</Checkbox>
    </FormDialog>
  )
}
