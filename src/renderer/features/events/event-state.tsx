import type { EventRow } from '#contract/events.ts'
import { StatusChip, useTranslations } from '#renderer/ui/index.ts'

const tones = { coming: 'neutral', toCount: 'need', counted: 'good' } as const

/** Whether an event is to come, waits to be counted, or is done. */
export function EventChip({ state }: Pick<EventRow, 'state'>) {
  const t = useTranslations('events')
  return <StatusChip tone={tones[state]}>{t(`state.${state}`)}</StatusChip>
}
