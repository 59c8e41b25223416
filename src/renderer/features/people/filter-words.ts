import { useQueries } from '@tanstack/react-query'
import { customKeyOf, isCustomKey } from '#contract/custom-fields.ts'
import { choicesFor, customFilterField, personFilterFields, type FilterField, type FilteredBy, type PersonCondition, type PersonFilterField } from '#contract/person-filters.ts'
import { useSignedInUser } from '#renderer/api/index.ts'
import { useCustomValueText } from '#renderer/features/custom-fields/custom-facts.tsx'
import { useCompetenceWords } from '#renderer/features/competences/words.ts'
import { useFormat, useLanguage, useTranslations } from '#renderer/ui/index.ts'
import { countryName } from '#shared/countries.ts'
import { counties } from '#shared/data/counties.ts'
import { municipalities } from '#shared/data/municipalities.ts'
import { useOwnFields } from './column-words.ts'
import { references } from './filter-references.ts'

const placeNames = new Map([...municipalities, ...counties].map(({ code, name }) => [code, name]))

/** Gives the function that says a field's alternative in words. */
export function useChoiceWords(): (field: FilteredBy, choice: string) => string {
  const people = useTranslations('people')
  const bodies = useTranslations('bodies')
  const t = useTranslations('views')
  const competences = useCompetenceWords()
  const competenceTexts = useTranslations('competences')
  const memberships = useTranslations('memberships')
  const language = useLanguage()
  return (field, choice) => {
    if (isCustomKey(field)) return choice
    if (field === 'membership') return people(`filter.${choice as 'current'}`)
    if (field === 'role') return people(`role.${choice as 'member'}`)
    if (field === 'membershipKind') return people(`membershipKind.${choice as 'main'}`)
    if (field === 'endReason') return memberships(`endReasonKind.${choice as 'moved'}`)
    if (field === 'travelMeans') return competenceTexts(`travelMeans.${choice as 'car'}`)
    if (field === 'gender') return people(`gender.${choice as 'woman'}`)
    if (field === 'preferredChannel') return people(`channel.${choice as 'email'}`)
    if (field === 'level') return bodies(`level.${choice as 'unit'}`)
    if (field === 'method' || field === 'wantsMethod' || field === 'canMethod') return bodies(`method.${choice as 'council'}`)
    if (field === 'spokenLanguage') return competences.languageName(choice as 'sv')
    if (field === 'timeOfDay') return t(`timeOfDay.${choice as 'daytime'}`)
    if (field === 'country') return countryName(choice, language)
    if (field === 'seatKind') return bodies(`seatKind.${choice as 'ordinary'}`)
    return placeNames.get(choice) ?? choice
  }
}

/** Gives the function that says a condition in words, with the names of what it refers to. */
export function useConditionWords(conditions: readonly PersonCondition[]): (condition: PersonCondition) => string {
  const t = useTranslations('views')
  const format = useFormat()
  const { fieldNamed } = useOwnFields()
  const { fieldOf, nameOf, yesNo } = useFilterFields()
  const choiceWords = useChoiceWords()
  const sayCustom = useCustomValueText()
  const names = useReferenceNames(conditions)
  const word = (field: FilteredBy, value: string | number) => {
    if (typeof value === 'number') return (isCustomKey(field) && sayCustom(fieldNamed(field)?.type ?? 'number', value)) || String(value)
    const kind = fieldOf(field)?.kind
    if (kind === 'reference') return names.get(value) ?? '…'
    return kind === 'choice' ? choiceWords(field, value) : value
  }
  return ({ field, operator, values }) => {
    if (operator === 'yes' || operator === 'no') return yesNo(field, operator, 'alone')
    const words = values.map((value) => word(field, value))
    const value = operator === 'between' ? t('range', { from: words[0] ?? '', to: words[1] ?? '' }) : format.either(words)
    return t(`chip.${operator}`, { field: nameOf(field), value })
  }
}

/** What the user can filter by: the register's own fields and the custom fields that she sees. */
export function useFilterFields() {
  const t = useTranslations('views')
  const answers = useTranslations('customFields')
  const { permissions } = useSignedInUser()
  const { fields: own, fieldNamed } = useOwnFields()
  const nameOf = (field: FilteredBy) => (isCustomKey(field) ? (fieldNamed(field)?.name ?? t('unknownField')) : t(`fields.${field}`))
  const builtIn = (Object.keys(personFilterFields) as PersonFilterField[]).filter((name) => permissions.includes(personFilterFields[name].permission))
  return {
    names: [...builtIn, ...own.map(({ id }) => customKeyOf(id))] as readonly FilteredBy[],
    nameOf,
    /** What is known of a field; nothing of a custom field that the user does not see, or that is archived. */
    fieldOf: (field: FilteredBy): FilterField | undefined => {
      if (!isCustomKey(field)) {
        const about: FilterField = personFilterFields[field]
        return about.choicePermissions ? { ...about, choices: choicesFor(about, (permission) => permissions.includes(permission)) } : about
      }
      const custom = fieldNamed(field)
      return custom && customFilterField(custom)
    },
    /** "Har e-post", "Saknar e-post"; of a custom field its answer, with its name where it stands alone. */
    yesNo: (field: FilteredBy, operator: 'yes' | 'no', place: 'alone' | 'underItsName'): string => {
      if (!isCustomKey(field)) return t(`yesNo.${field as 'email'}.${operator}`)
      return place === 'alone' ? t('chip.is', { field: nameOf(field), value: answers(operator) }) : answers(operator)
    },
  }
}

function useReferenceNames(conditions: readonly PersonCondition[]): ReadonlyMap<string, string> {
  const wanted = conditions.flatMap(({ field, values }) => {
    const about: FilterField | undefined = isCustomKey(field) ? undefined : personFilterFields[field]
    const refersTo = about?.refersTo
    return refersTo ? values.map((id) => ({ id: String(id), refersTo })) : []
  })
  const answers = useQueries({
    queries: wanted.map(({ id, refersTo }) => ({
      queryKey: ['people.filterName', refersTo, id],
      queryFn: async ({ signal }: { signal: AbortSignal }) => ({ id, name: await references[refersTo].name(id, signal) }),
    })),
  })
  return new Map(answers.flatMap(({ data }) => (data ? [[data.id, data.name] as const] : [])))
}
