import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { Organisation } from '#contract/organisations.ts'
import { api, useCan, useErrorSentence } from '#renderer/api/index.ts'
import { TakeOutList } from '#renderer/features/lists/take-out-list.tsx'
import { Button, ButtonGroup, ErrorState, Loading, Section, TextLink, useTranslations } from '#renderer/ui/index.ts'
import { SupportDialog } from './support-dialogs.tsx'
import { SupportTable } from './support-table.tsx'

/** What an association has been given. Of other organisations nothing is shown, unless there is something from before. */
export function SupportPart({ organisation }: { organisation: Organisation }) {
  const t = useTranslations('support')
  const sayError = useErrorSentence()
  const isAssociation = organisation.kind === 'association'
  const canWrite = useCan('organisations.write') && isAssociation
  const [isAdding, setAdding] = useState(false)
  const { data, error, refetch } = useQuery(api.support.list.queryOptions({ input: { organisationId: organisation.id } }))
  if (error) return <ErrorState onRetry={() => void refetch()}>{sayError(error)}</ErrorState>
  if (!data) return <Loading />
  if (!isAssociation && data.rows.length === 0) return null
  return (
    <Section
      title={t('section')}
      actions={
        <ButtonGroup>
          {canWrite && (
            <Button icon={Plus} onPress={() => setAdding(true)}>
              {t('add')}
            </Button>
          )}
          {data.rows.length > 0 && <TakeOutList list="support" query={{ organisationId: organisation.id }} />}
        </ButtonGroup>
      }
    >
      <SupportTable rows={data.rows} />
      <p>
        <TextLink href="/organisations/support">{t('all')}</TextLink>
      </p>
      {isAdding && <SupportDialog organisation={organisation} onClose={() => setAdding(false)} />}
    </Section>
  )
}
