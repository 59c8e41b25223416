import { MessageCircleReply, Phone, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { meetingAnswers, meetings, type GivenAnswer, type Meeting, type SeatToFill } from '#contract/meetings.ts'
import { channels } from '#contract/person-choices.ts'
import { client, useErrorSentence } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useUndo } from '#renderer/app/undo.ts'
import {
  Button, ButtonGroup, Card, Columns, DateField, Fields, FormDialog, IconButton, notify, RadioGroup, Section, Select, SimpleTable, StatusChip, TextField, TextLink, useForm, useFormat, useTranslations,
} from '#renderer/ui/index.ts'
import { PersonLink, usePersonName } from '#renderer/features/people/person-name.tsx'
import { systemClock } from '#shared/clock.ts'

/** Who is asked, and about which seat; a seat of null is one's own. */
interface Asked {
  readonly personId: string
  readonly seatId: string | null
}

/** What those invited have answered, and which deputy to call for a seat whose holder cannot come. */
export function AnswersPart({ meeting, canRecord }: { meeting: Meeting; canRecord: boolean }) {
  const t = useTranslations('meetings')
  const [asked, setAsked] = useState<Asked | 'anybody'>()
  const seats = canRecord ? meeting.seatsToFill : []
  return (
    <Section
      title={t('calling.heading')}
      actions={
        canRecord && (
          <Button icon={MessageCircleReply} onPress={() => setAsked('anybody')}>
            {t('calling.record')}
          </Button>
        )
      }
    >
      {canRecord && <p>{t('calling.lead')}</p>}
      {seats.length > 0 && (
        <Columns>
          {seats.map((seat) => (
            <SeatCard key={seat.seatId} seat={seat} bodyId={meeting.body.id} onAsk={(personId) => setAsked({ personId, seatId: seat.seatId })} />
          ))}
        </Columns>
      )}
      {meeting.answers.length === 0 ? <p>{t('calling.none')}</p> : <AnswersTable answers={meeting.answers} canRecord={canRecord} />}
      {asked && <AnswerDialog meeting={meeting} asked={asked === 'anybody' ? undefined : asked} onClose={() => setAsked(undefined)} />}
    </Section>
  )
}

/** One seat that is empty at the meeting, and whom to ask. */
function SeatCard({ seat, bodyId, onAsk }: { seat: SeatToFill; bodyId: string; onAsk(personId: string): void }) {
  const t = useTranslations('meetings')
  const format = useFormat()
  const nameOf = usePersonName()
  const { absent, serving, deputies } = seat
  const position = String(seat.position)
  const [next, ...others] = deputies
  const toAsk = serving ?? next?.person
  const sayDeputy = ({ person, isUnanswered }: SeatToFill['deputies'][number]) => (isUnanswered ? t('calling.again', { name: nameOf(person) }) : nameOf(person))
  return (
    <Card title={absent ? t('calling.absent', { position, name: nameOf(absent) }) : t('calling.emptySeat', { position })}>
      {serving && (
        <p>
          <StatusChip tone="good">{t('calling.serving', { name: nameOf(serving) })}</StatusChip>
        </p>
      )}
      {!serving && !next && (
        <p>
          <StatusChip tone="need">{t('calling.nobody')}</StatusChip> <TextLink href={`/bodies/${bodyId}`}>{t('calling.appoint')}</TextLink>
        </p>
      )}
      {!serving && next && (
        <>
          <p>
            <strong>{t('calling.next', { name: sayDeputy(next) })}</strong>
            {!next.person.isProtected && `, ${next.phone ?? t('calling.noPhone')}`}
          </p>
          {others.length > 0 && <p>{t('calling.afterwards', { names: format.list(others.map(sayDeputy)) })}</p>}
        </>
      )}
      {toAsk && (
        <ButtonGroup>
          <Button icon={Phone} size="small" onPress={() => onAsk(toAsk.id)}>
            {t('calling.recordFor', { name: nameOf(toAsk) })}
          </Button>
        </ButtonGroup>
      )}
    </Card>
  )
}

function AnswersTable({ answers, canRecord }: { answers: readonly GivenAnswer[]; canRecord: boolean }) {
  const t = useTranslations('meetings')
  const mailings = useTranslations('mailings')
  const format = useFormat()
  const nameOf = usePersonName()
  const sayError = useErrorSentence()
  const { notifyUndoable } = useUndo()
  const remove = async ({ id, version }: GivenAnswer) => {
    try {
      await client.meetings.removeAnswer({ id, version })
      await notifyUndoable(t('calling.removed'))
    } catch (error) {
      notify({ text: sayError(error), tone: 'need' })
    }
  }
  return (
    <SimpleTable
      label={t('calling.list')}
      rows={answers}
      rowId={(row) => row.id}
      columns={[
        { id: 'answeredOn', header: t('calling.answeredOn'), cell: (row) => format.date(row.answeredOn) },
        { id: 'person', header: t('fields.person'), isRowHeader: true, cell: (row) => <PersonLink person={row.person} /> },
        { id: 'about', header: t('calling.about'), cell: (row) => (row.seat ? t('calling.forSeat', { position: String(row.seat.position) }) : t('calling.own')) },
        { id: 'answer', header: t('calling.answer'), cell: (row) => <StatusChip tone={toneOf[row.answer]}>{t(`calling.answers.${row.answer}`)}</StatusChip> },
        { id: 'channel', header: t('calling.channel'), cell: (row) => mailings(`channel.${row.channel}`) },
        { id: 'note', header: t('fields.note'), cell: (row) => row.note },
        { id: 'recordedBy', header: t('calling.recordedBy'), cell: (row) => row.recordedBy },
        ...(canRecord
          ? [{
              id: 'remove', header: t('calling.remove'),
              cell: (row: GivenAnswer) => <IconButton icon={Trash2} label={t('calling.removeFor', { name: nameOf(row.person), date: format.date(row.answeredOn) })} onPress={() => void remove(row)} />,
            }]
          : []),
      ]}
    />
  )
}

/** The choice that stands for no seat to serve in. */
const own = 'own'

const toneOf = { yes: 'good', no: 'need', noAnswer: 'muted' } as const

function AnswerDialog({ meeting, asked, onClose }: { meeting: Meeting; asked: Asked | undefined; onClose(): void }) {
  const t = useTranslations('meetings')
  const mailings = useTranslations('mailings')
  const nameOf = usePersonName()
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema: inputSchema(meetings.recordAnswer),
    defaultValues: { meetingId: meeting.id, channel: 'phone', answeredOn: systemClock.today(), note: null, seatId: null, ...asked },
    async save(values) {
      await client.meetings.recordAnswer(values)
      await notifyUndoable(t('calling.recorded'))
      onClose()
    },
  })
  const invited = meeting.invitations.filter(({ kind }) => kind !== null)
  const person = invited.find((invitation) => invitation.person.id === asked?.personId)?.person
  return (
    <FormDialog title={person ? t('calling.recordFor', { name: nameOf(person) }) : t('calling.record')} onClose={onClose} form={form} saveLabel={t('calling.record')}>
      <Fields>
        {!person && <Select label={t('fields.person')} choices={invited.map((invitation) => ({ id: invitation.person.id, label: nameOf(invitation.person) }))} {...form.field('personId')} />}
        {!person && meeting.seatsToFill.length > 0 && (
          <Select
            label={t('calling.about')}
            choices={[{ id: own, label: t('calling.own') }, ...meeting.seatsToFill.map(({ seatId, position }) => ({ id: seatId, label: t('calling.forSeat', { position: String(position) }) }))]}
            {...form.field('seatId')}
            value={form.values.seatId ?? own}
            onChange={(seatId) => form.set('seatId', seatId === own ? null : seatId)}
          />
        )}
        <RadioGroup label={t('calling.answer')} help={t('calling.noHelp')} choices={meetingAnswers.map((id) => ({ id, label: t(`calling.answers.${id}`) }))} {...form.field('answer')} />
        <DateField label={t('calling.answeredOn')} {...form.field('answeredOn')} />
        <Select label={t('calling.channel')} choices={channels.map((id) => ({ id, label: mailings(`channel.${id}`) }))} {...form.field('channel')} />
        <TextField label={t('fields.note')} {...form.text('note')} />
      </Fields>
    </FormDialog>
  )
}
