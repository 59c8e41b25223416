import { ORPCError } from '@orpc/client'
import { messages, sentence, translator, type Language, type RuleFinding } from '#shared/i18n/index.ts'
import { CliFailure } from './failure.ts'

/** What to say to the person about a failure. Of an unexpected one nothing but its reference number is said. */
export function sentencesFor(error: unknown, language: Language): string[] {
  if (error instanceof CliFailure) return [sentence({ rule: `hosts.${error.rule}`, params: error.params }, language)]
  if (!(error instanceof ORPCError)) return [unexpected(language, '–')]
  const { common } = messages[language]
  switch (error.code) {
    case 'VALIDATION':
      return (error.data as { fields: (RuleFinding & { path: string })[] }).fields.map((field) => [optionOf(field.path), sentence(field, language)].filter(Boolean).join(': '))
    case 'RULE_VIOLATION':
      return [sentence(error.data as RuleFinding, language)]
    case 'NOT_FOUND':
      return [common.rules.notFound]
    case 'CONFLICT':
      return [common.rules.changedBySomeoneElse]
    case 'SIGNED_OUT':
      return [common.rules.signedOut]
    case 'NOT_ALLOWED':
      return [common.rules.notAllowed]
    default:
      return [unexpected(language, (error.data as { reference?: string } | undefined)?.reference ?? '–')]
  }
}

/** What of the input has an option of its own is called by that. */
function optionOf(path: string): string {
  return path === 'reason' ? '--reason' : path
}

/** The answer of a procedure, where each finding in it, such as why a row of a list was left out, says in a sentence what its rule means. */
export function withSentences(output: unknown, language: Language): unknown {
  if (Array.isArray(output)) return output.map((item: unknown) => withSentences(item, language))
  if (typeof output !== 'object' || output === null) return output
  const told = Object.fromEntries(Object.entries(output).map(([key, value]: [string, unknown]) => [key, withSentences(value, language)]))
  return isFinding(output) ? { ...told, sentence: sentence(output, language) } : told
}

function isFinding(value: object): value is RuleFinding {
  const [domain = '', rule = ''] = 'rule' in value && typeof value.rule === 'string' ? value.rule.split('.') : []
  const { rules = {} } = (messages.sv as Readonly<Record<string, { rules?: object }>>)[domain] ?? {}
  return Object.hasOwn(rules, rule)
}

function unexpected(language: Language, reference: string): string {
  return translator(language)('common.rules.unexpected', { reference })
}
