import { useMemo } from 'react'
import { timeZone, toFormatterDate, type Instant, type LocalDate } from '#shared/dates.ts'
import type { Language } from '#shared/i18n/index.ts'
import { oreToDecimalText, type Ore } from '#shared/money.ts'
import { useLanguage } from './preferences.ts'

const locales: Record<Language, string> = { sv: 'sv-SE', en: 'en-GB' }

/** Writes values the way people read them in one language. */
export interface Formatter {
  /** "1 234,50 kr" from whole öre. */
  money: (amount: Ore) => string
  /** "4 812". */
  number: (value: number) => string
  /** "2026-11-21", for tables. */
  date: (date: LocalDate | null) => string
  /** "21 november 2026", for running text. */
  longDate: (date: LocalDate) => string
  /** "november 2026", the month of a date. */
  month: (date: LocalDate) => string
  /** "lördag". */
  weekday: (date: LocalDate) => string
  /** "2026-11-21 14:32" in Swedish time. */
  dateTime: (instant: Instant) => string
  /** "14:32" in Swedish time. */
  clock: (instant: Instant) => string
  /** "Åsa, Bo och Cia". */
  list: (parts: readonly string[]) => string
  /** "Uppsala, Tierp eller Heby". */
  either: (parts: readonly string[]) => string
}

/** Makes the formatter of a language. */
export function formatterFor(language: Language): Formatter {
  const locale = locales[language]
  const moneyFormat = new Intl.NumberFormat(locale, { style: 'currency', currency: 'SEK', currencyDisplay: 'narrowSymbol' })
  const numberFormat = new Intl.NumberFormat(locale)
  const longDateFormat = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone })
  const monthFormat = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone })
  const weekdayFormat = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone })
  const dateTimeFormat = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone })
  const clockFormat = new Intl.DateTimeFormat('sv-SE', { timeStyle: 'short', timeZone })
  const listFormat = new Intl.ListFormat(locale, { type: 'conjunction' })
  const eitherFormat = new Intl.ListFormat(locale, { type: 'disjunction' })
  return {
    money: (amount) => moneyFormat.format(oreToDecimalText(amount) as `${number}`),
    number: (value) => numberFormat.format(value),
    date: (date) => date ?? '',
    longDate: (date) => longDateFormat.format(toFormatterDate(date)),
    month: (date) => monthFormat.format(toFormatterDate(date)),
    weekday: (date) => weekdayFormat.format(toFormatterDate(date)),
    dateTime: (instant) => dateTimeFormat.format(toFormatterDate(instant)),
    clock: (instant) => clockFormat.format(toFormatterDate(instant)),
    list: (parts) => listFormat.format(parts),
    either: (parts) => eitherFormat.format(parts),
  }
}

/** The formatter of the window's language. */
export function useFormat(): Formatter {
  const language = useLanguage()
  return useMemo(() => formatterFor(language), [language])
}
