import { useQuery } from '@tanstack/react-query'
import { support as contract, supportKinds, type Support } from '#contract/support.ts'
import { api, client } from '#renderer/api/index.ts'
import { useSaveDocument } from '#renderer/api/save-document.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useUndo } from '#renderer/app/undo.ts'
import {
  DateField, FieldRow, Fields, FormDialog, MoneyField, NumberField, partOf, Select, type TalanForm, TextField, useForm, useLanguage, useTranslations,
} from '#renderer/ui/index.ts'
import { systemClock } from '#shared/clock.ts'
import { addMonths, type LocalDate } from '#shared/dates.ts'
import type { Ore } from '#shared/money.ts'
import { EditDialog } from './edit-dialog.tsx'
import { OrganisationPicker } from './organisation-picker.tsx'

interface Named {
  readonly id: string
  readonly name: string
}

/** Months until one asks what came of it, unless somebody says otherwise. */
const monthsToFollowUp = 6

/** Records support given to an association, or changes what was recorded. Where no association is given, one is picked. */
export function SupportDialog({ organisation, support, onClose }: { organisation?: Named; support?: Support; onClose(): void }) {
  return support ? <EditSupport support={support} onClose={onClose} /> : <AddSupport {...(organisation && { organisation })} onClose={onClose} />
}

function AddSupport({ organisation, onClose }: { organisation?: Named; onClose(): void }) {
  const t = useTranslations('support')
  const { notifyUndoable } = useUndo()
  const today = systemClock.today()
  const form = useForm({
    schema: inputSchema(contract.add),
    defaultValues: { ...(organisation && { organisationId: organisation.id }), kind: 'help', description: '', givenOn: today, followUpDueOn: addMonths(today, monthsToFollowUp) },
    async save(values) {
      await client.support.add(values)
      await notifyUndoable(t('added'))
      onClose()
    },
  })
  return (
    <FormDialog title={t('add')} onClose={onClose} form={form} saveLabel={t('add')}>
      <Fields>
        {!organisation && <OrganisationPicker label={t('fields.organisation')} newKind="association" {...form.field('organisationId')} />}
        <SupportFields form={partOf(form)} />
      </Fields>
    </FormDialog>
  )
}

function EditSupport({ support, onClose }: { support: Support; onClose(): void }) {
  const t = useTranslations('support')
  const { notifyUndoable } = useUndo()
  const { id, version, kind, description, amountOre, hours, givenOn, grant, followUpDueOn } = support
  const form = useForm({
    schema: inputSchema(contract.update),
    defaultValues: { id, version, kind, description, amountOre, hours, givenOn, grantId: grant?.id ?? null, followUpDueOn },
    async save(values) {
      await client.support.update(values)
      await notifyUndoable(t('saved'))
      onClose()
    },
  })

  return (
    <EditDialog title={t('edit')} form={form} removal={{ label: t('remove'), done: t('removed'), remove: () => client.support.remove({ id, version }) }} onClose={onClose}>
      <SupportFields form={partOf(form)} />
    </EditDialog>
  )
}

interface SupportValues {
  kind: (typeof supportKinds)[number]
  description: string
  amountOre?: Ore | null | undefined
  hours?: number | null | undefined
  givenOn: LocalDate
  grantId?: string | null | undefined
  followUpDueOn?: LocalDate | null | undefined
}

const noGrant = 'none'

function SupportFields({ form }: { form: TalanForm<SupportValues> }) {
  const t = useTranslations('support')
  const { data } = useQuery(api.grants.list.queryOptions({ input: { sort: 'name', descending: false, limit: 500 } }))
  const grant = form.field('grantId')
  return (
    <>
      <Select label={t('fields.kind')} choices={supportKinds.map((id) => ({ id, label: t(`kind.${id}`) }))} {...form.field('kind')} />
      <TextField label={t('fields.description')} {...form.text('description')} />
      <FieldRow>
        <MoneyField label={t('fields.amountOre')} {...form.field('amountOre')} />
        <NumberField label={t('fields.hours')} {...form.field('hours')} />
      </FieldRow>
      <Select
        label={t('fields.grant')}
        {...grant}
        choices={[{ id: noGrant, label: t('noGrant') }, ...(data?.rows ?? []).map(({ id, name, funderName }) => ({ id, label: name, detail: funderName }))]}
        value={grant.value ?? noGrant}
        onChange={(id) => grant.onChange(id === noGrant ? null : id)}
      />
      <FieldRow>
        <DateField label={t('fields.givenOn')} {...form.field('givenOn')} />
        <DateField label={t('fields.followUpDueOn')} {...form.field('followUpDueOn')} />
      </FieldRow>
    </>
  )
}

/** Records what came of support. */
export function FollowUpDialog({ support, onClose }: { support: Support; onClose(): void }) {
  const t = useTranslations('support')
  const { notifyUndoable } = useUndo()
  const { id, version, followedUpOn, outcome, newRepresentativesCount } = support
  const form = useForm({
    schema: inputSchema(contract.followUp),
    defaultValues: { id, version, followedUpOn: followedUpOn ?? systemClock.today(), outcome, newRepresentativesCount },
    async save(values) {
      await client.support.followUp(values)
      await notifyUndoable(t('followedUp'))
      onClose()
    },
  })
  return (
    <FormDialog title={t('followUp')} onClose={onClose} form={form} saveLabel={t('followUp')} intro={<p>{support.description}</p>}>
      <Fields>
        <TextField label={t('fields.outcome')} multiline {...form.text('outcome')} />
        <FieldRow>
          <NumberField label={t('fields.newRepresentativesCount')} {...form.field('newRepresentativesCount')} />
          <DateField label={t('fields.followedUpOn')} {...form.field('followedUpOn')} />
        </FieldRow>
      </Fields>
    </FormDialog>
  )
}

/** Gives the list out as an Excel file, with the reason. */
export function ExportSupportDialog({ year, onClose }: { year: number | undefined; onClose(): void }) {
  const t = useTranslations('support')
  const language = useLanguage()
  const saveDocument = useSaveDocument()
  const form = useForm({
    schema: inputSchema(contract.exportList),
    defaultValues: { ...(year !== undefined && { year }), reason: '', language },
    async save(values) {
      await saveDocument(await client.support.exportList(values))
      onClose()
    },
  })
  return (
    <FormDialog title={t('export')} onClose={onClose} form={form} saveLabel={t('export')} showsState={false}>
      <TextField label={t('exportReason')} help={t('exportReasonHelp')} {...form.text('reason')} />
    </FormDialog>
  )
}
