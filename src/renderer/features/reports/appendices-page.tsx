import { reports } from '#contract/reports.ts'
import { client } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { DateField, FieldRow, Fields, Form, Page, RadioGroup, Stack, TextField, useForm, useLanguage, useTranslations } from '#renderer/ui/index.ts'
import { languages } from '#shared/i18n/index.ts'
import { lastYear } from './last-year.ts'
import { ReportProgress } from './report-progress.tsx'
import { useReportRun } from './report-run.ts'

/** Makes the annual report's two appendices: the list of assignments and the calendar. */
export function AppendicesPage() {
  const t = useTranslations('reports')
  const ui = useTranslations('ui')
  const language = useLanguage()
  const { state, run, stop } = useReportRun()
  const form = useForm({
    schema: inputSchema(reports.appendices),
    defaultValues: { ...lastYear(), language, reason: '' },
    save: (values) => run((signal) => client.reports.appendices(values, { signal })),
  })
  return (
    <Page title={t('appendices')} windowTitle={t('appendices')} lead={t('appendicesHelp')} breadcrumbs={[{ label: t('title'), href: '/reports' }]}>
      <Stack>
        <Form form={form} saveLabel={t('make')} saveVariant={state.kind === 'finished' ? 'secondary' : 'primary'} showsState={false}>
          <Fields>
            <FieldRow>
              <DateField label={t('fields.from')} {...form.field('from')} />
              <DateField label={t('fields.to')} {...form.field('to')} />
            </FieldRow>
            <RadioGroup label={t('fields.language')} choices={languages.map((id) => ({ id, label: ui(`settings.languages.${id}`) }))} {...form.field('language')} isRequired />
            <TextField label={t('fields.reason')} help={t('reasonHelp')} {...form.text('reason')} />
          </Fields>
        </Form>
        <ReportProgress state={state} stop={stop} />
      </Stack>
    </Page>
  )
}
