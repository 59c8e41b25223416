import { methods } from '#contract/body-choices.ts'
import { partsOfDay, spokenLanguages, travelMeans, weekdays } from '#contract/competence-choices.ts'
import type { Slot } from '#contract/competences.ts'
import type { Quota } from '#contract/panels.ts'
import { useLanguage, useTranslations, type Choice } from '#renderer/ui/index.ts'
import { municipalities } from '#shared/data/municipalities.ts'
import { addDays, toFormatterDate, type LocalDate } from '#shared/dates.ts'
import { municipalityByCode } from '#shared/postal.ts'

type Method = (typeof methods)[number]
type SpokenLanguage = (typeof spokenLanguages)[number]

/** Some Monday. */
const monday = '2026-01-05' as LocalDate

/** Languages that a browser has no name for, only its code, or one name for two of them. */
const namedHere = ['ckb', 'fit', 'kmr', 'rom', 'se', 'swl'] as const
const isNamedHere = (code: SpokenLanguage): code is (typeof namedHere)[number] => (namedHere as readonly string[]).includes(code)

/** The words of competences in the window's language, and the choices made of them. */
export function useCompetenceWords() {
  const t = useTranslations('competences')
  const bodies = useTranslations('bodies')
  const language = useLanguage()
  const names = new Intl.DisplayNames(language, { type: 'language' })
  const days = new Intl.DateTimeFormat(language, { weekday: 'long' })
  const capital = (text: string) => text.charAt(0).toLocaleUpperCase(language) + text.slice(1)
  const methodName = (method: Method) => bodies(`method.${method}`)
  const languageName = (code: SpokenLanguage) => (isNamedHere(code) ? t(`languages.${code}`) : capital(names.of(code) ?? code))
  const dayName = (weekday: number) => days.format(toFormatterDate(addDays(monday, weekday - 1)))
  const weekdayName = (weekday: number) => capital(dayName(weekday))
  const byLabel = <Id extends string>(choices: readonly Choice<Id>[]) => choices.toSorted((a, b) => a.label.localeCompare(b.label, language))
  return {
    methodName, languageName, weekdayName, capital,
    slotName: ({ weekday, partOfDay }: Slot) => t('slotOf', { weekday: dayName(weekday), time: t(`partOfDay.${partOfDay}`).toLocaleLowerCase(language) }),
    methodChoices: methods.map((id) => ({ id, label: methodName(id) })),
    languageChoices: byLabel(spokenLanguages.map((id) => ({ id, label: languageName(id) }))),
    weekdayChoices: weekdays.map((id) => ({ id, label: weekdayName(Number(id)) })),
    partOfDayChoices: partsOfDay.map((id) => ({ id, label: t(`partOfDay.${id}`) })),
    travelChoices: travelMeans.map((id) => ({ id, label: t(`travelMeans.${id}`) })),
    municipalityChoices: municipalities.map(({ code, name }) => ({ id: code, label: name })),
  }
}

/** Gives the function that writes how many of a group a panel is to have. Subject areas are only evened out, so that none is named here. */
export function useQuotaText(): (quota: Quota) => string {
  const t = useTranslations('panels')
  const groupName = ({ dimension, value }: Quota) => {
    if (dimension === 'gender') return t(`gender.${value as 'woman'}`)
    if (dimension === 'ageBand') return t(`ageBand.${value as '18'}`)
    return municipalityByCode(value)?.name ?? t(`mix.${dimension}`)
  }
  return (quota) => t('quota', { count: String(quota.count), group: groupName(quota) })
}
