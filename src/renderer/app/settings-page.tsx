import { useState } from 'react'
import { contract } from '#contract/index.ts'
import { client } from '#renderer/api/client.ts'
import {
  Card, Columns, Fields, Form, notify, Page, RadioGroup, Select, setPreferences, Stack, StatusChip, Switch, TextField, useForm, usePreferences, useTranslations,
} from '#renderer/ui/index.ts'
import { densities, fonts, motions, tableModes, textScales, themes } from '#renderer/ui/preferences.ts'
import { languages } from '#shared/i18n/index.ts'
import { inputSchema } from './input-schema.ts'

/** How this person wants the window, and the own password. Choices take effect and are saved at once. */
export function SettingsPage() {
  const t = useTranslations('ui.settings')
  return (
    <Page title={t('title')} windowTitle={t('title')} lead={t('lead')}>
      <SavedNote />
      <Columns>
        <LookCard />
        <Stack>
          <BehaviourCard />
          <PasswordCard />
        </Stack>
      </Columns>
    </Page>
  )
}

/** Says that a choice has been kept, once one has been made. */
function SavedNote() {
  const t = useTranslations('ui.settings')
  const preferences = usePreferences()
  const [onArrival] = useState(preferences)
  return <output>{preferences !== onArrival && <StatusChip tone="good">{t('saved')}</StatusChip>}</output>
}

function LookCard() {
  const t = useTranslations('ui.settings')
  const { theme, textScale, motion, font, density, easyView } = usePreferences()
  return (
    <Card title={t('look')}>
      <Fields>
        <RadioGroup
          label={t('theme')}
          value={theme}
          onChange={(chosen) => setPreferences({ theme: chosen })}
          choices={themes.map((id) => ({ id, label: t(`themes.${id}`) }))}
        />
        <Select
          label={t('textScale')}
          value={String(textScale)}
          onChange={(chosen) => setPreferences({ textScale: textScales.find((scale) => String(scale) === chosen) ?? 100 })}
          choices={textScales.map((scale) => ({ id: String(scale), label: t('percent', { value: String(scale) }) }))}
        />
        <RadioGroup
          label={t('motion')}
          help={t('motionHelp')}
          value={motion}
          onChange={(chosen) => setPreferences({ motion: chosen })}
          choices={motions.map((id) => ({ id, label: t(`motions.${id}`) }))}
        />
        <Switch value={easyView} onChange={(chosen) => setPreferences({ easyView: chosen })}>
          {t('easyView')}
          <small>{t('easyViewHelp')}</small>
        </Switch>
        <RadioGroup
          label={t('density')}
          value={density}
          onChange={(chosen) => setPreferences({ density: chosen })}
          choices={densities.map((id) => ({ id, label: t(`densities.${id}`) }))}
        />
        <RadioGroup
          label={t('font')}
          help={t('fontHelp')}
          value={font}
          onChange={(chosen) => setPreferences({ font: chosen })}
          choices={fonts.map((id) => ({ id, label: t(`fonts.${id}`) }))}
        />
      </Fields>
    </Card>
  )
}

function BehaviourCard() {
  const t = useTranslations('ui.settings')
  const { language, tableMode } = usePreferences()
  return (
    <Card title={t('behaviour')}>
      <Fields>
        <RadioGroup
          label={t('language')}
          value={language}
          onChange={(chosen) => setPreferences({ language: chosen })}
          choices={languages.map((id) => ({ id, label: t(`languages.${id}`) }))}
        />
        <RadioGroup
          label={t('tables')}
          help={t('tableModesHelp')}
          value={tableMode}
          onChange={(chosen) => setPreferences({ tableMode: chosen })}
          choices={tableModes.map((id) => ({ id, label: t(`tableModes.${id}`) }))}
        />
      </Fields>
    </Card>
  )
}

const passwordSchema = inputSchema(contract.session.changePassword)
const noPasswords = { currentPassword: '', newPassword: '' }

function PasswordCard() {
  const t = useTranslations('ui.settings')
  const words = useTranslations('ui.firstStart')
  const form = useForm({
    schema: passwordSchema,
    defaultValues: noPasswords,
    save: async (values) => {
      await client.session.changePassword(values)
      form.reset(noPasswords)
      notify({ text: t('passwordChanged') })
    },
  })
  return (
    <Card title={t('password')}>
      <Form form={form} saveLabel={t('changePassword')}>
        <TextField label={t('currentPassword')} type="password" autoComplete="current-password" {...form.text('currentPassword')} />
        <TextField label={t('newPassword')} help={words('passwordHelp')} type="password" autoComplete="new-password" {...form.text('newPassword')} />
      </Form>
    </Card>
  )
}
