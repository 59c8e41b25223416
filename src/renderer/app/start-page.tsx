import { useQuery } from '@tanstack/react-query'
import { Coffee } from 'lucide-react'
import { Suspense } from 'react'
import { api } from '#renderer/api/client.ts'
import { useCan, useSignedInUser } from '#renderer/api/session.ts'
import { Banner, Columns, EmptyState, LinkButton, Loading, Page, Stack, useTranslations } from '#renderer/ui/index.ts'
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
          <Nothing />
        </div>
      </div>
    </Page>
  )
}

/** Nothing to do: the work is done, or has not begun, and then this says where to begin. */
function Nothing() {
  const t = useTranslations('ui.start')
  const names = useTranslations('hosts.commands')
  const lacksMoney = !useCan('claims.read')
  const maySetRoles = useCan('users.manage')
  const mayRegister = useCan('people.write')
  const mayImport = useCan('people.import')
  const { data: register } = useQuery(api.people.list.queryOptions({ input: { limit: 1 } }))
  if (!mayRegister || register?.total !== 0) {
    return (
      <EmptyState icon={Coffee} title={t('nothing')}>
        {t('nothingText')}
      </EmptyState>
    )
  }
  return (
    <Stack>
      <EmptyState
        title={t('begin')}
        actions={
          <>
            {mayImport && (
              <LinkButton href="/people/import" variant="primary">
                {names('importMembers')}
              </LinkButton>
            )}
            <LinkButton href="/people/new">{names('newPerson')}</LinkButton>
          </>
        }
      >
        {t('beginText')}
      </EmptyState>
      {lacksMoney && maySetRoles && (
        <Banner tone="info" actions={<LinkButton href="/users">{t('toRoles')}</LinkButton>}>
          {t('noMoney')}
        </Banner>
      )}
    </Stack>
  )
}
