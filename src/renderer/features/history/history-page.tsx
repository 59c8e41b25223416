import { Page, useTranslations } from '#renderer/ui/index.ts'
import { TakeOutList } from '#renderer/features/lists/take-out-list.tsx'
import { HistoryList } from './history-list.tsx'

/** Everything that has been changed in the association. */
export function HistoryPage() {
  const t = useTranslations('journal')
  return (
    <Page title={t('title')} windowTitle={t('title')} lead={t('lead')} actions={<TakeOutList list="journal" query={{}} />}>
      <HistoryList />
    </Page>
  )
}
