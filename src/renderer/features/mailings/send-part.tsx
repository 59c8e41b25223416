import { useQuery } from '@tanstack/react-query'
import { Send } from 'lucide-react'
import { useState } from 'react'
import type { Mailing, MailingSendEvent } from '#contract/mailings.ts'
import { api, client, useCan, useErrorSentence } from '#renderer/api/index.ts'
import { useStepsRun } from '#renderer/app/steps-run.ts'
import { Banner, Button, ConfirmDialog, notify, Progress, TextLink, useTranslations } from '#renderer/ui/index.ts'
import { useFindingSentence } from '#renderer/features/claims/findings.tsx'

type Finished = Extract<MailingSendEvent, { kind: 'finished' }>

type Sent = 'email' | 'sms'

/** Sends the e-mails of a mailing from here, or its text messages where a provider takes them: after a question with how many they are, one by one, with a way to stop. */
export function SendPart({ mailing, channel }: { mailing: Mailing; channel: Sent }) {
  const t = useTranslations('mailings.sending')
  const sayError = useErrorSentence()
  const canManage = useCan('association.manage')
  const { data } = useQuery(api.mailings.readServer.queryOptions({ input: {} }))
  const { state, run, stop } = useStepsRun<MailingSendEvent>()
  const [isAsking, setAsking] = useState(false)
  const count = channel === 'sms' ? mailing.unsentSmsCount : mailing.unsentEmailCount
  const isRunning = state.kind === 'progress'

  async function send() {
    setAsking(false)
    try {
      await run((signal) => client.mailings.send({ id: mailing.id, channel, count }, { signal }))
    } catch (error) {
      notify({ text: sayError(error), tone: 'need' })
    }
  }

  if (!data) return null
  if (channel === 'sms' && !data.server?.smsAddress) return null
  if (!data.server) {
    if (!canManage || count === 0) return null
    return (
      <p>
        {t('noServer')} <TextLink href="/mailings/server">{t('setUp')}</TextLink>
      </p>
    )
  }
  const { fromName: name, fromAddress: address, smsAddress } = data.server
  return (
    <>
      {count > 0 && !isRunning && (
        <div>
          <Button icon={Send} variant="primary" onPress={() => setAsking(true)}>
            {t(`send.${channel}`)}
          </Button>
        </div>
      )}
      {isRunning && <Progress label={t(`progress.${channel}`)} done={state.done} total={state.total} onCancel={stop} />}
      {state.kind === 'stopped' && (
        <div role="status">
          <Banner tone="info">{t('stopped')}</Banner>
        </div>
      )}
      {state.kind === 'finished' && <Result result={state} channel={channel} />}
      <ConfirmDialog title={t(`title.${channel}`, { count })} isOpen={isAsking} onClose={() => setAsking(false)} confirmLabel={t('confirm', { count })} onConfirm={() => void send()} describeError={sayError}>
        <p>{t(`help.${channel}`)}</p>
        <p>{channel === 'sms' ? t('through', { address: smsAddress ?? '' }) : t('from', { name, address })}</p>
      </ConfirmDialog>
    </>
  )
}

function Result({ result: { sent, returned, failed, unsure, remaining, stopped }, channel }: { result: Finished; channel: Sent }) {
  const t = useTranslations('mailings.sending')
  const say = useFindingSentence()
  const isWhole = returned + failed + unsure + remaining === 0
  return (
    <div role="status">
      <Banner tone={isWhole ? 'info' : 'need'} title={t(stopped ? 'ended' : 'finished')}>
        {stopped && <p>{say(stopped)}</p>}
        <p>{t('sent', { count: sent })}</p>
        {returned > 0 && <p>{t(`returned.${channel}`, { count: returned })}</p>}
        {failed > 0 && <p>{t('failed', { count: failed })}</p>}
        {unsure > 0 && <p>{t('unsure', { count: unsure })}</p>}
        {remaining > 0 && <p>{t('remaining', { count: remaining })}</p>}
      </Banner>
    </div>
  )
}
