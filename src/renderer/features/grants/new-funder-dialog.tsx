import { organisations } from '#contract/organisations.ts'
import { client } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { Dialog, Fields, Form, notify, TextField, useForm, useTranslations } from '#renderer/ui/index.ts'

/** Registers a funder without leaving the grant that is being filled in. */
export function NewFunderDialog({ onRegistered, onClose }: { onRegistered(id: string): void; onClose(): void }) {
  const t = useTranslations('grants')
  const organisation = useTranslations('organisations')
  const form = useForm({
    schema: inputSchema(organisations.create),
    defaultValues: { name: '', kind: 'funder' },
    async save(values) {
      const { id } = await client.organisations.create(values)
      notify({ text: organisation('created') })
      onRegistered(id)
      onClose()
    },
  })
  return (
    <Dialog title={t('newFunder')} isOpen onClose={onClose}>
      <Form form={form} saveLabel={organisation('register')} onCancel={onClose} guardsLeaving={false}>
        <Fields>
          <TextField label={organisation('fields.name')} autoFocus {...form.text('name')} />
          <TextField label={organisation('fields.organisationNumber')} width="medium" figures {...form.text('organisationNumber')} />
        </Fields>
      </Form>
    </Dialog>
  )
}
