import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { confirmationMethods, exemptionCategories, memberships, paymentMethods, withdrawalCategories, type FeePayment, type MembershipFee } from '#contract/memberships.ts'
import type { Person } from '#contract/people.ts'
import { api, client, useCan, useErrorSentence } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { TakeOutList } from '#renderer/features/lists/take-out-list.tsx'
import { FeeStateChip } from '#renderer/features/memberships/fee-state.tsx'
import {
  Button, ButtonGroup, ConfirmDialog, DateField, ErrorState, Fields, FormDialog, Loading, MoneyField, notify, NumberField, Section, Select, SimpleTable, Stack, TextField, useForm, useFormat, useTranslations,
} from '#renderer/ui/index.ts'
import { systemClock } from '#shared/clock.ts'
import { yearOf } from '#shared/dates.ts'
import { MembershipPeriods } from './membership-periods.tsx'

/** Everything about a person's membership: when, what has been paid, and what has been said about it. */
export function MembershipTab({ person }: { person: Person }) {
  const sayError = useErrorSentence()
  const { data, error, refetch } = useQuery(api.memberships.ofPerson.queryOptions({ input: { personId: person.id } }))
  return (
    <Stack>
      <MembershipPeriods person={person} />
      {error && <ErrorState onRetry={() => void refetch()}>{sayError(error)}</ErrorState>}
      {!data && !error && <Loading />}
      {data && (
        <>
          <FeesPart personId={person.id} isProtected={person.isProtected} fees={data.fees} payments={data.payments} />
          <ExemptionsPart personId={person.id} isProtected={person.isProtected} exemptions={data.exemptions} />
          <ConfirmationsPart personId={person.id} isProtected={person.isProtected} confirmations={data.confirmations} />
        </>
      )}
    </Stack>
  )
}

type OfPerson = Awaited<ReturnType<typeof client.memberships.ofPerson>>

/** The yearly fees of a person, with reminders. */
function FeesPart({ personId, isProtected, fees, payments }: { personId: string; isProtected: boolean; fees: readonly MembershipFee[]; payments: readonly FeePayment[] }) {
  const t = useTranslations('people')
  const words = useTranslations('memberships')
  const format = useFormat()
  const sayError = useErrorSentence()
  const { notifyUndoable } = useUndo()
  const canWrite = useCan('fees.write')
  const [isRecording, setRecording] = useState(false)
  const [withdrawing, setWithdrawing] = useState<MembershipFee>()
  const [unpaying, setUnpaying] = useState<MembershipFee>()

  const withdrawn = ({ decidedOn, category, note }: NonNullable<MembershipFee['withdrawal']>) => [format.date(decidedOn), words(`withdrawalCategory.${category}`), note].filter(Boolean).join(', ')

  async function remind({ id, year }: MembershipFee) {
    try {
      const { count } = await client.memberships.remind({ year, feeId: id, remindedOn: systemClock.today() })
      await notifyUndoable(words('reminded', { count }))
    } catch (error) {
      notify({ text: sayError(error), tone: 'need' })
    }
  }

  async function restore({ id, version }: NonNullable<MembershipFee['withdrawal']>) {
    try {
      await client.memberships.restoreFee({ id, version })
      await notifyUndoable(t('saved'))
    } catch (error) {
      notify({ text: sayError(error), tone: 'need' })
    }
  }

  return (
    <Section
      title={t('sections.fees')}
      actions={
        <ButtonGroup>
          {canWrite && <Button onPress={() => setRecording(true)}>{t('recordFee')}</Button>}
          {!isProtected && fees.length > 0 && <TakeOutList list="personFees" query={{ personId }} />}
        </ButtonGroup>
      }
    >
      <SimpleTable
        label={t('sections.fees')}
        rows={fees}
        rowId={(row) => row.id}
        empty={<p>{t('noFees')}</p>}
        columns={[
          { id: 'year', header: t('fields.year'), cell: (row) => row.year, isRowHeader: true },
          { id: 'amount', header: t('fields.amount'), cell: (row) => row.amountOre !== null && format.money(row.amountOre), align: 'end' },
          { id: 'state', header: words('fields.state'), cell: (row) => <><FeeStateChip fee={row} />{row.state === 'withdrawn' && row.withdrawal && ` ${withdrawn(row.withdrawal)}`}</> },
          { id: 'dueOn', header: words('fields.dueOn'), cell: (row) => format.date(row.dueOn) },
          { id: 'reference', header: words('fields.reference'), cell: (row) => row.reference },
          { id: 'reminders', header: words('fields.reminders'), cell: (row) => row.reminders.map(({ number, remindedOn }) => `${number}: ${format.date(remindedOn)}`).join(', ') },
          ...(canWrite
            ? [
                {
                  id: 'remind', header: t('action'),
                  cell: (row: MembershipFee) => {
                    const { withdrawal } = row
                    return (
                      <ButtonGroup>
                        {(row.state === 'unpaid' || row.state === 'overdue') && (
                          <Button size="small" onPress={() => remind(row)}>
                            {words('remind')}
                          </Button>
                        )}
                        {paidOf(row, payments).length > 0 && (
                          <Button
                            size="small"
                            aria-label={words('makeUnpaidOf', { year: String(row.year) })}
                            disabledReason={payments.some(({ feeId, isFromBank }) => feeId === row.id && isFromBank) ? words('rules.settledByBank') : undefined}
                            onPress={() => setUnpaying(row)}
                          >
                            {words('makeUnpaid')}
                          </Button>
                        )}
                        {row.state !== 'paid' && !withdrawal && (
                          <Button size="small" aria-label={words('withdrawFeeOf', { year: String(row.year) })} onPress={() => setWithdrawing(row)}>
                            {words('withdraw')}
                          </Button>
                        )}
                        {withdrawal && (
                          <Button size="small" aria-label={words('restoreFeeOf', { year: String(row.year) })} onPress={() => restore(withdrawal)}>
                            {words('restoreFee')}
                          </Button>
                        )}
                      </ButtonGroup>
                    )
                  },
                },
              ]
            : []),
        ]}
      />
      {payments.length > 0 && <FeePayments personId={personId} isProtected={isProtected} payments={payments} />}
      {isRecording && <RecordFeeDialog personId={personId} fees={fees} payments={payments} onClose={() => setRecording(false)} />}
      {unpaying && <UnpaidDialog personId={personId} year={unpaying.year} paid={paidOf(unpaying, payments)} onClose={() => setUnpaying(undefined)} />}
      {withdrawing && <WithdrawFeeDialog fee={withdrawing} onClose={() => setWithdrawing(undefined)} />}
    </Section>
  )
}

type Paid = Pick<FeePayment, 'amountOre' | 'paidOn' | 'paymentMethod'>

/** What has been paid of a fee. One that was paid before payments were kept, or by a list, was paid all at once. */
function paidOf({ id, paidOn, paidOre, amountOre, paymentMethod }: MembershipFee, payments: readonly FeePayment[]): readonly Paid[] {
  const parts = payments.filter(({ feeId }) => feeId === id)
  return parts.length > 0 || paidOn === null ? parts : [{ paidOn, paymentMethod, amountOre: paidOre ?? amountOre }]
}

interface UnpaidDialogProps {
  personId: string
  year: number
  /** What is asked for from now on, where it is another amount than before. */
  amountOre?: number | null
  paid: readonly Paid[]
  onClose(): void
  onDone?(): void
}

/** Asks before a fee's payments are removed, and names each of them. */
function UnpaidDialog({ personId, year, amountOre = null, paid, onClose, onDone }: UnpaidDialogProps) {
  const t = useTranslations('memberships')
  const format = useFormat()
  const sayError = useErrorSentence()
  const { notifyUndoable } = useUndo()
  return (
    <ConfirmDialog
      title={t('makeUnpaidTitle', { year: String(year) })}
      isOpen
      onClose={onClose}
      confirmLabel={t('makeUnpaid')}
      describeError={sayError}
      onConfirm={async () => {
        await client.memberships.recordFee({ personId, year, amountOre, paidOn: null })
        await notifyUndoable(t('madeUnpaid', { year: String(year) }))
        onDone?.()
      }}
    >
      <p>{t('makeUnpaidHelp', { count: paid.length })}</p>
      <ul>
        {paid.map((payment) => (
          <li key={`${payment.paidOn} ${payment.amountOre} ${payment.paymentMethod}`}>
            {[format.date(payment.paidOn), payment.amountOre !== null && format.money(payment.amountOre), payment.paymentMethod && t(`method.${payment.paymentMethod}`)].filter(Boolean).join(', ')}
          </li>
        ))}
      </ul>
    </ConfirmDialog>
  )
}

function WithdrawFeeDialog({ fee, onClose }: { fee: MembershipFee; onClose(): void }) {
  const t = useTranslations('memberships')
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema: inputSchema(memberships.withdrawFee),
    defaultValues: { feeId: fee.id, note: null },
    async save(values) {
      await client.memberships.withdrawFee(values)
      await notifyUndoable(t('saved'))
      onClose()
    },
  })
  return (
    <FormDialog title={t('withdrawFeeOf', { year: String(fee.year) })} onClose={onClose} form={form} saveLabel={t('withdrawFee')} intro={<p>{t('withdrawHelp')}</p>}>
      <Fields>
        <Select label={t('fields.category')} choices={withdrawalCategories.map((id) => ({ id, label: t(`withdrawalCategory.${id}`) }))} {...form.field('category')} />
        <TextField label={t('fields.note')} {...form.text('note')} />
      </Fields>
    </FormDialog>
  )
}

/** Each payment of the fees: a fee may be paid in parts. What came through the bank is taken back with its file. */
function FeePayments({ personId, isProtected, payments }: { personId: string; isProtected: boolean; payments: readonly FeePayment[] }) {
  const t = useTranslations('people')
  const words = useTranslations('memberships')
  const format = useFormat()
  const sayError = useErrorSentence()
  const { notifyUndoable } = useUndo()
  const canWrite = useCan('fees.write')

  async function remove({ id, version }: FeePayment) {
    try {
      await client.memberships.removePayment({ id, version })
      await notifyUndoable(words('paymentRemoved'))
    } catch (error) {
      notify({ text: sayError(error), tone: 'need' })
    }
  }

  return (
    <Section title={words('fields.payments')} level={3} actions={!isProtected && <TakeOutList list="personPayments" query={{ personId }} />}>
      <SimpleTable
        label={words('fields.payments')}
        rows={payments}
        rowId={(row) => row.id}
        empty={null}
        columns={[
          { id: 'paidOn', header: words('fields.paidOn'), cell: (row) => format.date(row.paidOn), isRowHeader: true },
          { id: 'year', header: words('fields.feeYear'), cell: (row) => row.year },
          { id: 'amount', header: t('fields.amount'), cell: (row) => row.amountOre !== null && format.money(row.amountOre), align: 'end' },
          { id: 'method', header: words('fields.paymentMethod'), cell: (row) => row.paymentMethod && words(`method.${row.paymentMethod}`) },
          ...(canWrite
            ? [
                {
                  id: 'remove', header: t('action'),
                  cell: (row: FeePayment) =>
                    !row.isFromBank && (
                      <Button size="small" aria-label={words('removePaymentOf', { date: format.date(row.paidOn) })} onPress={() => remove(row)}>
                        {words('removePayment')}
                      </Button>
                    ),
                },
              ]
            : []),
        ]}
      />
    </Section>
  )
}

/** Records a payment, or without a day that nothing has been paid, which is asked about where something has. */
function RecordFeeDialog({ personId, fees, payments, onClose }: { personId: string; fees: readonly MembershipFee[]; payments: readonly FeePayment[]; onClose(): void }) {
  const t = useTranslations('people')
  const words = useTranslations('memberships')
  const { notifyUndoable } = useUndo()
  const today = systemClock.today()
  const [unpaying, setUnpaying] = useState<{ year: number; amountOre: number | null; paid: readonly Paid[] }>()
  const form = useForm({
    schema: inputSchema(memberships.recordFee),
    defaultValues: { personId, year: yearOf(today), amountOre: null, paidOn: today, paymentMethod: null },
    async save(values) {
      const known = fees.find(({ year }) => year === values.year)
      const paid = known ? paidOf(known, payments) : []
      if (values.paidOn === null && paid.length > 0) return setUnpaying({ year: values.year, amountOre: values.amountOre, paid })
      await client.memberships.recordFee(values)
      await notifyUndoable(t('saved'))
      onClose()
    },
  })
  return (
    <FormDialog title={t('recordFee')} onClose={onClose} form={form} saveLabel={t('recordFee')}>
      <Fields>
        <NumberField inOnePiece label={t('fields.year')} {...form.field('year')} />
        <MoneyField label={t('fields.amount')} {...form.field('amountOre')} />
        <DateField label={t('fields.paidOn')} {...form.field('paidOn')} />
        <Select label={words('fields.paymentMethod')} choices={paymentMethods.map((id) => ({ id, label: words(`method.${id}`) }))} {...form.field('paymentMethod')} />
      </Fields>
      {unpaying && <UnpaidDialog personId={personId} {...unpaying} onClose={() => setUnpaying(undefined)} onDone={onClose} />}
    </FormDialog>
  )
}

/** The years that a person is free from the fee, and why. */
function ExemptionsPart({ personId, isProtected, exemptions }: { personId: string; isProtected: boolean; exemptions: OfPerson['exemptions'] }) {
  const t = useTranslations('memberships')
  const people = useTranslations('people')
  const sayError = useErrorSentence()
  const { notifyUndoable } = useUndo()
  const canWrite = useCan('fees.write')
  const [isAdding, setAdding] = useState(false)

  async function remove({ id, version }: OfPerson['exemptions'][number]) {
    try {
      await client.memberships.removeExemption({ id, version })
      await notifyUndoable(t('saved'))
    } catch (error) {
      notify({ text: sayError(error), tone: 'need' })
    }
  }

  return (
    <Section
      title={t('exemptions')}
      actions={
        <ButtonGroup>
          {canWrite && <Button onPress={() => setAdding(true)}>{t('exempt')}</Button>}
          {!isProtected && exemptions.length > 0 && <TakeOutList list="personExemptions" query={{ personId }} />}
        </ButtonGroup>
      }
    >
      <SimpleTable
        label={t('exemptions')}
        rows={exemptions}
        rowId={(row) => row.id}
        empty={<p>{t('noExemptions')}</p>}
        columns={[
          { id: 'year', header: t('fields.year'), cell: (row) => row.year, isRowHeader: true },
          { id: 'category', header: t('fields.category'), cell: (row) => t(`category.${row.category}`) },
          { id: 'note', header: t('fields.note'), cell: (row) => row.note },
          ...(canWrite
            ? [
                {
                  id: 'remove', header: people('action'),
                  cell: (row: OfPerson['exemptions'][number]) => (
                    <Button size="small" aria-label={t('removeExemptionOf', { year: String(row.year) })} onPress={() => remove(row)}>
                      {t('removeExemption')}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
      {isAdding && <ExemptDialog personId={personId} onClose={() => setAdding(false)} />}
    </Section>
  )
}

function ExemptDialog({ personId, onClose }: { personId: string; onClose(): void }) {
  const t = useTranslations('memberships')
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema: inputSchema(memberships.exempt),
    defaultValues: { personId, year: yearOf(systemClock.today()), note: null },
    async save(values) {
      await client.memberships.exempt(values)
      await notifyUndoable(t('saved'))
      onClose()
    },
  })
  return (
    <FormDialog title={t('exempt')} onClose={onClose} form={form} saveLabel={t('exempt')}>
      <Fields>
        <NumberField inOnePiece label={t('fields.year')} {...form.field('year')} />
        <Select label={t('fields.category')} choices={exemptionCategories.map((id) => ({ id, label: t(`category.${id}`) }))} {...form.field('category')} />
        <TextField label={t('fields.note')} {...form.text('note')} />
      </Fields>
    </FormDialog>
  )
}

/** The years for which a person has said that she wants to be a member. */
function ConfirmationsPart({ personId, isProtected, confirmations }: { personId: string; isProtected: boolean; confirmations: OfPerson['confirmations'] }) {
  const t = useTranslations('memberships')
  const people = useTranslations('people')
  const format = useFormat()
  const sayError = useErrorSentence()
  const { notifyUndoable } = useUndo()
  const canWrite = useCan('people.write')
  const [isAdding, setAdding] = useState(false)

  async function remove({ id, version }: OfPerson['confirmations'][number]) {
    try {
      await client.memberships.removeConfirmation({ id, version })
      await notifyUndoable(t('confirmationRemoved'))
    } catch (error) {
      notify({ text: sayError(error), tone: 'need' })
    }
  }

  return (
    <Section
      title={t('confirmations')}
      actions={
        <ButtonGroup>
          {canWrite && <Button onPress={() => setAdding(true)}>{t('confirm')}</Button>}
          {!isProtected && confirmations.length > 0 && <TakeOutList list="personConfirmations" query={{ personId }} />}
        </ButtonGroup>
      }
    >
      <SimpleTable
        label={t('confirmations')}
        rows={confirmations}
        rowId={(row) => row.id}
        empty={<p>{t('noConfirmations')}</p>}
        columns={[
          { id: 'year', header: t('fields.year'), cell: (row) => row.year, isRowHeader: true },
          { id: 'confirmedOn', header: t('fields.confirmedOn'), cell: (row) => format.date(row.confirmedOn) },
          { id: 'method', header: t('fields.method'), cell: (row) => t(`confirmationMethod.${row.method}`) },
          ...(canWrite
            ? [
                {
                  id: 'remove', header: people('action'),
                  cell: (row: OfPerson['confirmations'][number]) => (
                    <Button size="small" aria-label={t('removeConfirmationOf', { year: String(row.year) })} onPress={() => void remove(row)}>
                      {t('removeConfirmation')}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
      {isAdding && <ConfirmMembershipDialog personId={personId} onClose={() => setAdding(false)} />}
    </Section>
  )
}

function ConfirmMembershipDialog({ personId, onClose }: { personId: string; onClose(): void }) {
  const t = useTranslations('memberships')
  const { notifyUndoable } = useUndo()
  const today = systemClock.today()
  const form = useForm({
    schema: inputSchema(memberships.confirm),
    defaultValues: { personId, year: yearOf(today), confirmedOn: today, method: 'form' },
    async save(values) {
      await client.memberships.confirm(values)
      await notifyUndoable(t('saved'))
      onClose()
    },
  })
  return (
    <FormDialog title={t('confirm')} onClose={onClose} form={form} saveLabel={t('confirm')}>
      <Fields>
        <NumberField inOnePiece label={t('fields.year')} {...form.field('year')} />
        <DateField label={t('fields.confirmedOn')} {...form.field('confirmedOn')} />
        <Select label={t('fields.method')} choices={confirmationMethods.map((id) => ({ id, label: t(`confirmationMethod.${id}`) }))} {...form.field('method')} />
      </Fields>
    </FormDialog>
  )
}
