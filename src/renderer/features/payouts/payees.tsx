import { UserMinus } from 'lucide-react'
import type { Payout, PayoutPayee } from '#contract/payouts.ts'
import { client, useCan, useErrorSentence } from '#renderer/api/index.ts'
import { Button, notify, Section, SimpleTable, StatusChip, useFormat, useTranslations, type GridColumn } from '#renderer/ui/index.ts'
import { FindingList } from '#renderer/features/claims/findings.tsx'
import { usePersonName } from '#renderer/features/people/person-name.tsx'

/** Gross, tax, contributions and net of each person, with their sums. */
export function PayeeTable({ payout }: { payout: Payout }) {
  const t = useTranslations('payouts')
  const format = useFormat()
  const nameOf = usePersonName()
  const { totals } = payout
  const amount = (id: 'taxable' | 'taxFree' | 'tax' | 'contribution' | 'net', value: (amounts: NonNullable<PayoutPayee['amounts']>) => number): GridColumn<PayoutPayee> => ({
    id, header: t(`fields.${id}`), align: 'end', cell: (payee) => (payee.amounts ? format.money(value(payee.amounts)) : t('cannotCompute')),
  })
  return (
    <Section title={t('people')}>
      <SimpleTable<PayoutPayee>
        label={t('people')}
        rows={payout.payees}
        rowId={(payee) => payee.person.id}
        href={(payee) => `/people/${payee.person.id}`}
        columns={[
          { id: 'person', header: t('fields.person'), cell: (payee) => nameOf(payee.person), isRowHeader: true },
          amount('taxable', (amounts) => amounts.taxableOre),
          amount('taxFree', (amounts) => amounts.taxFreeOre),
          amount('tax', (amounts) => amounts.taxOre),
          amount('net', (amounts) => amounts.netOre),
          amount('contribution', (amounts) => amounts.contributionOre),
          {
            id: 'account', header: t('fields.account'),
            cell: (payee) =>
              payee.person.isProtected ? <StatusChip tone="need">{t('byHand')}</StatusChip> : payee.clearingNumber && `${payee.bank ?? ''} ${payee.clearingNumber} ${payee.maskedAccountNumber}`,
          },
        ]}
        footer={[
          t('fields.total'), format.money(totals.taxableOre), format.money(totals.taxFreeOre), format.money(totals.taxOre), format.money(totals.netOre),
          format.money(totals.contributionOre), '',
        ]}
      />
    </Section>
  )
}

/** What stands in the way of paying somebody. Nothing while nothing does. */
export function PayeeRefusals({ payout }: { payout: Payout }) {
  const t = useTranslations('payouts')
  return <Remarks title={t('toMend')} payout={payout} remarks="refusals" />
}

/** What is good to know before paying, such as that a payment passes 1 000 kr. */
export function PayeeNotices({ payout }: { payout: Payout }) {
  const t = useTranslations('payouts')
  return <Remarks title={t('toKnow')} payout={payout} remarks="notices" />
}

interface RemarksProps {
  title: string
  payout: Payout
  remarks: 'refusals' | 'notices'
}

function Remarks({ title, payout, remarks }: RemarksProps) {
  const payees = payout.payees.filter((payee) => payee[remarks].length > 0)
  if (payees.length === 0) return null
  return (
    <Section title={title}>
      <RemarkTable title={title} payout={payout} payees={payees} remarks={remarks} />
    </Section>
  )
}

function RemarkTable({ title, payout, payees, remarks }: RemarksProps & { payees: readonly PayoutPayee[] }) {
  const t = useTranslations('payouts')
  const nameOf = usePersonName()
  const canWrite = useCan('payouts.write')
  const removeColumn: GridColumn<PayoutPayee> = { id: 'remove', header: t('fields.action'), cell: (payee) => <RemoveButton payout={payout} payee={payee} /> }
  return (
    <SimpleTable<PayoutPayee>
      label={title}
      rows={payees}
      rowId={(payee) => payee.person.id}
      href={(payee) => `/people/${payee.person.id}`}
      columns={[
        { id: 'person', header: t('fields.person'), cell: (payee) => nameOf(payee.person), isRowHeader: true },
        { id: 'what', header: t('fields.what'), cell: (payee) => <FindingList findings={payee[remarks]} /> },
        ...(canWrite && remarks === 'refusals' ? [removeColumn] : []),
      ]}
    />
  )
}

function RemoveButton({ payout, payee }: { payout: Payout; payee: PayoutPayee }) {
  const t = useTranslations('payouts')
  const sayError = useErrorSentence()

  async function remove() {
    try {
      await client.payouts.removePerson({ id: payout.id, version: payout.version, personId: payee.person.id })
      notify({ text: t('removed') })
    } catch (error) {
      notify({ text: sayError(error), tone: 'need' })
    }
  }

  return (
    <Button size="small" icon={UserMinus} onPress={remove}>
      {t('removePerson')}
    </Button>
  )
}
