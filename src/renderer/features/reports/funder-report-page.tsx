import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { z } from 'zod'
import type { GrantRow } from '#contract/grants.ts'
import { coverages, reports } from '#contract/reports.ts'
import { api, client, useCan, useErrorSentence } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useAddressState } from '#renderer/app/navigation.ts'
import { DateField, EmptyState, ErrorState, FieldRow, Fields, Form, LinkButton, Loading, Page, RadioGroup, Select, Stack, TextField, useForm, useLanguage, useTranslations } from '#renderer/ui/index.ts'
import { systemClock } from '#shared/clock.ts'
import type { LocalDate } from '#shared/dates.ts'
import { languages } from '#shared/i18n/index.ts'
import { ReportPreview } from './report-preview.tsx'
import { ReportProgress } from './report-progress.tsx'
import { useReportRun } from './report-run.ts'
import { useSettled } from './use-settled.ts'

const addressSchema = z.object({ grantId: z.string().optional().catch(undefined) })
const runSchema = inputSchema(reports.run)
const previewSchema = inputSchema(reports.preview)

/** Makes a funder's report: choose, look at the figures, make the file. */
export function FunderReportPage() {
  const t = useTranslations('reports')
  const grants = useTranslations('grants')
  const canWrite = useCan('grants.write')
  const sayError = useErrorSentence()
  const [{ grantId }] = useAddressState(addressSchema)
  const { data, error, refetch } = useQuery(api.grants.list.queryOptions({ input: { limit: 500 } }))
  const first = data?.rows.find((grant) => grant.id === grantId) ?? data?.rows[0]
  return (
    <Page title={t('funderReport')} windowTitle={t('funderReport')} lead={t('funderReportHelp')} breadcrumbs={[{ label: t('title'), href: '/reports' }]}>
      {error && <ErrorState onRetry={() => void refetch()}>{sayError(error)}</ErrorState>}
      {!data && !error && <Loading />}
      {data && !first && (
        <EmptyState title={t('noGrants')} actions={canWrite && <LinkButton href="/grants/new" variant="primary">{grants('newGrant')}</LinkButton>}>
          {t('noGrantsHelp')}
        </EmptyState>
      )}
      {data && first && <Report grants={data.rows} first={first} />}
    </Page>
  )
}

/** The grant's own period so far. */
function periodOf({ startsOn, endsOn }: Pick<GrantRow, 'startsOn' | 'endsOn'>): { from: LocalDate; to: LocalDate; asOf: LocalDate } {
  const today = systemClock.today()
  const to = endsOn < today ? endsOn : today
  return { from: startsOn, to, asOf: to }
}

function Report({ grants, first }: { grants: readonly GrantRow[]; first: GrantRow }) {
  const t = useTranslations('reports')
  const ui = useTranslations('ui')
  const language = useLanguage()
  const { state, run, stop } = useReportRun()
  const form = useForm({
    schema: runSchema,
    defaultValues: { grantId: first.id, ...periodOf(first), coverage: 'everything', language, reason: '' },
    save: (values) => run((signal) => client.reports.run(values, { signal })),
  })

  function choose(grantId: string) {
    form.set('grantId', grantId)
    const grant = grants.find((one) => one.id === grantId)
    if (!grant) return
    for (const [field, date] of Object.entries(periodOf(grant)) as ['from' | 'to' | 'asOf', LocalDate][]) form.set(field, date)
  }

  return (
    <Stack>
      <Form form={form} saveLabel={t('make')} saveVariant={state.kind === 'finished' ? 'secondary' : 'primary'} showsState={false}>
        <Fields>
          <FieldRow>
            <Select
              label={t('fields.grant')}
              choices={grants.map((grant) => ({ id: grant.id, label: grant.name, detail: grant.funderName }))}
              {...form.field('grantId')}
              onChange={choose}
            />
            <DateField label={t('fields.from')} {...form.field('from')} />
            <DateField label={t('fields.to')} {...form.field('to')} />
            <DateField label={t('fields.asOf')} {...form.field('asOf')} />
          </FieldRow>
          <FieldRow>
            <RadioGroup label={t('fields.coverage')} choices={coverages.map((id) => ({ id, label: t(`coverageChoice.${id}`) }))} {...form.field('coverage')} isRequired />
            <RadioGroup label={t('fields.language')} choices={languages.map((id) => ({ id, label: ui(`settings.languages.${id}`) }))} {...form.field('language')} isRequired />
          </FieldRow>
          <TextField label={t('fields.reason')} help={t('reasonHelp')} {...form.text('reason')} />
        </Fields>
      </Form>
      <ReportProgress state={state} stop={stop} />
      <Preview values={form.values} />
    </Stack>
  )
}

/** The figures of what is chosen, as soon as it can be read. */
function Preview({ values }: { values: z.input<typeof runSchema> }) {
  const t = useTranslations('reports')
  const input = useSettled(previewSchema, values)
  const query = useQuery({ ...api.reports.preview.queryOptions({ input: input ?? ({} as never), enabled: input !== undefined }), placeholderData: keepPreviousData, retry: false })
  return <ReportPreview help={t('previewHelp')} query={query} />
}
