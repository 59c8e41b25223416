import { useQuery } from '@tanstack/react-query'
import { memberCountRules } from '#contract/memberships.ts'
import { association } from '#contract/session.ts'
import { api, client, useErrorSentence } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { ComboBox, ErrorState, FieldRow, Fields, Form, Loading, NumberField, RadioGroup, TextField, useForm, useTranslations } from '#renderer/ui/index.ts'
import { municipalities } from '#shared/data/municipalities.ts'

type Association = Awaited<ReturnType<typeof client.association.read>>

const municipalityChoices = municipalities.map(({ code, name }) => ({ id: code, label: name }))

/** The association's own details: they stand on payment files, certificates and reports. */
export function AssociationPart() {
  const sayError = useErrorSentence()
  const { data, error, refetch } = useQuery(api.association.read.queryOptions())
  if (error) return <ErrorState onRetry={() => void refetch()}>{sayError(error)}</ErrorState>
  return data ? <AssociationForm key={data.version} details={data} /> : <Loading />
}

function AssociationForm({ details }: { details: Association }) {
  const t = useTranslations('administration')
  const counting = useTranslations('memberships')
  const { notifyUndoable } = useUndo()
  const { isDemo: _isDemo, memberCountRule, ...fields } = details
  const form = useForm({
    schema: inputSchema(association.update),
    defaultValues: { ...fields, memberCountRule: memberCountRules.find((rule) => rule === memberCountRule) ?? 'membership' },
    async save(values) {
      await client.association.update(values)
      await notifyUndoable(t('saved'))
    },
  })
  return (
    <Form form={form}>
      <Fields>
        <FieldRow>
          <TextField label={t('fields.name')} {...form.text('name')} />
          <TextField label={t('fields.organisationNumber')} width="medium" figures {...form.text('organisationNumber')} />
        </FieldRow>
        <FieldRow>
          <TextField label={t('fields.street')} width="medium" {...form.text('street')} />
          <TextField label={t('fields.postcode')} width="narrow" {...form.text('postcode')} />
          <TextField label={t('fields.town')} width="medium" {...form.text('town')} />
          <ComboBox label={t('fields.municipalityCode')} choices={municipalityChoices} {...form.field('municipalityCode')} />
        </FieldRow>
        <TextField label={t('fields.email')} type="email" width="medium" {...form.text('email')} />
        <FieldRow>
          <TextField label={t('fields.debtorIban')} width="medium" figures {...form.text('debtorIban')} />
          <TextField label={t('fields.debtorBic')} width="narrow" {...form.text('debtorBic')} />
        </FieldRow>
        <RadioGroup
          label={t('fields.memberCountRule')}
          choices={memberCountRules.map((id) => ({ id, label: counting(`countRule.${id}`) }))}
          {...form.field('memberCountRule')}
        />
        <NumberField label={t('fields.smallCountLimit')} {...form.field('smallCountLimit')} />
      </Fields>
    </Form>
  )
}
