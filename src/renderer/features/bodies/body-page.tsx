import { useQuery } from '@tanstack/react-query'
import { CalendarPlus, Pencil } from 'lucide-react'
import { useState } from 'react'
import { z } from 'zod'
import { bodies, type Body } from '#contract/bodies.ts'
import { api, client, useCan, useErrorSentence } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useAddressState, useRouteParam } from '#renderer/app/navigation.ts'
import { useUndo } from '#renderer/app/undo.ts'
import {
  Button, ButtonGroup, DescriptionList, ErrorState, Form, LinkButton, Loading, Page, partOf, Section, Stack, StatusChip, Tabs, TextLink, useForm, useTranslations,
} from '#renderer/ui/index.ts'
import { BarriersPart } from '#renderer/features/barriers/barriers-part.tsx'
import { CustomFacts } from '#renderer/features/custom-fields/custom-facts.tsx'
import { CustomFieldset } from '#renderer/features/custom-fields/custom-fieldset.tsx'
import { HistoryList } from '#renderer/features/history/history-list.tsx'
import { NotesPart } from '#renderer/features/notes/notes-part.tsx'
import { ProposalsPart } from '#renderer/features/proposals/proposals-part.tsx'
import { RemoveButton } from '#renderer/features/removals/remove-button.tsx'
import { BodyFieldset } from './body-fields.tsx'
import { BodyMeetings } from './body-meetings.tsx'
import { DeputyRulesPart } from './deputy-rules.tsx'
import { EndBodyDialog } from './end-dialogs.tsx'
import { usePeriodText } from './places.ts'
import { RosterPart } from './roster-part.tsx'
import { SeatsPart } from './seats-part.tsx'

const tabs = ['seats', 'roster', 'facts', 'meetings', 'proposals', 'barriers', 'notes', 'history'] as const
const addressSchema = z.object({ tab: z.enum(tabs).catch('seats') })

/** One body: who holds its seats, who did, what has been agreed, its meetings and its history. */
export function BodyPage() {
  const id = useRouteParam('bodyId')
  const t = useTranslations('bodies')
  const sayError = useErrorSentence()
  const { data: body, error, refetch } = useQuery(api.bodies.read.queryOptions({ input: { id } }))
  if (error) {
    return (
      <Page title={t('title')} windowTitle={t('title')} breadcrumbs={[{ label: t('title'), href: '/bodies' }]}>
        <ErrorState onRetry={() => void refetch()}>{sayError(error)}</ErrorState>
      </Page>
    )
  }
  return body ? <Opened key={id} body={body} /> : <Loading />
}

function Opened({ body }: { body: Body }) {
  const t = useTranslations('bodies')
  const [isEditing, setEditing] = useState(false)
  return (
    <Page title={body.name} windowTitle={body.name} breadcrumbs={[{ label: t('title'), href: '/bodies' }]} lead={<Standing body={body} />} actions={!isEditing && <Actions body={body} onEdit={() => setEditing(true)} />}>
      {isEditing ? <EditBody body={body} onDone={() => setEditing(false)} /> : <Parts body={body} />}
    </Page>
  )
}

function Standing({ body }: { body: Body }) {
  const t = useTranslations('bodies')
  return (
    <>
      {t(`kind.${body.kind}`)} · <TextLink href={`/organisations/${body.host.id}`}>{body.host.name}</TextLink>
      {body.status !== 'current' && (
        <>
          {' '}
          <StatusChip tone="muted">{t(`status.${body.status}`)}</StatusChip>
        </>
      )}
    </>
  )
}

function Actions({ body, onEdit }: { body: Body; onEdit(): void }) {
  const t = useTranslations('bodies')
  const [isEnding, setEnding] = useState(false)
  const canWrite = useCan('bodies.write')
  const mailings = useTranslations('mailings')
  const canMail = useCan('mailings.write')
  const canPlan = useCan('meetings.write') && body.status !== 'ended'
  return (
    <ButtonGroup>
      {canPlan && (
        <LinkButton href={`/meetings/new?body=${body.id}`} variant="primary" icon={CalendarPlus}>
          {t('planMeeting')}
        </LinkButton>
      )}
      {canMail && <LinkButton href={`/mailings/new?bodyId=${body.id}`}>{mailings('newMailing')}</LinkButton>}
      {canWrite && (
        <Button icon={Pencil} onPress={onEdit}>
          {t('edit')}
        </Button>
      )}
      {canWrite && body.endsOn === null && <Button onPress={() => setEnding(true)}>{t('endBody')}</Button>}
      {canWrite && <RemoveButton thing={{ kind: 'body', id: body.id, version: body.version, name: body.name }} />}
      {isEnding && <EndBodyDialog body={body} onClose={() => setEnding(false)} />}
    </ButtonGroup>
  )
}

function Parts({ body }: { body: Body }) {
  const t = useTranslations('bodies')
  const notes = useTranslations('notes')
  const proposals = useTranslations('proposals')
  const barriers = useTranslations('barriers')
  const [{ tab }, setAddress] = useAddressState(addressSchema)
  const canReadMeetings = useCan('meetings.read')
  const canReadProposals = useCan('proposals.read')
  const canReadInfluence = useCan('influence.read')
  const canReadHistory = useCan('journal.read')
  const items = [
    { id: 'seats' as const, label: t('sections.seats'), content: <Stack><SeatsPart body={body} /></Stack> },
    { id: 'roster' as const, label: t('rosterTitle'), content: <RosterPart body={body} /> },
    { id: 'facts' as const, label: t('sections.facts'), content: <Facts body={body} /> },
    ...(canReadMeetings ? [{ id: 'meetings' as const, label: t('sections.meetings'), content: <BodyMeetings bodyId={body.id} /> }] : []),
    ...(canReadProposals ? [{ id: 'proposals' as const, label: proposals('title'), content: <ProposalsPart bodyId={body.id} /> }] : []),
    ...(canReadInfluence ? [{ id: 'barriers' as const, label: barriers('title'), content: <BarriersPart of={{ body: body.id }} /> }] : []),
    { id: 'notes' as const, label: notes('notes'), content: <NotesPart subject={{ subjectTable: 'bodies', subjectId: body.id }} /> },
    ...(canReadHistory ? [{ id: 'history' as const, label: t('sections.history'), content: <HistoryList subjectId={body.id} /> }] : []),
  ]
  return <Tabs label={body.name} items={items} selected={tab} onSelect={(next) => setAddress({ tab: next })} />
}

function Facts({ body }: { body: Body }) {
  const t = useTranslations('bodies')
  const periodText = usePeriodText()
  return (
    <Stack>
      <DescriptionList
        items={[
          { label: t('fields.host'), value: <TextLink href={`/organisations/${body.host.id}`}>{body.host.name}</TextLink> },
          { label: t('fields.kind'), value: t(`kind.${body.kind}`) },
          { label: t('fields.method'), value: t(`method.${body.method}`) },
          { label: t('fields.level'), value: t(`level.${body.level}`) },
          { label: t('fields.targetGroup'), value: body.targetGroup },
          body.mandate !== null && { label: t('fields.mandate'), value: body.mandate },
          { label: t('sections.period'), value: periodText(body) },
          (body.termMonths !== null || body.maxTerms !== null) && {
            label: t('terms.title'),
            value: [body.termMonths !== null && t('terms.months', { count: body.termMonths }), body.maxTerms !== null && t('terms.most', { count: body.maxTerms })].filter(Boolean).join('. '),
          },
        ]}
      />
      <CustomFacts subject="body" values={body.customValues} />
      <Section title={t('sections.terms')}>
        <DescriptionList
          items={[
            { label: t('fields.payer'), value: t(`payer.${body.payer}`) },
            { label: t('fields.tariff'), value: body.tariff?.name ?? t('fields.noTariff') },
            { label: t('fields.travelRule'), value: t(`travelRule.${body.travelRule}`) },
            body.travelRuleReason !== null && { label: t('fields.travelRuleReason'), value: body.travelRuleReason },
            { label: t('fields.grant'), value: body.grant?.name ?? t('fields.noGrant') },
          ]}
        />
      </Section>
      <DeputyRulesPart body={body} />
    </Stack>
  )
}

function EditBody({ body, onDone }: { body: Body; onDone(): void }) {
  const t = useTranslations('bodies')
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema: inputSchema(bodies.update),
    draft: `bodies/${body.id}`,
    defaultValues: {
      id: body.id, version: body.version, hostOrganisationId: body.host.id, name: body.name, kind: body.kind, method: body.method, level: body.level, targetGroup: body.targetGroup,
      mandate: body.mandate, payer: body.payer, tariffId: body.tariff?.id ?? null, travelRule: body.travelRule, travelRuleReason: body.travelRuleReason, grantId: body.grant?.id ?? null,
      startsOn: body.startsOn, endsOn: body.endsOn, termMonths: body.termMonths, maxTerms: body.maxTerms, customValues: body.customValues,
    },
    async save(values) {
      await client.bodies.update(values)
      await notifyUndoable(t('saved'))
      onDone()
    },
  })
  return (
    <Form form={form} onCancel={onDone}>
      <BodyFieldset form={partOf(form)} />
      <CustomFieldset subject="body" form={partOf(form)} />
    </Form>
  )
}
