import type { ReactNode } from 'react'
import { I18nProvider } from 'react-aria-components'
import { IntlProvider } from 'use-intl'
import { timeZone } from '#shared/dates.ts'
import { messages, type Language, type sv } from '#shared/i18n/index.ts'
import { useLanguage } from '#renderer/ui/preferences.ts'

const ariaLocales: Record<Language, string> = { sv: 'sv-SE', en: 'en-GB' }

/** Speaks the language of the preferences; a change shows at once. */
export function Languages({ children }: { children: ReactNode }) {
  const language = useLanguage()
  return (
    // English has the Swedish catalogue's shape, checked where it is written; the literal texts differ.
    <IntlProvider locale={language} messages={messages[language] as typeof sv} timeZone={timeZone}>
      <I18nProvider locale={ariaLocales[language]}>{children}</I18nProvider>
    </IntlProvider>
  )
}
