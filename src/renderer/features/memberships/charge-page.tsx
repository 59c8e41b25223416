import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { memberships } from '#contract/memberships.ts'
import { api, client, useErrorSentence } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useGo } from '#renderer/app/navigation.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { Banner, DateField, ErrorState, Fields, Form, Loading, Page, Select, SimpleTable, Stack, useForm, useFormat, useTranslations } from '#renderer/ui/index.ts'
import { systemClock } from '#shared/clock.ts'
import { addDays, yearOf } from '#shared/dates.ts'
import { feeYears } from './fee-years.ts'

type Plan = Awaited<ReturnType<typeof client.memberships.previewCharge>>

const monthToPay = 30

/** Asks every member for a year's fee; first how many and how much. */
export function ChargePage() {
  const t = useTranslations('memberships')
  const sayError = useErrorSentence()
  const [year, setYear] = useState(yearOf(systemClock.today()))
  const { data: plan, error, refetch } = useQuery(api.memberships.previewCharge.queryOptions({ input: { year } }))
  return (
    <Page title={t('chargeYear')} windowTitle={t('chargeYear')} lead={t('chargeLead')} breadcrumbs={[{ label: t('title'), href: '/memberships' }]}>
      <Stack>
        <Select width="narrow" label={t('fields.year')} value={String(year)} onChange={(chosen) => setYear(Number(chosen))} choices={feeYears()} />
        {error && <ErrorState onRetry={() => void refetch()}>{sayError(error)}</ErrorState>}
        {!plan && !error && <Loading />}
        {plan && <PlanPart key={`${year} ${plan.count}`} year={year} plan={plan} />}
      </Stack>
    </Page>
  )
}

function PlanPart({ year, plan }: { year: number; plan: Plan }) {
  const t = useTranslations('memberships')
  const people = useTranslations('people')
  const format = useFormat()
  return (
    <Stack>
      {plan.withoutRate.length > 0 && (
        <Banner tone="need">{t('withoutRate', { kinds: format.list(plan.withoutRate.map((kind) => people(`membershipKind.${kind}`).toLowerCase())) })}</Banner>
      )}
      {plan.charged > 0 && <p>{t('chargedCount', { count: plan.charged })}</p>}
      {plan.exempt > 0 && <p>{t('exemptCount', { count: plan.exempt })}</p>}
      {plan.count === 0 ? (
        <Banner tone="info">{t('nobodyToCharge', { year: String(year) })}</Banner>
      ) : (
        <>
          <SimpleTable
            label={t('chargeYear')}
            rows={plan.byKind}
            rowId={(row) => `${row.kind} ${row.amountOre}`}
            columns={[
              { id: 'kind', header: t('fields.kind'), cell: (row) => people(`membershipKind.${row.kind}`), isRowHeader: true },
              { id: 'amount', header: t('fields.amount'), cell: (row) => format.money(row.amountOre), align: 'end' },
              { id: 'count', header: t('fields.count'), cell: (row) => format.number(row.count), align: 'end' },
              { id: 'sum', header: t('fields.sum'), cell: (row) => format.money(row.amountOre * row.count), align: 'end' },
            ]}
            footer={[t('fields.sum'), '', format.number(plan.count), format.money(plan.totalOre)]}
          />
          <ChargeForm year={year} count={plan.count} />
        </>
      )}
    </Stack>
  )
}

function ChargeForm({ year, count }: { year: number; count: number }) {
  const t = useTranslations('memberships')
  const go = useGo()
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema: inputSchema(memberships.charge),
    defaultValues: { year, expected: count, dueOn: addDays(systemClock.today(), monthToPay) },
    async save(values) {
      const done = await client.memberships.charge(values)
      await notifyUndoable(t('charged', { count: done.count }))
      go(`/memberships?year=${year}`)
    },
  })
  return (
    <Form form={form} saveLabel={t('chargeThem', { count })} showsState={false}>
      <Fields>
        <DateField label={t('fields.dueOn')} {...form.field('dueOn')} />
      </Fields>
    </Form>
  )
}
