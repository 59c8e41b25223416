import { useQuery } from '@tanstack/react-query'
import { memberships } from '#contract/memberships.ts'
import { api, client, useCan, useErrorSentence } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { Checkbox, ErrorState, Fields, Form, Loading, Page, TextField, useForm, useTranslations } from '#renderer/ui/index.ts'

type Settings = Awaited<ReturnType<typeof client.memberships.readSettings>>

/** The account that fees are paid to, and the association's choices about membership. */
export function MembershipSettingsPage() {
  const t = useTranslations('memberships')
  const sayError = useErrorSentence()
  const { data, error, refetch } = useQuery(api.memberships.readSettings.queryOptions({ input: {} }))
  return (
    <Page title={t('settings')} windowTitle={t('settings')} lead={t('settingsLead')} breadcrumbs={[{ label: t('title'), href: '/memberships' }]}>
      {error && <ErrorState onRetry={() => void refetch()}>{sayError(error)}</ErrorState>}
      {!data && !error && <Loading />}
      {data && <SettingsForm key={data.version} settings={data} />}
    </Page>
  )
}

function SettingsForm({ settings }: { settings: Settings }) {
  const t = useTranslations('memberships')
  const { notifyUndoable } = useUndo()
  const canWrite = useCan('fees.write')
  const form = useForm({
    schema: inputSchema(memberships.updateSettings),
    defaultValues: settings,
    async save(values) {
      await client.memberships.updateSettings(values)
      await notifyUndoable(t('saved'))
    },
  })
  const fields = (
    <Fields>
      <TextField label={t('fields.bankgiro')} width="narrow" figures isReadOnly={!canWrite} {...form.text('bankgiro')} />
      <TextField label={t('fields.bankAccount')} help={t('bankAccountHelp')} width="medium" figures isReadOnly={!canWrite} {...form.text('bankAccount')} />
      <Checkbox isDisabled={!canWrite} {...form.flag('isFeeConfirmation')}>
        {t('isFeeConfirmation')}
      </Checkbox>
      <Checkbox isDisabled={!canWrite} {...form.flag('isNumberAutomatic')}>
        {t('isNumberAutomatic')}
      </Checkbox>
    </Fields>
  )
  return canWrite ? <Form form={form}>{fields}</Form> : fields
}
