import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { mailings, type Mailing, type MailingPreview } from '#contract/mailings.ts'
import { api, client, useCan, useErrorSentence } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { Banner, Button, Card, Columns, Dialog, ErrorState, Form, Loading, Section, SimpleTable, TextField, TextLink, useForm, useTranslations } from '#renderer/ui/index.ts'
import { useFindingSentence } from '#renderer/features/claims/findings.tsx'
import { PersonLink, usePersonName } from '#renderer/features/people/person-name.tsx'
import { textMessageLength } from '#shared/text-message.ts'
import styles from './mailings.module.css'

/** How a draft would go out: how many by which channel with a sample of each, who cannot be reached and why, who is left out. */
export function PreviewPart({ mailing }: { mailing: Mailing }) {
  const t = useTranslations('mailings')
  const say = useFindingSentence()
  const sayError = useErrorSentence()
  const { data: preview, error, refetch } = useQuery(api.mailings.preview.queryOptions({ input: { id: mailing.id } }))
  if (error) return <ErrorState onRetry={() => void refetch()}>{sayError(error)}</ErrorState>
  if (!preview) return <Loading />
  return (
    <>
      <Section title={t('sections.preview')}>
        {preview.channels.length === 0 ? (
          <p>{t('previewNobody')}</p>
        ) : (
          <Columns>
            {preview.channels.map((channel) => (
              <ChannelCard key={channel.channel} group={channel} />
            ))}
          </Columns>
        )}
        {preview.leftOut.length > 0 && (
          <ul>
            {preview.leftOut.map(({ finding, count }) => (
              <li key={finding.rule}>{t('leftOutCount', { count, why: say(finding) })}</li>
            ))}
          </ul>
        )}
        {preview.protectedCount > 0 && <ProtectedPart mailing={mailing} count={preview.protectedCount} />}
      </Section>
      {preview.unreached.length > 0 && (
        <Section title={t('sections.unreached')}>
          <SimpleTable
            label={t('sections.unreached')}
            rows={preview.unreached.slice(0, 200)}
            rowId={(row) => row.person.id}
            columns={[
              { id: 'person', header: t('fields.recipients'), cell: (row) => <PersonLink person={row.person} />, isRowHeader: true },
              { id: 'why', header: t('fields.reason'), cell: (row) => say(row.finding) },
            ]}
          />
        </Section>
      )}
    </>
  )
}

function ChannelCard({ group }: { group: MailingPreview['channels'][number] }) {
  const t = useTranslations('mailings')
  const nameOf = usePersonName()
  const { channel, count, fallbackCount, easyReadCount, viaCount, sample } = group
  return (
    <Card title={t(`channel.${channel}`)} level={3}>
      <p>{t('previewCount', { count })}</p>
      {fallbackCount > 0 && <p>{t('previewFallback', { count: fallbackCount })}</p>}
      {easyReadCount > 0 && <p>{t('previewEasy', { count: easyReadCount })}</p>}
      {viaCount > 0 && <p>{t('previewVia', { count: viaCount })}</p>}
      {channel === 'sms' && <TextMessages text={sample.text} count={count} />}
      <details>
        <summary>{t('sampleOf', { name: nameOf(sample.person) })}</summary>
        <p className={styles.message}>{sample.to}</p>
        <p className={styles.message}>{`${sample.subject}\n\n${sample.text}`}</p>
      </details>
    </Card>
  )
}

/** How many text messages there will be about, reckoned from the sample: with the names in, each may differ by some letters. */
function TextMessages({ text, count }: { text: string; count: number }) {
  const t = useTranslations('mailings')
  const { length, parts, costly } = textMessageLength(text)
  return (
    <p>
      {t('smsSample', { length, parts, total: parts * count })} {costly !== null && t('smsCostly', { letter: costly })}
    </p>
  )
}

function ProtectedPart({ mailing, count }: { mailing: Mailing; count: number }) {
  const t = useTranslations('mailings')
  const canOpen = useCan('people.openProtected')
  const [isOpening, setOpening] = useState(false)
  return (
    <Banner tone="info" title={t('protectedTitle', { count })} actions={canOpen && <Button onPress={() => setOpening(true)}>{t('openProtected')}</Button>}>
      <p>{t('protectedHelp')}</p>
      {mailing.audience === 'register' && <p>{t('protectedRegister')}</p>}
      {isOpening && <OpenDialog id={mailing.id} onClose={() => setOpening(false)} />}
    </Banner>
  )
}

function OpenDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useTranslations('mailings')
  const [persons, setPersons] = useState<Awaited<ReturnType<typeof client.mailings.openProtected>>['persons']>()
  const form = useForm({
    schema: inputSchema(mailings.openProtected),
    defaultValues: { id, reason: '' },
    async save(values) {
      setPersons((await client.mailings.openProtected(values)).persons)
    },
  })
  return (
    <Dialog title={t('openProtected')} isOpen onClose={onClose}>
      {persons ? (
        <>
          <p>{t('protectedHelp')}</p>
          <ul>
            {persons.map((person) => (
              <li key={person.id}>
                <TextLink href={`/people/${person.id}`}>{[person.name, person.memberNumber].filter(Boolean).join(', ')}</TextLink>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <Form form={form} saveLabel={t('openProtected')} onCancel={onClose}>
          <TextField label={t('fields.reason')} help={t('openProtectedHelp')} {...form.text('reason')} />
        </Form>
      )}
    </Dialog>
  )
}
