import { FileSpreadsheet } from 'lucide-react'
import { useState } from 'react'
import { meetings, type Meeting } from '#contract/meetings.ts'
import type { Order } from '#contract/sensitive.ts'
import { client } from '#renderer/api/index.ts'
import { useSaveDocument } from '#renderer/api/save-document.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { Button, FormDialog, Section, TextField, useForm, useLanguage, useTranslations } from '#renderer/ui/index.ts'

/** What to ask the host for: counts without names and without reasons, to read, print or hand over as a file. */
export function OrderPart({ meeting, order }: { meeting: Meeting; order: readonly Order[] }) {
  const t = useTranslations('meetings')
  const sensitive = useTranslations('sensitive')
  const [isMaking, setMaking] = useState(false)
  return (
    <Section
      title={t('order.heading')}
      actions={
        order.length > 0 && (
          <Button icon={FileSpreadsheet} onPress={() => setMaking(true)}>
            {t('order.make')}
          </Button>
        )
      }
    >
      {order.length === 0 ? (
        <p>{t('order.none')}</p>
      ) : (
        <>
          <p>{t('order.lead')}</p>
          <ul>
            {order.map(({ need, detail, count }) => {
              const text = sensitive(`needCount.${need}`, { count })
              return <li key={`${need} ${detail}`}>{detail ? t('order.line', { text, detail }) : text}</li>
            })}
          </ul>
        </>
      )}
      {isMaking && <MakeDialog meeting={meeting} onClose={() => setMaking(false)} />}
    </Section>
  )
}

function MakeDialog({ meeting, onClose }: { meeting: Meeting; onClose(): void }) {
  const t = useTranslations('meetings')
  const language = useLanguage()
  const saveDocument = useSaveDocument()
  const form = useForm({
    schema: inputSchema(meetings.exportOrder),
    defaultValues: { id: meeting.id, reason: '', language },
    async save(values) {
      await saveDocument(await client.meetings.exportOrder(values))
      onClose()
    },
  })
  return (
    <FormDialog title={t('order.make')} onClose={onClose} form={form} saveLabel={t('order.make')} showsState={false}>
      <TextField label={t('order.reason')} help={t('order.reasonHelp')} {...form.text('reason')} />
    </FormDialog>
  )
}
