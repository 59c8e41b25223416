import { useQuery } from '@tanstack/react-query'
import { Pencil, Plus } from 'lucide-react'
import { useState } from 'react'
import type { PersonLink } from '#contract/affiliations.ts'
import { api, useCan, useErrorSentence } from '#renderer/api/index.ts'
import { Button, ButtonGroup, ErrorState, Loading, Section, SimpleTable, Stack, TextLink, useTranslations } from '#renderer/ui/index.ts'
import { TakeOutList } from '#renderer/features/lists/take-out-list.tsx'
import { usePeriodColumns } from './affiliations-part.tsx'
import { LinkDialog } from './link-dialog.tsx'

/** The organisations that a person belongs to, the one she speaks for first, and those she is the contact of. */
export function PersonOrganisations({ personId, isProtected }: { personId: string; isProtected: boolean }) {
  const t = useTranslations('affiliations')
  const common = useTranslations('common')
  const sayError = useErrorSentence()
  const canWrite = useCan('people.write')
  const [open, setOpen] = useState<'new' | PersonLink>()
  const period = usePeriodColumns<PersonLink>()
  const { data, error, refetch } = useQuery(api.affiliations.ofPerson.queryOptions({ input: { personId } }))
  if (error) return <ErrorState onRetry={() => void refetch()}>{sayError(error)}</ErrorState>
  if (!data) return <Loading />
  return (
    <Stack>
      <Section
        title={t('title')}
        actions={
          <ButtonGroup>
            {canWrite && (
              <Button icon={Plus} onPress={() => setOpen('new')}>
                {t('addLink')}
              </Button>
            )}
            {!isProtected && data.links.length > 0 && <TakeOutList list="personOrganisations" query={{ personId }} />}
          </ButtonGroup>
        }
      >
        <SimpleTable
          label={t('title')}
          rows={data.links}
          rowId={(row) => row.id}
          empty={<p>{t('noLinks')}</p>}
          columns={[
            { id: 'organisation', header: t('fields.organisation'), cell: (row) => <TextLink href={`/organisations/${row.organisation.id}`}>{row.organisation.name}</TextLink>, isRowHeader: true },
            { id: 'type', header: t('fields.type'), cell: (row) => t(`type.${row.type}`) },
            { id: 'isDefault', header: t('speaksFor'), cell: (row) => row.isDefault && common('yes') },
            ...period,
            ...(canWrite
              ? [
                  {
                    id: 'edit', header: t('fields.action'),
                    cell: (row: PersonLink) => (
                      <Button size="small" variant="quiet" icon={Pencil} aria-label={t('changeNamed', { name: row.organisation.name })} onPress={() => setOpen(row)}>
                        {t('change')}
                      </Button>
                    ),
                  },
                ]
              : []),
          ]}
        />
      </Section>
      {data.contactAt.length > 0 && (
        <Section title={t('contactAt')}>
          <ul>
            {data.contactAt.map((row) => (
              <li key={row.id}>
                <TextLink href={`/organisations/${row.organisation.id}`}>{row.organisation.name}</TextLink> {[row.role, t(`status.${row.status}`)].filter(Boolean).join(' · ')}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {open && <LinkDialog personId={personId} {...(open !== 'new' && { link: open })} onClose={() => setOpen(undefined)} />}
    </Stack>
  )
}
