import { affiliations, linkTypes, type OrganisationLink, type PersonLink } from '#contract/affiliations.ts'
import { client } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { Checkbox, DateField, FieldRow, Fields, FormDialog, partOf, Select, type TalanForm, useForm, useTranslations } from '#renderer/ui/index.ts'
import { PersonIdPicker } from '#renderer/features/people/person-id-picker.tsx'
import { systemClock } from '#shared/clock.ts'
import type { LocalDate } from '#shared/dates.ts'
import { EditDialog } from './edit-dialog.tsx'
import { OrganisationPicker } from './organisation-picker.tsx'

interface LinkDialogProps {
  /** The person or the organisation that it is added from; the other one is picked. */
  personId?: string
  organisationId?: string
  link?: OrganisationLink | PersonLink
  onClose(): void
}

/** Says how a person belongs to an organisation, or changes it. */
export function LinkDialog({ link, onClose, ...ends }: LinkDialogProps) {
  return link ? <EditLink link={link} onClose={onClose} /> : <AddLink {...ends} onClose={onClose} />
}

function AddLink({ personId, organisationId, onClose }: Omit<LinkDialogProps, 'link'>) {
  const t = useTranslations('affiliations')
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema: inputSchema(affiliations.addLink),
    defaultValues: { ...(personId && { personId }), ...(organisationId && { organisationId }), type: 'member', startsOn: systemClock.today(), endsOn: null, isDefault: false },
    async save(values) {
      await client.affiliations.addLink(values)
      await notifyUndoable(t('linkAdded'))
      onClose()
    },
  })
  const title = personId ? t('addLink') : t('addPerson')
  return (
    <FormDialog title={title} onClose={onClose} form={form} saveLabel={title}>
      <Fields>
        {personId ? (
          <OrganisationPicker label={t('fields.organisation')} newKind="association" {...form.field('organisationId')} />
        ) : (
          <PersonIdPicker label={t('fields.person')} {...form.field('personId')} />
        )}
        <LinkFields form={partOf(form)} />
      </Fields>
    </FormDialog>
  )
}

function EditLink({ link: { id, version, type, startsOn, endsOn, isDefault }, onClose }: { link: OrganisationLink | PersonLink; onClose(): void }) {
  const t = useTranslations('affiliations')
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema: inputSchema(affiliations.updateLink),
    defaultValues: { id, version, type, startsOn, endsOn, isDefault },
    async save(values) {
      await client.affiliations.updateLink(values)
      await notifyUndoable(t('saved'))
      onClose()
    },
  })

  return (
    <EditDialog title={t('editLink')} form={form} removal={{ label: t('remove'), done: t('linkRemoved'), remove: () => client.affiliations.removeLink({ id, version }) }} onClose={onClose}>
      <LinkFields form={partOf(form)} />
      <p>{t('removeHelp')}</p>
    </EditDialog>
  )
}

interface LinkValues {
  type: (typeof linkTypes)[number]
  startsOn: LocalDate
  endsOn?: LocalDate | null | undefined
  isDefault?: boolean | undefined
}

function LinkFields({ form }: { form: TalanForm<LinkValues> }) {
  const t = useTranslations('affiliations')
  return (
    <>
      <Select label={t('fields.type')} help={t('linksHelp')} choices={linkTypes.map((id) => ({ id, label: t(`type.${id}`) }))} {...form.field('type')} />
      <FieldRow>
        <DateField label={t('fields.startsOn')} {...form.field('startsOn')} />
        <DateField label={t('fields.endsOn')} {...form.field('endsOn')} />
      </FieldRow>
      <Checkbox help={t('isDefaultHelp')} {...form.flag('isDefault')}>
        {t('isDefault')}
      </Checkbox>
    </>
  )
}
