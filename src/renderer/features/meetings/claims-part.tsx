import { useQuery } from '@tanstack/react-query'
import { CheckCheck } from 'lucide-react'
import { useState } from 'react'
import type { ClaimPreview, Meeting } from '#contract/meetings.ts'
import { api, client, useCan, useErrorSentence } from '#renderer/api/index.ts'
import { Banner, Button, ConfirmDialog, ErrorState, Loading, Section, SimpleTable, notify, useFormat, useTranslations } from '#renderer/ui/index.ts'
import { FindingList, useFindingSentence } from '#renderer/features/claims/findings.tsx'
import { usePersonName } from '#renderer/features/people/person-name.tsx'
import { sumOre } from '#shared/money.ts'
import styles from './attendance.module.css'

type PreviewRow = ClaimPreview['rows'][number]

/** What each one present will get, why somebody gets nothing, and the button that approves the attendance once. */
export function ClaimsPart({ meeting, isDirty }: { meeting: Meeting; isDirty: boolean }) {
  const t = useTranslations('meetings')
  const sayError = useErrorSentence()
  const sayFinding = useFindingSentence()
  const canApprove = useCan('attendance.approve')
  const { data: preview, error, refetch } = useQuery(api.meetings.claimPreview.queryOptions({ input: { meetingId: meeting.id } }))
  return (
    <Section title={t('previewTitle')}>
      {isDirty ? (
        <p>{t('previewHelp')}</p>
      ) : error ? (
        <ErrorState onRetry={() => void refetch()}>{sayError(error)}</ErrorState>
      ) : !preview ? (
        <Loading />
      ) : preview.blocker ? (
        <Banner tone="error" title={t('previewBlocked')}>
          {sayFinding(preview.blocker)}
        </Banner>
      ) : (
        <PreviewTable preview={preview} />
      )}
      {canApprove && preview && <ApproveButton meeting={meeting} preview={preview} isDirty={isDirty} />}
    </Section>
  )
}

function PreviewTable({ preview }: { preview: ClaimPreview }) {
  const t = useTranslations('meetings')
  const format = useFormat()
  const nameOf = usePersonName()
  const amount = ({ lines }: PreviewRow, kind: PreviewRow['lines'][number]['kind']) => {
    const found = lines.filter((line) => line.kind === kind).map((line) => line.amountOre)
    return found.length > 0 && format.money(sumOre(found))
  }
  return (
    <SimpleTable
      label={t('previewTitle')}
      rows={preview.rows}
      rowId={({ person }) => person.id}
      empty={<p>{t('nobodyPresent')}</p>}
      columns={[
        { id: 'person', header: t('fields.person'), cell: (row) => nameOf(row.person), isRowHeader: true },
        { id: 'role', header: t('fields.role'), cell: (row) => t(`role.${row.role}`) },
        { id: 'stipend', header: t('fields.stipend'), cell: (row) => amount(row, 'stipend') || <Reasons row={row} />, align: 'end' },
        { id: 'travel', header: t('fields.travel'), cell: (row) => amount(row, 'mileage'), align: 'end' },
        { id: 'sum', header: t('fields.sum'), cell: (row) => format.money(row.totalOre), align: 'end' },
      ]}
      footer={[t('fields.sum'), null, null, null, format.money(preview.totalOre)]}
    />
  )
}

function Reasons({ row }: { row: PreviewRow }) {
  const t = useTranslations('meetings')
  if (row.isStipendDeclined) return <span>{t('declinedThanks')}</span>
  return row.notes.length > 0 ? <FindingList findings={row.notes} /> : <span>{t('noStipend')}</span>
}

function ApproveButton({ meeting, preview, isDirty }: { meeting: Meeting; preview: ClaimPreview; isDirty: boolean }) {
  const t = useTranslations('meetings')
  const sayError = useErrorSentence()
  const sayFinding = useFindingSentence()
  const [isAsking, setAsking] = useState(false)
  const refusal = isDirty ? t('saveFirst') : [meeting.approveRefusal, preview.blocker].filter((finding) => finding !== null).map(sayFinding)[0]
  const claimCount = preview.rows.filter((row) => row.lines.length > 0).length

  async function approve() {
    const { claimCount: made, thankedCount } = await client.meetings.approveAttendance({ id: meeting.id, version: meeting.version })
    notify({ text: [t('approved', { count: made }), thankedCount > 0 && t('thankedToo', { count: thankedCount })].filter(Boolean).join(' ') })
  }

  return (
    <div className={styles.approve} data-print="hide">
      {refusal !== undefined && <p>{refusal}</p>}
      <Button variant="primary" icon={CheckCheck} disabledReason={refusal} onPress={() => setAsking(true)}>
        {t('approve')}
      </Button>
      <ConfirmDialog title={t('approveTitle')} isOpen={isAsking} onClose={() => setAsking(false)} confirmLabel={t('approve')} onConfirm={approve} describeError={sayError}>
        <p>{t('approveText', { count: claimCount })}</p>
      </ConfirmDialog>
    </div>
  )
}
