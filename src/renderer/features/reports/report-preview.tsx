import type { UseQueryResult } from '@tanstack/react-query'
import type { ComponentProps } from 'react'
import { useErrorSentence } from '#renderer/api/index.ts'
import { ErrorState, Loading, Section, useTranslations } from '#renderer/ui/index.ts'
import { ReportSheets } from './report-sheets.tsx'

/** The figures of what is chosen, as soon as they can be read. */
export function ReportPreview({ help, query: { data, error, refetch } }: { help: string; query: UseQueryResult<ComponentProps<typeof ReportSheets>> }) {
  const t = useTranslations('reports')
  const sayError = useErrorSentence()
  return (
    <Section title={t('preview')}>
      <p>{help}</p>
      {error ? <ErrorState onRetry={() => void refetch()}>{sayError(error)}</ErrorState> : data ? <ReportSheets sheets={data.sheets} /> : <Loading />}
    </Section>
  )
}
