import { useQuery } from '@tanstack/react-query'
import { api, useErrorSentence } from '#renderer/api/index.ts'
import { useRouteParam } from '#renderer/app/navigation.ts'
import { Banner, Card, DescriptionList, ErrorState, Loading, Page, Stack, useFormat, useTranslations } from '#renderer/ui/index.ts'
import type { Payout } from '#contract/payouts.ts'
import { sumOre } from '#shared/money.ts'
import { FindingList } from '#renderer/features/claims/findings.tsx'
import { NotesPart } from '#renderer/features/notes/notes-part.tsx'
import { DraftActions } from './draft-actions.tsx'
import { FrozenActions, PayoutFiles } from './frozen-actions.tsx'
import { PayeeNotices, PayeeRefusals, PayeeTable } from './payees.tsx'
import { PayoutStateChip } from './payout-state.tsx'

/** One payout: a draft to review and freeze, or a frozen one with its files. */
export function PayoutPage() {
  const id = useRouteParam('payoutId')
  const t = useTranslations('payouts')
  const sayError = useErrorSentence()
  const { data: payout, error, refetch } = useQuery(api.payouts.read.queryOptions({ input: { id } }))
  if (error) {
    return (
      <Page title={t('payout')} windowTitle={t('payout')} breadcrumbs={[{ label: t('title'), href: '/payouts' }]}>
        <ErrorState onRetry={() => void refetch()}>{sayError(error)}</ErrorState>
      </Page>
    )
  }
  return payout ? <Opened key={id} payout={payout} /> : <Loading />
}

function Opened({ payout }: { payout: Payout }) {
  const t = useTranslations('payouts')
  const isDraft = payout.state === 'draft'
  const title = t('numbered', { number: String(payout.number) })
  return (
    <Page
      title={title}
      windowTitle={title}
      lead={<PayoutStateChip state={payout.state} />}
      breadcrumbs={[{ label: t('title'), href: '/payouts' }]}
      actions={isDraft ? <DraftActions payout={payout} /> : <FrozenActions payout={payout} />}
    >
      <Stack>
        {payout.refusals.length > 0 && (
          <Banner tone="need" title={t('toMend')}>
            <FindingList findings={payout.refusals} />
          </Banner>
        )}
        {isDraft && payout.messageId !== null && <Banner tone="need">{t('wasGivenOut', { messageId: payout.messageId })}</Banner>}
        {isDraft && <PayeeRefusals payout={payout} />}
        <Card title={t('fields.total')}>
          <Facts payout={payout} />
        </Card>
        {!isDraft && <PayoutFiles payout={payout} />}
        <PayeeNotices payout={payout} />
        <PayeeTable payout={payout} />
        <NotesPart subject={{ subjectTable: 'payouts', subjectId: payout.id }} />
      </Stack>
    </Page>
  )
}

function Facts({ payout }: { payout: Payout }) {
  const t = useTranslations('payouts')
  const format = useFormat()
  const { totals } = payout
  const byHandOre = sumOre(payout.payees.filter((payee) => payee.isPaidByHand).map((payee) => payee.amounts?.netOre ?? 0))
  const who = (name: string | null, at: Parameters<typeof format.dateTime>[0]) => t('who', { name: name ?? '', at: format.dateTime(at) })
  return (
    <DescriptionList
      items={[
        { label: t('paidOn'), value: format.longDate(payout.paidOn) },
        { label: t('fields.net'), value: <strong>{format.money(totals.netOre)}</strong> },
        payout.paidByHandCount > 0 && { label: t('fields.inFile'), value: format.money(totals.netOre - byHandOre) },
        payout.paidByHandCount > 0 && { label: t('fields.byHand'), value: format.money(byHandOre) },
        { label: t('fields.taxable'), value: format.money(totals.taxableOre) },
        { label: t('fields.taxFree'), value: format.money(totals.taxFreeOre) },
        { label: t('fields.tax'), value: format.money(totals.taxOre) },
        { label: t('fields.contribution'), value: format.money(totals.contributionOre) },
        { label: t('fields.created'), value: who(payout.createdByName, payout.createdAt) },
        payout.frozenAt !== null && { label: t('fields.frozen'), value: who(payout.frozenByName, payout.frozenAt) },
        payout.state !== 'draft' && payout.messageId !== null && { label: t('fields.messageId'), value: payout.messageId },
        payout.fileExportedAt !== null && { label: t('fields.fileExported'), value: format.dateTime(payout.fileExportedAt) },
        payout.confirmedPaidAt !== null && { label: t('fields.confirmedPaid'), value: who(payout.confirmedPaidByName, payout.confirmedPaidAt) },
      ]}
    />
  )
}
