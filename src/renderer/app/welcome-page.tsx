import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { z } from 'zod'
import { text } from '#contract/base.ts'
import { client } from '#renderer/api/client.ts'
import { bridgeValue } from '#renderer/api/errors.ts'
import type { SessionStatus } from '#renderer/api/session.ts'
import { useErrorSentence } from '#renderer/api/use-error-sentence.ts'
import { Banner, Button, Card, Form, Page, Progress, TextField, useForm, useTranslations } from '#renderer/ui/index.ts'
import type { TalanBridge } from '#shared/bridge.ts'
import styles from './doorstep.module.css'

interface WelcomePageProps {
  status: SessionStatus
  onCreate: () => void
  /** An association has been chosen; signing in comes next. */
  onReady: () => void
}

/** The first start: create an association, open one, or try the demo. */
export function WelcomePage({ status, onCreate, onReady }: WelcomePageProps) {
  const t = useTranslations('ui.firstStart')
  const queryClient = useQueryClient()
  const sayError = useErrorSentence()
  const [isMakingDemo, setMakingDemo] = useState(false)
  const [failure, setFailure] = useState<string>()

  async function choose(how: () => Promise<unknown>) {
    setFailure(undefined)
    try {
      await how()
      await queryClient.resetQueries()
      onReady()
    } catch (error) {
      setFailure(sayError(error))
    }
  }

  async function makeDemo() {
    setMakingDemo(true)
    await choose(() => client.association.createDemo())
    setMakingDemo(false)
  }

  return (
    <Page title={t('title')} windowTitle={t('windowTitle')} lead={t('lead')}>
      {failure && <Banner tone="error">{failure}</Banner>}
      <div className={styles.choices}>
        <Card title={t('create')}>
          <p>{t('createText')}</p>
          <div>
            <Button variant="primary" onPress={onCreate}>
              {t('create')}
            </Button>
          </div>
        </Card>
        <Card title={t('demo')}>
          <p>{t('demoText')}</p>
          {isMakingDemo ? (
            <Progress label={t('demoMaking')} />
          ) : (
            <div>
              <Button onPress={makeDemo}>{t('demo')}</Button>
            </div>
          )}
        </Card>
        <Card title={t('open')}>
          <p>{t('openText')}</p>
          {status.associations.map((association) => (
            <div key={association.id}>
              <Button onPress={() => choose(() => client.session.select({ associationId: association.id }))}>{association.name}</Button>
            </div>
          ))}
          <OpenFolder onOpen={choose} />
        </Card>
      </div>
    </Page>
  )
}

const folderSchema = z.object({ folder: text(1000) })

/** The desktop app asks with the system's own dialog; in a browser the folder's address is written. */
function OpenFolder({ onOpen }: { onOpen: (how: () => Promise<unknown>) => Promise<void> }) {
  const t = useTranslations('ui.firstStart')
  const form = useForm({ schema: folderSchema, defaultValues: { folder: '' }, save: ({ folder }) => onOpen(() => client.session.openFolder({ folder })) })
  const bridge = window.talan
  if (bridge) {
    return (
      <div>
        <Button onPress={() => void openByDialog(bridge, onOpen)}>{t('open')}</Button>
      </div>
    )
  }
  return (
    <Form form={form} saveLabel={t('open')} saveVariant="secondary" showsState={false}>
      <TextField label={t('openFolder')} help={t('openFolderHelp')} {...form.text('folder')} />
    </Form>
  )
}

/** Opens the association in a folder that the person points out; does nothing when she changes her mind. */
async function openByDialog(bridge: TalanBridge, onOpen: (how: () => Promise<unknown>) => Promise<void>) {
  const answer = await bridge.openAssociationFolder({})
  if ('value' in answer && answer.value === null) return
  await onOpen(async () => bridgeValue(answer))
}
