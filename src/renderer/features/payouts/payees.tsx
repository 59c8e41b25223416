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

/** What stands in the way of paying somebody, and what is good to know before. */
export function PayeeRemarks({ payout }: { payout: Payout }) {
  const t = useTranslations('payouts')
  const blocked = payout.payees.filter((payee) => payee.refusals.length > 0)
  const noted = payout.payees.filter((payee) => payee.notices.length > 0)
  return (
    <>
      {blocked.length > 0 && (
        <Section title={t('toMend')}>
          <RemarkTable label={t('toMend')} payout={payout} payees={blocked} remarks="refusals" />
        </Section>
      )}
      {noted.length > 0 && (
        <Section title={t('toKnow')}>
          <RemarkTable label={t('toKnow')} payout={payout} payees={noted} remarks="notices" />
        </Section>
      )}
    </>
  )
}

function RemarkTable({ label, payout, payees, remarks }: { label: string; payout: Payout; payees: readonly PayoutPayee[]; remarks: 'refusals' | 'notices' }) {
  const t = useTranslations('payouts')
  const nameOf = usePersonName()
  const canWrite = useCan('payouts.write')
  const removeColumn: GridColumn<PayoutPayee> = { id: 'remove', header: t('removePerson'), cell: (payee) => <RemoveButton payout={payout} payee={payee} /> }
  return (
    <SimpleTable<PayoutPayee>
      label={label}
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
