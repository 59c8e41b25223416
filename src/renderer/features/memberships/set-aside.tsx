import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { memberships, setAsideReasons, type PaymentObstacle, type SetAsidePayment, type UnsettledPayment } from '#contract/memberships.ts'
import { api, client, useErrorSentence } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useUndo } from '#renderer/app/undo.ts'
import {
  Button, ButtonGroup, DateField, Fields, FormDialog, notify, Section, Select, SimpleTable, Stack, StatusChip, TextField, useForm, useFormat, useTranslations,
} from '#renderer/ui/index.ts'
import { TakeOutList } from '#renderer/features/lists/take-out-list.tsx'
import { systemClock } from '#shared/clock.ts'
import { PaymentLine } from './choose-fee-dialog.tsx'

/** What a payment that finds no fee most likely is. */
const likely: Partial<Record<PaymentObstacle, (typeof setAsideReasons)[number]>> = { alreadyPaid: 'repay', paidTwice: 'repay', notOwed: 'repay', deduction: 'takenBack' }

/** Says that a payment is no fee, and why. */
export function SetAsideDialog({ payment, onClose }: { payment: UnsettledPayment & { readonly id: string; readonly version: number }; onClose: () => void }) {
  const t = useTranslations('memberships')
  const { notifyUndoable } = useUndo()
  const reason = likely[payment.obstacle]
  const form = useForm({
    schema: inputSchema(memberships.setPaymentAside),
    defaultValues: { id: payment.id, version: payment.version, note: null, ...(reason && { reason }) },
    async save(values) {
      await client.memberships.setPaymentAside(values)
      await notifyUndoable(t('setAsideDone'))
      onClose()
    },
  })
  return (
    <FormDialog title={t('setAside')} onClose={onClose} form={form} saveLabel={t('setAside')} intro={<PaymentLine payment={payment} />}>
      <Fields>
        <Select label={t('fields.category')} choices={setAsideReasons.map((id) => ({ id, label: t(`setAsideReason.${id}`) }))} {...form.field('reason')} />
        <TextField label={t('fields.note')} {...form.text('note')} />
      </Fields>
    </FormDialog>
  )
}

/** A table on the page holds as many rows as one can look through. */
const mostRows = 200

/** What is set aside, and what is still to be paid back. Nothing while there is none. */
export function SetAsidePart() {
  const t = useTranslations('memberships')
  const format = useFormat()
  const sayError = useErrorSentence()
  const { notifyUndoable } = useUndo()
  const { data: rows = [] } = useQuery(api.memberships.listSetAside.queryOptions({ input: {} }))
  const [repaying, setRepaying] = useState<SetAsidePayment>()
  if (rows.length === 0) return null

  async function resume({ id, version }: SetAsidePayment) {
    try {
      await client.memberships.resumePayment({ id, version })
      await notifyUndoable(t('resumed'))
    } catch (error) {
      notify({ text: sayError(error), tone: 'need' })
    }
  }

  const ofRow = (row: SetAsidePayment, action: string) => `${action}: ${row.payerName ?? format.money(row.setAsideOre)}`
  return (
    <Section title={t('asideTitle')} keepsFocus actions={<TakeOutList list="setAsidePayments" query={{}} />}>
      <Stack>
        <p>{t('asideLead')}</p>
        <SimpleTable
          label={t('asideTitle')}
          rows={rows.slice(0, mostRows)}
          rowId={(row) => row.id}
          empty={null}
          columns={[
            { id: 'payer', header: t('fields.payer'), cell: (row) => row.payerName ?? '–', isRowHeader: true },
            { id: 'date', header: t('fields.bookedOn'), cell: (row) => format.date(row.bookedOn), isExtra: true },
            {
              id: 'amount', header: t('fields.amount'), align: 'end',
              cell: (row) => (row.setAsideOre === row.amountOre ? format.money(row.amountOre) : t('ofAmount', { part: format.money(row.setAsideOre), amount: format.money(row.amountOre) })),
            },
            {
              id: 'reason', header: t('fields.category'),
              cell: (row) =>
                row.repaidOn === null ? (
                  <StatusChip tone={row.reason === 'repay' ? 'need' : 'muted'}>{t(`setAsideReason.${row.reason}`)}</StatusChip>
                ) : (
                  <StatusChip tone="good">{t('fields.repaidOn')} {format.date(row.repaidOn)}</StatusChip>
                ),
            },
            { id: 'note', header: t('fields.note'), cell: (row) => row.note, isExtra: true },
            {
              id: 'action', header: t('fields.action'),
              cell: (row) =>
                row.repaidOn === null && (
                  <ButtonGroup>
                    {row.reason === 'repay' && (
                      <Button size="small" aria-label={ofRow(row, t('recordRepayment'))} onPress={() => setRepaying(row)}>
                        {t('recordRepayment')}
                      </Button>
                    )}
                    {row.setAsideOre === row.amountOre && (
                      <Button size="small" aria-label={ofRow(row, t('resume'))} onPress={() => void resume(row)}>
                        {t('resume')}
                      </Button>
                    )}
                  </ButtonGroup>
                ),
            },
          ]}
        />
      </Stack>
      {repaying && <RepaymentDialog payment={repaying} onClose={() => setRepaying(undefined)} />}
    </Section>
  )
}

function RepaymentDialog({ payment, onClose }: { payment: SetAsidePayment; onClose: () => void }) {
  const t = useTranslations('memberships')
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema: inputSchema(memberships.recordRepayment),
    defaultValues: { id: payment.id, version: payment.version, repaidOn: systemClock.today() },
    async save(values) {
      await client.memberships.recordRepayment(values)
      await notifyUndoable(t('saved'))
      onClose()
    },
  })
  return (
    <FormDialog title={t('recordRepayment')} onClose={onClose} form={form} saveLabel={t('recordRepayment')} intro={<PaymentLine payment={payment} partOre={payment.setAsideOre} />}>
      <Fields>
        <DateField label={t('fields.repaidOn')} {...form.field('repaidOn')} />
      </Fields>
    </FormDialog>
  )
}
