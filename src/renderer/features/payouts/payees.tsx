import { UserMinus } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Payout, PayoutPayee } from '#contract/payouts.ts'
import { client, useCan, useErrorSentence } from '#renderer/api/index.ts'
import { Banner, Button, LinkButton, notify, Section, SimpleTable, Stack, StatusChip, useFormat, useTranslations, type GridColumn } from '#renderer/ui/index.ts'
import { TakeOutList } from '#renderer/features/lists/take-out-list.tsx'
import { FindingList } from '#renderer/features/claims/findings.tsx'
import { usePersonName } from '#renderer/features/people/person-name.tsx'
import { figureObstacles, isAboutFigure, waitsAlone, type FigureObstacle } from './figure-obstacles.ts'

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
    <Section title={t('people')} actions={<TakeOutList list="payees" query={{ id: payout.id }} />}>
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
              payee.isPaidByHand ? <StatusChip tone="need">{t('byHand')}</StatusChip> : payee.clearingNumber && `${payee.bank ?? ''} ${payee.clearingNumber} ${payee.maskedAccountNumber}`,
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

/** What stands in the way of paying: figures that are missing or not confirmed, once for each year, and what each person lacks. Nothing while nothing does. */
export function PayeeRefusals({ payout }: { payout: Payout }) {
  const t = useTranslations('payouts')
  const canWrite = useCan('payouts.write')
  const payees = payout.payees.filter((payee) => payee.refusals.some((refusal) => !isAboutFigure(refusal)) || waitsAlone(payee, payout.payees))
  const obstacles = figureObstacles(payout.payees)
  const removeColumn: GridColumn<PayoutPayee> = { id: 'remove', header: t('fields.action'), cell: (payee) => <RemoveButton payout={payout} payee={payee} /> }
  if (payees.length === 0 && obstacles.length === 0) return null
  return (
    <Section title={t('toMend')}>
      <Stack>
        {obstacles.map((obstacle) => (
          <FigureBanner key={`${obstacle.year} ${obstacle.lack}`} obstacle={obstacle} />
        ))}
        {payees.length > 0 && (
          <RemarkTable title={t('toMend')} payees={payees} extra={canWrite ? [removeColumn] : []} what={(payee) => <Refusals payee={payee} payout={payout} />} />
        )}
      </Stack>
    </Section>
  )
}

function FigureBanner({ obstacle: { lack, year, kinds, personCount } }: { obstacle: FigureObstacle }) {
  const t = useTranslations('payouts')
  const tariffs = useTranslations('tariffs')
  const format = useFormat()
  return (
    <Banner tone="need" actions={<LinkButton href={`/tariffs?part=figures&year=${year}`}>{t('toFigures', { year })}</LinkButton>}>
      <p>{t(lack, { year, figures: format.list(kinds.map((figure) => tariffs('figureInSentence', { figure }))) })}</p>
      <p>{t('stopsPersons', { count: personCount })}</p>
    </Banner>
  )
}

function Refusals({ payee, payout }: { payee: PayoutPayee; payout: Payout }) {
  const t = useTranslations('payouts')
  const own = payee.refusals.filter((refusal) => !isAboutFigure(refusal))
  return (
    <>
      {own.length > 0 && <FindingList findings={own} />}
      {waitsAlone(payee, payout.payees) && <p>{t('waitsForFigures')}</p>}
    </>
  )
}

/** What is good to know before paying, such as that a payment passes 1 000 kr. */
export function PayeeNotices({ payout }: { payout: Payout }) {
  const t = useTranslations('payouts')
  const payees = payout.payees.filter((payee) => payee.notices.length > 0)
  if (payees.length === 0) return null
  return (
    <Section title={t('toKnow')}>
      <RemarkTable title={t('toKnow')} payees={payees} what={(payee) => <FindingList findings={payee.notices} />} />
    </Section>
  )
}

interface RemarkTableProps {
  title: string
  payees: readonly PayoutPayee[]
  what(payee: PayoutPayee): ReactNode
  extra?: readonly GridColumn<PayoutPayee>[]
}

function RemarkTable({ title, payees, what, extra = [] }: RemarkTableProps) {
  const t = useTranslations('payouts')
  const nameOf = usePersonName()
  return (
    <SimpleTable<PayoutPayee>
      label={title}
      rows={payees}
      rowId={(payee) => payee.person.id}
      href={(payee) => `/people/${payee.person.id}`}
      columns={[
        { id: 'person', header: t('fields.person'), cell: (payee) => nameOf(payee.person), isRowHeader: true },
        { id: 'what', header: t('fields.what'), cell: what },
        ...extra,
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
