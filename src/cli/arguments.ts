import { parseArgs } from 'node:util'
import { languages, type Language } from '#shared/i18n/index.ts'
import { CliFailure } from './failure.ts'

const commandNames = ['procedures', 'call', 'report', 'import', 'demo', 'backup', 'help'] as const
/** What the command line can be told to do. */
export type CommandName = (typeof commandNames)[number]

/** A command line, taken apart. */
export interface CommandLine {
  readonly command: CommandName
  /** What follows the command: a procedure, a report, a file, a folder. */
  readonly operands: readonly string[]
  readonly language: Language
  readonly database?: string | undefined
  readonly user?: string | undefined
  readonly passwordFile?: string | undefined
  readonly input?: string | undefined
  /** Each `field=path`. */
  readonly files: readonly string[]
  readonly out?: string | undefined
  readonly reason?: string | undefined
  readonly isPreview: boolean
}

const options = {
  database: { type: 'string' },
  user: { type: 'string' },
  'password-file': { type: 'string' },
  password: { type: 'string' },
  input: { type: 'string' },
  file: { type: 'string', multiple: true },
  out: { type: 'string' },
  reason: { type: 'string' },
  preview: { type: 'boolean' },
  language: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

/** The language that messages are in: what the command line says, else `TALAN_LANGUAGE`, else Swedish. */
export function languageOf(argv: readonly string[], environment: NodeJS.ProcessEnv): Language {
  const at = argv.findIndex((argument) => argument.startsWith('--language'))
  const asked = at < 0 ? environment['TALAN_LANGUAGE'] : (argv[at]?.split('=')[1] ?? argv[at + 1])
  return languages.find((language) => language === asked) ?? 'sv'
}

/**
 * Takes a command line apart.
 * @throws CliFailure where a command or an option does not exist, and where a password stands for all to see
 */
export function readArguments(argv: readonly string[], environment: NodeJS.ProcessEnv): CommandLine {
  const { values, positionals } = parsed(argv)
  if (values.password !== undefined) throw new CliFailure('passwordAsArgument')
  const [command = 'help', ...operands] = positionals
  if (!isCommandName(command)) throw new CliFailure('unknownCommand', { command })
  return {
    command: values.help ? 'help' : command,
    operands,
    language: languageOf(argv, environment),
    database: values.database,
    user: values.user,
    passwordFile: values['password-file'],
    input: values.input,
    files: values.file ?? [],
    out: values.out,
    reason: values.reason,
    isPreview: values.preview ?? false,
  }
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true })
  } catch (error) {
    const option = error instanceof Error ? /'(-[^' ]*)/u.exec(error.message)?.[1] : undefined
    const hasNoValue = error instanceof Error && 'code' in error && error.code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE'
    throw hasNoValue ? new CliFailure('missingArgument', { argument: option ?? '' }) : new CliFailure('unknownOption', { option: option ?? '' })
  }
}

function isCommandName(text: string): text is CommandName {
  return (commandNames as readonly string[]).includes(text)
}
