import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { SentTo } from '#contract/base.ts'
import type { duplicates } from '#contract/duplicates.ts'
import { api } from '#renderer/api/index.ts'
import { Banner, TextLink, useFormat, useTranslations } from '#renderer/ui/index.ts'
import { isLocalDate } from '#shared/dates.ts'
import { useReasonWords } from './reason-words.ts'

type Typed = SentTo<typeof duplicates.similar>

/** How long one must have stopped typing before the register is asked. */
const pause = 300

const texts = ['givenName', 'familyName', 'email', 'phone', 'otherPhone', 'street', 'postcode'] as const

/**
 * Persons whom the one being registered may be, said while one types, to screen readers when they have a moment.
 * While it is being saved nobody is sought, since the person would soon be found as their own double.
 */
export function SimilarPersons({ typed, isSaving }: { typed: Readonly<Record<string, unknown>>; isSaving: boolean }) {
  const t = useTranslations('duplicates')
  const format = useFormat()
  const say = useReasonWords()
  const asked = useSettled(JSON.stringify(questionOf(typed)))
  const { data = [] } = useQuery({ ...api.duplicates.similar.queryOptions({ input: JSON.parse(asked) as Typed }), enabled: asked !== '{}' && !isSaving, placeholderData: keepPreviousData })
  const hints = asked === '{}' ? [] : data
  return (
    <div role="status">
      {hints.length > 0 && (
        <Banner tone="need" title={t('hints', { count: hints.length })}>
          <ul>
            {hints.map(({ person, reasons }) => (
              <li key={person.id}>
                <TextLink href={`/people/${person.id}`}>{person.name}</TextLink>
                {[format.date(person.birthDate), person.town, say(reasons)].filter(Boolean).map((part) => `, ${part}`)}
              </li>
            ))}
          </ul>
        </Banner>
      )}
    </div>
  )
}

/** What has been filled in of what persons are compared by. */
function questionOf(typed: Readonly<Record<string, unknown>>): Typed {
  const question: Record<string, unknown> = {}
  for (const field of texts) {
    const value = typed[field]
    if (typeof value === 'string' && value.trim() !== '') question[field] = value.trim()
  }
  const birthDate = typed['birthDate']
  if (typeof birthDate === 'string' && isLocalDate(birthDate)) question['birthDate'] = birthDate
  return question
}

function useSettled(value: string): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pause)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}
