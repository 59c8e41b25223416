import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { FeeRef, UnsettledPayment } from '#contract/memberships.ts'
import { api } from '#renderer/api/index.ts'
import { Banner, Button, Dialog, Section, SimpleTable, Stack, useFormat, useTranslations } from '#renderer/ui/index.ts'
import { PersonIdPicker } from '#renderer/features/people/person-id-picker.tsx'
import { usePersonName } from '#renderer/features/people/person-name.tsx'

/** A fee in words: whose, which year's, how much. */
export function useFeeName(): (fee: FeeRef) => string {
  const t = useTranslations('memberships')
  const format = useFormat()
  const nameOf = usePersonName()
  return ({ person, year, amountOre }) => t('feeOf', { name: nameOf(person), year: String(year), amount: amountOre === null ? '–' : format.money(amountOre) })
}

/** What is left to pay of a fee; as much as is paid where its amount is not known. */
export function owedOf({ amountOre, paidOre }: FeeRef, payment: Pick<UnsettledPayment, 'amountOre'>): number {
  return amountOre === null ? payment.amountOre : amountOre - (paidOre ?? 0)
}

interface ChooseFeeProps {
  payment: UnsettledPayment
  onChoose: (fee: FeeRef) => void
  onClose: () => void
}

/** Matches a payment by hand: among the suggestions, or among the unpaid fees of a person one looks up. */
export function ChooseFeeDialog({ payment, onChoose, onClose }: ChooseFeeProps) {
  const t = useTranslations('memberships')
  const [failure, setFailure] = useState<string>()

  function choose(fee: FeeRef) {
    // What is too much for one fee is shared out, or set aside, once the payment waits.
    if (owedOf(fee, payment) < payment.amountOre) return setFailure(t('rules.moreThanOwed'))
    onChoose(fee)
    onClose()
  }

  return (
    <Dialog title={t('chooseFeeFor')} isOpen onClose={onClose} isWide>
      <Stack>
        {failure && <Banner tone="error">{failure}</Banner>}
        <PaymentLine payment={payment} />
        <FeeChoices suggestions={payment.suggestions} onChoose={choose} />
      </Stack>
    </Dialog>
  )
}

/** A payment in one line: when, how much, by whom, and what she wrote. Where only a part of it is meant, how much of how much. */
export function PaymentLine({ payment, partOre = payment.amountOre }: { payment: Pick<UnsettledPayment, 'bookedOn' | 'amountOre' | 'payerName' | 'payerText'>; partOre?: number }) {
  const t = useTranslations('memberships')
  const format = useFormat()
  const amount = format.money(payment.amountOre)
  const shown = partOre === payment.amountOre ? amount : t('ofAmount', { part: format.money(partOre), amount })
  return <p>{[format.date(payment.bookedOn), shown, payment.payerName, payment.payerText].filter(Boolean).join(' · ')}</p>
}

/** Fees to choose among: the suggestions, and those of a person one looks up. */
export function FeeChoices({ suggestions, onChoose }: { suggestions: readonly FeeRef[]; onChoose: (fee: FeeRef) => Promise<void> | void }) {
  const t = useTranslations('memberships')
  const [personId, setPersonId] = useState<string | null>(null)
  return (
    <>
      <Section level={3} title={t('suggestions')}>
        <FeeTable label={t('suggestions')} fees={suggestions} empty={t('noSuggestions')} onChoose={onChoose} />
      </Section>
      <PersonIdPicker label={t('findPerson')} value={personId} onChange={setPersonId} />
      {personId !== null && <FeesOfPerson key={personId} personId={personId} onChoose={onChoose} />}
    </>
  )
}

function FeesOfPerson({ personId, onChoose }: { personId: string; onChoose: (fee: FeeRef) => Promise<void> | void }) {
  const t = useTranslations('memberships')
  const { data: person } = useQuery(api.people.read.queryOptions({ input: { id: personId } }))
  const { data } = useQuery(api.memberships.ofPerson.queryOptions({ input: { personId } }))
  if (!person || !data) return null
  const name = person.givenName ? `${person.givenName} ${person.familyName}` : null
  const ref = { id: personId, name, memberNumber: person.memberNumber, isProtected: person.isProtected }
  const fees = data.fees.filter(({ state }) => state !== 'paid' && state !== 'withdrawn').map(({ id, year, amountOre, paidOn, paidOre, reference }) => ({ feeId: id, person: ref, year, amountOre, paidOn, paidOre, reference }))
  return <FeeTable label={name ?? t('fields.fee')} fees={fees} empty={t('noOpenFees')} onChoose={onChoose} />
}

function FeeTable({ label, fees, empty, onChoose }: { label: string; fees: readonly FeeRef[]; empty: string; onChoose: (fee: FeeRef) => Promise<void> | void }) {
  const t = useTranslations('memberships')
  const format = useFormat()
  const nameOf = usePersonName()
  const feeName = useFeeName()
  return (
    <SimpleTable
      label={label}
      rows={fees}
      rowId={(row) => row.feeId}
      empty={<p>{empty}</p>}
      columns={[
        { id: 'person', header: t('fields.person'), cell: (row) => nameOf(row.person), isRowHeader: true },
        { id: 'year', header: t('fields.year'), cell: (row) => row.year, align: 'end' },
        { id: 'amount', header: t('fields.amount'), cell: (row) => row.amountOre !== null && format.money(row.amountOre), align: 'end' },
        { id: 'paid', header: t('fields.paidSoFar'), cell: (row) => row.paidOre !== null && format.money(row.paidOre), align: 'end' },
        {
          id: 'choose', header: t('fields.action'),
          cell: (row) => (
            <Button size="small" aria-label={t('takeThisFee', { fee: feeName(row) })} onPress={() => onChoose(row)}>
              {t('takeThis')}
            </Button>
          ),
        },
      ]}
    />
  )
}
