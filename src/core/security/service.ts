import { newId } from '#shared/ids.ts'
import { NotFound, RuleViolation } from '#shared/result.ts'
import type { Role } from '#contract/permissions.ts'
import { backupFolder, lastBackupAt, readKeyring } from '#core/association-file.ts'
import type { Call, CallUser } from '#core/call.ts'
import { listBackups, readBackup } from '#core/db/backup.ts'
import type { Store } from '#core/db/store.ts'
import { readOnly, type Act, type Writer } from '#core/db/writer.ts'
import { demoPassword, demoUsers, fillDemo } from '#core/demo/index.ts'
import { seedTariffs } from '#core/tariffs/index.ts'
import type { Associations } from './associations.ts'
import { newKeyring, signInNameHash, unlock, unlockWithRecoveryCode, userIdOf, withRecoveryCode, withUser, withoutUser, type Keyring } from './keyring.ts'
import { actingUser, findActingUser, rolesOf } from './users.ts'

/** Which associations there are, which is chosen, who is signed in, and how old the last backup is. */
export async function readStatus(call: Call) {
  const { associations } = call
  const current = associations.current()
  const user = await userOfCall(call)
  const file = user ? associations.opened() : undefined
  return {
    associations: associations.list(),
    current,
    user: user ? shownUser(user) : null,
    demoUsers: current?.isDemo ? demoUsers.map((demoUser) => ({ ...demoUser, password: demoPassword })) : [],
    isTakenOver: associations.isTakenOver(),
    idleLockMinutes: associations.idleMinutes,
    lastBackupAt: current ? lastBackupAt(associations.folder()) : null,
    isBackupOld: file?.isBackupOld() ?? false,
    backupFault: file?.backupFault() ?? null,
  }
}

/** The user whose living session the call carries, or undefined. */
export async function userOfCall({ associations, token }: Pick<Call, 'associations' | 'token'>): Promise<CallUser | undefined> {
  const userId = associations.sessions.userOf(token)
  const file = associations.isTakenOver() ? undefined : associations.opened()
  return userId && file ? findActingUser(file.store.db, userId) : undefined
}

/** Opens the file with a user's password. @throws RuleViolation `session.wrongPassword`, `session.wait`, `session.userRemoved` */
export async function signIn({ associations }: Call, input: { signInName: string; password: string }) {
  const folder = associations.folder()
  const keyring = readKeyring(folder)
  const unlocked = await tried(associations, signInNameHash(keyring, input.signInName), 'session.wrongPassword', () => unlock(keyring, input.signInName, input.password))
  const { store } = await associations.open(folder, unlocked.key)
  return beginSession(associations, store, unlocked.userId)
}

/** Opens the file with the recovery code and gives the named user a new password. */
export async function recover(call: Call, input: { recoveryCode: string; signInName: string; newPassword: string }) {
  const { associations } = call
  const folder = associations.folder()
  const keyring = readKeyring(folder)
  const key = await tried(associations, keyring.associationId, 'session.wrongRecoveryCode', () => unlockWithRecoveryCode(keyring, input.recoveryCode))
  const userId = userIdOf(keyring, input.signInName)
  if (!userId) throw new RuleViolation('session.wrongPassword')
  refuseNameInPassword(input.signInName, input.newPassword)
  const user = { userId, signInName: input.signInName, password: input.newPassword }
  await associations.changeKeyring(folder, (current) => withUser(current, key, user, associations.derivation))
  const { store } = await associations.open(folder, key)
  await noteWayIn(store, { userId, procedure: call.procedure }, userId)
  return beginSession(associations, store, userId)
}

/** Ends the session; the file closes when it was the last one. */
export function signOut({ associations, token }: Call) {
  if (token) associations.sessions.close(token)
  // Whoever leaves does not wait for the backup that closing may make; whoever comes next does.
  void associations.closeWhenUnused()
  return {}
}

/** @throws RuleViolation `session.wrongPassword` when the current password is wrong, `session.wait` */
export async function changePassword(call: Call, input: { currentPassword: string; newPassword: string }) {
  const { associations, store, user } = call
  const row = await store.db.selectFrom('users').selectAll().where('id', '=', user.id).executeTakeFirstOrThrow()
  const keyring = readKeyring(call.file.folder)
  const unlocked = await tried(associations, signInNameHash(keyring, row.signInName), 'session.wrongPassword', () => unlock(keyring, row.signInName, input.currentPassword))
  if (unlocked.userId !== user.id) throw new RuleViolation('session.wrongPassword')
  refuseNameInPassword(row.signInName, input.newPassword)
  await giveWayIn(call, { userId: user.id, signInName: row.signInName, password: input.newPassword })
  await noteWayIn(store, call.act(), user.id)
  return {}
}

/** Creates an association with its key, its first administrator and the recovery code to print. */
export async function createAssociation(call: Call, input: { name: string; administratorName: string; signInName: string; password: string }) {
  const { associations } = call
  refuseNameInPassword(input.signInName, input.password)
  const userId = newId()
  const { keyring: bare, key } = newKeyring(newId(), input.name, false)
  const withAdministrator = await withUser(bare, key, { userId, signInName: input.signInName, password: input.password }, associations.derivation)
  const { keyring, recoveryCode } = await withRecoveryCode(withAdministrator, key, associations.derivation)
  return beginAssociation(associations, keyring, key, async (store) => {
    await store.transact({ userId, procedure: 'association.create' }, async (writer) => {
      await insertAssociation(writer, keyring)
      await insertUser(writer, { id: userId, signInName: input.signInName.toLowerCase(), displayName: input.administratorName, roles: ['administrator'], personId: null })
    })
    return { recoveryCode, ...(await beginSession(associations, store, userId)) }
  })
}

/** Makes an association's folder and file and puts in what it begins with. When that fails, nothing of it stays. */
async function beginAssociation<T>(associations: Call['associations'], keyring: Keyring, key: Uint8Array, fill: (store: Store) => Promise<T>): Promise<T> {
  const folder = await associations.begin(keyring)
  try {
    const { store } = await associations.open(folder, key, true)
    return await fill(store)
  } catch (error) {
    await associations.remove(folder)
    throw error
  }
}

/** The demo's passwords are shown on the screen, so there is nothing to gain by making them slow to try. */
const demoDerivation = { memoryKiB: 1024, iterations: 1 }

/** Creates the practice association with its users and three fictitious years. */
export async function createDemo({ associations, clock }: Call) {
  const { keyring: bare, key } = newKeyring(newId(), 'Brukarkraft i Uppsala län (övning)', true)
  const people = demoUsers.map((user) => ({ ...user, id: newId() }))
  let keyring = bare
  for (const user of people) keyring = await withUser(keyring, key, { userId: user.id, signInName: user.signInName, password: demoPassword }, demoDerivation)
  await beginAssociation(associations, keyring, key, async (store) => {
    await store.transact({ userId: null, procedure: 'association.createDemo' }, async (writer) => {
      await insertAssociation(writer, keyring)
      for (const user of people) await insertUser(writer, { ...user, roles: [user.role], personId: null })
    })
    await fillDemo(store, clock)
  })
  await associations.closeWhenUnused()
  return { current: { id: keyring.associationId, name: keyring.associationName, isDemo: true } }
}

/** @throws RuleViolation `association.notTheDemo` when another association than the practice one is chosen */
export async function removeDemo({ associations }: Call) {
  const folder = associations.folder()
  if (!readKeyring(folder).isDemo) throw new RuleViolation('association.notTheDemo')
  await associations.remove(folder)
  return {}
}

/** Everybody who may sign in, or once could. */
export async function listUsers({ store }: Call) {
  const rows = await store.db.selectFrom('users').selectAll().orderBy('displayName').execute()
  return rows.map(({ rolesJson, ...user }) => ({ ...user, roles: rolesOf({ rolesJson }) }))
}

/** @throws RuleViolation `session.signInNameTaken` */
export async function createUser(call: Call, input: { displayName: string; signInName: string; password: string; roles: Role[]; personId: string | null }) {
  const { store } = call
  refuseNameInPassword(input.signInName, input.password)
  const signInName = input.signInName.toLowerCase()
  const id = newId()
  await store.transact(call.act(), async (writer) => {
    const taken = await writer.db.selectFrom('users').select('id').where('signInName', '=', signInName).executeTakeFirst()
    if (taken) throw new RuleViolation('session.signInNameTaken')
    await insertUser(writer, { ...input, id, signInName })
  })
  await giveWayIn(call, { userId: id, signInName, password: input.password })
  return { id }
}

/** @throws RuleViolation `session.lastAdministrator` when nobody would be left to manage users */
export async function updateUser(call: Call, { id, version, displayName, roles, personId }: { id: string; version: number; displayName: string; roles: Role[]; personId: string | null }) {
  await call.store.transact(call.act(), async (writer) => {
    if (!roles.includes('administrator')) await refuseLastAdministrator(writer, id)
    await writer.update('users', id, { displayName, rolesJson: JSON.stringify(roles), personId }, version)
  })
  return {}
}

/** Gives a user who has forgotten her password a new one. */
export async function resetPassword(call: Call, input: { id: string; newPassword: string }) {
  const user = await call.store.db.selectFrom('users').selectAll().where('id', '=', input.id).where('endedAt', 'is', null).executeTakeFirst()
  if (!user) throw new NotFound()
  refuseNameInPassword(user.signInName, input.newPassword)
  await giveWayIn(call, { userId: user.id, signInName: user.signInName, password: input.newPassword })
  await noteWayIn(call.store, call.act(), user.id)
  call.associations.sessions.closeAllOf(user.id)
  return {}
}

/** Takes away a user's way in: her wrap of the key, her sessions, and her place among those who may act. */
export async function removeUser(call: Call, { id, version }: { id: string; version: number }) {
  if (id === call.user.id) throw new RuleViolation('session.notOneself')
  await call.store.transact(call.act(), async (writer) => {
    await refuseLastAdministrator(writer, id)
    await writer.update('users', id, { endedAt: writer.now }, version)
  })
  await call.associations.changeKeyring(call.file.folder, (keyring) => withoutUser(keyring, id))
  call.associations.sessions.closeAllOf(id)
  return {}
}

/** A new recovery code to print; the old one stops working. */
export async function renewRecoveryCode(call: Call) {
  const { associations, file } = call
  let recoveryCode = ''
  await associations.changeKeyring(file.folder, async (current) => {
    const renewed = await withRecoveryCode(current, file.key, associations.derivation)
    recoveryCode = renewed.recoveryCode
    return renewed.keyring
  })
  await noteOnAssociation(call.store, call.act())
  return { recoveryCode }
}

/** The association's own row. */
export async function readAssociation({ store }: Call) {
  const { createdAt: _createdAt, ...association } = await store.db.selectFrom('association').selectAll().executeTakeFirstOrThrow()
  return { ...association, isDemo: association.isDemo === 1 }
}

/** Changes the association’s details; the list of associations shows the new name too. @throws NotFound, Conflict */
export async function updateAssociation(call: Call, { id, version, ...details }: { id: string; version: number; name: string; [detail: string]: unknown }) {
  await call.store.transact(call.act(), (writer) => writer.update('association', id, details, version))
  await call.associations.changeKeyring(call.file.folder, (keyring) => ({ ...keyring, associationName: details.name }))
  return {}
}

/** The backups of the opened association. */
export function readBackups({ associations }: Call) {
  return listBackups(backupFolder(associations.folder()))
}

/** Makes a backup at once and gives its name. */
export async function makeBackupNow({ file }: Call) {
  return { name: await file.backUp() }
}

/** Goes back to a backup. Everybody is signed out, and the restored journal says who did it and why. */
export async function restoreBackup(call: Call, input: { name: string; reason: string }) {
  const act = call.act(input.reason)
  const { store } = await call.associations.restore(input.name)
  // Whoever became a user after the backup was made is not in it.
  const user = await store.db.selectFrom('users').select('id').where('id', '=', call.user.id).executeTakeFirst()
  await noteOnAssociation(store, { ...act, userId: user?.id ?? null })
  await call.associations.closeWhenUnused()
  return {}
}

/** The backups of the chosen association, for somebody who cannot sign in because its file is damaged or missing. */
export function readBackupsAtSignIn({ associations }: Call) {
  return listBackups(backupFolder(associations.folder()))
}

/**
 * Goes back to a backup where the file is damaged or missing, and signs in. It takes a user of the association who was there when
 * the backup was made and might then go back to one: nobody else can be asked, since the file does not open.
 * @throws RuleViolation `session.wrongPassword`, `session.wrongRecoveryCode`, `session.wait`, `session.mayNotRestore`, and what `restoreDamaged` throws
 */
export async function restoreBackupAtSignIn(call: Call, { name, signInName, secretKind, secret }: { name: string; signInName: string; secretKind: 'password' | 'recoveryCode'; secret: string }) {
  const { associations } = call
  const folder = associations.folder()
  const keyring = readKeyring(folder)
  const key =
    secretKind === 'password'
      ? (await tried(associations, signInNameHash(keyring, signInName), 'session.wrongPassword', () => unlock(keyring, signInName, secret))).key
      : await tried(associations, keyring.associationId, 'session.wrongRecoveryCode', () => unlockWithRecoveryCode(keyring, secret))
  const userId = userIdOf(keyring, signInName)
  if (!userId) throw new RuleViolation('session.wrongPassword')
  const user = await readBackup(backupFolder(folder), name, key, (copy) => findActingUser(readOnly(copy.reading), userId))
  if (!user?.permissions.has('backups.manage')) throw new RuleViolation('session.mayNotRestore')
  const { store } = await associations.restoreDamaged(folder, key, name)
  await noteOnAssociation(store, { userId, procedure: call.procedure })
  return beginSession(associations, store, userId)
}

/** Journals that somebody's way in was changed. It lies beside the file, where no journal sees it. */
async function noteWayIn(store: Store, act: Act, userId: string): Promise<void> {
  await store.transact(act, (writer) => Promise.resolve(writer.note('users', userId)))
}

async function noteOnAssociation(store: Store, act: Act): Promise<void> {
  await store.transact(act, async (writer) => {
    const row = await writer.db.selectFrom('association').selectAll().executeTakeFirstOrThrow()
    writer.note('association', row.id)
  })
}

async function giveWayIn({ associations, file }: Call, user: { userId: string; signInName: string; password: string }): Promise<void> {
  await associations.changeKeyring(file.folder, (keyring) => withUser(keyring, file.key, user, associations.derivation))
}

async function beginSession(associations: Call['associations'], store: Store, userId: string) {
  const token = associations.sessions.open(userId)
  try {
    const user = await findActingUser(store.db, userId)
    if (!user) throw new RuleViolation('session.userRemoved')
    return { token, user: shownUser(user) }
  } catch (error) {
    associations.sessions.close(token)
    await associations.closeWhenUnused()
    throw error
  }
}

function shownUser({ permissions, roles, ...user }: CallUser) {
  return { ...user, roles: [...roles], permissions: [...permissions] }
}

async function insertAssociation(writer: Writer, keyring: Keyring): Promise<void> {
  await writer.insert('association', {
    id: keyring.associationId, name: keyring.associationName, organisationNumber: null, street: null, postcode: null, town: null, email: null, municipalityCode: null,
    debtorIban: null, debtorBic: null, memberCountRule: 'membership', smallCountLimit: 5, isDemo: keyring.isDemo ? 1 : 0, createdAt: writer.now,
  })
  await seedTariffs(writer)
}

async function insertUser(writer: Writer, user: { id: string; signInName: string; displayName: string; roles: readonly Role[]; personId: string | null }): Promise<void> {
  const { id, signInName, displayName, personId } = user
  await writer.insert('users', { id, signInName, displayName, personId, rolesJson: JSON.stringify(user.roles), createdAt: writer.now, endedAt: null })
}

async function refuseLastAdministrator(writer: Writer, leavingId: string): Promise<void> {
  const rest = await writer.db.selectFrom('users').selectAll().where('endedAt', 'is', null).where('id', '!=', leavingId).execute()
  if (!rest.some((user) => actingUser(user).permissions.has('users.manage'))) throw new RuleViolation('session.lastAdministrator')
}

/** Tries a secret, which is named by whose it is. A try counts as wrong until it has proved right, so that many at once are no way around the wait. */
async function tried<T>({ throttle }: Associations, secret: string, wrong: 'session.wrongPassword' | 'session.wrongRecoveryCode', attempt: () => Promise<T | undefined>): Promise<T> {
  const seconds = throttle.secondsToWait(secret)
  if (seconds > 0) throw new RuleViolation('session.wait', { seconds })
  throttle.failed(secret)
  const found = await attempt()
  if (!found) throw new RuleViolation(wrong)
  throttle.succeeded(secret)
  return found
}

function refuseNameInPassword(signInName: string, password: string): void {
  if (password.toLowerCase().includes(signInName.toLowerCase())) throw new RuleViolation('session.passwordContainsName')
}
