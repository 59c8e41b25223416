import { useState } from 'react'
import { meetings, type Meeting } from '#contract/meetings.ts'
import { client, useCan } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { PencilLine } from 'lucide-react'
import { Banner, Button, Form, notify, partOf, Section, Stack, TextField, useForm, useFormat, useTranslations } from '#renderer/ui/index.ts'
import { usePersonName } from '#renderer/features/people/person-name.tsx'
import { AttendanceList } from './attendance-list.tsx'
import { AttendanceTable } from './attendance-part.tsx'
import { toRows } from './attendance-rows.ts'

type Corrected = Awaited<ReturnType<typeof client.meetings.correctAttendance>>

/** Attendance that is approved, which those who approve can correct with a reason. */
export function ApprovedAttendance({ meeting }: { meeting: Meeting }) {
  const t = useTranslations('meetings')
  const canCorrect = useCan('attendance.approve')
  const [isCorrecting, setCorrecting] = useState(false)
  const [paidOtherwise, setPaidOtherwise] = useState<Corrected['paidOtherwise']>([])
  function finish({ corrected, created, recalculated, withdrawn, paidOtherwise: paid }: Corrected) {
    notify({ text: t('correction.done', { corrected, created, recalculated, withdrawn }) })
    setPaidOtherwise(paid)
    setCorrecting(false)
  }
  if (isCorrecting) return <CorrectionForm meeting={meeting} onDone={finish} onCancel={() => setCorrecting(false)} />
  return (
    <Stack>
      {paidOtherwise.length > 0 && <PaidOtherwise rows={paidOtherwise} />}
      <AttendanceList
        meeting={meeting}
        actions={
          canCorrect && (
            <Button icon={PencilLine} onPress={() => setCorrecting(true)}>
              {t('correction.begin')}
            </Button>
          )
        }
      />
    </Stack>
  )
}

function CorrectionForm({ meeting, onDone, onCancel }: { meeting: Meeting; onDone(result: Corrected): void; onCancel(): void }) {
  const t = useTranslations('meetings')
  const form = useForm({
    schema: inputSchema(meetings.correctAttendance),
    defaultValues: { meetingId: meeting.id, reason: '', rows: toRows(meeting.invitations) },
    save: async (values) => onDone(await client.meetings.correctAttendance(values)),
  })
  return (
    <Section title={t('correction.begin')}>
      <p>{t('correction.help')}</p>
      <Form form={form} saveLabel={t('correction.save')} onCancel={onCancel}>
        <Stack>
          <AttendanceTable form={partOf(form)} meeting={meeting} rows={form.values.rows} isBefore={false} />
          <TextField label={t('correction.reason')} help={t('correction.reasonHelp')} {...form.text('reason')} />
        </Stack>
      </Form>
    </Section>
  )
}

/** Those who have been paid something else than what is right: that is settled by hand. */
function PaidOtherwise({ rows }: { rows: Corrected['paidOtherwise'] }) {
  const t = useTranslations('meetings')
  const format = useFormat()
  const nameOf = usePersonName()
  return (
    <Banner tone="need" title={t('correction.paidOtherwise')}>
      <ul>
        {rows.map(({ person, paidOre, rightOre }) => (
          <li key={person.id}>{t('correction.paidLine', { name: nameOf(person), paid: format.money(paidOre), right: format.money(rightOre) })}</li>
        ))}
      </ul>
    </Banner>
  )
}
