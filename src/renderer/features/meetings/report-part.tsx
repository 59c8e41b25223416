import { MessageSquareText, Trash2 } from 'lucide-react'
import type { Meeting, ReportBack } from '#contract/meetings.ts'
import { client, useCan, useErrorSentence } from '#renderer/api/index.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { Button, ButtonGroup, Card, LinkButton, notify, Section, SimpleTable, Stack, TextLink, useFormat, useTranslations } from '#renderer/ui/index.ts'
import { usePersonName } from '#renderer/features/people/person-name.tsx'

/** What representatives have told of a meeting, with the proposals that came of it. */
export function ReportPart({ meeting }: { meeting: Meeting }) {
  const t = useTranslations('meetings')
  const canReport = useCan('attendance.record') && meeting.reportRefusal === null
  return (
    <Section
      title={t('report.heading')}
      actions={
        canReport && (
          <LinkButton icon={MessageSquareText} href={`/meetings/${meeting.id}/report`}>
            {t('report.write')}
          </LinkButton>
        )
      }
    >
      {meeting.reports.length === 0 ? (
        <p>{t('report.none')}</p>
      ) : (
        <Stack>
          {meeting.reports.map((report) => (
            <ReportCard key={report.id} report={report} canReport={canReport} />
          ))}
        </Stack>
      )}
    </Section>
  )
}

function ReportCard({ report, canReport }: { report: ReportBack; canReport: boolean }) {
  const t = useTranslations('meetings')
  const mailings = useTranslations('mailings')
  const format = useFormat()
  const nameOf = usePersonName()
  const run = useUndoable()
  const who = report.person ? nameOf(report.person) : report.recordedBy
  return (
    <Card title={t('report.by', { who, date: format.date(report.reportedOn), channel: mailings(`channel.${report.channel}`) })}>
      {report.summary !== null && <p>{report.summary}</p>}
      {report.points.length > 0 && <PointsTable report={report} who={who} />}
      {canReport && (
        <ButtonGroup>
          <Button icon={Trash2} size="small" variant="quiet" onPress={() => run(t('report.removed'), () => client.meetings.removeReport({ id: report.id, version: report.version }))}>
            {t('report.remove', { who })}
          </Button>
        </ButtonGroup>
      )}
    </Card>
  )
}

type Point = ReportBack['points'][number]

function PointsTable({ report, who }: { report: ReportBack; who: string }) {
  const t = useTranslations('meetings')
  const proposals = useTranslations('proposals')
  const canReadProposals = useCan('proposals.read')
  return (
    <SimpleTable
      label={t('report.pointsBy', { who })}
      rows={report.points}
      rowId={(point) => point.id}
      columns={[
        {
          id: 'raised', header: t('report.raised'), isRowHeader: true,
          cell: (point) => (
            <Stack>
              {point.raised}
              {canReadProposals && <Followed point={point} />}
            </Stack>
          ),
        },
        { id: 'answer', header: t('report.answer'), cell: (point) => [point.outcome && proposals(`outcome.${point.outcome}`), point.answer].filter(Boolean).join('. ') },
        { id: 'decision', header: t('report.decision'), cell: (point) => point.decision },
      ]}
    />
  )
}

/** The proposal that came of a point, or the button that makes it. */
function Followed({ point: { id, version, raised, proposalId } }: { point: Point }) {
  const t = useTranslations('meetings')
  const canFollow = useCan('proposals.write')
  const run = useUndoable()
  if (proposalId !== null) return <TextLink href={`/proposals/${proposalId}`}>{t('report.showProposal', { raised })}</TextLink>
  if (!canFollow) return null
  return (
    <Button size="small" onPress={() => run(t('report.followed'), () => client.meetings.followPoint({ id, version }))}>
      {t('report.follow', { raised })}
    </Button>
  )
}

/** Gives the function that does something and offers to undo it, or says why it could not be done. */
function useUndoable(): (done: string, work: () => Promise<unknown>) => Promise<void> {
  const sayError = useErrorSentence()
  const { notifyUndoable } = useUndo()
  return async (done, work) => {
    try {
      await work()
      await notifyUndoable(done)
    } catch (error) {
      notify({ text: sayError(error), tone: 'need' })
    }
  }
}
