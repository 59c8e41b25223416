import { useState } from 'react'
import { affiliations, type OrganisationContact } from '#contract/affiliations.ts'
import { client } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { DateField, FieldRow, Fields, FormDialog, partOf, RadioGroup, type TalanForm, TextField, useForm, useTranslations } from '#renderer/ui/index.ts'
import { PersonIdPicker } from '#renderer/features/people/person-id-picker.tsx'
import { usePersonName } from '#renderer/features/people/person-name.tsx'
import { systemClock } from '#shared/clock.ts'
import type { LocalDate } from '#shared/dates.ts'
import { EditDialog } from './edit-dialog.tsx'

/** Adds a contact person of an organisation, or changes one. */
export function ContactDialog({ organisationId, contact, onClose }: { organisationId: string; contact?: OrganisationContact; onClose(): void }) {
  return contact ? <EditContact contact={contact} onClose={onClose} /> : <AddContact organisationId={organisationId} onClose={onClose} />
}

function AddContact({ organisationId, onClose }: { organisationId: string; onClose(): void }) {
  const t = useTranslations('affiliations')
  const { notifyUndoable } = useUndo()
  const [who, setWho] = useState<'outsider' | 'inRegister'>('outsider')
  const form = useForm({
    schema: inputSchema(affiliations.addContact),
    defaultValues: { organisationId, personId: null, name: null, startsOn: systemClock.today(), endsOn: null },
    async save(values) {
      await client.affiliations.addContact(values)
      await notifyUndoable(t('contactAdded'))
      onClose()
    },
  })

  function choose(next: typeof who) {
    setWho(next)
    form.set(next === 'outsider' ? 'personId' : 'name', null)
  }

  return (
    <FormDialog title={t('addContact')} onClose={onClose} form={form} saveLabel={t('addContact')}>
      <Fields>
        <RadioGroup label={t('contactIs')} value={who} onChange={choose} choices={(['outsider', 'inRegister'] as const).map((id) => ({ id, label: t(id) }))} />
        {who === 'inRegister' ? <PersonIdPicker label={t('fields.person')} help={t('contactsHelp')} {...form.field('personId')} /> : <OutsiderFields form={partOf(form)} />}
        <RoleFields form={partOf(form)} />
      </Fields>
    </FormDialog>
  )
}

function EditContact({ contact, onClose }: { contact: OrganisationContact; onClose(): void }) {
  const t = useTranslations('affiliations')
  const nameOf = usePersonName()
  const { notifyUndoable } = useUndo()
  const { id, version, person, name, role, phone, email, startsOn, endsOn } = contact
  const form = useForm({
    schema: inputSchema(affiliations.updateContact),
    defaultValues: { id, version, role, startsOn, endsOn, ...(person === null && { name, phone, email }) },
    async save(values) {
      await client.affiliations.updateContact(values)
      await notifyUndoable(t('saved'))
      onClose()
    },
  })

  return (
    <EditDialog title={t('editContact')} form={form} removal={{ label: t('remove'), done: t('contactRemoved'), remove: () => client.affiliations.removeContact({ id, version }) }} onClose={onClose}>
      {person ? <p>{nameOf(person)}</p> : <OutsiderFields form={partOf(form)} />}
      <RoleFields form={partOf(form)} />
      <p>{t('removeHelp')}</p>
    </EditDialog>
  )
}

interface Outsider {
  name?: string | null | undefined
  phone?: string | null | undefined
  email?: string | null | undefined
}

function OutsiderFields({ form }: { form: TalanForm<Outsider> }) {
  const t = useTranslations('affiliations')
  return (
    <>
      <TextField label={t('fields.name')} {...form.text('name')} isRequired />
      <FieldRow>
        <TextField label={t('fields.phone')} type="tel" width="medium" {...form.text('phone')} />
        <TextField label={t('fields.email')} type="email" width="medium" {...form.text('email')} />
      </FieldRow>
    </>
  )
}

interface Role {
  role?: string | null | undefined
  startsOn: LocalDate
  endsOn?: LocalDate | null | undefined
}

function RoleFields({ form }: { form: TalanForm<Role> }) {
  const t = useTranslations('affiliations')
  return (
    <>
      <TextField label={t('fields.role')} width="medium" {...form.text('role')} />
      <FieldRow>
        <DateField label={t('fields.startsOn')} {...form.field('startsOn')} />
        <DateField label={t('fields.endsOn')} {...form.field('endsOn')} />
      </FieldRow>
    </>
  )
}
