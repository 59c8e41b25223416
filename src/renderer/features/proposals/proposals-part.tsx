import { useQuery } from '@tanstack/react-query'
import { Lightbulb } from 'lucide-react'
import { api, useCan } from '#renderer/api/index.ts'
import { LinkButton, Section, TextLink, useTranslations } from '#renderer/ui/index.ts'
import { ProposalStepChip } from './proposal-step.tsx'

/** What proposals are shown of: a body at any meeting, one of its meetings, or what came out of a consultation. */
type Origin =
  | { readonly bodyId: string; readonly meeting?: { readonly id: string; readonly heldOn: string } }
  | { readonly bodyId: string | undefined; readonly consultationId: string }

/** What was raised at a meeting, in a body at any meeting, or out of a consultation, with how far it has come. */
export function ProposalsPart(origin: Origin) {
  const t = useTranslations('proposals')
  const canWrite = useCan('proposals.write')
  const { filter, address, title } = partOf(origin)
  const { data } = useQuery(api.proposals.list.queryOptions({ input: { ...filter, limit: shownRows } }))
  if (!data) return null
  return (
    <Section
      title={t(`sections.${title}`)}
      actions={
        canWrite && (
          <LinkButton icon={Lightbulb} href={`/proposals/new?${new URLSearchParams(address)}`}>
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
      {data.total > data.rows.length && origin.bodyId !== undefined && <TextLink href={`/proposals?show=all&body=${origin.bodyId}`}>{t('showAll')}</TextLink>}
    </Section>
  )
}

function partOf(origin: Origin): { readonly filter: { bodyId?: string; meetingId?: string; consultationId?: string }; readonly address: Record<string, string>; readonly title: 'ofBody' | 'ofMeeting' | 'ofConsultation' } {
  if ('consultationId' in origin) {
    const { bodyId, consultationId } = origin
    return { filter: { consultationId }, address: { ...(bodyId !== undefined && { body: bodyId }), consultation: consultationId }, title: 'ofConsultation' }
  }
  const { bodyId, meeting } = origin
  if (!meeting) return { filter: { bodyId }, address: { body: bodyId }, title: 'ofBody' }
  return { filter: { bodyId, meetingId: meeting.id }, address: { body: bodyId, meeting: meeting.id, on: meeting.heldOn }, title: 'ofMeeting' }
}

const shownRows = 20
