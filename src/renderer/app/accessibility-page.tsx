import { Page, Section, Stack, TextLink, useTranslations } from '#renderer/ui/index.ts'

/** The accessibility statement, under the headings that Digg asks for. */
export function AccessibilityPage() {
  const t = useTranslations('ui.accessibility')
  return (
    <Page title={t('title')} windowTitle={t('title')} lead={t('lead')}>
      <Stack>
        <Section title={t('how')}>
          <p>{t('howText')}</p>
          <p>
            <TextLink href="/settings">{t('settings')}</TextLink>
          </p>
        </Section>
        <Section title={t('lacking')}>
          <p>{t('lackingText')}</p>
          <ul>
            <li>{t('lackingReaders')}</li>
            <li>{t('lackingGrid')}</li>
          </ul>
        </Section>
        <Section title={t('cannotUse')}>
          <p>{t('cannotUseText')}</p>
        </Section>
        <Section title={t('report')}>
          <p>{t('reportText')}</p>
        </Section>
        <Section title={t('tested')}>
          <p>{t('testedText')}</p>
        </Section>
      </Stack>
    </Page>
  )
}
