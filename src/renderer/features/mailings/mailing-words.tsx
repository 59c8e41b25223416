import type { MailingRow } from '#contract/mailings.ts'
import { StatusChip, useTranslations, type StatusTone } from '#renderer/ui/index.ts'

const tones: Record<MailingRow['state'], StatusTone> = { draft: 'muted', prepared: 'need', partlySent: 'need', sent: 'good' }

/** Where a mailing stands, in a word. Nothing is called sent before somebody has said so. */
export function MailingState({ state }: { state: MailingRow['state'] }) {
  const t = useTranslations('mailings.state')
  return <StatusChip tone={tones[state]}>{t(state)}</StatusChip>
}
