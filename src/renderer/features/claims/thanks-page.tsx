import { HandHeart } from 'lucide-react'
import { useState } from 'react'
import { claims, recognitionKinds } from '#contract/claims.ts'
import { client, useCan } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useUndo } from '#renderer/app/undo.ts'
import {
  Button, DataGrid, DateField, EmptyState, Fields, FormDialog, MoneyField, Page, Select, TextField, useForm, useFormat, useTranslations,
} from '#renderer/ui/index.ts'
import { TakeOutList } from '#renderer/features/lists/take-out-list.tsx'
import { PersonIdPicker } from '#renderer/features/people/person-id-picker.tsx'
import { usePersonName } from '#renderer/features/people/person-name.tsx'
import { systemClock } from '#shared/clock.ts'

type Recognition = Awaited<ReturnType<typeof client.claims.listRecognitions>>['rows'][number]

/** Thanks given to those who declined a stipend, and gifts. */
export function ThanksPage() {
  const t = useTranslations('claims')
  const format = useFormat()
  const nameOf = usePersonName()
  const canWrite = useCan('claims.write')
  const [isRecording, setRecording] = useState(false)
  return (
    <Page
      title={t('thanks')}
      windowTitle={t('thanks')}
      lead={t('thanksLead')}
      breadcrumbs={[{ label: t('title'), href: '/claims' }]}
      actions={
        canWrite && (
          <Button variant="primary" icon={HandHeart} onPress={() => setRecording(true)}>
            {t('recordThanks')}
          </Button>
        )
      }
    >
      <DataGrid<Recognition, 'recordedOn'>
        label={t('thanks')}
        rowId={(row) => row.id}
        queryKey={['claims.listRecognitions']}
        fetchPage={({ offset, limit }, signal) => client.claims.listRecognitions({ offset, limit }, { signal })}
        sort={{ column: 'recordedOn', descending: true }}
        onSortChange={() => undefined}
        href={(row) => `/people/${row.person.id}`}
        countLabel={(count) => t('thanksCount', { count })}
        actions={<TakeOutList list="recognitions" query={{}} />}
        columns={[
          { id: 'person', header: t('fields.person'), cell: (row) => nameOf(row.person), isRowHeader: true, width: 'minmax(11rem, 1fr)' },
          { id: 'kind', header: t('recognition.kind'), cell: (row) => t(`recognitionKind.${row.kind}`), width: '7.5rem' },
          { id: 'recordedOn', header: t('recognition.recordedOn'), cell: (row) => format.date(row.recordedOn), width: '7.5rem' },
          { id: 'body', header: t('fields.body'), cell: (row) => row.bodyName, width: 'minmax(12rem, 1fr)' },
          { id: 'note', header: t('recognition.note'), cell: (row) => row.note, isExtra: true, width: 'minmax(12rem, 1fr)' },
          { id: 'value', header: t('recognition.value'), cell: (row) => row.valueOre > 0 && format.money(row.valueOre), align: 'end', width: '8rem' },
        ]}
        empty={<EmptyState icon={HandHeart} title={t('noThanks')}>{t('noThanksHelp')}</EmptyState>}
      />
      {isRecording && <RecordDialog onClose={() => setRecording(false)} />}
    </Page>
  )
}

function RecordDialog({ onClose }: { onClose(): void }) {
  const t = useTranslations('claims')
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema: inputSchema(claims.recordRecognition),
    defaultValues: { kind: 'gift', recordedOn: systemClock.today(), valueOre: 0, note: null },
    async save(values) {
      await client.claims.recordRecognition(values)
      await notifyUndoable(t('thanksRecorded'))
      onClose()
    },
  })
  return (
    <FormDialog title={t('recordThanks')} onClose={onClose} form={form}>
      <Fields>
        <PersonIdPicker label={t('fields.person')} {...form.field('personId')} />
        <Select label={t('recognition.kind')} choices={recognitionKinds.map((id) => ({ id, label: t(`recognitionKind.${id}`) }))} {...form.field('kind')} />
        <DateField label={t('recognition.recordedOn')} {...form.field('recordedOn')} />
        <MoneyField label={t('recognition.value')} help={t('recognition.valueHelp')} {...form.field('valueOre')} />
        <TextField label={t('recognition.note')} {...form.text('note')} />
      </Fields>
    </FormDialog>
  )
}
