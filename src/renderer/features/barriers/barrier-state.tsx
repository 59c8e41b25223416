import type { BarrierRow } from '#contract/barriers.ts'
import { StatusChip, useTranslations } from '#renderer/ui/index.ts'

const tones = { open: 'neutral', long: 'need', removed: 'good' } as const

/** Whether a barrier remains, has done so for long, or is gone. */
export function BarrierChip({ state }: Pick<BarrierRow, 'state'>) {
  const t = useTranslations('barriers')
  return <StatusChip tone={tones[state]}>{t(`state.${state}`)}</StatusChip>
}
