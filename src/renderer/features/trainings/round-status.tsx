import { StatusChip, useTranslations } from '#renderer/ui/index.ts'

const tones = { future: 'neutral', current: 'good', ended: 'muted' } as const

/** Where a course round stands. */
export function RoundStatus({ status }: { status: keyof typeof tones }) {
  const t = useTranslations('trainings')
  return <StatusChip tone={tones[status]}>{t(`status.${status}`)}</StatusChip>
}
