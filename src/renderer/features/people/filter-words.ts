import { useQueries } from '@tanstack/react-query'
import { personFilterFields, type FilterField, type PersonCondition, type PersonFilterField } from '#contract/person-filters.ts'
import { useCompetenceWords } from '#renderer/features/competences/words.ts'
import { useFormat, useTranslations } from '#renderer/ui/index.ts'
import { counties } from '#shared/data/counties.ts'
import { municipalities } from '#shared/data/municipalities.ts'
import { references } from './filter-references.ts'

const placeNames = new Map([...municipalities, ...counties].map(({ code, name }) => [code, name]))

/** Gives the function that says a field's alternative in words. */
export function useChoiceWords(): (field: PersonFilterField, choice: string) => string {
  const people = useTranslations('people')
  const bodies = useTranslations('bodies')
  const t = useTranslations('views')
  const competences = useCompetenceWords()
  return (field, choice) => {
    if (field === 'membership') return people(`filter.${choice as 'current'}`)
    if (field === 'membershipKind') return people(`membershipKind.${choice as 'main'}`)
    if (field === 'gender') return people(`gender.${choice as 'woman'}`)
    if (field === 'preferredChannel') return people(`channel.${choice as 'email'}`)
    if (field === 'level') return bodies(`level.${choice as 'unit'}`)
    if (field === 'method' || field === 'wantsMethod' || field === 'canMethod') return bodies(`method.${choice as 'council'}`)
    if (field === 'spokenLanguage') return competences.languageName(choice as 'sv')
    if (field === 'timeOfDay') return t(`timeOfDay.${choice as 'daytime'}`)
    if (field === 'seatKind') return bodies(`seatKind.${choice as 'ordinary'}`)
    return placeNames.get(choice) ?? choice
  }
}

/** Gives the function that says a condition in words, with the names of what it refers to. */
export function useConditionWords(conditions: readonly PersonCondition[]): (condition: PersonCondition) => string {
  const t = useTranslations('views')
  const format = useFormat()
  const choiceWords = useChoiceWords()
  const names = useReferenceNames(conditions)
  return ({ field, operator, values }) => {
    if (operator === 'yes' || operator === 'no') return yesNoWords(t, field, operator)
    const words = values.map((value) => {
      if (typeof value === 'number') return String(value)
      if (fieldOf(field).kind === 'reference') return names.get(value) ?? '…'
      return fieldOf(field).kind === 'choice' ? choiceWords(field, value) : value
    })
    const value = operator === 'between' ? t('range', { from: words[0] ?? '', to: words[1] ?? '' }) : format.either(words)
    return t(`chip.${operator}`, { field: t(`fields.${field}`), value })
  }
}

/** What the table of fields says of one. */
export function fieldOf(field: PersonFilterField): FilterField {
  return personFilterFields[field]
}

/** "Har e-post", "Saknar e-post". */
export function yesNoWords(t: ReturnType<typeof useTranslations<'views'>>, field: PersonFilterField, operator: 'yes' | 'no'): string {
  return t(`yesNo.${field as 'email'}.${operator}`)
}

function useReferenceNames(conditions: readonly PersonCondition[]): ReadonlyMap<string, string> {
  const wanted = conditions.flatMap(({ field, values }) => {
    const { refersTo } = fieldOf(field)
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
