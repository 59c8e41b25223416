import { Coffee } from 'lucide-react'
import { Suspense } from 'react'
import { useSignedInUser } from '#renderer/api/session.ts'
import { Columns, EmptyState, Loading, Page, useTranslations } from '#renderer/ui/index.ts'
import { startCards } from './start-cards.tsx'
import styles from './start-page.module.css'

/** "Att göra": what is waiting for somebody, and when nothing is, that one is done. */
export function StartPage() {
  const t = useTranslations('ui.start')
  const user = useSignedInUser()
  const cards = startCards.filter((card) => user.permissions.includes(card.permission))
  return (
    <Page title={t('title')} windowTitle={t('title')} lead={t('lead')}>
      <div className={styles.start}>
        <div className={styles.cards}>
          <Columns>
            {cards.map(({ id, Card }) => (
              <Suspense key={id} fallback={<Loading />}>
                <Card />
              </Suspense>
            ))}
          </Columns>
        </div>
        <div className={styles.nothing}>
          <EmptyState icon={Coffee} title={t('nothing')}>
            {t('nothingText')}
          </EmptyState>
        </div>
      </div>
    </Page>
  )
}
