import { Compass, Lock, type LucideIcon } from 'lucide-react'
import { Banner, Button, EmptyState, LinkButton, Page, useTranslations } from '#renderer/ui/index.ts'

/** An address where there is no page. */
export function NotFoundPage() {
  const t = useTranslations('ui.shell')
  return <DeadEnd icon={Compass} title={t('notFound')} text={t('notFoundText')} />
}

/** A page that the role may not open. */
export function NotAllowedPage() {
  const t = useTranslations('ui.shell')
  return <DeadEnd icon={Lock} title={t('notAllowed')} text={t('notAllowedText')} />
}

function DeadEnd({ icon, title, text }: { icon: LucideIcon; title: string; text: string }) {
  const t = useTranslations('ui.shell')
  return (
    <Page title={title} windowTitle={title}>
      <EmptyState
        icon={icon}
        title={text}
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
