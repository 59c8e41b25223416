import { createTranslator } from 'use-intl/core'
import { timeZone } from '../dates.ts'
import type { Shape } from './shape.ts'
import { en } from './en/index.ts'
import { sv } from './sv/index.ts'

export { en, sv }

export const languages = ['sv', 'en'] as const
/** A language of the interface and of documents. Swedish is the default. */
export type Language = (typeof languages)[number]

export type Messages = Shape<typeof sv>

export const messages: Record<Language, Messages> = { sv, en }

type Domain = keyof typeof sv
type RulesOf<D extends Domain> = (typeof sv)[D] extends { rules: infer Rules } ? keyof Rules & string : never

/** The code of a rule, `domain.rule`. A code without a sentence in both catalogues does not compile. */
export type RuleCode = { [D in Domain]: `${D}.${RulesOf<D>}` }[Domain]

export type RuleParams = Readonly<Record<string, string | number>>

/** What a rule has to say: a code and what fills its sentence. People read sentences, code speaks codes. */
export interface RuleFinding {
  readonly rule: RuleCode
  readonly params?: RuleParams
}

/** A translator for documents and for hosts without a window. */
export function translator(language: Language) {
  return createTranslator<typeof sv>({ locale: language, messages: messages[language] as typeof sv, timeZone })
}

/** The sentence of a rule in a language. */
export function sentence(finding: RuleFinding, language: Language): string {
  const [domain, rule] = finding.rule.split('.') as [Domain, string]
  const translate = createTranslator({ locale: language, messages: messages[language], timeZone }) as (
    key: string,
    params?: RuleParams,
  ) => string
  return translate(`${domain}.rules.${rule}`, finding.params)
}
