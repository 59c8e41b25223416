import { messages, type Language } from '#shared/i18n/index.ts'

/** How each command is written. */
const usages = {
  procedures: 'procedures [DOMAIN]',
  call: "call DOMAIN.PROCEDURE [--input '{…}'] [--file FIELD=FILE] [--out FILE]",
  report: "report funder|appendices|children --input '{…}' --reason TEXT --out FILE",
  import: 'import FILE [--preview]',
  demo: 'demo DIR',
  backup: 'backup',
  help: '--help',
} as const

const optionUsages = {
  database: '--database DIR',
  user: '--user NAME',
  passwordFile: '--password-file FILE',
  input: '--input JSON|@FILE|-',
  file: '--file FIELD=FILE',
  out: '--out FILE',
  reason: '--reason TEXT',
  preview: '--preview',
  language: '--language sv|en',
} as const

/** A usage, with the reader's own words for what is to be filled in. */
export function inWords(usage: string, language: Language): string {
  const words: Readonly<Record<string, string>> = messages[language].hosts.cli.placeholders
  return usage.replaceAll(/[A-Z]{3,}/gu, (word) => words[word] ?? word)
}

/** The help text. */
export function helpText(language: Language): string {
  const words = messages[language].hosts.cli
  return [
    words.title,
    '',
    words.usage,
    ...Object.entries(usages).flatMap(([name, usage]) => [`  npm run --silent talan -- ${inWords(usage, language)}`, `      ${words.commands[name as keyof typeof usages]}`]),
    '',
    words.options,
    ...Object.entries(optionUsages).map(([name, usage]) => `  ${inWords(usage, language).padEnd(24)}${words.optionTexts[name as keyof typeof optionUsages]}`),
  ].join('\n')
}
