import { existsSync } from 'node:fs'
import { access } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { languageOf, readArguments, type CommandLine } from './arguments.ts'
import { CliFailure } from './failure.ts'
import { helpText, inWords } from './help.ts'
import { readInput } from './input.ts'
import { prepareFile, type PreparedFile } from './prepared-file.ts'
import { listProcedures } from './procedures.ts'
import { sentencesFor, withSentences } from './sentences.ts'
import { dataFolders, withSession, type CliSession } from './session.ts'

/** What surrounds the command line. */
export interface CliSurroundings {
  readonly environment: NodeJS.ProcessEnv
  readonly standardInput: AsyncIterable<Uint8Array | string>
  /** Writes a line to standard output: only what was asked for. */
  readonly print: (line: string) => void
  /** Writes a line to standard error: sentences for people. */
  readonly tell: (line: string) => void
}

/**
 * Does what a command line says, through the same door and with the same permissions as the window.
 * @returns the exit code: 0 when done, 1 when it could not be done, 2 when the command line is wrong
 */
export async function run(argv: readonly string[], surroundings: CliSurroundings): Promise<number> {
  try {
    const line = readArguments(argv, surroundings.environment)
    await commands[line.command](line, surroundings)
    return 0
  } catch (error) {
    for (const sentence of sentencesFor(error, languageOf(argv, surroundings.environment))) surroundings.tell(sentence)
    return error instanceof CliFailure ? error.exitCode : 1
  }
}

/** The reports that can be made by name, and the procedures that make them. */
const reportProcedures: Readonly<Record<string, string>> = { funder: 'reports.run', appendices: 'reports.appendices', children: 'reports.youth' }

const commands: Record<CommandLine['command'], (line: CommandLine, surroundings: CliSurroundings) => Promise<void>> = {
  help: async (line, { print }) => print(helpText(line.language)),
  procedures: async ({ operands: [domain] }, { print }) => {
    const listed = listProcedures().filter(({ procedure }) => domain === undefined || procedure === domain || procedure.startsWith(`${domain}.`))
    if (listed.length === 0) throw new CliFailure('unknownDomain', { name: domain ?? '' })
    print(JSON.stringify(listed, null, 2))
  },
  call: async (line, surroundings) => call(line, surroundings, operand(line, 'DOMAIN.PROCEDURE')),
  report: async (line, surroundings) => {
    const procedure = reportProcedures[operand(line, Object.keys(reportProcedures).join('|'))]
    if (procedure === undefined) throw new CliFailure('unknownReport', { report: line.operands[0] ?? '', reports: Object.keys(reportProcedures).join(', ') })
    if (line.out === undefined) throw new CliFailure('missingArgument', { argument: '--out' })
    await call(line, surroundings, procedure)
  },
  import: async (line, surroundings) => {
    const files = [`file=${operand(line, 'FILE')}`, ...line.files]
    await call({ ...line, files }, surroundings, line.isPreview ? 'imports.preview' : 'imports.run')
  },
  demo: async (line, { environment, print }) => {
    const folder = resolve(operand(line, 'DIR'))
    if (existsSync(join(folder, 'keyring.json'))) throw new CliFailure('folderUsed', { folder }, 1)
    await withSession({ ...line, database: folder, user: undefined }, environment, async ({ client }) => {
      if ((await client.session.status()).associations.length > 0) throw new CliFailure('folderUsed', { folder }, 1)
      await client.association.createDemo()
      const { current, demoUsers } = await client.session.status()
      print(JSON.stringify({ database: folder, association: current, users: demoUsers }, null, 2))
    })
  },
  backup: async (line, surroundings) => call(line, surroundings, 'backups.make'),
}

function operand(line: CommandLine, argument: string): string {
  const [first] = line.operands
  if (first === undefined) throw new CliFailure('missingArgument', { argument: inWords(argument, line.language) })
  return first
}

async function call(line: CommandLine, { environment, standardInput, print }: CliSurroundings, procedure: string): Promise<void> {
  const input = await readInput(line, standardInput)
  if (line.database !== undefined) await refuseMissing(resolve(line.database))
  const listed = listProcedures().find((candidate) => candidate.procedure === procedure)
  if (!listed) throw new CliFailure('unknownProcedure', { procedure })
  if (listed.permission !== 'anyone' && line.user === undefined) throw new CliFailure('userMissing')
  const file = line.out === undefined ? undefined : prepareFile(line.out, dataFolders(line, environment))
  try {
    await withSession(line, environment, async (session) => {
      const output = await settled(await procedureOf(session, procedure)(input))
      if (file) await saveDocument(session, output, procedure, file)
      print(JSON.stringify(withSentences(output ?? null, line.language), null, 2))
    })
  } finally {
    file?.discard()
  }
}

/** The answer itself; of a procedure that tells how it goes along, the last it says. */
async function settled(output: unknown): Promise<unknown> {
  if (typeof output !== 'object' || output === null || !(Symbol.asyncIterator in output)) return output
  let last: unknown
  for await (const event of output as AsyncIterable<unknown>) last = event
  return last
}

async function refuseMissing(folder: string): Promise<void> {
  await access(folder).catch(() => {
    throw new CliFailure('folderMissing', { folder }, 1)
  })
}

function procedureOf({ client }: CliSession, procedure: string): (input: unknown) => Promise<unknown> {
  const [domain = '', name = ''] = procedure.split('.')
  // What a procedure takes is checked by the core.
  const call = (client as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>)[domain]?.[name]
  if (!call) throw new CliFailure('unknownProcedure', { procedure })
  return call
}

async function saveDocument(session: CliSession, output: unknown, procedure: string, file: PreparedFile): Promise<void> {
  const documentId = typeof output === 'object' && output !== null && 'documentId' in output ? output.documentId : undefined
  if (typeof documentId !== 'string') throw new CliFailure('noDocument', { procedure }, 1)
  const response = await session.fetchDocument(documentId)
  if (!response.ok || !response.body) throw new CliFailure('documentGone', {}, 1)
  await file.write(Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]))
}
