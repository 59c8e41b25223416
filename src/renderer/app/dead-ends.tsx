import { Compass } from 'lucide-react'
import { Banner, Button, EmptyState, LinkButton, Page, useTranslations } from '#renderer/ui/index.ts'

/** An address where there is no page. */
export function NotFoundPage() {
  const t = useTranslations('ui.shell')
  return (
    <Page title={t('notFound')} windowTitle={t('notFound')}>
      <EmptyState
        icon={Compass}
        title={t('notFoundText')}
        actions={
          <LinkButton href="/" variant="primary">
            {t('toStart')}
          </LinkButton>
        }
      />
    </Page>
  )
}

/** A page that failed while it was drawn. The rest of the window goes on. */
export function CrashPage() {
  const t = useTranslations('ui.shell')
  return (
    <Page title={t('crashed')} windowTitle={t('crashed')}>
      <Banner tone="error" actions={<Button onPress={() => location.reload()}>{t('reload')}</Button>}>
        {t('crashedText')}
      </Banner>
    </Page>
  )
}
