import { ChartColumn, ListChecks, Plus, Sprout } from 'lucide-react'
import { useCan } from '#renderer/api/index.ts'
import { ButtonGroup, LinkButton, Page, useTranslations } from '#renderer/ui/index.ts'
import { GrantsList } from '#renderer/features/grants/grants-list.tsx'

/** The grants, and the reports that are made of the register. */
export function ReportsPage() {
  const t = useTranslations('reports')
  const grants = useTranslations('grants')
  const canReport = useCan('reports.make')
  const canWrite = useCan('grants.write')
  return (
    <Page
      title={t('title')}
      windowTitle={t('title')}
      actions={
        <ButtonGroup>
          {canReport && (
            <LinkButton href="/reports/funder" variant="primary" icon={ChartColumn}>
              {grants('makeReport')}
            </LinkButton>
          )}
          {canReport && (
            <LinkButton href="/reports/appendices" icon={ListChecks}>
              {t('makeAppendices')}
            </LinkButton>
          )}
          {canReport && (
            <LinkButton href="/reports/youth" icon={Sprout}>
              {t('makeYouthReport')}
            </LinkButton>
          )}
          {canWrite && (
            <LinkButton href="/grants/new" icon={Plus}>
              {grants('newGrant')}
            </LinkButton>
          )}
        </ButtonGroup>
      }
    >
      <GrantsList />
    </Page>
  )
}
