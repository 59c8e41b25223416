import { useQuery } from '@tanstack/react-query'
import { deputyRulesOn } from '#contract/bodies.ts'
import { z } from 'zod'
import { meetings } from '#contract/meetings.ts'
import { api, client } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useAddressState, useGo } from '#renderer/app/navigation.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { Banner, Form, Page, partOf, Section, Stack, useForm, useFormat, useTranslations } from '#renderer/ui/index.ts'
import { BodyPicker } from '#renderer/features/bodies/body-picker.tsx'
import { isLocalDate } from '#shared/dates.ts'
import { MeetingFieldset, type MeetingFormValues } from './meeting-fields.tsx'
import { SeriesFieldset } from './series-fields.tsx'

const addressSchema = z.object({ body: z.string().optional().catch(undefined) })

/** Plans a meeting of a body, and shows at once who will be invited. */
export function NewMeetingPage() {
  const t = useTranslations('meetings')
  const go = useGo()
  const { notifyUndoable } = useUndo()
  const [{ body }] = useAddressState(addressSchema)
  const form = useForm({
    schema: inputSchema(meetings.plan),
    draft: 'meetings/new',
    defaultValues: { ...(body !== undefined && { bodyId: body }), startTime: '13:00', endTime: '16:00', place: null, isDigital: false, title: null, topic: null, breakMinutes: null, link: null, papersSentOn: null, paperCopies: null, series: null },
    async save(values) {
      const { id, count } = await client.meetings.plan(values)
      await notifyUndoable(t('plannedCount', { count }))
      go(`/meetings/${id}`)
    },
  })
  const { bodyId, heldOn } = form.values
  return (
    <Page title={t('newMeeting')} windowTitle={t('newMeeting')} breadcrumbs={[{ label: t('title'), href: '/meetings' }]}>
      <Form form={form} saveLabel={t('plan')} onCancel={() => go('/meetings')}>
        <Stack>
          <BodyPicker label={t('fields.body')} help={t('fields.bodyHelp')} {...form.field('bodyId')} />
          <MeetingFieldset form={partOf(form)} />
          <SeriesFieldset form={partOf(form)} />
          {bodyId && heldOn && isLocalDate(heldOn) && <WhoIsInvited bodyId={bodyId} date={heldOn} />}
        </Stack>
      </Form>
    </Page>
  )
}

function WhoIsInvited({ bodyId, date }: { bodyId: string; date: MeetingFormValues['heldOn'] }) {
  const t = useTranslations('meetings')
  const people = useTranslations('people')
  const format = useFormat()
  const { data } = useQuery(api.bodies.rosterOn.queryOptions({ input: { bodyId, date } }))
  const { data: body } = useQuery(api.bodies.read.queryOptions({ input: { id: bodyId } }))
  if (!data || !body) return null
  const { deputiesInvited } = deputyRulesOn(body.deputyRules, date)
  const held = data.filter((seat) => seat.holder !== null && (seat.kind === 'ordinary' || deputiesInvited === 'always'))
  const deputies = held.filter((seat) => seat.kind === 'deputy').length
  const names = held.map(({ holder }) => holder?.person.name ?? people('protectedName'))
  return (
    <Section title={t('sections.invitations')}>
      {held.length === 0 ? (
        <Banner tone="need">{t('noInvitations')}</Banner>
      ) : (
        <p role="status">
          {t('invitedCount', { count: held.length })}, {t('deputyCount', { count: deputies })}: {format.list(names)}.
        </p>
      )}
    </Section>
  )
}
