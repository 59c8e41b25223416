import { useQuery } from '@tanstack/react-query'
import { Ellipsis, KeyRound, Pencil, UserMinus, UserPlus } from 'lucide-react'
import { useState } from 'react'
import { roles } from '#contract/permissions.ts'
import { users } from '#contract/session.ts'
import { api, client, useErrorSentence } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import {
  Button, ButtonGroup, CheckboxGroup, ConfirmDialog, Dialog, ErrorState, Fields, FormDialog, IconButton, Loading, Menu, notify, Section, SimpleTable, StatusChip, TextField, useForm, useTranslations,
} from '#renderer/ui/index.ts'
import { TakeOutList } from '#renderer/features/lists/take-out-list.tsx'
import { PersonIdPicker } from '#renderer/features/people/person-id-picker.tsx'

type User = Awaited<ReturnType<typeof client.users.list>>[number]
type Asked = { readonly user: User; readonly to: 'edit' | 'reset' | 'remove' }

/** Who may sign in, and as what. */
export function UsersPart() {
  const t = useTranslations('administration')
  const session = useTranslations('session')
  const sayError = useErrorSentence()
  const { data, error, refetch } = useQuery(api.users.list.queryOptions())
  const [isAdding, setAdding] = useState(false)
  const [asked, setAsked] = useState<Asked>()
  const close = () => setAsked(undefined)
  if (error) return <ErrorState onRetry={() => void refetch()}>{sayError(error)}</ErrorState>
  if (!data) return <Loading />
  return (
    <Section
      title={t('users')}
      actions={
        <ButtonGroup>
          <Button variant="primary" icon={UserPlus} onPress={() => setAdding(true)}>
            {t('addUser')}
          </Button>
          <RecoveryCodeButton />
          <TakeOutList list="users" query={{}} />
        </ButtonGroup>
      }
    >
      <SimpleTable
        label={t('users')}
        rows={data}
        rowId={(user) => user.id}
        columns={[
          { id: 'name', header: t('fields.displayName'), cell: (user) => user.displayName, isRowHeader: true },
          { id: 'signInName', header: t('fields.signInName'), cell: (user) => user.signInName },
          { id: 'roles', header: t('fields.roles'), cell: (user) => user.roles.map((role) => session(`roles.${role}`)).join(', ') },
          { id: 'status', header: t('status'), cell: (user) => <StatusChip tone={user.endedAt ? 'muted' : 'good'}>{t(user.endedAt ? 'ended' : 'active')}</StatusChip> },
          {
            id: 'actions', header: t('actionsTitle'),
            cell: (user) =>
              !user.endedAt && (
                <Menu
                  label={t('actions', { name: user.displayName })}
                  trigger={<IconButton icon={Ellipsis} label={t('actions', { name: user.displayName })} />}
                  actions={[
                    { id: 'edit', label: t('editUser'), icon: Pencil, onAction: () => setAsked({ user, to: 'edit' }) },
                    { id: 'reset', label: t('resetPassword'), icon: KeyRound, onAction: () => setAsked({ user, to: 'reset' }) },
                    { id: 'remove', label: t('removeUser'), icon: UserMinus, onAction: () => setAsked({ user, to: 'remove' }) },
                  ]}
                />
              ),
          },
        ]}
      />
      {isAdding && <AddUserDialog onClose={() => setAdding(false)} />}
      {asked?.to === 'edit' && <EditUserDialog user={asked.user} onClose={close} />}
      {asked?.to === 'reset' && <ResetPasswordDialog user={asked.user} onClose={close} />}
      <ConfirmDialog
        title={t('removeQuestion', { name: asked?.user.displayName ?? '' })}
        isOpen={asked?.to === 'remove'}
        onClose={close}
        confirmLabel={t('removeUser')}
        isDanger
        describeError={sayError}
        onConfirm={async () => {
          if (!asked) return
          await client.users.remove({ id: asked.user.id, version: asked.user.version })
          notify({ text: t('userRemoved') })
        }}
      >
        <p>{t('removeHelp')}</p>
      </ConfirmDialog>
    </Section>
  )
}

function useRoleChoices() {
  const session = useTranslations('session')
  return roles.map((id) => ({ id, label: session(`roles.${id}`) }))
}

function AddUserDialog({ onClose }: { onClose(): void }) {
  const t = useTranslations('administration')
  const roleChoices = useRoleChoices()
  const form = useForm({
    schema: inputSchema(users.create),
    defaultValues: { displayName: '', signInName: '', password: '', roles: [], personId: null },
    async save(values) {
      await client.users.create(values)
      notify({ text: t('userAdded') })
      onClose()
    },
  })
  return (
    <FormDialog title={t('addUser')} onClose={onClose} form={form} saveLabel={t('addUser')}>
      <Fields>
        <TextField label={t('fields.displayName')} {...form.text('displayName')} />
        <TextField label={t('fields.signInName')} width="medium" autoComplete="off" {...form.text('signInName')} />
        <TextField label={t('fields.password')} help={t('fields.passwordHelp')} type="password" autoComplete="new-password" width="medium" {...form.text('password')} />
        <CheckboxGroup label={t('fields.roles')} help={t('fields.rolesHelp')} choices={roleChoices} {...form.field('roles')} value={form.values.roles} />
        <PersonIdPicker label={t('fields.person')} help={t('fields.personHelp')} {...form.field('personId')} />
      </Fields>
    </FormDialog>
  )
}

function EditUserDialog({ user, onClose }: { user: User; onClose(): void }) {
  const t = useTranslations('administration')
  const roleChoices = useRoleChoices()
  const form = useForm({
    schema: inputSchema(users.update),
    defaultValues: { id: user.id, version: user.version, displayName: user.displayName, roles: user.roles, personId: user.personId },
    async save(values) {
      await client.users.update(values)
      notify({ text: t('saved') })
      onClose()
    },
  })
  return (
    <FormDialog title={t('editUser')} onClose={onClose} form={form}>
      <Fields>
        <TextField label={t('fields.displayName')} {...form.text('displayName')} />
        <CheckboxGroup label={t('fields.roles')} help={t('fields.rolesHelp')} choices={roleChoices} {...form.field('roles')} value={form.values.roles} />
        <PersonIdPicker label={t('fields.person')} help={t('fields.personHelp')} {...form.field('personId')} />
      </Fields>
    </FormDialog>
  )
}

function ResetPasswordDialog({ user, onClose }: { user: User; onClose(): void }) {
  const t = useTranslations('administration')
  const form = useForm({
    schema: inputSchema(users.resetPassword),
    defaultValues: { id: user.id, newPassword: '' },
    async save(values) {
      await client.users.resetPassword(values)
      notify({ text: t('passwordReset') })
      onClose()
    },
  })
  return (
    <FormDialog title={t('resetPassword')} onClose={onClose} form={form} saveLabel={t('resetPassword')}>
      <TextField label={t('fields.newPassword')} help={t('fields.passwordHelp')} type="password" autoComplete="new-password" width="medium" {...form.text('newPassword')} />
    </FormDialog>
  )
}

function RecoveryCodeButton() {
  const t = useTranslations('administration')
  const sayError = useErrorSentence()
  const [isAsking, setAsking] = useState(false)
  const [code, setCode] = useState<string>()
  return (
    <>
      <Button icon={KeyRound} onPress={() => setAsking(true)}>
        {t('newRecoveryCode')}
      </Button>
      <ConfirmDialog
        title={t('newRecoveryQuestion')}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        confirmLabel={t('newRecoveryCode')}
        describeError={sayError}
        onConfirm={async () => setCode((await client.users.newRecoveryCode()).recoveryCode)}
      >
        <p>{t('newRecoveryHelp')}</p>
      </ConfirmDialog>
      <Dialog title={t('recoveryCode')} isOpen={code !== undefined} onClose={() => setCode(undefined)}>
        <p>{t('recoveryCodeHelp')}</p>
        <p>
          <code>{code}</code>
        </p>
        <Button variant="primary" onPress={() => window.print()}>
          {t('print')}
        </Button>
      </Dialog>
    </>
  )
}
