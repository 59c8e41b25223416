import { BellRing, CalendarClock, CalendarX2, CircleCheck } from 'lucide-react'
import type { MeetingState } from '#contract/meetings.ts'
import { StatusChip, useTranslations } from '#renderer/ui/index.ts'

const looks = {
  planned: { tone: 'neutral', icon: CalendarClock },
  toRecord: { tone: 'need', icon: BellRing },
  toApprove: { tone: 'need', icon: BellRing },
  approved: { tone: 'good', icon: CircleCheck },
  cancelled: { tone: 'muted', icon: CalendarX2 },
} as const

/** Where a meeting stands, in a word. */
export function MeetingStateChip({ state }: { state: MeetingState }) {
  const t = useTranslations('meetings.state')
  return <StatusChip {...looks[state]}>{t(state)}</StatusChip>
}
