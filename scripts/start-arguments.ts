import { parseArgs } from 'node:util'
import { languages, messages, translator, type Language } from '#shared/i18n/index.ts'
import { languageOf } from '../src/cli/arguments.ts'
import { inWords } from '../src/cli/help.ts'

/** How Talan is to be started. */
export interface StartArguments {
  readonly language: Language
  readonly data?: string | undefined
  readonly isInBrowser: boolean
  readonly port?: number | undefined
  readonly wantsHelp: boolean
}

/** The command line says something that Talan cannot read. */
export class WrongArgument extends Error {
  /** What could not be read, as it stands there. */
  readonly argument: string
  constructor(argument: string) {
    super(argument)
    this.name = 'WrongArgument'
    this.argument = argument
  }
}

const options = { data: { type: 'string' }, browser: { type: 'boolean' }, port: { type: 'string' }, language: { type: 'string' }, help: { type: 'boolean', short: 'h' } } as const
const usages = { data: '--data DIR', browser: '--browser', port: '--port NUMBER', language: '--language sv|en', help: '--help' } as const

/** Takes the command line of `npm start` apart. @throws WrongArgument */
export function readStartArguments(argv: readonly string[], environment: NodeJS.ProcessEnv): StartArguments {
  const { data, browser = false, port, language, help = false } = parsed(argv)
  if (port !== undefined && !(/^\d+$/u.test(port) && Number(port) < 65_536)) throw new WrongArgument(`--port ${port}`)
  if (language !== undefined && !languages.some((one) => one === language)) throw new WrongArgument(`--language ${language}`)
  return { language: languageOf(argv, environment), data, isInBrowser: browser || port !== undefined, port: port === undefined ? undefined : Number(port), wantsHelp: help }
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options }).values
  } catch (error) {
    throw new WrongArgument((error instanceof Error && /'([^' ]*)/u.exec(error.message)?.[1]) || argv.join(' '))
  }
}

/** What can be said to `npm start`. */
export function startHelp(language: Language): string {
  const words = messages[language].hosts.start
  return [words.usage, ...Object.entries(usages).map(([name, usage]) => `  ${inWords(usage, language).padEnd(22)}${words.options[name as keyof typeof usages]}`)].join('\n')
}

/** What to say of a wrong command line: a sentence, and what can be said instead. */
export function wrongStart({ argument }: WrongArgument, language: Language): string {
  return `${translator(language)('hosts.start.wrong', { argument })}\n\n${startHelp(language)}`
}
