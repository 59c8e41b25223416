import { useQuery } from '@tanstack/react-query'
import { BadgeCheck, Calculator, CircleX } from 'lucide-react'
import { useState } from 'react'
import { claims, type Claim, type ClaimLine } from '#contract/claims.ts'
import { api, client, useCan, useErrorSentence } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useRouteParam } from '#renderer/app/navigation.ts'
import { useUndo } from '#renderer/app/undo.ts'
import {
  Banner, Button, ButtonGroup, DescriptionList, ErrorState, Fields, FormDialog, Loading, notify, Page, Section, SimpleTable, Stack, StatusChip, TextField, TextLink, useForm, useFormat, useTranslations,
} from '#renderer/ui/index.ts'
import { HistoryList } from '#renderer/features/history/history-list.tsx'
import { NotesPart } from '#renderer/features/notes/notes-part.tsx'
import { PersonLink, usePersonName } from '#renderer/features/people/person-name.tsx'
import { ClaimStateChip } from './claim-state.tsx'
import { MileageExplained, StipendExplained } from './explanation.tsx'
import { FindingList, useFindingSentence } from './findings.tsx'

/** One claim: what it is for, how each amount came about, and deciding on it. */
export function ClaimPage() {
  const id = useRouteParam('claimId')
  const t = useTranslations('claims')
  const sayError = useErrorSentence()
  const { data: claim, error, refetch } = useQuery(api.claims.read.queryOptions({ input: { id } }))
  if (error) {
    return (
      <Page title={t('claim')} windowTitle={t('claim')} breadcrumbs={[{ label: t('title'), href: '/claims' }]}>
        <ErrorState onRetry={() => void refetch()}>{sayError(error)}</ErrorState>
      </Page>
    )
  }
  return claim ? <Opened key={id} claim={claim} /> : <Loading />
}

function Opened({ claim }: { claim: Claim }) {
  const t = useTranslations('claims')
  const journal = useTranslations('journal')
  const nameOf = usePersonName()
  const canReadHistory = useCan('journal.read')
  return (
    <Page
      title={t('claimOf', { name: nameOf(claim.person) })}
      windowTitle={t('claim')}
      breadcrumbs={[{ label: t('title'), href: '/claims' }]}
      lead={
        <>
          <ClaimStateChip state={claim.state} /> {claim.isOwn && <StatusChip>{t('own')}</StatusChip>}
        </>
      }
      actions={<Decisions claim={claim} />}
    >
      <Stack>
        {claim.notices.length > 0 && (
          <Banner tone="need">
            <FindingList findings={claim.notices} />
          </Banner>
        )}
        <Facts claim={claim} />
        <Lines claim={claim} />
        <NotesPart subject={{ subjectTable: 'claims', subjectId: claim.id }} />
        {canReadHistory && (
          <Section title={journal('title')}>
            <HistoryList subjectId={claim.id} />
          </Section>
        )}
      </Stack>
    </Page>
  )
}

function Facts({ claim }: { claim: Claim }) {
  const t = useTranslations('claims')
  const payouts = useTranslations('payouts')
  const format = useFormat()
  return (
    <DescriptionList
      items={[
        { label: t('fields.person'), value: <PersonLink person={claim.person} /> },
        { label: t('fields.body'), value: claim.bodyId && <TextLink href={`/bodies/${claim.bodyId}`}>{claim.bodyName}</TextLink> },
        {
          label: t('fields.occurredOn'),
          value: claim.meetingId ? <TextLink href={`/meetings/${claim.meetingId}`}>{format.longDate(claim.occurredOn)}</TextLink> : format.longDate(claim.occurredOn),
        },
        claim.approvedAt !== null && { label: t('fields.approved'), value: payouts('who', { name: claim.approvedByName ?? '', at: format.dateTime(claim.approvedAt) }) },
        claim.rejectReason !== null && { label: t('fields.rejectReason'), value: claim.rejectReason },
        claim.payoutId !== null && {
          label: t('fields.payout'),
          value: <TextLink href={`/payouts/${claim.payoutId}`}>{payouts('numbered', { number: String(claim.payoutNumber) })}</TextLink>,
        },
        claim.isStipendDeclined && { label: t('fields.stipend'), value: t('declined') },
      ]}
    />
  )
}

function Lines({ claim }: { claim: Claim }) {
  const t = useTranslations('claims')
  const format = useFormat()
  const isSettled = claim.state === 'inPayout' || claim.state === 'paid'
  const taxationOf = (line: ClaimLine) => (line.kind === 'mileage' && claim.travelRule && !isSettled ? claim.travelRule : line.isTaxable ? 'taxable' : 'taxFree')
  return (
    <SimpleTable<ClaimLine>
      label={t('claim')}
      rows={claim.lines}
      rowId={(line) => line.id}
      columns={[
        { id: 'kind', header: t('fields.kind'), cell: (line) => t(`line.${line.kind}`), isRowHeader: true },
        {
          id: 'how', header: t('fields.how'),
          cell: (line) => (line.kind === 'stipend' ? <StipendExplained explanation={line.explanation} /> : <MileageExplained explanation={line.explanation} />),
        },
        { id: 'tax', header: t('fields.tax'), cell: (line) => t(`taxation.${taxationOf(line)}`) },
        { id: 'amount', header: t('fields.amount'), cell: (line) => format.money(line.amountOre), align: 'end' },
      ]}
      footer={[t('fields.total'), '', '', format.money(claim.totalOre)]}
    />
  )
}

function Decisions({ claim }: { claim: Claim }) {
  const t = useTranslations('claims')
  const say = useFindingSentence()
  const sayError = useErrorSentence()
  const format = useFormat()
  const { notifyUndoable } = useUndo()
  const canApprove = useCan('claims.approve')
  const canWrite = useCan('claims.write')
  const [isRejecting, setRejecting] = useState(false)
  const { id, version } = claim

  async function run(action: () => Promise<unknown>) {
    try {
      await action()
    } catch (error) {
      notify({ text: sayError(error), tone: 'need' })
    }
  }

  const approve = () =>
    run(async () => {
      await client.claims.approve({ id, version })
      notify({ text: t('approved') })
    })
  const recalculate = () =>
    run(async () => {
      const { totalOre } = await client.claims.recalculate({ id, version })
      await notifyUndoable(t('recalculated', { total: format.money(totalOre) }))
    })

  return (
    <ButtonGroup>
      {canApprove && claim.state === 'submitted' && (
        <Button variant="primary" icon={BadgeCheck} onPress={approve} disabledReason={claim.approveRefusal ? say(claim.approveRefusal) : undefined}>
          {t('approve')}
        </Button>
      )}
      {canApprove && (claim.state === 'submitted' || claim.state === 'approved') && (
        <Button icon={CircleX} onPress={() => setRejecting(true)} disabledReason={claim.rejectRefusal ? say(claim.rejectRefusal) : undefined}>
          {t('reject')}
        </Button>
      )}
      {canWrite && !claim.recalculateRefusal && (
        <Button icon={Calculator} onPress={recalculate}>
          {t('recalculate')}
        </Button>
      )}
      {isRejecting && <RejectDialog claim={claim} onClose={() => setRejecting(false)} />}
    </ButtonGroup>
  )
}

function RejectDialog({ claim: { id, version }, onClose }: { claim: Claim; onClose(): void }) {
  const t = useTranslations('claims')
  const form = useForm({
    schema: inputSchema(claims.reject),
    defaultValues: { id, version, reason: '' },
    async save(values) {
      await client.claims.reject(values)
      notify({ text: t('rejected') })
      onClose()
    },
  })
  return (
    <FormDialog title={t('rejectTitle')} onClose={onClose} form={form} saveLabel={t('reject')}>
      <Fields>
        <TextField label={t('reason')} help={t('rejectHelp')} multiline {...form.text('reason')} />
      </Fields>
    </FormDialog>
  )
}
