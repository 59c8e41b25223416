import { useQuery } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { mailings, mailSecurities, type MailServerSettings } from '#contract/mailings.ts'
import { api, client, useCan, useErrorSentence } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import {
  Button, ConfirmDialog, DescriptionList, ErrorState, FieldRow, Fields, Form, Loading, notify, NumberField, Page, RadioGroup, Section, Stack, TextField, useForm, useTranslations,
} from '#renderer/ui/index.ts'

type Suggested = Awaited<ReturnType<typeof client.mailings.readServer>>['suggested']

/** The server that e-mail is sent by. Its password can be written here and is never shown. */
export function MailServerPage() {
  const t = useTranslations('mailings')
  const sayError = useErrorSentence()
  const canManage = useCan('association.manage')
  const { data, error, refetch } = useQuery(api.mailings.readServer.queryOptions({ input: {} }))
  return (
    <Page title={t('server.title')} windowTitle={t('server.title')} breadcrumbs={[{ label: t('title'), href: '/mailings' }]} lead={t('server.lead')} actions={canManage && data?.server && <RemoveButton version={data.server.version} />}>
      {error && <ErrorState onRetry={() => void refetch()}>{sayError(error)}</ErrorState>}
      {!data && !error && <Loading />}
      {data && (
        <Stack>
          {canManage ? <ServerForm key={data.server?.version ?? 0} server={data.server} suggested={data.suggested} /> : <Facts server={data.server} />}
          {canManage && data.server && <TestPart address={data.server.fromAddress} />}
        </Stack>
      )}
    </Page>
  )
}

function Facts({ server }: { server: MailServerSettings | null }) {
  const t = useTranslations('mailings.server')
  if (!server) return <p>{t('none')}</p>
  return (
    <DescriptionList
      items={[
        { label: t('host'), value: server.host },
        { label: t('security'), value: t(`securityChoice.${server.security}`) },
        { label: t('fromAddress'), value: server.fromAddress },
        { label: t('fromName'), value: server.fromName },
        server.replyTo !== null && { label: t('replyTo'), value: server.replyTo },
        server.smsAddress !== null && { label: t('smsAddress'), value: server.smsAddress },
      ]}
    />
  )
}

function ServerForm({ server, suggested }: { server: MailServerSettings | null; suggested: Suggested }) {
  const t = useTranslations('mailings.server')
  const form = useForm({
    schema: inputSchema(mailings.updateServer),
    defaultValues: {
      version: server?.version ?? null, host: server?.host ?? '', port: server?.port ?? 587, security: server?.security ?? 'startTls', userName: server?.userName ?? '', password: '',
      fromAddress: server?.fromAddress ?? suggested.fromAddress, fromName: server?.fromName ?? suggested.fromName, replyTo: server?.replyTo ?? '', pauseSeconds: server?.pauseSeconds ?? 1,
      smsAddress: server?.smsAddress ?? '', smsSubject: server?.smsSubject ?? '',
    },
    async save(values) {
      await client.mailings.updateServer(values)
      notify({ text: t('saved') })
    },
  })
  return (
    <Form form={form} saveLabel={t('save')}>
      <Fields>
        <FieldRow>
          <TextField label={t('host')} help={t('hostHelp')} width="medium" autoComplete="off" {...form.text('host')} />
          <NumberField inOnePiece label={t('port')} help={t('portHelp')} {...form.field('port')} />
        </FieldRow>
        <RadioGroup label={t('security')} help={t('securityHelp')} choices={mailSecurities.map((id) => ({ id, label: t(`securityChoice.${id}`) }))} {...form.field('security')} />
        <FieldRow>
          <TextField label={t('userName')} help={t('userNameHelp')} width="medium" autoComplete="off" {...form.text('userName')} />
          <TextField label={t('password')} help={server?.hasPassword ? t('passwordKept') : t('passwordHelp')} type="password" autoComplete="new-password" width="medium" {...form.text('password')} />
        </FieldRow>
        <FieldRow>
          <TextField label={t('fromAddress')} type="email" width="medium" {...form.text('fromAddress')} />
          <TextField label={t('fromName')} width="medium" {...form.text('fromName')} />
        </FieldRow>
        <TextField label={t('replyTo')} help={t('replyToHelp')} type="email" width="medium" {...form.text('replyTo')} />
        <NumberField label={t('pauseSeconds')} help={t('pauseHelp')} unit={t('seconds')} {...form.field('pauseSeconds')} />
        <TextField
          label={t('smsAddress')} width="medium" autoComplete="off" {...form.text('smsAddress')}
          help={`${t('smsAddressHelp', { address: '{nummer}@sms.exempel.se', number: '46701234567', plus: '+{nummer}' })} ${t('smsPrivacy')}`}
        />
        <TextField label={t('smsSubject')} help={t('smsSubjectHelp')} width="medium" autoComplete="off" {...form.text('smsSubject')} />
      </Fields>
    </Form>
  )
}

function TestPart({ address }: { address: string }) {
  const t = useTranslations('mailings.server')
  const form = useForm({
    schema: inputSchema(mailings.sendTest),
    defaultValues: { to: address },
    async save(values) {
      await client.mailings.sendTest(values)
      notify({ text: t('testSent') })
    },
  })
  return (
    <Section title={t('testTitle')}>
      <p>{t('testHelp')}</p>
      <Form form={form} saveLabel={t('testSend')} saveVariant="secondary" showsState={false}>
        <TextField label={t('testTo')} type="email" width="medium" {...form.text('to')} />
      </Form>
    </Section>
  )
}

function RemoveButton({ version }: { version: number }) {
  const t = useTranslations('mailings.server')
  const sayError = useErrorSentence()
  const [isAsking, setAsking] = useState(false)
  async function remove() {
    await client.mailings.removeServer({ version })
    notify({ text: t('removed') })
  }
  return (
    <>
      <Button icon={Trash2} onPress={() => setAsking(true)}>
        {t('remove')}
      </Button>
      <ConfirmDialog title={t('removeTitle')} isOpen={isAsking} onClose={() => setAsking(false)} confirmLabel={t('remove')} onConfirm={remove} isDanger describeError={sayError}>
        <p>{t('removeHelp')}</p>
      </ConfirmDialog>
    </>
  )
}
