import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { SentTo } from '#contract/base.ts'
import { memberships, type FeeRate } from '#contract/memberships.ts'
import { membershipKinds } from '#contract/people.ts'
import { api, client, useCan, useErrorSentence } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useUndo } from '#renderer/app/undo.ts'
import {
  Button, EmptyState, ErrorState, FieldRow, Fields, FormDialog, Loading, MoneyField, NumberField, Page, partOf, Select, SimpleTable, Stack, type TalanForm, TextField, useForm, useFormat, useTranslations,
} from '#renderer/ui/index.ts'
import { TakeOutList } from '#renderer/features/lists/take-out-list.tsx'
import { systemClock } from '#shared/clock.ts'
import { yearOf } from '#shared/dates.ts'

/** What each kind of membership costs, year by year. */
export function RatesPage() {
  const t = useTranslations('memberships')
  const sayError = useErrorSentence()
  const canWrite = useCan('fees.write')
  const { data: rates, error, refetch } = useQuery(api.memberships.listRates.queryOptions({ input: {} }))
  const [isAdding, setAdding] = useState(false)
  const [changing, setChanging] = useState<FeeRate>()
  return (
    <Page
      title={t('rates')}
      windowTitle={t('rates')}
      lead={t('ratesLead')}
      breadcrumbs={[{ label: t('title'), href: '/memberships' }]}
      actions={
        canWrite && (
          <Button variant="primary" icon={Plus} onPress={() => setAdding(true)}>
            {t('newRate')}
          </Button>
        )
      }
    >
      {error && <ErrorState onRetry={() => void refetch()}>{sayError(error)}</ErrorState>}
      {!rates && !error && <Loading />}
      {rates && (
        <Stack>
          <TakeOutList list="feeRates" query={{}} />
          <RatesTable rates={rates} onChange={canWrite ? setChanging : undefined} />
        </Stack>
      )}
      {isAdding && <NewRateDialog onClose={() => setAdding(false)} />}
      {changing && <EditRateDialog rate={changing} onClose={() => setChanging(undefined)} />}
    </Page>
  )
}

function RatesTable({ rates, onChange }: { rates: readonly FeeRate[]; onChange: ((rate: FeeRate) => void) | undefined }) {
  const t = useTranslations('memberships')
  const people = useTranslations('people')
  const format = useFormat()
  return (
    <SimpleTable
      label={t('rates')}
      rows={rates}
      rowId={(row) => row.id}
      empty={<EmptyState title={t('noRates')}>{t('noRatesHelp')}</EmptyState>}
      columns={[
        { id: 'kind', header: t('fields.kind'), cell: (row) => people(`membershipKind.${row.kind}`), isRowHeader: true },
        { id: 'amount', header: t('fields.amount'), cell: (row) => format.money(row.amountOre), align: 'end' },
        { id: 'fromYear', header: t('fields.fromYear'), cell: (row) => row.fromYear, align: 'end' },
        { id: 'toYear', header: t('fields.toYear'), cell: (row) => row.toYear ?? t('untilFurther'), align: 'end' },
        { id: 'note', header: t('fields.note'), cell: (row) => row.note },
        ...(onChange
          ? [
              {
                id: 'change', header: t('fields.action'),
                cell: (row: FeeRate) => (
                  <Button size="small" aria-label={t('editRateOf', { kind: people(`membershipKind.${row.kind}`) })} onPress={() => onChange(row)}>
                    {t('editRate')}
                  </Button>
                ),
              },
            ]
          : []),
      ]}
    />
  )
}

type RateValues = SentTo<typeof memberships.createRate>

function RateFields({ form }: { form: TalanForm<RateValues> }) {
  const t = useTranslations('memberships')
  const people = useTranslations('people')
  return (
    <Fields>
      <FieldRow>
        <Select label={t('fields.kind')} choices={membershipKinds.map((id) => ({ id, label: people(`membershipKind.${id}`) }))} {...form.field('kind')} />
        <MoneyField label={t('fields.amount')} {...form.field('amountOre')} />
      </FieldRow>
      <FieldRow>
        <NumberField inOnePiece label={t('fields.fromYear')} {...form.field('fromYear')} />
        <NumberField inOnePiece label={t('fields.toYear')} {...form.field('toYear')} />
      </FieldRow>
      <TextField label={t('fields.note')} {...form.text('note')} />
    </Fields>
  )
}

function NewRateDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('memberships')
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema: inputSchema(memberships.createRate),
    defaultValues: { kind: 'main', fromYear: yearOf(systemClock.today()), toYear: null, note: null },
    async save(values) {
      await client.memberships.createRate(values)
      await notifyUndoable(t('saved'))
      onClose()
    },
  })
  return (
    <FormDialog title={t('newRate')} onClose={onClose} form={form}>
      <RateFields form={partOf(form)} />
    </FormDialog>
  )
}

function EditRateDialog({ rate, onClose }: { rate: FeeRate; onClose: () => void }) {
  const t = useTranslations('memberships')
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema: inputSchema(memberships.updateRate),
    defaultValues: rate,
    async save(values) {
      await client.memberships.updateRate(values)
      await notifyUndoable(t('saved'))
      onClose()
    },
  })
  return (
    <FormDialog title={t('editRate')} onClose={onClose} form={form}>
      <RateFields form={partOf(form)} />
    </FormDialog>
  )
}
