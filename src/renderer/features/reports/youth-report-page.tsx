import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { reports, youthBands } from '#contract/reports.ts'
import { api, client } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { CheckboxGroup, DateField, FieldRow, Fields, Form, Page, RadioGroup, Stack, TextField, useForm, useLanguage, useTranslations } from '#renderer/ui/index.ts'
import { languages } from '#shared/i18n/index.ts'
import { lastYear } from './last-year.ts'
import { ReportPreview } from './report-preview.tsx'
import { ReportProgress } from './report-progress.tsx'
import { useReportRun } from './report-run.ts'
import { useSettled } from './use-settled.ts'

const runSchema = inputSchema(reports.youth)
const previewSchema = inputSchema(reports.previewYouth)

/** Makes the report on the influence of children and young people: choose, look at the figures, make the file. */
export function YouthReportPage() {
  const t = useTranslations('reports')
  const ui = useTranslations('ui')
  const language = useLanguage()
  const { state, run, stop } = useReportRun()
  const form = useForm({
    schema: runSchema,
    defaultValues: { ...lastYear(), bands: [...youthBands], language, reason: '' },
    save: (values) => run((signal) => client.reports.youth(values, { signal })),
  })
  return (
    <Page title={t('youthReport')} windowTitle={t('youthReport')} lead={t('youthReportHelp')} breadcrumbs={[{ label: t('title'), href: '/reports' }]}>
      <Stack>
        <Form form={form} saveLabel={t('make')} saveVariant={state.kind === 'finished' ? 'secondary' : 'primary'} showsState={false}>
          <Fields>
            <FieldRow>
              <DateField label={t('fields.from')} {...form.field('from')} />
              <DateField label={t('fields.to')} {...form.field('to')} />
            </FieldRow>
            <FieldRow>
              <CheckboxGroup label={t('fields.bands')} choices={youthBands.map((id) => ({ id, label: t(`youthBands.${id}`), detail: t(`youthBandHelp.${id}`) }))} {...form.field('bands')} isRequired />
              <RadioGroup label={t('fields.language')} choices={languages.map((id) => ({ id, label: ui(`settings.languages.${id}`) }))} {...form.field('language')} isRequired />
            </FieldRow>
            <TextField label={t('fields.reason')} help={t('youthReasonHelp')} {...form.text('reason')} />
          </Fields>
        </Form>
        <ReportProgress state={state} stop={stop} />
        <Preview values={form.values} />
      </Stack>
    </Page>
  )
}

/** The figures of what is chosen, as soon as it can be read. */
function Preview({ values }: { values: { readonly reason: string } }) {
  const t = useTranslations('reports')
  const input = useSettled(previewSchema, values)
  const query = useQuery({ ...api.reports.previewYouth.queryOptions({ input: input ?? ({} as never), enabled: input !== undefined }), placeholderData: keepPreviousData, retry: false })
  return <ReportPreview help={t('youthPreviewHelp')} query={query} />
}
