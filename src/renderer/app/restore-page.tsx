import { useQuery, useQueryClient } from '@tanstack/react-query'
import { backups } from '#contract/session.ts'
import { api, client } from '#renderer/api/client.ts'
import { beginSession } from '#renderer/api/session.ts'
import { useErrorSentence } from '#renderer/api/use-error-sentence.ts'
import { Button, EmptyState, ErrorState, Form, Loading, Page, RadioGroup, Select, TextField, useForm, useFormat, useTranslations } from '#renderer/ui/index.ts'
import { inputSchema } from './input-schema.ts'

type Backup = Awaited<ReturnType<typeof client.backups.listAtSignIn>>[number]

/** Going back to a backup when the association's file is damaged or missing, so that nobody can sign in. */
export function RestorePage({ onBack }: { onBack: () => void }) {
  const t = useTranslations('ui.signIn')
  const sayError = useErrorSentence()
  const { data, error, refetch } = useQuery(api.backups.listAtSignIn.queryOptions())
  return (
    <Page title={t('restoreTitle')} windowTitle={t('restoreTitle')} lead={t('restoreText')}>
      {error ? (
        <ErrorState onRetry={() => void refetch()}>{sayError(error)}</ErrorState>
      ) : !data ? (
        <Loading />
      ) : data.length === 0 ? (
        <EmptyState title={t('restoreNone')} actions={<Button onPress={onBack}>{t('toSignIn')}</Button>} />
      ) : (
        <RestoreForm choices={data} onBack={onBack} />
      )}
    </Page>
  )
}

const restoreSchema = inputSchema(backups.restoreAtSignIn)

function RestoreForm({ choices, onBack }: { choices: readonly Backup[]; onBack: () => void }) {
  const t = useTranslations('ui.signIn')
  const format = useFormat()
  const queryClient = useQueryClient()
  const form = useForm({
    schema: restoreSchema,
    defaultValues: { name: choices[0]?.name ?? '', signInName: '', secretKind: 'password', secret: '' },
    save: async (values) => beginSession(queryClient, await client.backups.restoreAtSignIn(values)),
  })
  const isPassword = form.values.secretKind === 'password'
  const secretKind = form.field('secretKind')
  return (
    <Form form={form} saveLabel={t('restoreSubmit')} failureTitle={t('restoreFailed')} showsState={false} actions={<Button onPress={onBack}>{t('toSignIn')}</Button>}>
      <Select label={t('restoreCopy')} help={t('restoreCopyHelp')} choices={choices.map(({ name, madeAt }) => ({ id: name, label: format.dateTime(madeAt) }))} {...form.field('name')} />
      <TextField label={t('name')} help={t('restoreNameHelp')} autoComplete="username" width="medium" {...form.text('signInName')} />
      <RadioGroup
        label={t('restoreWith')}
        choices={[
          { id: 'password', label: t('password') },
          { id: 'recoveryCode', label: t('recoveryCode') },
        ]}
        {...secretKind}
        onChange={(kind) => {
          // A recovery code is shown as it is typed; a password that was typed first must not be.
          form.set('secret', '')
          secretKind.onChange(kind)
        }}
      />
      <TextField
        key={form.values.secretKind}
        label={t(isPassword ? 'password' : 'recoveryCode')}
        width={isPassword ? 'medium' : 'wide'}
        {...(isPassword ? { type: 'password' as const, autoComplete: 'current-password' } : { autoComplete: 'off', figures: true })}
        {...form.text('secret')}
      />
    </Form>
  )
}
