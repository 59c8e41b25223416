import { useQuery } from '@tanstack/react-query'
import { api } from '#renderer/api/index.ts'
import { WaitingCard } from '#renderer/app/waiting-card.tsx'
import { useFormat, useTranslations } from '#renderer/ui/index.ts'

type List = 'withoutDeputy' | 'toCall' | 'toRecord' | 'toApprove' | 'toReport'

/** On the start page: meetings within six weeks that no deputy can come to. */
export function WithoutDeputyCard() {
  return <MeetingsCard list="withoutDeputy" />
}

/** On the start page: meetings within six weeks where somebody has sent an excuse and no deputy has said yes yet. */
export function ToCallCard() {
  return <MeetingsCard list="toCall" />
}

/** On the start page: meetings that have been held and whose attendance is missing. */
export function ToRecordCard() {
  return <MeetingsCard list="toRecord" />
}

/** On the start page: meetings that were held and that nobody has told of. */
export function ToReportCard() {
  return <MeetingsCard list="toReport" />
}

/** On the start page: attendance that waits for approval. */
export function ToApproveCard() {
  return <MeetingsCard list="toApprove" />
}

/** Where all of a card's meetings are found, among others, where there is such a list. */
const allHrefs: Partial<Record<List, string>> = { toCall: '/meetings?show=openSeats', toRecord: '/meetings?show=all&state=toRecord', toApprove: '/meetings?show=all&state=toApprove' }

function MeetingsCard({ list }: { list: List }) {
  const t = useTranslations('meetings')
  const format = useFormat()
  const { data } = useQuery(api.meetings.attention.queryOptions({ input: {} }))
  if (!data) return null
  return (
    <WaitingCard
      title={t(`attention.${list}Count`, { count: data[list].total })}
      {...data[list]}
      line={(row) => ({ key: row.id, href: `/meetings/${row.id}`, name: row.bodyName, detail: `${format.date(row.heldOn)} ${row.startTime}` })}
      allHref={allHrefs[list] ?? false}
    />
  )
}
