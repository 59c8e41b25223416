import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { letterWindows, mailings, type MailingTemplate } from '#contract/mailings.ts'
import { api, client, useCan, useErrorSentence } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useUndo } from '#renderer/app/undo.ts'
import {
  Button, ButtonGroup, Fields, FormDialog, Loading, notify, Page, RadioGroup, Section, SimpleTable, Stack, StatusChip, TextField, useForm, useFormat, useTranslations,
} from '#renderer/ui/index.ts'
import { TakeOutList } from '#renderer/features/lists/take-out-list.tsx'
import { TextFieldset } from './text-fields.tsx'

const fresh = { id: null, standard: null, name: '', subject: '', body: '', easyBody: '' }

/** The standard texts, plain and easy, for the association to make its own; and where its envelopes have their window. */
export function TemplatesPage() {
  const t = useTranslations('mailings')
  const format = useFormat()
  const canWrite = useCan('mailings.write')
  const [editing, setEditing] = useState<Pick<MailingTemplate, 'id' | 'standard' | 'name' | 'subject' | 'body' | 'easyBody'>>()
  const { data } = useQuery(api.mailings.listTemplates.queryOptions({ input: {} }))
  return (
    <Page
      title={t('templatesTitle')}
      windowTitle={t('templatesTitle')}
      breadcrumbs={[{ label: t('title'), href: '/mailings' }]}
      lead={t('templates.lead')}
      actions={
        canWrite && (
          <Button variant="primary" icon={Plus} onPress={() => setEditing(fresh)}>
            {t('templates.add')}
          </Button>
        )
      }
    >
      <Stack>
        <TakeOutList list="templates" query={{}} />
        {data ? (
          <SimpleTable
            label={t('templatesTitle')}
            rows={data}
            rowId={(row) => row.standard ?? row.id ?? ''}
            columns={[
              { id: 'name', header: t('fields.name'), cell: (row) => row.name, isRowHeader: true },
              { id: 'subject', header: t('fields.subject'), cell: (row) => row.subject, isExtra: true },
              { id: 'state', header: t('fields.kind'), cell: (row) => <StatusChip tone={row.id === null ? 'neutral' : 'good'}>{row.id === null ? t('templates.standard') : t('templates.changed')}</StatusChip> },
              { id: 'startsOn', header: t('fields.startsOn'), cell: (row) => format.date(row.startsOn) },
              ...(canWrite ? [{ id: 'actions', header: t('fields.todo'), cell: (row: MailingTemplate) => <TemplateActions template={row} onEdit={() => setEditing(row)} /> }] : []),
            ]}
          />
        ) : (
          <Loading />
        )}
        {canWrite && <WindowPart />}
      </Stack>
      {editing && <TemplateDialog template={editing} onClose={() => setEditing(undefined)} />}
    </Page>
  )
}

function TemplateActions({ template: { id, version, standard, name }, onEdit }: { template: MailingTemplate; onEdit: () => void }) {
  const t = useTranslations('mailings')
  const { notifyUndoable } = useUndo()
  const sayError = useErrorSentence()
  const endsBy = standard === null ? t('templates.removeOwn') : t('templates.restore')
  async function end() {
    if (id === null || version === null) return
    try {
      await client.mailings.endTemplate({ id, version })
      await notifyUndoable(standard === null ? t('removed') : t('templates.restored'))
    } catch (error) {
      notify({ text: sayError(error), tone: 'need' })
    }
  }
  return (
    <ButtonGroup>
      <Button size="small" aria-label={t('templates.edit', { name })} onPress={onEdit}>
        {t('templates.editShort')}
      </Button>
      {id !== null && (
        <Button size="small" aria-label={t('sending.nextFor', { action: endsBy, name })} onPress={end}>
          {endsBy}
        </Button>
      )}
    </ButtonGroup>
  )
}

function TemplateDialog({ template: { id, standard, name, subject, body, easyBody }, onClose }: { template: Pick<MailingTemplate, 'id' | 'standard' | 'name' | 'subject' | 'body' | 'easyBody'>; onClose: () => void }) {
  const t = useTranslations('mailings')
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema: inputSchema(mailings.saveTemplate),
    defaultValues: { id, standard, name, subject, body, easyBody },
    async save(values) {
      await client.mailings.saveTemplate(values)
      await notifyUndoable(t('templates.saved'))
      onClose()
    },
  })
  return (
    <FormDialog title={name === '' ? t('templates.add') : t('templates.edit', { name })} onClose={onClose} form={form}>
      <Fields>
        <TextField label={t('fields.name')} {...form.text('name')} />
        <TextFieldset form={form} />
      </Fields>
    </FormDialog>
  )
}

function WindowPart() {
  const t = useTranslations('mailings')
  const { notifyUndoable } = useUndo()
  const { data } = useQuery(api.mailings.readSettings.queryOptions({ input: {} }))
  if (!data) return null
  return (
    <Section title={t('templates.settings')}>
      <RadioGroup
        label={t('fields.window')}
        help={t('templates.settingsHelp')}
        value={data.window}
        choices={letterWindows.map((id) => ({ id, label: t(`window.${id}`) }))}
        onChange={async (window) => {
          await client.mailings.updateSettings({ window })
          await notifyUndoable(t('templates.settingsSaved'))
        }}
      />
    </Section>
  )
}
