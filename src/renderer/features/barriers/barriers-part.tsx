import { useQuery } from '@tanstack/react-query'
import { OctagonAlert } from 'lucide-react'
import { api, useCan } from '#renderer/api/index.ts'
import { LinkButton, Section, TextLink, useTranslations } from '#renderer/ui/index.ts'
import { BarrierChip } from './barrier-state.tsx'

type Place = { readonly body: string } | { readonly host: string }

/** What stands in the way in a body, or with a host in any of its bodies. */
export function BarriersPart({ of }: { of: Place }) {
  const t = useTranslations('barriers')
  const canWrite = useCan('influence.write')
  const input = 'body' in of ? { bodyId: of.body } : { hostOrganisationId: of.host }
  const { data } = useQuery(api.barriers.list.queryOptions({ input: { ...input, state: 'open', limit: shownRows } }))
  if (!data) return null
  const address = new URLSearchParams({ ...of })
  return (
    <Section
      title={t('sections.here')}
      actions={
        canWrite && (
          <LinkButton icon={OctagonAlert} href={`/barriers/new?${address}`}>
            {t('newBarrier')}
          </LinkButton>
        )
      }
    >
      {data.total === 0 ? (
        <p>{t('noneHere')}</p>
      ) : (
        <ul>
          {data.rows.map((row) => (
            <li key={row.id}>
              <TextLink href={`/barriers/${row.id}`}>{row.title}</TextLink> <BarrierChip state={row.state} />
            </li>
          ))}
        </ul>
      )}
      <TextLink href={`/barriers?show=all&${address}`}>{t('showAll')}</TextLink>
    </Section>
  )
}

const shownRows = 20
