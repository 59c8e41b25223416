import { useQuery } from '@tanstack/react-query'
import { knownToPassReadings, payouts, retroactiveRateReadings, smallPaymentReadings } from '#contract/payouts.ts'
import { api, client, useCan, useErrorSentence } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { Checkbox, ErrorState, Fields, Form, Loading, notify, Page, RadioGroup, TextField, useForm, useTranslations } from '#renderer/ui/index.ts'

type Settings = Awaited<ReturnType<typeof client.payouts.readSettings>>

/** The association's choices where the rules of paying allow two readings, and its bank's wishes. */
export function PayoutSettingsPage() {
  const t = useTranslations('payouts')
  const sayError = useErrorSentence()
  const { data, error, refetch } = useQuery(api.payouts.readSettings.queryOptions({ input: {} }))
  return (
    <Page title={t('settings')} windowTitle={t('settings')} lead={t('settingsLead')} breadcrumbs={[{ label: t('title'), href: '/payouts' }]}>
      {error && <ErrorState onRetry={() => void refetch()}>{sayError(error)}</ErrorState>}
      {!data && !error && <Loading />}
      {data && <SettingsForm key={data.version} settings={data} />}
    </Page>
  )
}

function SettingsForm({ settings }: { settings: Settings }) {
  const t = useTranslations('payouts')
  const canWrite = useCan('payouts.write')
  const form = useForm({
    schema: inputSchema(payouts.updateSettings),
    defaultValues: { ...settings, reason: '' },
    async save(values) {
      await client.payouts.updateSettings(values)
      notify({ text: t('settingsSaved') })
    },
  })
  const fields = (
    <Fields>
      <RadioGroup label={t('smallPayment')} choices={smallPaymentReadings.map((id) => ({ id, label: t(`smallPaymentReading.${id}`) }))} isDisabled={!canWrite} {...form.field('smallPayment')} />
      <RadioGroup label={t('knownToPass')} choices={knownToPassReadings.map((id) => ({ id, label: t(`knownToPassReading.${id}`) }))} isDisabled={!canWrite} {...form.field('knownToPass')} />
      <RadioGroup
        label={t('retroactiveRate')}
        choices={retroactiveRateReadings.map((id) => ({ id, label: t(`retroactiveRateReading.${id}`) }))}
        isDisabled={!canWrite}
        {...form.field('retroactiveRate')}
      />
      <Checkbox isDisabled={!canWrite} {...form.flag('isSalaryMarked')}>
        {t('isSalaryMarked')}
      </Checkbox>
      <Checkbox isDisabled={!canWrite} {...form.flag('isClearingInAccount')}>
        {t('isClearingInAccount')}
      </Checkbox>
    </Fields>
  )
  if (!canWrite) return fields
  return (
    <Form form={form}>
      {fields}
      <TextField label={t('settingsReason')} {...form.text('reason')} />
    </Form>
  )
}
