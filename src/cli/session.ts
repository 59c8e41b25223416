import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { coreClient, type CoreClient } from '#contract/client.ts'
import { createCore, sessionHeader, type Core } from '#core/core.ts'
import { dataFolder, makeDataFolder } from '#core/data-folder.ts'
import { errorFields, openLog } from '#core/log.ts'
import { smtpTransport } from '#mail/smtp.ts'
import type { CommandLine } from './arguments.ts'
import { CliFailure } from './failure.ts'

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
  const folder = line.database === undefined ? dataFolder(undefined, { platform: process.platform, environment, home: homeOf(environment) }) : resolve(line.database)
  if (!existsSync(join(folder, 'keyring.json'))) return { dataFolder: folder, clean: () => undefined }
  const temporary = mkdtempSync(join(tmpdir(), 'talan-'))
  return { dataFolder: temporary, associationFolder: folder, clean: () => rmSync(temporary, { recursive: true, force: true }) }
}

function homeOf(environment: NodeJS.ProcessEnv): string {
  return environment['HOME'] ?? environment['USERPROFILE'] ?? '.'
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
  const password = passwordFile === undefined ? environment['TALAN_PASSWORD'] : readText(passwordFile).replace(/\r?\n$/u, '')
  if (!password) throw new CliFailure('passwordMissing')
  return password
}

/**
 * The text of a file that the command line names.
 * @throws CliFailure `fileUnreadable`
 */
export function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new CliFailure('fileUnreadable', { file }, 1)
  }
}
