import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { coreClient, type CoreClient } from '#contract/client.ts'
import { createCore, sessionHeader, type Core } from '#core/core.ts'
import { dataFolder, makeDataFolder } from '#core/data-folder.ts'
import { errorFields, openLog } from '#core/log.ts'
import { smtpTransport } from '#mail/smtp.ts'
import type { CommandLine } from './arguments.ts'
import { CliFailure } from './failure.ts'
import { readPassword } from './named-file.ts'

/** The core with whoever the command line signed in. */
export interface CliSession {
  readonly client: CoreClient
  /** Fetches a document that a procedure made. */
  fetchDocument(documentId: string): Promise<Response>
}

/** Opens the core for one command, signs in where a user is named, and closes it whatever happens. */
export async function withSession<Result>(line: CommandLine, environment: NodeJS.ProcessEnv, work: (session: CliSession) => Promise<Result>): Promise<Result> {
  const place = placeOf(line, environment)
  const core = openCore(place.dataFolder)
  let token: string | undefined
  const headers = (): Record<string, string> => (token === undefined ? {} : { [sessionHeader]: token })
  const client = coreClient((request) => core.handle(request), headers)
  try {
    if (place.associationFolder) await client.session.openFolder({ folder: place.associationFolder })
    if (line.user !== undefined) token = await signIn(client, line, environment, place.dataFolder)
    return await work({ client, fetchDocument: (id) => core.handle(new Request(`http://talan/documents/${id}`, { headers: headers() })) })
  } finally {
    await core.close()
    place.clean()
  }
}

/** An association's own folder is opened from a data folder that lasts as long as the command. */
function placeOf(line: CommandLine, environment: NodeJS.ProcessEnv) {
  const folder = line.database === undefined ? usualDataFolder(environment) : resolve(line.database)
  if (!existsSync(join(folder, 'keyring.json'))) return { dataFolder: folder, clean: () => undefined }
  const temporary = mkdtempSync(join(tmpdir(), 'talan-'))
  return { dataFolder: temporary, associationFolder: folder, clean: () => rmSync(temporary, { recursive: true, force: true }) }
}

function usualDataFolder(environment: NodeJS.ProcessEnv): string {
  return dataFolder(undefined, { platform: process.platform, environment, home: environment['HOME'] ?? environment['USERPROFILE'] ?? '.' })
}

/** The folders where Talan keeps its own files: the one that the command line names, and the one that the program uses. */
export function dataFolders(line: CommandLine, environment: NodeJS.ProcessEnv): string[] {
  return [usualDataFolder(environment), ...(line.database === undefined ? [] : [resolve(line.database)])]
}

function openCore(folder: string): Core {
  try {
    makeDataFolder(folder)
  } catch {
    throw new CliFailure('dataFolderUnusable', {}, 1)
  }
  const log = openLog(join(folder, 'logs'))
  return createCore({ dataFolder: folder, mailTransport: smtpTransport(), reportFault: (reference, procedure, error) => log('unexpected', { reference, procedure, ...errorFields(error) }) })
}

async function signIn(client: CoreClient, line: CommandLine, environment: NodeJS.ProcessEnv, folder: string): Promise<string> {
  const password = passwordOf(line, environment)
  await chooseAssociation(client, folder)
  const { token } = await client.session.signIn({ signInName: line.user ?? '', password })
  return token
}

/** The association that was chosen last, or where nothing says which, the only one there is. */
async function chooseAssociation(client: CoreClient, folder: string): Promise<void> {
  const { current, associations } = await client.session.status()
  if (current) return
  const [first, second] = associations
  if (!first) throw new CliFailure('noAssociation', { folder }, 1)
  if (second) throw new CliFailure('severalAssociations', { folder }, 1)
  await client.session.select({ associationId: first.id })
}

function passwordOf({ passwordFile }: CommandLine, environment: NodeJS.ProcessEnv): string {
  const password = passwordFile === undefined ? environment['TALAN_PASSWORD'] : readPassword(passwordFile)
  if (!password) throw new CliFailure('passwordMissing')
  return password
}
