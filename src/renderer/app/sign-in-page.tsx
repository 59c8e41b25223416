import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { z } from 'zod'
import { contract } from '#contract/index.ts'
import { client } from '#renderer/api/client.ts'
import { findingOf } from '#renderer/api/errors.ts'
import { beginSession, type SessionStatus } from '#renderer/api/session.ts'
import { wasSignedOutByReload } from '#renderer/api/session-token.ts'
import { useErrorSentence } from '#renderer/api/use-error-sentence.ts'
import { Banner, Button, Card, Checkbox, Form, Page, Stack, TextField, useForm, useTranslations } from '#renderer/ui/index.ts'
import styles from './doorstep.module.css'
import { inputSchema } from './input-schema.ts'
import { RestorePage } from './restore-page.tsx'

interface SignInPageProps {
  status: SessionStatus
  /** Goes to the choice of another association. */
  onOther: () => void
}

/** Signing in opens the association's file. Also what a locked window shows. */
export function SignInPage({ status, onOther }: SignInPageProps) {
  const t = useTranslations('ui.signIn')
  const [isRecovering, setRecovering] = useState(false)
  const [isRestoring, setRestoring] = useState(false)
  const [needsBackup, setNeedsBackup] = useState(false)
  const association = status.current?.name ?? ''
  const onFailure = (error: unknown) => setNeedsBackup(takesBackup(error))
  if (isRestoring) return <RestorePage onBack={() => setRestoring(false)} />
  if (isRecovering) return <RecoverPage onBack={() => setRecovering(false)} onFailure={onFailure} />
  return (
    <Page title={t('title')} windowTitle={t('title')} lead={association}>
      <Stack>
        {wasSignedOutByReload() && <Banner tone="info">{t('reloaded')}</Banner>}
        {status.isTakenOver && (
          <Banner tone="need" title={t('takenOver')}>
            {t('takenOverText')}
          </Banner>
        )}
        {needsBackup && (
          <Banner tone="need" title={t('restoreNeeded')} actions={<Button onPress={() => setRestoring(true)}>{t('restoreTitle')}</Button>}>
            {t('restoreNeededText')}
          </Banner>
        )}
        {status.demoUsers.length > 0 && <DemoUsers users={status.demoUsers} onFailure={onFailure} />}
        <SignInForm associationId={status.current?.id ?? ''} onFailure={onFailure} />
        <div>
          <Button variant="quiet" onPress={() => setRecovering(true)}>
            {t('forgotten')}
          </Button>
          <Button variant="quiet" onPress={onOther}>
            {t('other')}
          </Button>
        </div>
      </Stack>
    </Page>
  )
}

/** Whether the association's file does not open, so that it takes a backup to go on. */
function takesBackup(error: unknown): boolean {
  return ['association.fileDamaged', 'association.fileMissing'].includes(findingOf(error).rule)
}

const signInSchema = inputSchema(contract.session.signIn).extend({ isRemembered: z.boolean() })

function SignInForm({ associationId, onFailure }: { associationId: string; onFailure: (error: unknown) => void }) {
  const { data: memory } = useQuery({ queryKey: ['remembered', associationId], queryFn: () => recall(associationId), networkMode: 'always' })
  return memory ? <RecalledForm key={associationId} associationId={associationId} memory={memory} onFailure={onFailure} /> : null
}

/** Tells why a call failed, and lets it fail. */
async function noticing<T>(onFailure: (error: unknown) => void, call: Promise<T>): Promise<T> {
  try {
    return await call
  } catch (error) {
    onFailure(error)
    throw error
  }
}

interface Memory {
  readonly canRemember: boolean
  readonly signInName: string
  readonly password: string
}

/** What this computer has been asked to remember. In a browser its password manager does that. */
async function recall(associationId: string): Promise<Memory> {
  const nothing = { canRemember: false, signInName: '', password: '' }
  const bridge = window.talan
  if (!bridge) return nothing
  const possible = await bridge.canRemember({})
  if (!('value' in possible) || !possible.value) return nothing
  const kept = await bridge.recall({ associationId })
  return { ...nothing, canRemember: true, ...('value' in kept && kept.value) }
}

function RecalledForm({ associationId, memory, onFailure }: { associationId: string; memory: Memory; onFailure: (error: unknown) => void }) {
  const t = useTranslations('ui.signIn')
  const queryClient = useQueryClient()
  const form = useForm({
    schema: signInSchema,
    defaultValues: { signInName: memory.signInName, password: memory.password, isRemembered: memory.password !== '' },
    save: async ({ isRemembered, signInName, password }) => {
      const session = await noticing(onFailure, client.session.signIn({ signInName, password }))
      if (memory.canRemember) await (isRemembered ? window.talan?.remember({ associationId, signInName, password }) : window.talan?.forget({ associationId }))
      await beginSession(queryClient, session)
    },
  })
  return (
    <Form form={form} saveLabel={t('submit')} failureTitle={t('failed')} showsState={false}>
      <TextField label={t('name')} autoComplete="username" width="medium" {...form.text('signInName')} />
      <TextField label={t('password')} type="password" autoComplete="current-password" width="medium" {...form.text('password')} />
      {memory.canRemember && (
        <Checkbox help={t('rememberHelp')} {...form.flag('isRemembered')}>
          {t('remember')}
        </Checkbox>
      )}
    </Form>
  )
}

function DemoUsers({ users, onFailure }: { users: SessionStatus['demoUsers']; onFailure: (error: unknown) => void }) {
  const t = useTranslations('ui.signIn')
  const roles = useTranslations('session.roles')
  const queryClient = useQueryClient()
  const sayError = useErrorSentence()
  const [failure, setFailure] = useState<string>()

  async function signInAs({ signInName, password }: SessionStatus['demoUsers'][number]) {
    setFailure(undefined)
    try {
      await beginSession(queryClient, await client.session.signIn({ signInName, password }))
    } catch (error) {
      onFailure(error)
      setFailure(sayError(error))
    }
  }

  return (
    <Card title={t('demoTitle')}>
      <p>{t('demoText')}</p>
      {failure && (
        <Banner tone="error" title={t('failed')}>
          {failure}
        </Banner>
      )}
      <ul className={styles.demoUsers}>
        {users.map((user) => (
          <li key={user.signInName}>
            <Button onPress={() => signInAs(user)}>
              <span className={styles.two}>
                {t('demoAs', { role: roles(user.role).toLocaleLowerCase() })}
                <small>{user.displayName}</small>
              </span>
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  )
}

const recoverSchema = inputSchema(contract.session.recover)

function RecoverPage({ onBack, onFailure }: { onBack: () => void; onFailure: (error: unknown) => void }) {
  const t = useTranslations('ui.signIn')
  const settings = useTranslations('ui.settings')
  const words = useTranslations('ui.firstStart')
  const queryClient = useQueryClient()
  const form = useForm({
    schema: recoverSchema,
    defaultValues: { recoveryCode: '', signInName: '', newPassword: '' },
    save: async (values) => beginSession(queryClient, await noticing(onFailure, client.session.recover(values))),
  })
  return (
    <Page title={t('recoverTitle')} windowTitle={t('recoverTitle')} lead={t('recoverText')}>
      <Form form={form} saveLabel={t('recoverSubmit')} failureTitle={t('failed')} showsState={false} actions={<Button onPress={onBack}>{t('toSignIn')}</Button>}>
        <TextField label={t('recoveryCode')} autoComplete="off" figures {...form.text('recoveryCode')} />
        <TextField label={t('name')} autoComplete="username" width="medium" {...form.text('signInName')} />
        <TextField label={settings('newPassword')} help={words('passwordHelp')} type="password" autoComplete="new-password" {...form.text('newPassword')} />
      </Form>
    </Page>
  )
}
