import { useQuery } from '@tanstack/react-query'
import { ListPlus, Trash2 } from 'lucide-react'
import { meetings, type Meeting } from '#contract/meetings.ts'
import { channels } from '#contract/person-choices.ts'
import { proposalOutcomes } from '#contract/proposals.ts'
import type { SentTo } from '#contract/base.ts'
import { api, client, useCan, useErrorSentence } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useGo, useRouteParam } from '#renderer/app/navigation.ts'
import { useUndo } from '#renderer/app/undo.ts'
import {
  Banner, Button, ButtonGroup, Checkbox, DateField, ErrorState, FieldRow, Fields, Form, Loading, Page, Section, Select, Stack, TextField, useForm, useFormat, useTranslations, type TalanForm,
} from '#renderer/ui/index.ts'
import { useFindingSentence } from '#renderer/features/claims/findings.tsx'
import { usePersonName } from '#renderer/features/people/person-name.tsx'
import { systemClock } from '#shared/clock.ts'

type ReportForm = TalanForm<SentTo<typeof meetings.reportBack>>
type PointValues = NonNullable<SentTo<typeof meetings.reportBack>['points']>[number]

/** Where it is written down what a representative tells after a meeting. */
export function ReportPage() {
  const id = useRouteParam('meetingId')
  const t = useTranslations('meetings')
  const sayError = useErrorSentence()
  const { data: meeting, error, refetch } = useQuery(api.meetings.read.queryOptions({ input: { id } }))
  if (meeting) return <Opened key={id} meeting={meeting} />
  if (!error) return <Loading />
  return (
    <Page title={t('report.write')} windowTitle={t('report.write')} breadcrumbs={[{ label: t('title'), href: '/meetings' }]}>
      <ErrorState onRetry={() => void refetch()}>{sayError(error)}</ErrorState>
    </Page>
  )
}

/** The choice that stands for nobody, or for nothing answered. */
const nothing = 'none'

function Opened({ meeting }: { meeting: Meeting }) {
  const t = useTranslations('meetings')
  const mailings = useTranslations('mailings')
  const format = useFormat()
  const nameOf = usePersonName()
  const sayFinding = useFindingSentence()
  const go = useGo()
  const { notifyUndoable } = useUndo()
  const canFollow = useCan('proposals.write')
  const emptyPoint: PointValues = { raised: '', outcome: null, answer: null, decision: null, isFollowed: canFollow }
  const form: ReportForm = useForm({
    schema: inputSchema(meetings.reportBack),
    draft: `meetings/${meeting.id}/report`,
    defaultValues: { meetingId: meeting.id, personId: null, reportedOn: systemClock.today(), channel: 'phone', summary: null, points: [emptyPoint] },
    async save(values) {
      await client.meetings.reportBack(values)
      await notifyUndoable(t('report.saved'))
      go(`/meetings/${meeting.id}`)
    },
  })
  const points = form.values.points ?? []
  const people = meeting.invitations.map(({ person }) => ({ id: person.id, label: nameOf(person) }))
  const title = t('report.of', { body: meeting.body.name, date: format.longDate(meeting.heldOn) })
  const person = form.field('personId')
  return (
    <Page title={title} windowTitle={title} breadcrumbs={[{ label: t('title'), href: '/meetings' }, { label: meeting.body.name, href: `/meetings/${meeting.id}` }]} lead={t('report.lead')}>
      {meeting.reportRefusal ? (
        <Banner tone="need">{sayFinding(meeting.reportRefusal)}</Banner>
      ) : (
        <Form form={form} saveLabel={t('report.save')} onCancel={() => go(`/meetings/${meeting.id}`)}>
          <Stack>
            <Fields>
              <FieldRow>
                <Select
                  label={t('report.who')} choices={[{ id: nothing, label: t('report.myself') }, ...people]} {...person} value={person.value ?? nothing}
                  onChange={(chosen) => person.onChange(chosen === nothing ? null : chosen)}
                />
                <DateField label={t('report.reportedOn')} {...form.field('reportedOn')} />
                <Select label={t('report.channel')} width="narrow" choices={channels.map((id) => ({ id, label: mailings(`channel.${id}`) }))} {...form.field('channel')} />
              </FieldRow>
              <TextField label={t('report.summary')} multiline {...form.text('summary')} />
            </Fields>
            {points.map((_, index) => (
              // A point has no name of its own until it is saved; the form keeps them by their places.
              <PointFields key={index} form={form} index={index} canFollow={canFollow} onRemove={() => form.set('points', points.filter((__, place) => place !== index))} />
            ))}
            <ButtonGroup>
              <Button icon={ListPlus} onPress={() => form.set('points', [...points, emptyPoint])}>
                {t('report.addPoint')}
              </Button>
            </ButtonGroup>
          </Stack>
        </Form>
      )}
    </Page>
  )
}

function PointFields({ form, index, canFollow, onRemove }: { form: ReportForm; index: number; canFollow: boolean; onRemove(): void }) {
  const t = useTranslations('meetings')
  const proposals = useTranslations('proposals')
  const outcome = form.field(`points.${index}.outcome`)
  const number = String(index + 1)
  return (
    <Section
      title={t('report.point', { number })}
      actions={
        <Button icon={Trash2} size="small" variant="quiet" onPress={onRemove}>
          {t('report.removePoint', { number })}
        </Button>
      }
    >
      <Fields>
        <TextField label={t('report.raised')} help={t('report.raisedHelp')} {...form.text(`points.${index}.raised`)} />
        <FieldRow>
          <Select
            label={t('report.outcome')} width="narrow" choices={[{ id: nothing, label: proposals('fields.noOutcome') }, ...proposalOutcomes.map((id) => ({ id, label: proposals(`outcome.${id}`) }))]}
            {...outcome} value={outcome.value ?? nothing} onChange={(chosen) => outcome.onChange(chosen === nothing ? null : chosen)}
          />
          <TextField label={t('report.answer')} {...form.text(`points.${index}.answer`)} />
        </FieldRow>
        <TextField label={t('report.decision')} {...form.text(`points.${index}.decision`)} />
        {canFollow && <Checkbox {...form.flag(`points.${index}.isFollowed`)}>{t('report.isFollowed')}</Checkbox>}
      </Fields>
    </Section>
  )
}
