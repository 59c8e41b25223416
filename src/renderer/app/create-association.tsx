import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import type { z } from 'zod'
import { contract } from '#contract/index.ts'
import { client } from '#renderer/api/client.ts'
import { beginSession } from '#renderer/api/session.ts'
import {
  Button, ButtonGroup, Checkbox, Form, Page, RadioGroup, setPreferences, TextField, useForm, useLanguage, useTranslations,
} from '#renderer/ui/index.ts'
import { languages } from '#shared/i18n/index.ts'
import styles from './doorstep.module.css'
import { inputSchema } from './input-schema.ts'

const createSchema = inputSchema(contract.association.create)
const steps = 5

type NewAssociation = z.input<typeof createSchema>

/** Creates an association in five short steps: language, name, who you are, password, recovery code. */
export function CreateAssociation({ onBack, onDone }: { onBack: () => void; onDone: () => void }) {
  const [step, setStep] = useState(1)
  const [draft, setDraft] = useState<NewAssociation>({ name: '', administratorName: '', signInName: '', password: '' })
  const [created, setCreated] = useState<Created>()
  const back = () => (step === 1 ? onBack() : setStep(step - 1))

  function keep(change: Partial<NewAssociation>) {
    setDraft({ ...draft, ...change })
    setStep(step + 1)
  }

  async function finish(password: string) {
    const made = await client.association.create({ ...draft, password })
    setCreated(made)
    setStep(steps)
  }

  if (created) return <RecoveryStep {...created} onDone={onDone} />
  if (step === 1) return <LanguageStep onNext={() => keep({})} onBack={back} />
  if (step === 2) return <NameStep draft={draft} onNext={keep} onBack={back} />
  if (step === 3) return <YouStep draft={draft} onNext={keep} onBack={back} />
  return <PasswordStep onNext={finish} onBack={back} />
}

/** A step's heading, with "Steg n av 5" above it. */
function StepPage({ step, title, children }: { step: number; title: string; children: ReactNode }) {
  const t = useTranslations('ui.firstStart')
  return (
    <>
      <p className={styles.step}>{t('step', { step: String(step), steps: String(steps) })}</p>
      <Page title={title} windowTitle={title}>
        {children}
      </Page>
    </>
  )
}

interface StepProps {
  onBack: () => void
}

function LanguageStep({ onNext, onBack }: StepProps & { onNext: () => void }) {
  const t = useTranslations('ui.firstStart')
  const common = useTranslations('common')
  const names = useTranslations('ui.settings.languages')
  const language = useLanguage()
  return (
    <StepPage step={1} title={t('language')}>
      <RadioGroup
        label={t('language')}
        value={language}
        onChange={(chosen) => setPreferences({ language: chosen })}
        choices={languages.map((id) => ({ id, label: names(id) }))}
      />
      <ButtonGroup>
        <Button variant="primary" onPress={onNext}>
          {common('next')}
        </Button>
        <Button onPress={onBack}>{common('back')}</Button>
      </ButtonGroup>
    </StepPage>
  )
}

const nameSchema = createSchema.pick({ name: true })

function NameStep({ draft, onNext, onBack }: StepProps & { draft: NewAssociation; onNext: (change: Partial<NewAssociation>) => void }) {
  const t = useTranslations('ui.firstStart')
  const common = useTranslations('common')
  const form = useForm({ schema: nameSchema, defaultValues: { name: draft.name }, save: async (values) => onNext(values) })
  return (
    <StepPage step={2} title={t('name')}>
      <Form form={form} saveLabel={common('next')} showsState={false} actions={<Button onPress={onBack}>{common('back')}</Button>}>
        <TextField label={t('nameLabel')} help={t('nameHelp')} autoComplete="organization" {...form.text('name')} />
      </Form>
    </StepPage>
  )
}

const youSchema = createSchema.pick({ administratorName: true, signInName: true })

function YouStep({ draft, onNext, onBack }: StepProps & { draft: NewAssociation; onNext: (change: Partial<NewAssociation>) => void }) {
  const t = useTranslations('ui.firstStart')
  const common = useTranslations('common')
  const form = useForm({ schema: youSchema, defaultValues: { administratorName: draft.administratorName, signInName: draft.signInName }, save: async (values) => onNext(values) })
  return (
    <StepPage step={3} title={t('you')}>
      <p>{t('youText')}</p>
      <Form form={form} saveLabel={common('next')} showsState={false} actions={<Button onPress={onBack}>{common('back')}</Button>}>
        <TextField label={t('yourName')} autoComplete="name" {...form.text('administratorName')} />
        <TextField label={t('signInName')} help={t('signInNameHelp')} autoComplete="username" {...form.text('signInName')} />
      </Form>
    </StepPage>
  )
}

const passwordSchema = createSchema.pick({ password: true })

function PasswordStep({ onNext, onBack }: StepProps & { onNext: (password: string) => Promise<void> }) {
  const t = useTranslations('ui.firstStart')
  const common = useTranslations('common')
  const words = useTranslations('ui.signIn')
  const form = useForm({ schema: passwordSchema, defaultValues: { password: '' }, save: ({ password }) => onNext(password) })
  return (
    <StepPage step={4} title={t('passwordTitle')}>
      <p>{t('passwordText')}</p>
      <Form form={form} saveLabel={t('finish')} showsState={false} actions={<Button onPress={onBack}>{common('back')}</Button>}>
        <TextField label={words('password')} help={t('passwordHelp')} type="password" autoComplete="new-password" {...form.text('password')} />
      </Form>
    </StepPage>
  )
}

type Created = Awaited<ReturnType<typeof client.association.create>>

/** The code is shown once. The session begins only when it has been kept. */
function RecoveryStep({ recoveryCode, onDone, ...session }: Created & { onDone: () => void }) {
  const t = useTranslations('ui.firstStart')
  const queryClient = useQueryClient()
  const [isKept, setKept] = useState(false)

  async function begin() {
    await beginSession(queryClient, session)
    onDone()
  }

  return (
    <StepPage step={5} title={t('recovery')}>
      <p>{t('recoveryText')}</p>
      <p className={styles.code}>{recoveryCode}</p>
      <div data-print="hide">
        <Button onPress={() => window.print()}>{t('print')}</Button>
      </div>
      <div data-print="hide">
        <Checkbox value={isKept} onChange={setKept}>
          {t('kept')}
        </Checkbox>
      </div>
      <div data-print="hide">
        <Button variant="primary" isDisabled={!isKept} onPress={begin}>
          {t('start')}
        </Button>
      </div>
    </StepPage>
  )
}
