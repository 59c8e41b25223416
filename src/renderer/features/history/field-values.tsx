import type { ReactNode } from 'react'
import { spokenLanguages } from '#contract/competence-choices.ts'
import type { Reference } from '#contract/journal.ts'
import { takenLists, type ListName } from '#contract/lists.ts'
import type { Quota } from '#contract/panels.ts'
import { MileageExplained, StipendExplained, type MileageExplanation, type StipendExplanation } from '#renderer/features/claims/explanation.tsx'
import { useCompetenceWords, useQuotaText } from '#renderer/features/competences/words.ts'
import { usePersonName } from '#renderer/features/people/person-name.tsx'
import { useFormat, useLanguage, useTranslations } from '#renderer/ui/index.ts'
import { countryName } from '#shared/countries.ts'
import { codeWord } from '#shared/i18n/code-words.ts'
import { translator, type sv } from '#shared/i18n/index.ts'
import { municipalityByCode } from '#shared/postal.ts'

type Value = string | number | Reference | null

/** Values as people read them: money in kronor, flags as yes or no, codes in words, and what was chosen by its name. */
export function useFieldValue(): (table: string, field: string, value: Value) => ReactNode {
  const t = useTranslations('journal')
  const common = useTranslations('common')
  const tariffs = useTranslations('tariffs')
  const format = useFormat()
  const language = useLanguage()
  const nameOf = useReferenceName()
  const { languageName, weekdayName } = useCompetenceWords()
  const kept = useKeptValue()
  return (table, field, value) => {
    if (value === null) return t('nothing')
    if (typeof value === 'object') return nameOf(value)
    if (/^(?:is|has)[A-Z]/u.test(field)) return value === 1 ? common('yes') : common('no')
    if (typeof value === 'number') {
      if (field.endsWith('Ore')) return format.money(value)
      if (field.endsWith('BasisPoints')) return tariffs('share', { share: format.number(value / 100) })
      return field === 'weekday' ? weekdayName(value) : String(value)
    }
    if (field.endsWith('At')) return format.dateTime(value as `${string}Z`)
    if (field.endsWith('Json')) return kept(table, field, JSON.parse(value))
    if (field === 'municipalityCode') return municipalityByCode(value)?.name ?? value
    if (field === 'countryCode') return countryName(value, language)
    if (field === 'list' && value in takenLists) return takenLists[value as ListName].title(translator(language))
    const word = codeWord(language, table, field, value)
    return word ?? (table === 'competences' && field === 'code' && isLanguage(value) ? languageName(value) : value)
  }
}

const isLanguage = (code: string): code is (typeof spokenLanguages)[number] => (spokenLanguages as readonly string[]).includes(code)

/** What a column keeps as JSON: the choices of a list, how a panel was mixed, and how an amount came about. */
function useKeptValue(): (table: string, field: string, kept: unknown) => ReactNode {
  const t = useTranslations('journal')
  const format = useFormat()
  const language = useLanguage()
  const quotaText = useQuotaText()
  return (table, field, kept) => {
    if (field === 'explanationJson' && kept !== null) {
      const isMileage = 'kilometres' in (kept as object)
      return isMileage ? <MileageExplained explanation={kept as MileageExplanation} /> : <StipendExplained explanation={kept as StipendExplanation} />
    }
    if (!Array.isArray(kept) || kept.length === 0) return t('nothing')
    return format.list(field === 'quotasJson' ? (kept as Quota[]).map(quotaText) : (kept as string[]).map((code) => codeWord(language, table, field, code) ?? code))
  }
}

/** What another row is known by; by its kind of thing where it has no name of its own. */
export function useReferenceName(): (reference: Reference) => string {
  const t = useTranslations('journal')
  const tableLabel = useTranslations('journal.tables')
  const format = useFormat()
  const language = useLanguage()
  const personName = usePersonName()
  return ({ table, person, name, kind, number, on, isRemoved }) => {
    const word = (kind && codeWord(language, table, 'kind', kind)) ?? tableLabel(table as keyof typeof sv.journal.tables)
    const known = [person && personName(person), name, number !== null && `${word} ${number}`].filter((part) => typeof part === 'string')
    const said = [...(known.length > 0 ? known : [word]), ...(on ? [format.date(on)] : [])].join(', ')
    return isRemoved ? t('removedReference', { name: said }) : said
  }
}
