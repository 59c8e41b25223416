import { useQuery } from '@tanstack/react-query'
import { Pencil, Send, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { mailings, type Mailing } from '#contract/mailings.ts'
import { api, client, useCan, useErrorSentence } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useGo, useRouteParam } from '#renderer/app/navigation.ts'
import { useUndo } from '#renderer/app/undo.ts'
import {
  Button, ButtonGroup, ConfirmDialog, DescriptionList, ErrorState, Form, Loading, Page, partOf, Section, Stack, TextLink, useForm, useFormat, useTranslations,
} from '#renderer/ui/index.ts'
import { TakeOutList } from '#renderer/features/lists/take-out-list.tsx'
import { HistoryList } from '#renderer/features/history/history-list.tsx'
import { NotesPart } from '#renderer/features/notes/notes-part.tsx'
import { AttachmentsPart } from './attachments-part.tsx'
import { MailingFieldset } from './mailing-form.tsx'
import styles from './mailings.module.css'
import { MailingState } from './mailing-words.tsx'
import { PreviewPart } from './preview-part.tsx'
import { RecipientsPart } from './recipients-part.tsx'

/** One mailing: while it is a draft what is written and how it would go out, then who got it and what they answered. */
export function MailingPage() {
  const id = useRouteParam('mailingId')
  const t = useTranslations('mailings')
  const sayError = useErrorSentence()
  const { data: mailing, error, refetch } = useQuery(api.mailings.read.queryOptions({ input: { id } }))
  if (error) {
    return (
      <Page title={t('title')} windowTitle={t('title')} breadcrumbs={[{ label: t('title'), href: '/mailings' }]}>
        <ErrorState onRetry={() => void refetch()}>{sayError(error)}</ErrorState>
      </Page>
    )
  }
  return mailing ? <Opened key={id} mailing={mailing} /> : <Loading />
}

function Opened({ mailing }: { mailing: Mailing }) {
  const t = useTranslations('mailings')
  const canWrite = useCan('mailings.write')
  const [isEditing, setEditing] = useState(false)
  const isDraft = mailing.state === 'draft'
  return (
    <Page
      title={mailing.title}
      windowTitle={t('title')}
      breadcrumbs={[{ label: t('title'), href: '/mailings' }]}
      lead={<MailingState state={mailing.state} />}
      actions={canWrite && !isEditing && <Actions mailing={mailing} onEdit={() => setEditing(true)} />}
    >
      {isEditing && isDraft ? <EditMailing mailing={mailing} onDone={() => setEditing(false)} /> : <Parts mailing={mailing} />}
    </Page>
  )
}

function Actions({ mailing, onEdit }: { mailing: Mailing; onEdit: () => void }) {
  const t = useTranslations('mailings')
  const go = useGo()
  const sayError = useErrorSentence()
  const { notifyUndoable } = useUndo()
  const [isPreparing, setPreparing] = useState(false)
  const isDraft = mailing.state === 'draft'
  const { data: preview } = useQuery({ ...api.mailings.preview.queryOptions({ input: { id: mailing.id } }), enabled: isDraft })
  const count = preview?.channels.reduce((sum, channel) => sum + channel.count, 0) ?? 0

  async function prepare() {
    const made = await client.mailings.prepare({ id: mailing.id, version: mailing.version })
    setPreparing(false)
    await notifyUndoable(t('prepared', { count: made.count }))
  }

  async function remove() {
    await client.mailings.remove({ id: mailing.id, version: mailing.version })
    await notifyUndoable(t('removed'))
    go('/mailings')
  }

  return (
    <ButtonGroup>
      {isDraft && (
        <>
          <Button variant="primary" icon={Send} isDisabled={count === 0} onPress={() => setPreparing(true)}>
            {t('prepare')}
          </Button>
          <Button icon={Pencil} onPress={onEdit}>
            {t('edit')}
          </Button>
        </>
      )}
      {(isDraft || mailing.state === 'prepared') && (
        <Button icon={Trash2} onPress={remove}>
          {t('remove')}
        </Button>
      )}
      <ConfirmDialog title={t('prepareTitle', { count })} isOpen={isPreparing} onClose={() => setPreparing(false)} confirmLabel={t('prepare')} onConfirm={prepare} describeError={sayError}>
        <p>{t('prepareHelp')}</p>
      </ConfirmDialog>
    </ButtonGroup>
  )
}

function Parts({ mailing }: { mailing: Mailing }) {
  const t = useTranslations('mailings')
  const canReadHistory = useCan('journal.read')
  return (
    <Stack>
      {mailing.state === 'draft' ? <PreviewPart mailing={mailing} /> : <RecipientsPart mailing={mailing} />}
      {mailing.state !== 'draft' && <TakeOutList list="recipients" query={{ id: mailing.id }} />}
      <Section title={t('sections.message')}>
        <Facts mailing={mailing} />
        <p className={styles.message}>{mailing.body}</p>
      </Section>
      {mailing.easyBody !== null && (
        <Section title={t('fields.easyBody')}>
          <p className={styles.message}>{mailing.easyBody}</p>
        </Section>
      )}
      <AttachmentsPart mailing={mailing} />
      <NotesPart subject={{ subjectTable: 'mailings', subjectId: mailing.id }} />
      {canReadHistory && (
        <Section title={t('sections.history')}>
          <HistoryList subjectId={mailing.id} />
        </Section>
      )}
    </Stack>
  )
}

function Facts({ mailing }: { mailing: Mailing }) {
  const t = useTranslations('mailings')
  const format = useFormat()
  const { bodyRef, courseRound, meeting } = mailing
  return (
    <DescriptionList
      items={[
        { label: t('fields.audience'), value: t(`audience.${mailing.audience}`) },
        bodyRef && { label: t('fields.group'), value: <TextLink href={`/bodies/${bodyRef.id}`}>{bodyRef.name}</TextLink> },
        courseRound && { label: t('fields.courseRound'), value: <TextLink href={`/trainings/rounds/${courseRound.id}`}>{courseRound.name}</TextLink> },
        meeting && { label: t('fields.meeting'), value: <TextLink href={`/meetings/${meeting.id}`}>{meeting.name}</TextLink> },
        mailing.year !== null && { label: t('fields.year'), value: String(mailing.year) },
        { label: t('fields.kind'), value: t(`kind.${mailing.kind}`) },
        { label: t('fields.createdAt'), value: t('byAt', { name: mailing.createdBy, at: format.dateTime(mailing.createdAt) }) },
      ]}
    />
  )
}

function EditMailing({ mailing, onDone }: { mailing: Mailing; onDone: () => void }) {
  const t = useTranslations('mailings')
  const { notifyUndoable } = useUndo()
  const { id, version, kind, audience, subject, body, easyBody, year, bodyRef, courseRound, meeting, persons, selection, filter } = mailing
  const form = useForm({
    schema: inputSchema(mailings.update),
    draft: `mailings/${id}`,
    defaultValues: {
      id, version, kind, audience, subject, body, easyBody, year, bodyId: bodyRef?.id ?? null, courseRoundId: courseRound?.id ?? null, meetingId: meeting?.id ?? null,
      personIds: persons.map((person) => person.id), selection: { text: selection.text, filter },
    },
    async save(values) {
      await client.mailings.update(values)
      await notifyUndoable(t('saved'))
      onDone()
    },
  })
  return (
    <Form form={form} onCancel={onDone}>
      <MailingFieldset form={partOf(form)} givenFilter={audience === 'register' ? t('savedFilter') : undefined} />
    </Form>
  )
}
