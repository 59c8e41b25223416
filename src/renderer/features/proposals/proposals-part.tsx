import { useQuery } from '@tanstack/react-query'
import { Lightbulb } from 'lucide-react'
import { api, useCan } from '#renderer/api/index.ts'
import { LinkButton, Section, TextLink, useTranslations } from '#renderer/ui/index.ts'
import { ProposalStepChip } from './proposal-step.tsx'

/** What was raised at a meeting, or in a body at any meeting, with how far it has come. */
export function ProposalsPart({ bodyId, meeting }: { bodyId: string; meeting?: { readonly id: string; readonly heldOn: string } }) {
  const t = useTranslations('proposals')
  const canWrite = useCan('proposals.write')
  const { data } = useQuery(api.proposals.list.queryOptions({ input: { bodyId, ...(meeting && { meetingId: meeting.id }), limit: shownRows } }))
  if (!data) return null
  const address = new URLSearchParams({ body: bodyId, ...(meeting && { meeting: meeting.id, on: meeting.heldOn }) })
  return (
    <Section
      title={meeting ? t('sections.ofMeeting') : t('sections.ofBody')}
      actions={
        canWrite && (
          <LinkButton icon={Lightbulb} href={`/proposals/new?${address}`}>
            {t('newProposal')}
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
              <TextLink href={`/proposals/${row.id}`}>{row.title}</TextLink> <ProposalStepChip proposal={row} />
            </li>
          ))}
        </ul>
      )}
      {data.total > data.rows.length && <TextLink href={`/proposals?show=all&body=${bodyId}`}>{t('showAll')}</TextLink>}
    </Section>
  )
}

const shownRows = 20
