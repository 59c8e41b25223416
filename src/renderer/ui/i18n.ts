import type { Language, sv } from '#shared/i18n/index.ts'

declare module 'use-intl' {
  /** Makes `useTranslations` know every key and every placeholder of the Swedish catalogue. */
  interface AppConfig {
    Locale: Language
    Messages: typeof sv
  }
}

export { useTranslations } from 'use-intl'
