import { Plus } from 'lucide-react'
import { useState } from 'react'
import { contactKinds, contacts, type ContactDetail } from '#contract/contacts.ts'
import type { Person } from '#contract/people.ts'
import { client, useCan, useErrorSentence } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { TakeOutList } from '#renderer/features/lists/take-out-list.tsx'
import { Button, ButtonGroup, Fields, FormDialog, notify, Section, Select, SimpleTable, TextField, useForm, useTranslations } from '#renderer/ui/index.ts'
import { Telephone } from './telephone.tsx'

/** The ways to a person beside those used first, each of which can take their place. */
export function ContactDetailsPart({ person }: { person: Person }) {
  const t = useTranslations('contacts')
  const canWrite = useCan('people.write')
  const [editing, setEditing] = useState<ContactDetail | 'new'>()
  return (
    <Section
      title={t('title')}
      actions={
        <ButtonGroup>
          {canWrite && (
            <Button icon={Plus} onPress={() => setEditing('new')}>
              {t('add')}
            </Button>
          )}
          {!person.isProtected && person.contactDetails.length > 0 && <TakeOutList list="personContacts" query={{ id: person.id }} />}
        </ButtonGroup>
      }
    >
      {person.contactDetails.length > 0 && <p>{t('preferredHelp')}</p>}
      <SimpleTable
        label={t('title')}
        rows={person.contactDetails}
        rowId={(row) => row.id}
        empty={<p>{t('none')}</p>}
        columns={[
          { id: 'value', header: t('fields.value'), cell: (row) => <ContactValue detail={row} />, isRowHeader: true },
          { id: 'kind', header: t('fields.kind'), cell: (row) => t(`kind.${row.kind}`) },
          { id: 'label', header: t('fields.label'), cell: (row) => row.label },
          ...(canWrite ? [{ id: 'actions', header: t('actions'), cell: (row: ContactDetail) => <ContactActions detail={row} onEdit={() => setEditing(row)} /> }] : []),
        ]}
      />
      {editing && <ContactDialog personId={person.id} detail={editing === 'new' ? undefined : editing} onClose={() => setEditing(undefined)} />}
    </Section>
  )
}

function ContactValue({ detail: { kind, value } }: { detail: ContactDetail }) {
  if (kind === 'email') return <a href={`mailto:${value}`}>{value}</a>
  return kind === 'other' ? value : <Telephone number={value} />
}

function ContactActions({ detail, onEdit }: { detail: ContactDetail; onEdit(): void }) {
  const t = useTranslations('contacts')
  const sayError = useErrorSentence()
  const { notifyUndoable } = useUndo()
  const { id, version, value } = detail

  async function run(work: () => Promise<unknown>, done: string) {
    try {
      await work()
      await notifyUndoable(done)
    } catch (error) {
      notify({ text: sayError(error), tone: 'need' })
    }
  }

  return (
    <ButtonGroup>
      {detail.kind !== 'other' && (
        <Button size="small" aria-label={t('makePreferredThis', { value })} onPress={() => void run(() => client.contacts.makePreferred({ id, version }), t('madePreferred'))}>
          {t('makePreferred')}
        </Button>
      )}
      <Button size="small" aria-label={t('changeThis', { value })} onPress={onEdit}>
        {t('change')}
      </Button>
      <Button size="small" aria-label={t('removeThis', { value })} onPress={() => void run(() => client.contacts.remove({ id, version }), t('removed'))}>
        {t('remove')}
      </Button>
    </ButtonGroup>
  )
}

function ContactDialog({ personId, detail, onClose }: { personId: string; detail: ContactDetail | undefined; onClose(): void }) {
  const t = useTranslations('contacts')
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema: inputSchema(contacts.add),
    defaultValues: { personId, kind: detail?.kind ?? 'mobile', value: detail?.value ?? '', label: detail?.label ?? null },
    async save(values) {
      const { personId: _personId, ...fields } = values
      if (detail) await client.contacts.update({ ...fields, id: detail.id, version: detail.version })
      else await client.contacts.add(values)
      await notifyUndoable(t('saved'))
      onClose()
    },
  })
  return (
    <FormDialog title={detail ? t('changeThis', { value: detail.value }) : t('add')} onClose={onClose} form={form}>
      <Fields>
        <Select label={t('fields.kind')} choices={contactKinds.map((id) => ({ id, label: t(`kind.${id}`) }))} {...form.field('kind')} />
        <TextField label={t('fields.value')} autoFocus {...form.text('value')} />
        <TextField label={t('fields.label')} help={t('fields.labelHelp')} {...form.text('label')} />
      </Fields>
    </FormDialog>
  )
}
