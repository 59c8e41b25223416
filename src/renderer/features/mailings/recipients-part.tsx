import { useQuery } from '@tanstack/react-query'
import { Check, Copy, Download, Ellipsis, MailX } from 'lucide-react'
import { useState } from 'react'
import { answers, mailings, type Mailing, type MailingFile, type MailingRecipient } from '#contract/mailings.ts'
import { channels } from '#contract/person-choices.ts'
import { api, client, useCan, useErrorSentence } from '#renderer/api/index.ts'
import { useSaveDocument } from '#renderer/api/save-document.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useUndo } from '#renderer/app/undo.ts'
import {
  Button, ButtonGroup, copyText, CopyByHandDialog, DateField, Fields, FormDialog, type GridColumn, IconButton, Menu, notify, RadioGroup, Section, Select, SimpleTable, StatusChip, type StatusTone, TextField, useForm, useFormat, useLanguage, useTranslations, wholeDates,
} from '#renderer/ui/index.ts'
import { useFindingSentence } from '#renderer/features/claims/findings.tsx'
import { PersonLink, usePersonName } from '#renderer/features/people/person-name.tsx'
import { systemClock } from '#shared/clock.ts'
import styles from './mailings.module.css'
import { BouncedDialog } from './bounced-dialog.tsx'
import { SendPart } from './send-part.tsx'

type Channel = MailingRecipient['channel']

const filesOf: Record<Channel, readonly MailingFile[]> = { email: ['emails'], letter: ['letters', 'labels'], sms: ['textMessages'], phone: ['callList'] }
const tones: Record<MailingRecipient['state'], StatusTone> = { drafted: 'muted', leftOut: 'muted', failed: 'need', unsure: 'need', sent: 'neutral', returned: 'need', answered: 'good' }

/** Programs for e-mail part addresses by semicolons, and those for text messages take one number a line. */
const copying = {
  email: { label: 'copyAddresses', separator: '; ', done: 'addressesCopied' },
  sms: { label: 'copyNumbers', separator: '\n', done: 'numbersCopied' },
} as const

const perPage = 200

/** Who gets a prepared mailing, channel by channel, with its files, and what came of it. */
export function RecipientsPart({ mailing }: { mailing: Mailing }) {
  return channels.map((channel) => {
    const rows = mailing.recipients.filter((recipient) => recipient.channel === channel)
    return rows.length > 0 && <ChannelPart key={channel} mailing={mailing} channel={channel} rows={rows} />
  })
}

function ChannelPart({ mailing, channel, rows }: { mailing: Mailing; channel: Channel; rows: readonly MailingRecipient[] }) {
  const t = useTranslations('mailings')
  const columns = useColumns()
  const canWrite = useCan('mailings.write')
  const [shown, setShown] = useState(perPage)
  const meant = rows.filter(({ state }) => state !== 'leftOut')
  const title = `${t(`channel.${channel}`)}: ${t('previewCount', { count: meant.length })}`
  return (
    <Section title={title} keepsFocus>
      <ChannelActions mailing={mailing} channel={channel} isSent={meant.every(({ sentOn }) => sentOn !== null)} isBegun={rows.some(({ sentOn }) => sentOn !== null)} />
      {(channel === 'email' || channel === 'sms') && canWrite && <SendPart mailing={mailing} channel={channel} />}
      <SimpleTable label={title} rows={rows.slice(0, shown)} rowId={(row) => row.id} columns={columns} />
      {rows.length > shown && <Button onPress={() => setShown(shown + perPage)}>{t('showMore')}</Button>}
    </Section>
  )
}

interface ChannelActionsProps {
  mailing: Mailing
  channel: Channel
  /** Whether all of it has been sent. */
  isSent: boolean
  /** Whether some of it has. */
  isBegun: boolean
}

function ChannelActions({ mailing, channel, isSent, isBegun }: ChannelActionsProps) {
  const t = useTranslations('mailings')
  const language = useLanguage()
  const canWrite = useCan('mailings.write')
  const saveDocument = useSaveDocument()
  const sayError = useErrorSentence()
  const [isSending, setSending] = useState(false)
  const [isBouncing, setBouncing] = useState(false)
  const [uncopied, setUncopied] = useState<string>()
  const { data: sending } = useQuery(api.mailings.readServer.queryOptions({ input: {} }))
  if (!canWrite) return null
  const takesBounces = channel === 'email' || (channel === 'sms' && Boolean(sending?.server?.smsAddress))

  async function tryTo(work: () => Promise<void>) {
    try {
      await work()
    } catch (error) {
      notify({ text: sayError(error), tone: 'need' })
    }
  }
  const fetchFile = (file: MailingFile) => tryTo(async () => saveDocument(await client.mailings.makeFile({ id: mailing.id, file, language })))
  const copy = (copied: keyof typeof copying) =>
    tryTo(async () => {
      const { addresses } = await client.mailings.copyAddresses({ id: mailing.id, channel: copied })
      const { separator, done } = copying[copied]
      const text = addresses.join(separator)
      if (await copyText(text)) notify({ text: t(done, { count: addresses.length }) })
      else setUncopied(text)
    })
  return (
    <ButtonGroup>
      {filesOf[channel].map((file) => (
        <Button key={file} icon={Download} onPress={() => fetchFile(file)}>
          {t(`files.${file}`)}
        </Button>
      ))}
      {(channel === 'email' || channel === 'sms') && (
        <Button icon={Copy} onPress={() => copy(channel)}>
          {t(copying[channel].label)}
        </Button>
      )}
      {!isSent && (
        <Button icon={Check} onPress={() => setSending(true)}>
          {t('markSent')}
        </Button>
      )}
      {takesBounces && isBegun && (
        <Button icon={MailX} onPress={() => setBouncing(true)}>
          {t('bounced.open')}
        </Button>
      )}
      {uncopied !== undefined && <CopyByHandDialog text={uncopied} onClose={() => setUncopied(undefined)} />}
      {isBouncing && <BouncedDialog mailing={mailing} onClose={() => setBouncing(false)} />}
      {isSending && <SentDialog mailing={mailing} channel={channel} onClose={() => setSending(false)} />}
    </ButtonGroup>
  )
}

function SentDialog({ mailing, channel, onClose }: { mailing: Mailing; channel: Channel; onClose: () => void }) {
  const t = useTranslations('mailings')
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema: inputSchema(mailings.markSent),
    defaultValues: { id: mailing.id, channel, sentOn: systemClock.today() },
    async save(values) {
      const { count } = await client.mailings.markSent(values)
      await notifyUndoable(t('markedSent', { count }))
      onClose()
    },
  })
  return (
    <FormDialog title={t('markSentTitle')} onClose={onClose} form={form} saveLabel={t('markSent')}>
      <DateField label={t('fields.sentOn')} {...form.field('sentOn')} />
    </FormDialog>
  )
}

function useColumns(): readonly GridColumn<MailingRecipient>[] {
  const t = useTranslations('mailings')
  const format = useFormat()
  const canWrite = useCan('mailings.write')
  return [
    { id: 'person', header: t('fields.recipients'), cell: (row) => <PersonLink person={row.person} />, isRowHeader: true },
    {
      id: 'address', header: t('fields.address'),
      cell: (row) => (
        <>
          <span className={styles.message}>{row.address}</span>
          {row.via !== null && <span className={styles.message}> {t('via', { name: row.via })}</span>} {row.isEasyRead && <StatusChip>{t('easyRead')}</StatusChip>}
        </>
      ),
    },
    { id: 'state', header: t('fields.state'), cell: (row) => <State recipient={row} /> },
    { id: 'sentOn', header: t('fields.sentOn'), cell: (row) => format.date(row.sentOn), isExtra: true },
    { id: 'answers', header: t('sections.answers'), cell: (row) => <Answers recipient={row} /> },
    ...(canWrite ? [{ id: 'actions', header: t('fields.todo'), cell: (row: MailingRecipient) => <RowActions recipient={row} /> }] : []),
  ]
}

function State({ recipient: { state, failure } }: { recipient: MailingRecipient }) {
  const t = useTranslations('mailings')
  const say = useFindingSentence()
  return (
    <>
      <StatusChip tone={tones[state]}>{t(`recipientState.${state}`)}</StatusChip>
      {failure !== null && state !== 'answered' && <p className={styles.message}>{say(failure)}</p>}
    </>
  )
}

function Answers({ recipient }: { recipient: MailingRecipient }) {
  const t = useTranslations('mailings')
  const format = useFormat()
  if (recipient.answers.length === 0) return null
  return (
    <ul role="list" className={`${styles.lines} ${styles.answers}`}>
      {recipient.answers.map(({ id, answer, answeredOn, channel, recordedBy, note }) => (
        <li key={id}>
          {wholeDates(t('answerLine', { answer: t(`answer.${answer}`), date: format.date(answeredOn), channel: t(`channel.${channel}`), name: recordedBy }))}
          {note !== null && <p className={styles.message}>{note}</p>}
        </li>
      ))}
    </ul>
  )
}

function RowActions({ recipient }: { recipient: MailingRecipient }) {
  const t = useTranslations('mailings')
  const nameOf = usePersonName()
  const { notifyUndoable } = useUndo()
  const sayError = useErrorSentence()
  const [open, setOpen] = useState<'answer' | 'returned'>()
  const [latest] = recipient.answers
  const close = () => setOpen(undefined)
  const name = nameOf(recipient.person)
  const { id, version, nextChannel } = recipient

  async function tryTo(work: () => Promise<void>) {
    try {
      await work()
    } catch (error) {
      notify({ text: sayError(error), tone: 'need' })
    }
  }
  const useNext = () =>
    tryTo(async () => {
      const { channel } = await client.mailings.tryNextChannel({ id, version })
      await notifyUndoable(t(`sending.moved.${channel}`))
    })
  const retry = () =>
    tryTo(async () => {
      await client.mailings.retry({ id, version })
      await notifyUndoable(t('sending.retried'))
    })
  const removeAnswer = (answer: MailingRecipient['answers'][number]) =>
    tryTo(async () => {
      await client.mailings.removeAnswer({ id: answer.id, version: answer.version })
      await notifyUndoable(t('answerRemoved'))
    })
  return (
    <div className={styles.line}>
      {nextChannel !== null && (
        <Button size="small" aria-label={t('sending.nextFor', { action: t(`sending.next.${nextChannel}`), name })} onPress={useNext}>
          {t(`sending.next.${nextChannel}`)}
        </Button>
      )}
      <Button size="small" aria-label={t('sending.nextFor', { action: t('recordAnswer'), name })} onPress={() => setOpen('answer')}>
        {t('recordAnswer')}
      </Button>
      <Menu
        label={t('more', { name })}
        trigger={<IconButton icon={Ellipsis} label={t('more', { name })} />}
        actions={[
          ...(recipient.state === 'unsure' ? [{ id: 'retry', label: t('sending.retry'), onAction: () => void retry() }] : []),
          { id: 'returned', label: t('markReturned'), isDisabled: recipient.sentOn === null || recipient.returnedOn !== null, onAction: () => setOpen('returned') },
          {
            id: 'removeAnswer', label: t('removeAnswer'), isDisabled: latest === undefined,
            onAction: () => {
              if (latest) void removeAnswer(latest)
            },
          },
        ]}
      />
      {open === 'answer' && <AnswerDialog recipient={recipient} name={name} onClose={close} />}
      {open === 'returned' && <ReturnedDialog recipient={recipient} name={name} onClose={close} />}
    </div>
  )
}

function AnswerDialog({ recipient, name, onClose }: { recipient: MailingRecipient; name: string; onClose: () => void }) {
  const t = useTranslations('mailings')
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema: inputSchema(mailings.recordAnswer),
    defaultValues: { recipientId: recipient.id, channel: recipient.channel, answeredOn: systemClock.today(), note: '' },
    async save(values) {
      await client.mailings.recordAnswer(values)
      await notifyUndoable(t('answerRecorded'))
      onClose()
    },
  })
  return (
    <FormDialog title={t('recordAnswerTitle', { name })} onClose={onClose} form={form} saveLabel={t('recordAnswer')}>
      <Fields>
        <RadioGroup label={t('fields.answer')} choices={answers.map((id) => ({ id, label: t(`answer.${id}`) }))} {...form.field('answer')} />
        <DateField label={t('fields.answeredOn')} {...form.field('answeredOn')} />
        <Select label={t('fields.channel')} choices={channels.map((id) => ({ id, label: t(`channel.${id}`) }))} {...form.field('channel')} />
        <TextField label={t('fields.note')} multiline {...form.text('note')} />
      </Fields>
    </FormDialog>
  )
}

function ReturnedDialog({ recipient, name, onClose }: { recipient: MailingRecipient; name: string; onClose: () => void }) {
  const t = useTranslations('mailings')
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema: inputSchema(mailings.markReturned),
    defaultValues: { id: recipient.id, version: recipient.version, returnedOn: systemClock.today() },
    async save(values) {
      await client.mailings.markReturned(values)
      await notifyUndoable(t('markedReturned'))
      onClose()
    },
  })
  return (
    <FormDialog title={t('markReturnedTitle', { name })} onClose={onClose} form={form} saveLabel={t('markReturned')} intro={<p>{t('markReturnedHelp')}</p>}>
      <DateField label={t('fields.returnedOn')} {...form.field('returnedOn')} />
    </FormDialog>
  )
}
