import { useQuery } from '@tanstack/react-query'
import { payouts } from '#contract/payouts.ts'
import { api, client, useErrorSentence } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useGo } from '#renderer/app/navigation.ts'
import { Banner, DateField, EmptyState, ErrorState, Fields, Form, LinkButton, Loading, Page, Stack, useForm, useFormat, useTranslations } from '#renderer/ui/index.ts'
import { bankDayOnOrAfter } from '#shared/bank-days.ts'
import { systemClock } from '#shared/clock.ts'

/** First step of a payout: the day, and what there is to gather. The next step is the draft itself. */
export function NewPayoutPage() {
  const t = useTranslations('payouts')
  const sayError = useErrorSentence()
  const { data, error, refetch } = useQuery(api.claims.list.queryOptions({ input: { state: 'approved', limit: 1 } }))
  return (
    <Page title={t('newPayout')} windowTitle={t('newPayout')} lead={t('newLead')} breadcrumbs={[{ label: t('title'), href: '/payouts' }]}>
      {error && <ErrorState onRetry={() => void refetch()}>{sayError(error)}</ErrorState>}
      {!data && !error && <Loading />}
      {data?.total === 0 && (
        <EmptyState title={t('nothingWaiting')} actions={<LinkButton href="/claims?state=submitted">{t('toClaims')}</LinkButton>}>
          {t('nothingWaitingHelp')}
        </EmptyState>
      )}
      {data && data.total > 0 && <Gather count={data.total} sumOre={data.sumOre ?? 0} />}
    </Page>
  )
}

function Gather({ count, sumOre }: { count: number; sumOre: number }) {
  const t = useTranslations('payouts')
  const format = useFormat()
  const go = useGo()
  const form = useForm({
    schema: inputSchema(payouts.create),
    defaultValues: { paidOn: bankDayOnOrAfter(systemClock.today()) },
    async save(values) {
      const { id } = await client.payouts.create(values)
      go(`/payouts/${id}`)
    },
  })
  return (
    <Stack>
      <Banner tone="info">{t('waiting', { count, sum: format.money(sumOre) })}</Banner>
      <Form form={form} saveLabel={t('gather')} onCancel={() => go('/payouts')} showsState={false}>
        <Fields>
          <DateField label={t('paidOn')} help={t('paidOnHelp')} {...form.field('paidOn')} />
        </Fields>
      </Form>
    </Stack>
  )
}
